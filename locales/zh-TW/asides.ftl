price-which = 問哪一類的價格？
price-list =
    { $category }，一般 { $range }：
    { $lines }
    依做法定價，修之前先報價；沒修不收錢。
complaint-heard = 對不起，讓您遇到這樣的事。您的原話已轉給督導員，一個工作天內有人聯絡您。
