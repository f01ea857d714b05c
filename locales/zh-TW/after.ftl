accepted =
    約好了！單號 { $number }（{ $category }）
    { $window }
    { $provider }，{ $technician } 到府，電話 { $phone }。
    { $cost }
    師傅出發前改時間、動手前取消，都不收錢。
quote-first = 修之前先報價，您同意了才動手。
second-visit-free = 這次是保固維修，不收錢。
asking-next = 單號 { $number }：前一家接不了，正在問 { $provider }，{ $due } 前回覆您。時間還是 { $window }，為您保留。
set-out = { $technician } { $at } 出發了，正在往您家的路上（單號 { $number }）。電話 { $phone }。
arrived = { $technician } 到了（單號 { $number }）。
work-done =
    師傅說修好了（單號 { $number }）。
    { $lines }
    合計：{ $price }
    師傅留言：{ $note }
    您試試看，現在好了嗎？
works-thanks = 太好了。
ask-rating = 這次服務打幾顆星？5 顆最好。
ask-comment = 謝謝！好在哪裡？點選、寫幾句、傳照片都可以，也可以按「跳過」。
ask-comment-low = 對不起，讓您不滿意了。督導員已經知道，{ $due } 前會有人聯絡您。可以說說哪裡不好嗎？點選、寫幾句、傳照片都可以。
rated-thanks = 謝謝您的評價，祝您一切順心！
rated-sorry = 謝謝您說實話。已經轉給督導員，{ $due } 前會有人聯絡您；之後您可以再評一次。
rating-skipped = 好的，不評分也沒關係。
rating-refused = 這張單現在不能評分（{ $status }）。
not-fixed-sorry = 對不起，沒修好。單號 { $number } 已記下，督導員也知道了；免費再到府一次，請您選個時間。
not-fixed-danger = 對不起，還沒解決。單號 { $number } 已重新通報應急中心，督導員也知道了。
act-too-late = 來不及了，這張單現在是：{ $status }。
moved =
    改好了，單號 { $number }：{ $window }
    正在和 { $provider } 確認，{ $due } 前回覆您。
nobody-free = 對不起，單號 { $number } 這個時間沒有師傅能來。換個時間好嗎？督導員也知道了。
missed-you = 師傅到了，但沒遇到您（單號 { $number }）。改個時間好嗎？
overdue-sorry = 對不起，過了約好的時間師傅還沒到（單號 { $number }）。已經在催 { $provider }（{ $phone }），督導員也知道了。您也可以改時間。
reminder-day = 提醒您：{ $window } 有師傅到府（單號 { $number }，{ $category }，{ $provider }）。
reminder-hour = 一小時左右後師傅到府：{ $window }（單號 { $number }，{ $technician }，電話 { $phone }）。
nudge-verdict = 前面修的（單號 { $number }，{ $category }）現在好用嗎？
nudge-rating = 方便的話，請給單號 { $number } 評個分，5 顆最好。不想評也沒關係。
closed-unconfirmed = 單號 { $number } 一直沒等到您的回音，先結案了（未確認）。有問題隨時找我，保固照舊。

progress-draft = 這一件還沒報上去，把下面的說完，我馬上派單。
progress-none = 您現在沒有報修單。哪裡壞了，直接說就可以。
progress-list =
    您的報修單：
    { $lines }
progress-line = { $number } 號 { $category }：{ $status }（{ $window }）
progress-offering = { $number } 號（{ $category }，{ $window }）：正在問 { $provider }，一有答覆馬上告訴您。
progress-scheduled = { $number } 號（{ $category }）：約好了，{ $window }，{ $provider } { $technician }，電話 { $phone }。
progress-alarm = { $number } 號緊急狀況已通報應急中心（{ $status }），我們持續追蹤。很急的話請直接打 { $phone }。
progress-on-the-way = { $number } 號（{ $category }）：{ $technician } { $at } 出發，在路上了，電話 { $phone }。
progress-in-progress = { $number } 號（{ $category }）：{ $technician } 正在修。
progress-done = { $number } 號（{ $category }）：師傅說修好了，等您看看好不好用。
progress-confirmed = { $number } 號（{ $category }）：您說修好了。
progress-no-show = { $number } 號（{ $category }）：上次沒遇到，改個時間吧。
progress-unresolved = { $number } 號（{ $category }）：還沒解決，選個時間再到府，督導員也在追。
progress-closed = { $number } 號（{ $category }）已經結束，現在沒有別的單。
progress-cancelled = { $number } 號（{ $category }）已經取消，現在沒有別的單。

cancel-none = 您現在沒有可以取消的單。
cancel-sure = 要取消 { $number } 號（{ $category }，{ $window }）嗎？師傅動手前取消都不收錢。
cancelled = { $number } 號（{ $category }）已取消，不收錢。
kept = 好，不取消，照原來的。
move-none = 您現在沒有可以改時間的單。
contact-thanks = 記下了：到府前打 { $phone }，已告訴師傅（單號 { $number }）。
address-to-person = 單號 { $number } 已經派出去了，改地址要由工作人員處理，已轉給他們，會有人聯絡您。
which-request = 是哪一張單？
