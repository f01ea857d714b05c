greeting =
    您好，我是安修，帮您约人上门修家里的东西。
    哪里坏了？用您自己的话说就行。
help = 我在的。我能帮您约上门维修、查进度、改时间、问价格。哪里坏了，直接说就行。
here = 我在的，有事随时说。
empty-message = 没有收到内容，请再说一次。
ask-problem = 哪里坏了？说说是什么东西、怎么个情况。
ask-detail = 好的。具体是什么情况？说一句就行，师傅好带对工具。
ask-category = 这个属于哪一类？选一个就行。
understood = 明白了：{ $category }。
understood-urgent = 明白了：{ $category }，我按今天要修的急件给您安排。
noted-also = 另外的也记下了：{ $category }，一起约。
not-understood = 对不起，我没听明白。是下面哪一种？也可以换个说法，或者找人工。
not-sure = 对不起，这句我没听懂。
not-sure-person = 我还是没听懂，是我的问题。您可以换个说法，也可以找人工。

ask-address = 请告诉我地址：哪个区，什么路几弄（或小区名），几号几室？
ask-address-urgent = 请马上告诉我地址：哪个区，什么路几弄（或小区名），几号几室？
ask-district = 记下了：{ $address }。在哪个区？
ask-place = 记下了：{ $address }。是什么路几弄，或者哪个小区？
ask-building = 记下了：{ $address }。是几号楼、几室？
ask-building-only = 记下了：{ $address }。是几号楼？
ask-room = 记下了：{ $address }。是几室？
outside-city = “{ $place }”不在上海的 16 个区里，我们暂时上不了门。如果说错了，请再告诉我一次地址。

ask-contact = 师傅上门前联系谁？请留个电话，怎么称呼也可以一起说。
ask-phone = 好的，{ $name }。请再留个电话。
phone-wrong = “{ $given }”不像一个完整的电话（手机是 11 位）。请再看一下，重新发一次。

ask-window = 什么时候方便？这些时间有师傅：
window-taken = 这个时间已经没有师傅了，离得最近的有：
date-past = 这个日子已经过去了。现在能约的有：
date-too-far = 目前最晚能约到 { $month }{ $day }日。先看看这些时间：
no-such-window = 没有更早或更晚的了，能约的有：
no-window = 对不起，这里两周内都没有空的师傅。您可以找人工帮忙，或者换个日子再问。

confirm-card =
    请您看一下，对不对：
    修什么：{ $category }（{ $problem }）
    地址：{ $address }
    时间：{ $window }
    联系：{ $contact }
    参考价：{ $price }，修之前师傅会先报价；没修不收钱
    对的话回“好”，我马上派单；这个时间为您留 15 分钟。
confirm-again = 还是这样约吗：{ $category }，{ $window }，{ $address }？
change-what = 好，要改哪一样？直接说新的也行。
submitted =
    报好了，单号 { $number }。
    时间：{ $window }
    正在问 { $provider }，{ $due } 前给您答复。这段时间给您留着。
submitted-unplaced = 单号 { $number } 已收到，正在想办法，马上告诉您。
next-problem = 刚才您还说了 { $category }，也一起约吗？地址电话不用再说。
next-dropped = 好，那件先不约。
dropped = 好的，这次不约了。什么时候需要再找我。
started-over = 好，我们从头来。哪里坏了？
language-switched = 好的，我们说中文（简体）。
noted-address = 地址改好了：{ $address }。
noted-phone = 电话改好了：{ $phone }。
stale-button = 这个按钮已经过时了。
our-fault = 对不起，系统出了点问题，您这条消息没处理好，已经通知工作人员。急事请打 962121。
