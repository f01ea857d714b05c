person-called =
    好，已经帮您转给工作人员，前面说的都带过去了。{ $due } 前有人回您。
    这期间我不插话；要我接着办，说“回到机器人”。
person-called-closed =
    好，已经帮您转给工作人员。现在没人上班，{ $due } 前有人回您。
    这期间您可以继续跟我说：报修、约时间、查单都行。
    急事打 962121（24 小时）。着火 119，受伤 120，燃气 962777。
person-called-centre =
    好，已经转给{ $centre }的值班员，前面说的都带过去了。{ $due } 前有人回您，急就打 { $phone }。
    有人受伤 120，着火 119，燃气 962777。
person-waiting = 已经帮您转给工作人员了，还在等，{ $due } 前有人回您。急事打 962121（24 小时）。
person-came = { $who }来了，下面由真人跟您说，不是机器人。
person-says =
    【{ $who }·真人】
    { $words }
person-late = 对不起，还没有人回您，我又催了，督导员也知道了。可以再等等，也可以先回到我这里。急事打 962121（24 小时），有危险打 119 或 120。
person-late-meanwhile = 对不起，还没有人回您，我又催了，督导员也知道了。我接着帮您。急事打 962121（24 小时），有危险打 119 或 120。
person-late-closed =
    对不起，没人来得及回您，现在下班了。{ $due } 前有人回您。
    这期间我接着帮您。急事打 962121（24 小时），有危险打 119 或 120。
with-person = 现在由工作人员跟您说，这个按钮先不起作用。要我接着办，点“回到机器人”。
bot-back = 机器人回来了。有什么要修的，直接说就行。
bot-back-draft = 机器人回来了，接着来：{ $category }，{ $address }。
bot-back-words = 机器人回来了，接着说您刚才的事。
bot-back-request = 机器人回来了。单号 { $number } 现在是：{ $status }。
speaker-resident = 住户
speaker-bot = 机器人
speaker-supervisor = 督导员
speaker-centre = 应急中心值班员

button-back-to-bot = 回到机器人
button-take-talk = 我来接
button-take-anyway = 还是我来接
button-answer-talk = 回这位住户
button-give-back = 交还机器人

talk-card =
    住户要找人工（{ $kind }），请在 { $due } 前回复
    { $district }，单号 { $number }
    { $lines }
talk-emergency = 紧急
talk-ordinary = 一般
talk-name = { $at } 找人工的住户（单号 { $number }）
talk-line = { $who }：{ $words }
talk-earlier = （更早的 { $count } 条见工作台）
talk-nothing-said = （点“我来接”看全部对话）
talk-photo = 〔照片〕
talk-voice = 〔语音〕
talk-taken =
    { $who }由您接了，住户已知道。
    { $lines }
    您在这里写的话都会发给住户。完了说“交还机器人”。
talk-words =
    { $who }说：
    { $words }
talk-danger =
    【有危险】{ $who }说：
    { $words }
    机器人已发安全提示，能派就派应急中心。请马上跟上。
talk-sent = 已发给住户。
talk-given-back = 已交还机器人。
talk-left = { $who }回到机器人那里了。
talk-taken-away = { $who }由别人接了。
talk-is-taken = { $who }已经有人接了。
talk-gone = 这个对话已经结束，或者不归您管。
talks-none = 现在没有人在等人工。

web-talks = 找人工的住户
web-talks-none = 现在没有人在等人工。
web-talk-waiting = 在等
web-talk-taken = { $name }在答
web-talk-back = 已交还机器人
web-talk-emergency = 紧急
web-talk-due = 请在 { $due } 前回复
web-talk-open = 看对话
web-title-talk = 跟住户的对话
web-talk-asked = { $at } 找人工
web-talk-said = 全部对话
web-talk-log = 谁接的，什么时候
web-talk-answer = 写给住户的话
web-talk-send = 发给住户
web-talk-who = 住户会看到是{ $who }在说，不是机器人。
web-talk-back-link = 回工作台
web-talk-asked-fact = 住户找人工
web-talk-taken_over = { $name }接了
web-talk-late = 超过时限没人回
web-talk-urgent = 住户说有危险
web-talk-handed_back = { $name }交还机器人
web-fact-person_asked = 住户要找人工
web-fact-person_came = 工作人员接着跟住户说
web-fact-person_left = 对话交还机器人
