### The day of a firm and its technicians: who comes, the plan of a day, and the way there.

button-change-technician = 换师傅
button-technician = { $technician }（当天 { $count } 单）
button-keep-technician = 不换了
button-tomorrow = 明天
button-today = 今天
button-day = { $day }

ask-technician =
    { $number } 号（{ $category }）现在是{ $technician }去，换谁？
    { $window }
    下面几位会做、这个时段也有空。点一位，或写名字。
which-visit-technician = 是哪一单？也可以连单号一起写，例如“1024 派王师傅”。
technician-nobody = { $number } 号：除了{ $technician }，会做的人这个时段都没空，先不变。
technician-busy = { $number } 号的时段，{ $technician }没空。
technician-unable = { $number } 号的活，{ $technician }不全会做。
technician-unknown = 没找到叫这个名字的师傅。
technician-taken = 这个时段刚刚被占了，没有改动。
technician-kept = { $number } 号还是{ $technician }去。
technician-same = { $number } 号本来就是{ $technician }去，没有改动。
technician-assigned = { $number } 号改由{ $technician }上门，两位师傅和住户都已通知。
technician-too-late = { $number } 号现在是“{ $status }”。师傅出发前才能换人。
technician-who-may = 换师傅由本企业的调度员来定，请跟调度员说。
technician-changed = { $number } 号（{ $category }）改由{ $technician }上门，时间不变：{ $window }。
visit-taken-off =
    { $number } 号（{ $category }）改派给同事了，您不用去。
    { $window }
not-yours-any-more = 这单已经改派给同事，不是您的了。

day-plan =
    { $day } · 上门 { $count } 单

    { $lines }
day-plan-evening =
    { $day } 的安排 · 上门 { $count } 单

    { $lines }
day-none = { $day } 没有上门。
day-technician = ▍{ $technician } · { $count } 单
day-visit =
    { $window } · { $number } 号 { $category }
    { $area }
    { $problem }
    { $map }

telegram-command-tomorrow = 明天的上门

web-fact-technician_changed = 换了师傅：{ $before }换成{ $technician }
web-map = 地图
web-map-open = 打开地图
web-technician-title = { $number } 号派谁去？
web-technician-how = 下面几位会做，这个时段也有空。
web-technician-none = 会做的人这个时段都没空。
