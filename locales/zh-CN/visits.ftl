confirm-card-visits =
    请您看一下，对不对。没有一位师傅那时能全做，要来 { $visits } 趟：
    { $window }
    修什么：{ $category }（{ $problem }）
    地址：{ $address }
    联系：{ $contact }
    参考价：{ $price }，修之前师傅会先报价；没修不收钱
    对的话回一个“好”，全部一起派单；这些时间为您留 15 分钟。
visit-line = { $window }：{ $category }
price-of = { $category }{ $price }
left-out = 好，{ $category }先不约。
submitted-several =
    都报好了：
    { $lines }
    这些时间给您留着。
submitted-line = 单号 { $number }（{ $category }）：{ $window }，正在问 { $provider }，{ $due } 前给您答复。

ask-whole-cancel =
    这几件是一起约的：
    { $lines }
    全部取消，还是只取消一件？没动工都不收钱。
ask-whole-move =
    这几件是同一趟：
    { $lines }
    全部改时间，还是只改一件？
whole-line = 单号 { $number } { $category }（{ $window }）
whole-cancel = 全部取消
whole-move = 全部改时间

joined =
    加上了：单号 { $number }（{ $category }），和单号 { $host } 一趟做。
    时间：{ $window }
    参考价：{ $price }，修之前先报价。
join-not-possible = { $category }放不进单号 { $host } 那一趟（工种或时间不够），给您另约一趟。
note-passed = 已转告师傅（单号 { $number }）。

contact-two = { $relation } { $contact }（师傅打这个）；报修人：{ $caller }
caller-here = 您（消息发到这里）
ask-contact-other = 师傅上门前打给谁？请留{ $relation }的电话，留您自己的也行。
relation-mother = 妈妈
relation-father = 爸爸
relation-parents = 爸妈
relation-grandmother = 奶奶或外婆
relation-grandfather = 爷爷或外公
relation-in_law = 公婆或岳父母
relation-partner = 爱人
relation-child = 孩子
relation-sibling = 兄弟姐妹
relation-relative = 亲戚
relation-friend = 朋友
relation-neighbour = 邻居
relation-colleague = 同事
relation-tenant = 租客
relation-landlord = 房东

ask-which-place = 这次是哪里？选一个，或者告诉我新的地址。
ask-address-of = “{ $name }”的地址是？哪个区，什么路几弄（或小区名），几号几室？
place-named = { $name }（{ $address }）
places-none = 还没有存您的地址，约过一次就会记住。
places-list =
    您的地址：
    { $lines }
    想改名，就说“把……改名叫……”。
place-renamed = 好，{ $address } 以后叫“{ $name }”。
place-forgotten = 已忘掉：{ $place }。
places-forgotten = 您存的地址都忘掉了。

problem-line = 单号 { $number } { $category }：{ $problem }
problem-with-note = { $problem }（备注：{ $note }）
visit-grew =
    单号 { $host } 加一件：单号 { $number }，{ $category }，同一趟（{ $window }）
    问题：{ $problem }
visit-note = 单号 { $number }，住户带话：{ $note }

button-without = 不要{ $category }
button-only = 只动单号 { $number } { $category }
button-place = { $place }
button-forget-place = 忘掉{ $place }
button-finish-next = 完工：单号 { $number } { $category }
button-keep-time = 不改了
web-fact-visit_grew = 这一趟加了一件
web-fact-note_added = 给师傅带了话
