ask-rating-anew = 現在再評一次，幾顆星？5 顆最好。
ask-other-stars = 單號 { $number } 您給過 { $stars } 星。想改成幾顆？
rating-stands = 單號 { $number } 的評分（{ $stars } 星）過了可以改的日子，不能再改了。
ask-comment-fair = 謝謝！哪裡可以更好？點選、寫幾句、傳照片都可以，也可以跳過。
ask-reasons-good = 哪裡好？點選，可以選好幾個。
ask-reasons-bad = 哪裡不好？點選，可以選好幾個。
reason-noted = 記下了：{ $reason }。還有嗎？也可以寫幾句、傳照片。
rate-after-callback = 單號 { $number }：工作人員跟您聯絡過了。現在願意再評一次分嗎？5 顆最好。
callback-late = 對不起，單號 { $number } 說好的時間已過，還沒人聯絡您。已經再催督導員。

button-reason = { $reason }
button-reasons-good = 也有好的
button-reasons-bad = 有不滿意的
button-done-rating = 說完了
button-no-stars = 不想評分
button-other-stars = 改評分
button-receipt = 收據
button-rework = 免費保固維修

receipt =
    收據　單號 { $number }（{ $category }）
    { $day }
    { $lines }
    合計：{ $total }
    { $provider }，電話 { $phone }
    保固到 { $until }（含當天）。
    要發票，請向這家公司要。
receipt-no-warranty =
    收據　單號 { $number }（{ $category }）
    { $day }
    { $lines }
    合計：{ $total }
    { $provider }，電話 { $phone }
    沒有保固期。
    要發票，請向這家公司要。
receipt-not-yet = 單號 { $number } 還沒完工，修好以後才有收據。
rework-not-now = 單號 { $number } 還在辦，不用另外報保固維修。
warranty-over = 單號 { $number }（{ $category }）保固到 { $day }，已經過了。可以重新約，依收費標準收。
warranty-none = 單號 { $number }（{ $category }）沒有保固期。可以重新約，依收費標準收。

set-out-travel =
    { $technician } { $at } 出發了，約 { $minutes } 分鐘，{ $arrival } 左右到（單號 { $number }）。
    電話 { $phone }。
travel-told = { $technician } 說 { $arrival } 左右到（單號 { $number }，{ $at } 出發，約 { $minutes } 分鐘）。
progress-on-the-way-travel = { $number } 號（{ $category }）：{ $technician } { $at } 出發，在路上了，約 { $minutes } 分鐘，{ $arrival } 左右到。電話 { $phone }。
progress-under-way = { $number } 號（{ $category }）：{ $technician } 在路上了，電話 { $phone }。
not-arrived-sorry = 對不起，{ $technician } { $at } 出發，到現在還沒到（單號 { $number }）。已經在催 { $provider }（{ $phone }），督導員也知道了。
not-arrived-firm = 【逾時】單號 { $number }：師傅 { $at } 出發，還沒到。請馬上聯絡住戶，到了請按「到達」。
firm-absent = 對不起，單號 { $number } 一直沒有師傅來，這次到府取消，不收錢，督導員也知道了。換個時間好嗎？我會另找師傅。
because-firm_absent = 過了時間沒人到府

cancel-sure-on-the-way = 師傅已經在路上了。還要取消 { $number } 號（{ $category }，{ $window }）嗎？沒動手，不收錢。
cancel-too-late = { $number } 號師傅已經動手，這裡不能取消了。不想修了請當面跟師傅說，或打 { $phone }，也可以找真人。
move-rule = { $number } 號改時間：師傅出發前改不收錢；先問同一家，它沒空再問別家。
move-too-late = { $number } 號師傅已經出發，時間不能改了。有事請打 { $phone }，也可以取消或找真人。

button-travel = 約 { $minutes } 分鐘
noted-set-out-travel = 單號 { $number }：已記出發，約 { $minutes } 分鐘，住戶知道了。
noted-travel = 單號 { $number }：路上一共約 { $minutes } 分鐘，住戶知道了。

callback-card =
    【回訪】單號 { $number }（{ $category }），{ $stars } 星
    { $due } 前聯絡：{ $contact }
    原因：{ $reasons }
    住戶說：{ $words }
callbacks-none = 沒有要回訪的。
button-called-back = 已聯絡
ask-callback-note = 單號 { $number }：跟住戶說了什麼、怎麼解決？寫一句，會記下來。
callback-done = 單號 { $number } 回訪完成，記下了。住戶可以再評一次。
callback-refused = 這筆回訪不在了，可能已有人辦好。

web-callbacks = 要回訪的
web-callbacks-none = 現在沒有要回訪的。
web-callback-due = { $due } 前聯絡
web-callback-late = 已逾時：應在 { $due } 前聯絡
web-callback-contact = 聯絡人
web-callback-reasons = 原因
web-callback-words = 住戶說
web-callback-note = 跟住戶說了什麼、怎麼解決
web-callback-send = 已聯絡，記下
web-callback-empty = 請先寫一句。
web-reasons = 評價原因
web-past-ratings = 以前的評分
web-past-rating = { $stars } 星，第 { $round } 次評，{ $at } 前有效
web-callbacks-of = 回訪
web-callback-of = { $by } 於 { $at } 聯絡：{ $note }
web-callback-open-of = { $due } 前要聯絡，還沒做
web-fact-reason_given = 說了評價原因：{ $why }
web-fact-rating_declined = 住戶不想評分
web-fact-rate_again = 請住戶再評一次
web-fact-reopened = 住戶說又壞了，免費保固維修
web-fact-firm_absent = 過了時間沒人到府，這次取消
web-fact-not_arrived = 師傅出發後沒有按時到
web-fact-travel_told = 師傅說路上約 { $minutes } 分鐘
web-fact-callback_opened = 要回訪，{ $due } 前
web-fact-called_back = 已跟住戶聯絡
web-fact-callback_late = 回訪逾時
