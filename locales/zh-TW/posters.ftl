arrival-greeting =
    您好，我是安修，幫您約人到府修家裡的東西。
    您在{ $address }。
    哪裡壞了？不是這個地址，直接告訴我就可以。

poster-title = 家裡東西壞了？掃一下，說一聲
poster-place = { $district }{ $estate } { $building }號
poster-step-scan = 掃描 QR 碼
poster-step-say = 說出或寫下哪裡壞了
poster-step-choose = 選個時間，師傅到府
poster-foot = 不會掃碼？打 962121。有危險打 119 或 120。
web-poster-title = QR 碼海報
web-poster-how = 每棟樓一張。掃碼的人一打開，地址就填好了。
web-poster-estate = 小區
web-poster-buildings = 樓號
web-poster-buildings-hint = 例如 5、1-12 或 1,3,5，最多 60 張。
web-poster-show = 看海報
web-poster-print = 用瀏覽器列印本頁：A4，無邊界，100%。
web-poster-back = 換別的樓
web-poster-none = 您的區裡沒有這個小區，或者樓號不對。
