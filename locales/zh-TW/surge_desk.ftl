surge-began =
    報修高峰：{ $district }從現在起照高峰辦法處理。
    { $why }
    急修和老弱病殘孕先辦，一般到府分到後面幾天。
surge-ended =
    { $district }的報修高峰結束了。
    { $why }
surge-figures = { $minutes }分鐘內來了{ $observed }件，平常{ $expected }件，超過{ $bound }件算高峰（{ $rule }）
surge-by-hand = 由人工決定，理由：{ $reason }
surge-rule-same_kind = 依過去{ $days }個同類日子的同一時段
surge-rule-recent = 依最近{ $days }天的同一時段
surge-rule-plain = 歷史太少，依固定數字
surge-list =
    各區報修情況（最近{ $minutes }分鐘）：
    { $lines }
surge-nothing-seen = 還沒有資料。
surge-line-usual = { $district }：{ $minutes }分鐘內{ $observed }件，平常{ $expected }件，超過{ $bound }件算高峰
surge-line-lasting = { $district }：高峰中，從{ $since }起；{ $minutes }分鐘內{ $observed }件，平常{ $expected }件，超過{ $bound }件算高峰
surge-which = 哪個區？請帶上區名，例如「徐匯 開始高峰」。
surge-ask-begin = 要讓{ $district }進入報修高峰。請寫一句理由。
surge-ask-end = 要結束{ $district }的報修高峰。請寫一句理由。
surge-kept = 好的，不變。
surge-not-yours = 這個區不歸您管。
surge-as-it-is = 已經是這樣了，可能剛有人改過。
button-surge-begin = { $district }進入高峰
button-surge-end = 結束{ $district }高峰
button-surge-keep = 不改
button-surge-list = 看各區情況

web-surge = 報修高峰
web-surge-none = 現在沒有哪個區處於高峰。
web-surge-waits = 高峰時告知的等候時間（30天）：{ $told }件已到府，其中{ $close }件相差不到兩成
web-surge-reason = 理由
web-surge-begin = 進入高峰
web-surge-end = 結束高峰
web-fact-told_wait = 高峰時告知住戶大約要等{ $minutes }分鐘
