surge-began =
    报修高峰：{ $district }从现在起按高峰办法处理。
    { $why }
    急修和老弱病残孕先办，普通上门分到后面几天。
surge-ended =
    { $district }的报修高峰结束了。
    { $why }
surge-figures = { $minutes }分钟内来了{ $observed }件，平常{ $expected }件，超过{ $bound }件算高峰（{ $rule }）
surge-by-hand = 由人工决定，理由：{ $reason }
surge-rule-same_kind = 按过去{ $days }个同类日子的同一时段
surge-rule-recent = 按最近{ $days }天的同一时段
surge-rule-plain = 历史太少，按固定数字
surge-list =
    各区报修情况（最近{ $minutes }分钟）：
    { $lines }
surge-nothing-seen = 还没有数据。
surge-line-usual = { $district }：{ $minutes }分钟内{ $observed }件，平常{ $expected }件，超过{ $bound }件算高峰
surge-line-lasting = { $district }：高峰中，从{ $since }起；{ $minutes }分钟内{ $observed }件，平常{ $expected }件，超过{ $bound }件算高峰
surge-which = 哪个区？请带上区名，例如“徐汇 开始高峰”。
surge-ask-begin = 要让{ $district }进入报修高峰。请写一句理由。
surge-ask-end = 要结束{ $district }的报修高峰。请写一句理由。
surge-kept = 好的，不变。
surge-not-yours = 这个区不归您管。
surge-as-it-is = 已经是这样了，可能刚有人改过。
button-surge-begin = { $district }进入高峰
button-surge-end = 结束{ $district }高峰
button-surge-keep = 不改
button-surge-list = 看各区情况

web-surge = 报修高峰
web-surge-none = 现在没有哪个区处于高峰。
web-surge-waits = 高峰时告知的等候时间（30天）：{ $told }件已上门，其中{ $close }件相差不到两成
web-surge-reason = 理由
web-surge-begin = 进入高峰
web-surge-end = 结束高峰
web-fact-told_wait = 高峰时告知住户大约要等{ $minutes }分钟
