### The Telegram bot itself: menus, help, roles.

telegram-about = 上海居家维修：说哪里坏了，就知道谁几时来、收多少钱。
telegram-description = 您好，我是安修。家里什么坏了，用您自己的话说，或发张照片。我帮您找签约维修企业，告诉您收费标准，一路跟到修好。有危险（燃气、着火、触电）我马上通知区应急中心。
telegram-command-start = 报修
telegram-command-human = 找人工
telegram-command-cancel = 取消
telegram-command-language = 换语言
telegram-command-help = 我能做什么
telegram-command-list = 现在有什么要办
telegram-command-role = 以什么身份说话
telegram-word-cancel = 取消
telegram-help-resident =
    直接写哪里坏了、在哪里，也可以发照片、语音、位置或联系人。
    还可以问进度、改时间、取消、查价格。
    /human 找人工
    /cancel 取消
    /language 换语言
    有生命危险请先打 119 或 120。
telegram-help-staff =
    派单和上门单会带着按钮发到这里，打字也行：“接单”“不接”“出发”“到了”“完工”“照片”。
    发单号可查一张单。
    /list 现在有什么要办
    /tomorrow 明天的上门
    /role 换身份
    /language 换语言
telegram-help-supervisor =
    提醒和会话会带着按钮发到这里。发单号或案号可查；“回访”“会话”列出还没办的。
    /list 未处理的提醒
    /role 换身份
    /language 换语言
telegram-unknown-kind = 这个我看不懂。请发文字、照片、语音、位置或联系人。
telegram-private-only = 我只在私聊里说话，请打开和我的对话再写。
telegram-edit-late = 那条消息我已经回过了，改不了啦。哪里不一样，请再写一条。
telegram-ask-language = 我用哪种语言？
telegram-language = { $lang }
telegram-in-zh-cn = 简体中文
telegram-in-zh-tw = 繁體中文
telegram-in-en = English
telegram-joined = 欢迎。您现在的身份是{ $role }。/help 看能做什么，/role 换身份。
telegram-role-chosen = 您现在的身份是{ $role }。
telegram-invitation-void = 这个邀请不能用了：已被使用、已撤销或已过期，请再要一个。报修照样可以在这里说。
telegram-ask-role = 您要以什么身份说话？
telegram-one-role = 您在这里是住户。
telegram-as-resident = 住户
telegram-as-vendor = 维修企业：{ $name }
telegram-as-technician = 师傅：{ $name }
telegram-as-centre = 应急中心：{ $name }
telegram-as-supervisor = 监管人员：{ $name }
telegram-list = 现在有什么要办
alert-unreached = 聊天里联系不上，请打电话。本来要告诉的话

### The last line of a message that is over.

telegram-over-accepted = — 已接单
telegram-over-declined = — 已回绝
telegram-over-expired = — 已过时限
telegram-over-withdrawn = — 已撤回
telegram-over-set-out = — 已出发
telegram-over-arrived = — 已到达
telegram-over-finished = — 已完工
telegram-over-absent = — 没有见到面
telegram-over-moved = — 时间已改
telegram-over-technician = — 已换师傅
telegram-over-proposed = — 已提议别的时间
telegram-over-cancelled = — 已取消
telegram-over-answered = — 已答复
telegram-over-closed = — 已结案
telegram-over-seen = — 已有人处理
telegram-over-taken = — 已有人接手
telegram-over-chosen = ✓ { $label }
