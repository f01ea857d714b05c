button-call-resident = 聯絡住戶
button-reassign = 改派別家
button-open-request = 看報修單
button-open-case = 看案件
button-talks = 看對話
button-no-call-note = 先不記
button-reassign-sure = 確定改派
button-reassign-keep = 先不改
button-alerts = 看提醒
button-callbacks = 看回訪
button-report = 看報告
button-period = { $period }

alert-request-card =
    【待處理】{ $kind }
    單號 { $number } { $category }，{ $status }
    { $window }，{ $provider }
    { $district }，{ $at }
low-rating-card =
    【負評】單號 { $number } { $category }：{ $stars } 星
    { $provider }，{ $district }
    原因：{ $reasons }
    住戶說：{ $said }
    請在 { $due } 前回訪。
alerts-more = 還有 { $count } 則提醒，處理完這幾則再看。
alert-yours = 這則已記您在處理。
alert-taken = 這則 { $who } 在 { $at } 接手處理了。
alert-taken-now = 這則剛剛有同事接手處理了。
alert-not-yours = 這則提醒不在您負責的區。
request-not-yours = 這張單不在您負責的區，或者已經沒有了。
which-number = 請帶上單號，例如「改派 1001」「聯絡住戶 1001」「我來處理 1001」。
no-alert-of = 單號 { $number } 沒有待處理的提醒。

ask-call-note =
    單號 { $number }，請聯絡：{ $contact }
    打完寫一句：說了什麼、怎麼解決，會記下來。
call-centre-too = 應急中心：{ $name }，{ $phone }
call-note-needed = 請寫一句通話的結果，或點「先不記」。
call-not-noted = 好，沒有記。
call-noted = 單號 { $number }：已記下跟住戶聯絡過。

reassign-silent = 派單沒人答覆
reassign-late = 過了時段沒到
reassign-rated = 住戶評分低
reassign-sure =
    把單號 { $number } 從 { $provider } 收回，按原時段（{ $window }）問下一家？
    理由：{ $because }。沒有別家能來時，會請住戶改時間。
reassign-late-sure =
    把單號 { $number } 從 { $provider } 收回？理由：{ $because }。
    時段（{ $window }）已經開始，派不了別家，會請住戶改時間。
reassign-kept = 好，不改派。
reassign-done = 單號 { $number } 已收回，正在問 { $provider }，{ $due } 前答覆。
reassign-nobody = 單號 { $number } 已收回。這個時段沒有別家能來，已請住戶改時間。
reassign-gone = 這張派單已經不在了，可能有人先改派了。請看報修單。
reassign-changed = 單號 { $number } 剛剛變了，現在是：{ $status }，{ $provider }。要改派請重新打開這張單。
reassign-no-reason = 單號 { $number }（{ $status }，{ $provider }）現在沒有改派的理由：沒有逾時，評分也不低。
reassign-centre = 單號 { $number } 是緊急單，只由區應急中心處理，不能改派。請直接打電話給中心。
reassign-free = 單號 { $number } 現在不在任何一家手裡，已請住戶改時間。可以打電話幫住戶改。
reassign-over = 單號 { $number } 現在是：{ $status }，不能改派了。
because-reassigned = 督導員改派別家了

found-none = { $place }：沒有找到您能看的報修單。
found-requests =
    { $place }：共 { $total } 單，最近的：
    { $lines }
found-line = { $number } { $category }，{ $status }，{ $address }，{ $window }
found-more = 還有 { $count } 單，寫得再細一點可以找到。

period-today = 今天
period-yesterday = 昨天
period-this_week = 本週
period-last_week = 上週
period-this_month = 本月
period-last_month = 上個月
period-last_30 = 最近30天
whole-city = 全市
report-which = 要哪一段時間？最多往前一年，例如「上週」「最近30天」「11月1日到11月15日」。
report-days = { $first }到{ $last }
report =
    【報告】{ $scope }，{ $days }
    報修 { $requests } 件：{ $categories }
    已完工 { $done }，沒解決 { $unresolved }，取消 { $cancelled }，沒人到府 { $absent }
    接單：{ $answering }
    緊急 { $emergencies }
    評分：{ $stars }；負評 { $low }{ $callbacks }
    { $firms }
report-none = 沒有
report-category = { $category } { $count }
report-minutes = { $minutes } 分鐘
report-hours = { $hours } 小時 { $minutes } 分
report-answering = 一般等 { $time }，準時答覆 { $share }%（{ $count } 次派單）
report-unanswered = 還沒有接單
report-emergencies = { $count } 件，{ $taken } 件已接警，一般用 { $time }
report-emergencies-open = { $count } 件，還沒有接警
report-stars = 平均 { $mean } 星（{ $count } 個評分）
report-unrated = 還沒有評分
report-callbacks = ，準時回訪 { $count }/{ $total }
report-firms = 負評最多：
report-firm = { $provider }：{ $count } 個評分裡 { $low } 個負評
report-no-firms = 負評最多的廠商：評分還不夠多，不下結論。
report-archived = 其中 { $count } 張的紀錄已封存，答覆和爽約的數字沒有算進它們。

morning-digest =
    早安！{ $scope }今天的情況：
    待處理提醒 { $alerts }，等人接的對話 { $talks }
    回訪：今天到期 { $today }，已逾時 { $late }
    停太久的案件 { $cases }
    今天到府 { $visits }
    昨天：報修 { $requests }，完工 { $finished }，緊急 { $emergencies }
    昨天評分：{ $stars }，負評 { $low }
web-yesterday = 昨天（{ $day }）：報修 { $requests }，完工 { $finished }，緊急 { $emergencies }；評分：{ $stars }，負評 { $low }
web-fact-reassigned = 督導員從 { $provider } 收回，改派別家：{ $reason }
web-fact-resident_called = 督導員跟住戶聯絡過
web-calls-of = 聯絡住戶的紀錄
web-call-of = { $at } { $by }：{ $note }

telegram-command-alerts = 待處理的提醒
telegram-command-report = 一段時間的報告
stars-given = { $stars } 星
stars-none = 還沒評
