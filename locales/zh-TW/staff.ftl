offer-card =
    新派單 { $number }：{ $category }
    狀況：{ $problem }
    地點：{ $area }
    時間：{ $window }
    請在 { $due } 前回覆。
offer-accepted = { $number } 號接單成功。
offer-declined = { $number } 號已拒絕，會派給別家。
offer-expired = { $number } 號逾時未回覆，已派給別家。
offer-gone = 這張派單已經不在了。
offer-gone-because = { $number } 號已經不能接了：{ $status }。
offer-withdrawn = { $number } 號（{ $category }）已撤回：{ $reason }。
which-offer = 有幾張派單在等，是哪一張？
no-open-offers = 現在沒有等您回覆的派單。
ask-decline-reason = { $number } 號為什麼不接？
emergency-alarm =
    【緊急】{ $danger } { $number }：{ $category }
    狀況：{ $problem }
    地址：{ $address }
    電話：{ $phone }
    請在 { $due } 前確認收到通報，2 小時內到場。
new-visit =
    新的到府服務 { $number }：{ $category }
    { $window }
    地址：{ $address }
    地圖：{ $map }
    聯絡：{ $contact }
    狀況：{ $problem }
visit-card =
    { $number } 號 { $category }：{ $status }
    { $window }，師傅：{ $technician }
    地址：{ $address }
    地圖：{ $map }
    聯絡：{ $contact }
    狀況：{ $problem }
noted-set-out = { $number } 號：已記出發，住戶已收到通知。
noted-arrived = { $number } 號：已記到達。
noted-finished = { $number } 號：已記完工，等住戶確認。
noted-absent = { $number } 號：已記沒遇到住戶，住戶會改約。
ask-charge = { $number } 號（{ $category }）做了哪一項？點一項，或寫編號×數量 單價，例如「TP-01 x2 80」。
ask-amount = { $item }：實收多少元？（{ $low }～{ $high }）
ask-note = 留一句說明？沒有就跳過。
ask-note-free = { $number } 號（{ $category }）是保固維修，不收錢。修了什麼？留一句紀錄，或跳過。
charge-unclear = 沒看懂收費項目。請寫收費標準裡的編號，例如「TP-01 x1 80」。
price-refused = 金額不對：要在收費標準的範圍內，保固維修不收錢。請再報一次。
no-such-visit = 沒有可以這樣操作的到府單。
not-yours = 這不是您的單。
step-refused = { $number } 號現在是「{ $status }」，不能這樣操作。
staff-nothing = 現在沒有派單，今天也沒有到府。傳單號可以查一張單。
staff-words-only = 這裡請用文字或按鈕。
contact-changed = { $number } 號聯絡電話：{ $phone }
words-changed =
    單號 { $number } 的狀況有變，請看新的：{ $category }
    { $window }
    地址：{ $address }
    聯絡：{ $contact }
    問題：{ $problem }
words-changed-offer = 待接的 { $number }，住戶補充：{ $problem }
firm-not-fixed = { $number } 號住戶說沒修好，會安排免費再修。
firm-rated = { $number } 號住戶評分：{ $stars } 星。
overdue-firm = 【逾時】{ $number } 號已過約定時段，師傅還沒有出發記錄。請馬上聯絡住戶。
alert-card =
    【待處理】{ $kind }
    單號 { $number }，{ $district }，{ $at }
    { $words }
alert-acked = 好，已記您在處理。
alerts-none = 現在沒有待處理的提醒。傳單號可以查報修單。
number-unknown = 沒有 { $number } 號報修單。
supervisor-request =
    { $number } 號 { $category }：{ $status }
    { $window }，{ $provider }
    地址：{ $address }
    評分：{ $stars }
