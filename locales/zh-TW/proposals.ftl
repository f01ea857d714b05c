button-propose = 換個時間
button-agree = 可以，改到這個時間
button-stay = 不改，照原本的時間
button-decline-after-all = 還是不接

ask-propose =
    { $number } 號（{ $category }），住戶約的是 { $window }。
    您可以改到什麼時候？點一個，或直接寫時間：
propose-taken =
    那個時間您這邊沒有空的師傅（{ $number } 號）。
    有空的是這些：
propose-none = { $number } 號：兩週內您這邊沒有其他空檔了。原本的時間接不接？
propose-late = { $number } 號離到府太近，來不及再問住戶了。原本的時間接不接？
propose-not = 這一單不能改時間，請接單。
propose-left = 好，不改時間。{ $number } 號接不接？
proposal-sent =
    正在詢問住戶：{ $number } 號改到 { $window }。
    { $due } 前有結果，兩個時段都為您保留。
proposal-waits =
    { $number } 號（{ $category }）您提議改到 { $window }，
    正在等住戶回覆，{ $due } 前有結果。
proposal-agreed =
    住戶同意改時間！{ $number }：{ $category }
    { $window }，{ $technician }
    地址：{ $address }
    聯絡：{ $contact }
    狀況：{ $problem }
proposal-refused = { $number } 號住戶不改時間，已派給別家。
proposal-lapsed = { $number } 號住戶沒有及時回覆，已派給別家。

proposal-ask =
    { $provider } { $window } 無法到府，
    { $proposed } 可以來（單號 { $number }，{ $category }）。
    改到這個時間好嗎？請在 { $due } 前告訴我。
    不改的話，原本的時間我繼續問別家。
proposal-over = 改時間的那個問題已經過去了。
progress-proposed =
    { $number } 號（{ $category }）：{ $provider } { $window } 無法到府，
    { $proposed } 可以來。改到這個時間好嗎？
    請在 { $due } 前告訴我。
status-proposed = 有師傅想換個時間，等您回覆

decline-time = 時間對不上
web-fact-proposed = { $provider } 提議改到 { $window }（原本 { $instead }）
web-fact-proposal_agreed = 住戶同意改到 { $window }
web-fact-proposal_refused = 住戶不改到 { $window }，原本的時間不變
web-fact-proposal_lapsed = 住戶沒有及時回覆要不要改到 { $window }
web-propose = 換個時間
web-propose-how = 點一個您這邊有空的時段，馬上替您詢問住戶。
web-propose-none = 沒有其他時段可以提議了。
web-proposed = 已提議
web-proposed-waits = 等住戶回覆
web-desk-status-proposed = 已提議換時間，等住戶回覆
