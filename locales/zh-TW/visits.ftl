confirm-card-visits =
    請您看一下，對不對。沒有一位師傅那時能全部做，要來 { $visits } 趟：
    { $window }
    修什麼：{ $category }（{ $problem }）
    地址：{ $address }
    聯絡：{ $contact }
    參考價：{ $price }，修之前師傅會先報價；沒修不收錢
    對的話回一個「好」，全部一起派單；這些時間為您留 15 分鐘。
visit-line = { $window }：{ $category }
price-of = { $category }{ $price }
left-out = 好，{ $category }先不約。
submitted-several =
    都報修好了：
    { $lines }
    這些時間為您保留。
submitted-line = 單號 { $number }（{ $category }）：{ $window }，正在問 { $provider }，{ $due } 前回覆您。

ask-whole-cancel =
    這幾件是一起約的：
    { $lines }
    全部取消，還是只取消一件？沒動工都不收錢。
ask-whole-move =
    這幾件是同一趟：
    { $lines }
    全部改時間，還是只改一件？
whole-line = 單號 { $number } { $category }（{ $window }）
whole-cancel = 全部取消
whole-move = 全部改時間

joined =
    加上了：單號 { $number }（{ $category }），和單號 { $host } 一趟做。
    時間：{ $window }
    參考價：{ $price }，修之前先報價。
join-not-possible = { $category }放不進單號 { $host } 那一趟（工種或時間不夠），幫您另約一趟。
note-passed = 已轉告師傅（單號 { $number }）。

contact-two = { $relation } { $contact }（師傅打這個）；報修人：{ $caller }
caller-here = 您（訊息傳到這裡）
ask-contact-other = 師傅到府前打給誰？請留{ $relation }的電話，留您自己的也行。
relation-mother = 媽媽
relation-father = 爸爸
relation-parents = 爸媽
relation-grandmother = 奶奶或外婆
relation-grandfather = 爺爺或外公
relation-in_law = 公婆或岳父母
relation-partner = 另一半
relation-child = 孩子
relation-sibling = 兄弟姊妹
relation-relative = 親戚
relation-friend = 朋友
relation-neighbour = 鄰居
relation-colleague = 同事
relation-tenant = 房客
relation-landlord = 房東

ask-which-place = 這次是哪裡？選一個，或者告訴我新的地址。
ask-address-of = 「{ $name }」的地址是？哪個區，什麼路幾弄（或小區名），幾號幾室？
place-named = { $name }（{ $address }）
places-none = 還沒有存您的地址，約過一次就會記住。
places-list =
    您的地址：
    { $lines }
    想改名，就說「把……改名叫……」。
place-renamed = 好，{ $address } 以後叫「{ $name }」。
place-forgotten = 已忘掉：{ $place }。
places-forgotten = 您存的地址都忘掉了。

problem-line = 單號 { $number } { $category }：{ $problem }
problem-with-note = { $problem }（備註：{ $note }）
visit-grew =
    單號 { $host } 加一件：單號 { $number }，{ $category }，同一趟（{ $window }）
    問題：{ $problem }
visit-note = 單號 { $number }，住戶帶話：{ $note }

button-without = 不要{ $category }
button-only = 只動單號 { $number } { $category }
button-place = { $place }
button-forget-place = 忘掉{ $place }
button-finish-next = 完工：單號 { $number } { $category }
button-keep-time = 不改了
web-fact-visit_grew = 這一趟加了一件
web-fact-note_added = 給師傅帶了話
