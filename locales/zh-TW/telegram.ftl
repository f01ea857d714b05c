### The Telegram bot itself: menus, help, roles.

telegram-about = 上海居家維修：說哪裡壞了，就知道誰幾時來、收多少錢。
telegram-description = 您好，我是安修。家裡什麼壞了，用您自己的話說，或傳張照片。我幫您找簽約維修企業，告訴您收費標準，一路跟到修好。有危險（瓦斯、著火、觸電）我馬上通知區應急中心。
telegram-command-start = 報修
telegram-command-human = 找真人
telegram-command-cancel = 取消
telegram-command-language = 換語言
telegram-command-help = 我能做什麼
telegram-command-list = 現在有什麼要辦
telegram-command-role = 以什麼身分說話
telegram-word-cancel = 取消
telegram-help-resident =
    直接寫哪裡壞了、在哪裡，也可以傳照片、語音、位置或聯絡人。
    還可以問進度、改時間、取消、查價格。
    /human 找真人
    /cancel 取消
    /language 換語言
    有生命危險請先打 119 或 120。
telegram-help-staff =
    派單和到府單會帶著按鈕傳到這裡，打字也行：「接單」「不接」「出發」「到了」「完工」「照片」。
    傳單號可查一張單。
    /list 現在有什麼要辦
    /tomorrow 明天的到府
    /role 換身分
    /language 換語言
telegram-help-supervisor =
    提醒和對話會帶著按鈕傳到這裡。傳單號或案號可查；「回訪」「會話」列出還沒辦的。
    /list 未處理的提醒
    /role 換身分
    /language 換語言
telegram-unknown-kind = 這個我看不懂。請傳文字、照片、語音、位置或聯絡人。
telegram-private-only = 我只在私訊裡說話，請打開和我的對話再寫。
telegram-edit-late = 那則訊息我已經回過了，改不了啦。哪裡不一樣，請再寫一則。
telegram-ask-language = 我用哪種語言？
telegram-language = { $lang }
telegram-in-zh-cn = 简体中文
telegram-in-zh-tw = 繁體中文
telegram-in-en = English
telegram-joined = 歡迎。您現在的身分是{ $role }。/help 看能做什麼，/role 換身分。
telegram-role-chosen = 您現在的身分是{ $role }。
telegram-invitation-void = 這個邀請不能用了：已被使用、已撤銷或已過期，請再要一個。報修照樣可以在這裡說。
telegram-ask-role = 您要以什麼身分說話？
telegram-one-role = 您在這裡是住戶。
telegram-as-resident = 住戶
telegram-as-vendor = 維修企業：{ $name }
telegram-as-technician = 師傅：{ $name }
telegram-as-centre = 應急中心：{ $name }
telegram-as-supervisor = 督導人員：{ $name }
telegram-list = 現在有什麼要辦
alert-unreached = 聊天裡聯絡不上，請打電話。本來要告訴的話

### The last line of a message that is over.

telegram-over-accepted = — 已接單
telegram-over-declined = — 已婉拒
telegram-over-expired = — 已過時限
telegram-over-withdrawn = — 已撤回
telegram-over-set-out = — 已出發
telegram-over-arrived = — 已抵達
telegram-over-finished = — 已完工
telegram-over-absent = — 沒有碰到面
telegram-over-moved = — 時間已更改
telegram-over-technician = — 已換師傅
telegram-over-proposed = — 已提議別的時間
telegram-over-cancelled = — 已取消
telegram-over-answered = — 已回覆
telegram-over-closed = — 已結案
telegram-over-seen = — 已有人處理
telegram-over-taken = — 已有人接手
telegram-over-chosen = ✓ { $label }
