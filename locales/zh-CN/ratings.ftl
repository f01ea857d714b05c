ask-rating-anew = 现在再打一次分，几颗星？5 颗最好。
ask-other-stars = 单号 { $number } 您打过 { $stars } 星。想改成几颗？
rating-stands = 单号 { $number } 的评分（{ $stars } 星）过了能改的日子，不能再改了。
ask-comment-fair = 谢谢！哪里可以更好？点一点、写几句、发照片都行，也可以跳过。
ask-reasons-good = 哪里好？点一点，可以多点。
ask-reasons-bad = 哪里不好？点一点，可以多点。
reason-noted = 记下了：{ $reason }。还有吗？也可以写几句、发照片。
rate-after-callback = 单号 { $number }：工作人员跟您联系过了。现在愿意再打一次分吗？5 颗最好。
callback-late = 对不起，单号 { $number } 说好的时间已过，还没人联系您。已经再催督导员。

button-reason = { $reason }
button-reasons-good = 也有好的
button-reasons-bad = 有不满意的
button-done-rating = 说完了
button-no-stars = 不想打分
button-other-stars = 改评分
button-receipt = 收据
button-rework = 免费返修

receipt =
    收据　单号 { $number }（{ $category }）
    { $day }
    { $lines }
    合计：{ $total }
    { $provider }，电话 { $phone }
    保修到 { $until }（含当天）。
    要税务发票，请向这家公司要。
receipt-no-warranty =
    收据　单号 { $number }（{ $category }）
    { $day }
    { $lines }
    合计：{ $total }
    { $provider }，电话 { $phone }
    没有保修期。
    要税务发票，请向这家公司要。
receipt-not-yet = 单号 { $number } 还没完工，修好以后才有收据。
rework-not-now = 单号 { $number } 还在办，不用另外返修。
warranty-over = 单号 { $number }（{ $category }）保修到 { $day }，已经过了。可以重新约，按收费标准收。
warranty-none = 单号 { $number }（{ $category }）没有保修期。可以重新约，按收费标准收。

set-out-travel =
    { $technician } { $at } 出发了，约 { $minutes } 分钟，{ $arrival } 左右到（单号 { $number }）。
    电话 { $phone }。
travel-told = { $technician } 说 { $arrival } 左右到（单号 { $number }，{ $at } 出发，约 { $minutes } 分钟）。
progress-on-the-way-travel = { $number } 号（{ $category }）：{ $technician } { $at } 出发，在路上了，约 { $minutes } 分钟，{ $arrival } 左右到。电话 { $phone }。
progress-under-way = { $number } 号（{ $category }）：{ $technician } 在路上了，电话 { $phone }。
not-arrived-sorry = 对不起，{ $technician } { $at } 出发，到现在还没报到（单号 { $number }）。已经在催 { $provider }（{ $phone }），督导员也知道了。
not-arrived-firm = 【超时】单号 { $number }：师傅 { $at } 出发，还没到。请马上联系住户，到了请点“到达”。
firm-absent = 对不起，单号 { $number } 一直没有师傅来，这次上门作废，不收钱，督导员也知道了。换个时间好吗？我会另找师傅。
because-firm_absent = 过了时间没人上门

cancel-sure-on-the-way = 师傅已经在路上了。还要取消 { $number } 号（{ $category }，{ $window }）吗？没动手，不收钱。
cancel-too-late = { $number } 号师傅已经动手，这里不能取消了。不想修了请当面跟师傅说，或打 { $phone }，也可以找人工。
move-rule = { $number } 号改时间：师傅出发前改不收钱；先问同一家，它没空再问别家。
move-too-late = { $number } 号师傅已经出发，时间不能改了。有事请打 { $phone }，也可以取消或找人工。

button-travel = 约 { $minutes } 分钟
noted-set-out-travel = 单号 { $number }：已记出发，约 { $minutes } 分钟，住户知道了。
noted-travel = 单号 { $number }：路上一共约 { $minutes } 分钟，住户知道了。

callback-card =
    【回访】单号 { $number }（{ $category }），{ $stars } 星
    { $due } 前联系：{ $contact }
    原因：{ $reasons }
    住户说：{ $words }
callbacks-none = 没有要回访的。
button-called-back = 已联系
ask-callback-note = 单号 { $number }：跟住户说了什么、怎么解决？写一句，会记下来。
callback-done = 单号 { $number } 回访完成，记下了。住户可以再评一次。
callback-refused = 这条回访不在了，可能已有人办好。

web-callbacks = 要回访的
web-callbacks-none = 现在没有要回访的。
web-callback-due = { $due } 前联系
web-callback-late = 已超时：应在 { $due } 前联系
web-callback-contact = 联系人
web-callback-reasons = 原因
web-callback-words = 住户说
web-callback-note = 跟住户说了什么、怎么解决
web-callback-send = 已联系，记下
web-callback-empty = 请先写一句。
web-reasons = 评价原因
web-past-ratings = 以前的评分
web-past-rating = { $stars } 星，第 { $round } 次评，{ $at } 前有效
web-callbacks-of = 回访
web-callback-of = { $by } 于 { $at } 联系：{ $note }
web-callback-open-of = { $due } 前要联系，还没做
web-fact-reason_given = 说了评价原因：{ $why }
web-fact-rating_declined = 住户不想打分
web-fact-rate_again = 请住户再评一次
web-fact-reopened = 住户说又坏了，保修返修
web-fact-firm_absent = 过了时间没人上门，这次作废
web-fact-not_arrived = 师傅出发后没有按时到
web-fact-travel_told = 师傅说路上约 { $minutes } 分钟
web-fact-callback_opened = 要回访，{ $due } 前
web-fact-called_back = 已跟住户联系
web-fact-callback_late = 回访超时
