person-called =
    好，已經幫您轉給工作人員，前面說的都帶過去了。{ $due } 前有人回您。
    這段時間我不插話；要我接著辦，說「回到機器人」。
person-called-closed =
    好，已經幫您轉給工作人員。現在沒人上班，{ $due } 前有人回您。
    這段時間您可以繼續跟我說：報修、約時間、查單都可以。
    急事打 962121（24 小時）。著火 119，受傷 120，瓦斯（燃氣）962777。
person-called-centre =
    好，已經轉給{ $centre }的值班員，前面說的都帶過去了。{ $due } 前有人回您，急就打 { $phone }。
    有人受傷 120，著火 119，瓦斯（燃氣）962777。
person-waiting = 已經幫您轉給工作人員了，還在等，{ $due } 前有人回您。急事打 962121（24 小時）。
person-came = { $who }來了，下面由真人跟您說，不是機器人。
person-says =
    【{ $who }·真人】
    { $words }
person-late = 對不起，還沒有人回您，我又催了，督導員也知道了。可以再等等，也可以先回到我這裡。急事打 962121（24 小時），有危險打 119 或 120。
person-late-meanwhile = 對不起，還沒有人回您，我又催了，督導員也知道了。我接著幫您。急事打 962121（24 小時），有危險打 119 或 120。
person-late-closed =
    對不起，沒人來得及回您，現在下班了。{ $due } 前有人回您。
    這段時間我接著幫您。急事打 962121（24 小時），有危險打 119 或 120。
with-person = 現在由工作人員跟您說，這個按鈕先沒有作用。要我接著辦，按「回到機器人」。
bot-back = 機器人回來了。有什麼要修的，直接說就可以。
bot-back-draft = 機器人回來了，接著來：{ $category }，{ $address }。
bot-back-words = 機器人回來了，接著說您剛才的事。
bot-back-request = 機器人回來了。單號 { $number } 現在是：{ $status }。
speaker-resident = 住戶
speaker-bot = 機器人
speaker-supervisor = 督導員
speaker-centre = 應急中心值班員

button-back-to-bot = 回到機器人
button-take-talk = 我來接
button-take-anyway = 還是我來接
button-answer-talk = 回這位住戶
button-give-back = 交還機器人

talk-card =
    住戶要找真人（{ $kind }），請在 { $due } 前回覆
    { $district }，單號 { $number }
    { $lines }
talk-emergency = 緊急
talk-ordinary = 一般
talk-name = { $at } 找真人的住戶（單號 { $number }）
talk-line = { $who }：{ $words }
talk-earlier = （更早的 { $count } 則見工作台）
talk-nothing-said = （按「我來接」看全部對話）
talk-photo = 〔照片〕
talk-voice = 〔語音〕
talk-taken =
    { $who }由您接了，住戶已知道。
    { $lines }
    您在這裡寫的話都會傳給住戶。完成了說「交還機器人」。
talk-words =
    { $who }說：
    { $words }
talk-danger =
    【有危險】{ $who }說：
    { $words }
    機器人已傳安全提示，能派就派應急中心。請馬上跟上。
talk-sent = 已傳給住戶。
talk-given-back = 已交還機器人。
talk-left = { $who }回到機器人那裡了。
talk-taken-away = { $who }由別人接了。
talk-is-taken = { $who }已經有人接了。
talk-gone = 這個對話已經結束，或者不歸您管。
talks-none = 現在沒有人在等真人。

web-talks = 找真人的住戶
web-talks-none = 現在沒有人在等真人。
web-talk-waiting = 在等
web-talk-taken = { $name }在答
web-talk-back = 已交還機器人
web-talk-emergency = 緊急
web-talk-due = 請在 { $due } 前回覆
web-talk-open = 看對話
web-title-talk = 跟住戶的對話
web-talk-asked = { $at } 找真人
web-talk-said = 全部對話
web-talk-log = 誰接的，什麼時候
web-talk-answer = 寫給住戶的話
web-talk-send = 傳給住戶
web-talk-who = 住戶會看到是{ $who }在說，不是機器人。
web-talk-back-link = 回工作台
web-talk-asked-fact = 住戶找真人
web-talk-taken_over = { $name }接了
web-talk-late = 超過時限沒人回
web-talk-urgent = 住戶說有危險
web-talk-handed_back = { $name }交還機器人
web-fact-person_asked = 住戶要找真人
web-fact-person_came = 工作人員接著跟住戶說
web-fact-person_left = 對話交還機器人
