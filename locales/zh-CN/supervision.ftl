button-call-resident = 联系住户
button-reassign = 改派别家
button-open-request = 看报修单
button-open-case = 看案件
button-talks = 看会话
button-no-call-note = 先不记
button-reassign-sure = 确定改派
button-reassign-keep = 先不改
button-alerts = 看提醒
button-callbacks = 看回访
button-report = 看报告
button-period = { $period }

alert-request-card =
    【待处理】{ $kind }
    单号 { $number } { $category }，{ $status }
    { $window }，{ $provider }
    { $district }，{ $at }
low-rating-card =
    【差评】单号 { $number } { $category }：{ $stars } 星
    { $provider }，{ $district }
    原因：{ $reasons }
    住户说：{ $said }
    请在 { $due } 前回访。
alerts-more = 还有 { $count } 条提醒，处理掉这几条再看。
alert-yours = 这条已记您在处理。
alert-taken = 这条 { $who } 在 { $at } 接过去处理了。
alert-taken-now = 这条刚刚有同事接过去处理了。
alert-not-yours = 这条提醒不在您负责的区。
request-not-yours = 这张单不在您负责的区，或者已经没有了。
which-number = 请带上单号，例如“改派 1001”“联系住户 1001”“我来处理 1001”。
no-alert-of = 单号 { $number } 没有待处理的提醒。

ask-call-note =
    单号 { $number }，请联系：{ $contact }
    打完写一句：说了什么、怎么解决，会记下来。
call-centre-too = 应急中心：{ $name }，{ $phone }
call-note-needed = 请写一句打电话的结果，或点“先不记”。
call-not-noted = 好，没有记。
call-noted = 单号 { $number }：已记下跟住户联系过。

reassign-silent = 派单没人答复
reassign-late = 过了时段没到
reassign-rated = 住户评分低
reassign-sure =
    把单号 { $number } 从 { $provider } 收回，按原时段（{ $window }）问下一家？
    理由：{ $because }。没有别家能来时，会请住户改时间。
reassign-late-sure =
    把单号 { $number } 从 { $provider } 收回？理由：{ $because }。
    时段（{ $window }）已经开始，派不了别家，会请住户改时间。
reassign-kept = 好，不改派。
reassign-done = 单号 { $number } 已收回，正在问 { $provider }，{ $due } 前答复。
reassign-nobody = 单号 { $number } 已收回。这个时段没有别家能来，已请住户改时间。
reassign-gone = 这张派单已经不在了，可能有人先改派了。请看报修单。
reassign-changed = 单号 { $number } 刚刚变了，现在是：{ $status }，{ $provider }。要改派请重新打开这张单。
reassign-no-reason = 单号 { $number }（{ $status }，{ $provider }）现在没有改派的理由：没有超时，评分也不低。
reassign-centre = 单号 { $number } 是紧急单，只由区应急中心处理，不能改派。请直接打电话给中心。
reassign-free = 单号 { $number } 现在不在任何一家手里，已请住户改时间。可以打电话帮住户改。
reassign-over = 单号 { $number } 现在是：{ $status }，不能改派了。
because-reassigned = 督导员改派别家了

found-none = { $place }：没有找到您能看的报修单。
found-requests =
    { $place }：共 { $total } 单，最近的：
    { $lines }
found-line = { $number } { $category }，{ $status }，{ $address }，{ $window }
found-more = 还有 { $count } 单，写得再细一点可以找到。

period-today = 今天
period-yesterday = 昨天
period-this_week = 本周
period-last_week = 上周
period-this_month = 本月
period-last_month = 上月
period-last_30 = 最近30天
whole-city = 全市
report-which = 要哪一段时间？最多往前一年，例如“上周”“最近30天”“11月1日到11月15日”。
report-days = { $first }到{ $last }
report =
    【报告】{ $scope }，{ $days }
    报修 { $requests } 件：{ $categories }
    已完工 { $done }，没解决 { $unresolved }，取消 { $cancelled }，没人上门 { $absent }
    接单：{ $answering }
    紧急 { $emergencies }
    评分：{ $stars }；差评 { $low }{ $callbacks }
    { $firms }
report-none = 没有
report-category = { $category } { $count }
report-minutes = { $minutes } 分钟
report-hours = { $hours } 小时 { $minutes } 分
report-answering = 一般等 { $time }，按时答复 { $share }%（{ $count } 次派单）
report-unanswered = 还没有接单
report-emergencies = { $count } 件，{ $taken } 件已接警，一般用 { $time }
report-emergencies-open = { $count } 件，还没有接警
report-stars = 平均 { $mean } 星（{ $count } 个评分）
report-unrated = 还没有评分
report-callbacks = ，按时回访 { $count }/{ $total }
report-firms = 差评最多：
report-firm = { $provider }：{ $count } 个评分里 { $low } 个差评
report-no-firms = 差评最多的单位：评分还不够多，不下结论。
report-archived = 其中 { $count } 张的留痕已归档，答复和爽约的数字没有算进它们。

morning-digest =
    早上好！{ $scope }今天的情况：
    待处理提醒 { $alerts }，等人接的会话 { $talks }
    回访：今天到期 { $today }，已超时 { $late }
    停太久的案件 { $cases }
    今天上门 { $visits }
    昨天：报修 { $requests }，完工 { $finished }，紧急 { $emergencies }
    昨天评分：{ $stars }，差评 { $low }
web-yesterday = 昨天（{ $day }）：报修 { $requests }，完工 { $finished }，紧急 { $emergencies }；评分：{ $stars }，差评 { $low }
web-fact-reassigned = 督导员从 { $provider } 收回，改派别家：{ $reason }
web-fact-resident_called = 督导员跟住户联系过
web-calls-of = 联系住户的记录
web-call-of = { $at } { $by }：{ $note }

telegram-command-alerts = 待处理的提醒
telegram-command-report = 一段时间的报告
stars-given = { $stars } 星
stars-none = 还没评
