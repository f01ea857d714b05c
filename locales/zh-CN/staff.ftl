offer-card =
    新派单 { $number }：{ $category }
    情况：{ $problem }
    地点：{ $area }
    时间：{ $window }
    请在 { $due } 前答复。
offer-accepted = { $number } 号接单成功。
offer-declined = { $number } 号已拒绝，会派给别家。
offer-expired = { $number } 号超时未答复，已派给别家。
offer-gone = 这张派单已经不在了。
offer-gone-because = { $number } 号已经不能接了：{ $status }。
offer-withdrawn = { $number } 号（{ $category }）已撤回：{ $reason }。
which-offer = 有几张派单在等，是哪一张？
no-open-offers = 现在没有等您答复的派单。
ask-decline-reason = { $number } 号为什么不接？
emergency-alarm =
    【紧急】{ $danger } { $number }：{ $category }
    情况：{ $problem }
    地址：{ $address }
    电话：{ $phone }
    请在 { $due } 前确认接警，2 小时内到场。
new-visit =
    新上门 { $number }：{ $category }
    { $window }
    地址：{ $address }
    地图：{ $map }
    联系：{ $contact }
    情况：{ $problem }
visit-card =
    { $number } 号 { $category }：{ $status }
    { $window }，师傅：{ $technician }
    地址：{ $address }
    地图：{ $map }
    联系：{ $contact }
    情况：{ $problem }
noted-set-out = { $number } 号：已记出发，住户已收到通知。
noted-arrived = { $number } 号：已记到达。
noted-finished = { $number } 号：已记完工，等住户确认。
noted-absent = { $number } 号：已记没碰上面，住户会改约。
ask-charge = { $number } 号（{ $category }）做了哪一项？点一项，或写编号×数量 单价，例如“TP-01 x2 80”。
ask-amount = { $item }：实收多少元？（{ $low }～{ $high }）
ask-note = 留一句说明？没有就跳过。
ask-note-free = { $number } 号（{ $category }）是返修，不收钱。修了什么？留一句记录，或者跳过。
charge-unclear = 没看懂收费项目。请写收费标准里的编号，例如“TP-01 x1 80”。
price-refused = 金额不对：要在收费标准的范围内，返修不收钱。请再报一次。
no-such-visit = 没有可以这样操作的上门单。
not-yours = 这不是您的单子。
step-refused = { $number } 号现在是“{ $status }”，不能这样操作。
staff-nothing = 现在没有派单，今天也没有上门。发单号可查一张单。
staff-words-only = 这里请用文字或按钮。
contact-changed = { $number } 号联系电话：{ $phone }
words-changed =
    单号 { $number } 的情况有变，请看新的：{ $category }
    { $window }
    地址：{ $address }
    联系：{ $contact }
    问题：{ $problem }
words-changed-offer = 待接的 { $number }，住户补充：{ $problem }
firm-not-fixed = { $number } 号住户说没修好，会安排免费返修。
firm-rated = { $number } 号住户评分：{ $stars } 星。
overdue-firm = 【超时】{ $number } 号已过约定时段，师傅还没出发记录。请马上联系住户。
alert-card =
    【待处理】{ $kind }
    单号 { $number }，{ $district }，{ $at }
    { $words }
alert-acked = 好，已记您在处理。
alerts-none = 现在没有待处理的提醒。发单号可查报修单。
number-unknown = 没有 { $number } 号报修单。
supervisor-request =
    { $number } 号 { $category }：{ $status }
    { $window }，{ $provider }
    地址：{ $address }
    评分：{ $stars }
