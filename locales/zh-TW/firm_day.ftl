### The day of a firm and its technicians: who comes, the plan of a day, and the way there.

button-change-technician = 換師傅
button-technician = { $technician }（當天 { $count } 件）
button-keep-technician = 不換了
button-tomorrow = 明天
button-today = 今天
button-day = { $day }

ask-technician =
    { $number } 號（{ $category }）現在由{ $technician }去，換誰？
    { $window }
    下面幾位會做、這個時段也有空。點一位，或寫名字。
which-visit-technician = 是哪一件？也可以連單號一起寫，例如「1024 派王師傅」。
technician-nobody = { $number } 號：除了{ $technician }，會做的人這個時段都沒空，先不變。
technician-busy = { $number } 號的時段，{ $technician }沒空。
technician-unable = { $number } 號的工作，{ $technician }不是全會做。
technician-unknown = 找不到叫這個名字的師傅。
technician-taken = 這個時段剛剛被占走了，沒有更動。
technician-kept = { $number } 號還是由{ $technician }去。
technician-same = { $number } 號本來就是{ $technician }去，沒有更動。
technician-assigned = { $number } 號改由{ $technician }到府，兩位師傅和住戶都已通知。
technician-too-late = { $number } 號現在是「{ $status }」。師傅出發前才能換人。
technician-who-may = 換師傅要由貴公司的調度員決定，請跟調度員說。
technician-changed = { $number } 號（{ $category }）改由{ $technician }到府，時間不變：{ $window }。
visit-taken-off =
    { $number } 號（{ $category }）改派給同事了，您不用去。
    { $window }
not-yours-any-more = 這件已經改派給同事，不是您的了。

day-plan =
    { $day } · 到府 { $count } 件

    { $lines }
day-plan-evening =
    { $day } 的行程 · 到府 { $count } 件

    { $lines }
day-none = { $day } 沒有到府。
day-technician = ▍{ $technician } · { $count } 件
day-visit =
    { $window } · { $number } 號 { $category }
    { $area }
    { $problem }
    { $map }

telegram-command-tomorrow = 明天的到府

web-fact-technician_changed = 換了師傅：{ $before }換成{ $technician }
web-map = 地圖
web-map-open = 開啟地圖
web-technician-title = { $number } 號派誰去？
web-technician-how = 下面幾位會做，這個時段也有空。
web-technician-none = 會做的人這個時段都沒空。
