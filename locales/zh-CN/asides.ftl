price-which = 问哪一类的价格？
price-list =
    { $category }，一般 { $range }：
    { $lines }
    按做法定价，修之前先报价；没修不收钱。
complaint-heard = 对不起，让您遇到这样的事。您的原话已转给督导员，一个工作日内有人联系您。
