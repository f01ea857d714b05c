arrival-greeting =
    您好，我是安修，帮您约人上门修家里的东西。
    您在{ $address }。
    哪里坏了？不是这个地址，直接告诉我就行。

poster-title = 家里东西坏了？扫一扫，说一声
poster-place = { $district }{ $estate } { $building }号
poster-step-scan = 扫一扫二维码
poster-step-say = 说出或写下哪里坏了
poster-step-choose = 选个时间，师傅上门
poster-foot = 不会扫码？打 962121。有危险打 119 或 120。
web-poster-title = 二维码海报
web-poster-how = 每栋楼一张。扫码的人一打开，地址就填好了。
web-poster-estate = 小区
web-poster-buildings = 楼号
web-poster-buildings-hint = 例如 5、1-12 或 1,3,5，最多 60 张。
web-poster-show = 看海报
web-poster-print = 用浏览器打印本页：A4，无边距，100%。
web-poster-back = 换别的楼
web-poster-none = 您的区里没有这个小区，或者楼号不对。
