accepted =
    约好了！单号 { $number }（{ $category }）
    { $window }
    { $provider }，{ $technician } 上门，电话 { $phone }。
    { $cost }
    师傅出发前改时间、动手前取消，都不收钱。
quote-first = 修之前先报价，您同意了再动手。
second-visit-free = 这次是返修，不收钱。
asking-next = 单号 { $number }：前一家接不了，正在问 { $provider }，{ $due } 前给您答复。时间还是 { $window }，给您留着。
set-out = { $technician } { $at } 出发了，正在来您家的路上（单号 { $number }）。电话 { $phone }。
arrived = { $technician } 到了（单号 { $number }）。
work-done =
    师傅说修好了（单号 { $number }）。
    { $lines }
    合计：{ $price }
    师傅留言：{ $note }
    您试试看，现在好了吗？
works-thanks = 太好了。
ask-rating = 这次服务打几颗星？5 颗最好。
ask-comment = 谢谢！好在哪里？点一点、写几句、发照片都行，也可以点“跳过”。
ask-comment-low = 对不起，让您不满意了。督导员已经知道，{ $due } 前会有人联系您。能说说哪里不好吗？点一点、写几句、发照片都行。
rated-thanks = 谢谢您的评价，祝您一切顺心！
rated-sorry = 谢谢您说实话。已经转给督导员，{ $due } 前会有人联系您；之后您可以再评一次。
rating-skipped = 好的，不打分也没关系。
rating-refused = 这张单现在不能评分（{ $status }）。
not-fixed-sorry = 对不起，没修好。单号 { $number } 已记下，督导员也知道了；免费再上门一次，您挑个时间。
not-fixed-danger = 对不起，还没解决。单号 { $number } 已重新报应急中心，督导员也知道了。
act-too-late = 来不及了，这张单现在是：{ $status }。
moved =
    改好了，单号 { $number }：{ $window }
    正在和 { $provider } 确认，{ $due } 前给您答复。
nobody-free = 对不起，单号 { $number } 这个时间没有师傅能来。换个时间好吗？督导员也知道了。
missed-you = 师傅到了没碰上您（单号 { $number }）。改个时间好吗？
overdue-sorry = 对不起，过了约好的时间师傅还没到（单号 { $number }）。已经在催 { $provider }（{ $phone }），督导员也知道了。您也可以改时间。
reminder-day = 提醒您：{ $window } 有师傅上门（单号 { $number }，{ $category }，{ $provider }）。
reminder-hour = 一小时左右后师傅上门：{ $window }（单号 { $number }，{ $technician }，电话 { $phone }）。
nudge-verdict = 前面修的（单号 { $number }，{ $category }）现在好用吗？
nudge-rating = 方便的话，给单号 { $number } 打个分吧，5 颗最好。不想打也没关系。
closed-unconfirmed = 单号 { $number } 一直没等到您的回音，先结掉了（未确认）。有问题随时找我，保修照常。

progress-draft = 这一件还没报上去，把下面的说完，我马上派单。
progress-none = 您现在没有报修单。哪里坏了，直接说就行。
progress-list =
    您的报修单：
    { $lines }
progress-line = { $number } 号 { $category }：{ $status }（{ $window }）
progress-offering = { $number } 号（{ $category }，{ $window }）：正在问 { $provider }，一有答复马上告诉您。
progress-scheduled = { $number } 号（{ $category }）：约好了，{ $window }，{ $provider } { $technician }，电话 { $phone }。
progress-alarm = { $number } 号险情已报应急中心（{ $status }），我们盯着。急的话请直接打 { $phone }。
progress-on-the-way = { $number } 号（{ $category }）：{ $technician } { $at } 出发，在路上了，电话 { $phone }。
progress-in-progress = { $number } 号（{ $category }）：{ $technician } 正在修。
progress-done = { $number } 号（{ $category }）：师傅说修好了，等您看看好不好用。
progress-confirmed = { $number } 号（{ $category }）：您说修好了。
progress-no-show = { $number } 号（{ $category }）：上次没碰上面，改个时间吧。
progress-unresolved = { $number } 号（{ $category }）：还没解决，挑个时间再上门，督导员也在跟。
progress-closed = { $number } 号（{ $category }）已经结束，现在没有别的单子。
progress-cancelled = { $number } 号（{ $category }）已经取消，现在没有别的单子。

cancel-none = 您现在没有可以取消的单子。
cancel-sure = 要取消 { $number } 号（{ $category }，{ $window }）吗？师傅动手前取消都不收钱。
cancelled = { $number } 号（{ $category }）已取消，不收钱。
kept = 好，不取消，照原来的。
move-none = 您现在没有可以改时间的单子。
contact-thanks = 记下了：上门前打 { $phone }，已告诉师傅（单号 { $number }）。
address-to-person = 单号 { $number } 已经派出去了，改地址要人工来办，已转给工作人员，会有人联系您。
which-request = 是哪一张单？
