greeting =
    您好，我是安修，幫您約人到府修家裡的東西。
    哪裡壞了？用您自己的話說就可以。
help = 我在。我能幫您約到府維修、查進度、改時間、問價格。哪裡壞了，直接說就可以。
here = 我在，有事隨時說。
empty-message = 沒有收到內容，請再說一次。
ask-problem = 哪裡壞了？說說是什麼東西、什麼狀況。
ask-detail = 好的。具體是什麼狀況？說一句就可以，師傅好帶對工具。
ask-category = 這個屬於哪一類？選一個就可以。
understood = 明白了：{ $category }。
understood-urgent = 明白了：{ $category }，我用今天要修的急件幫您安排。
noted-also = 另外的也記下了：{ $category }，一起約。
not-understood = 對不起，我沒聽懂。是下面哪一種？也可以換個說法，或者找真人。
not-sure = 對不起，這句我沒聽懂。
not-sure-person = 我還是沒聽懂，是我的問題。您可以換個說法，也可以找真人。

ask-address = 請告訴我地址：哪個區，什麼路幾弄（或社區、小區名），幾號幾室？
ask-address-urgent = 請馬上告訴我地址：哪個區，什麼路幾弄（或社區、小區名），幾號幾室？
ask-district = 記下了：{ $address }。在哪個區？
ask-place = 記下了：{ $address }。是什麼路幾弄，或者哪個小區？
ask-building = 記下了：{ $address }。是幾號樓、幾室？
ask-building-only = 記下了：{ $address }。是幾號樓？
ask-room = 記下了：{ $address }。是幾室？
outside-city = 「{ $place }」不在上海的 16 個區裡，我們目前沒辦法到府。如果說錯了，請再告訴我一次地址。

ask-contact = 師傅到府前聯絡誰？請留個電話，怎麼稱呼也可以一起說。
ask-phone = 好的，{ $name }。請再留個電話。
phone-wrong = 「{ $given }」不像一個完整的電話（手機是 11 碼）。請再看一下，重新傳一次。

ask-window = 什麼時候方便？這些時間有師傅：
window-taken = 這個時間已經沒有師傅了，最接近的有：
date-past = 這個日子已經過了。現在可以約的有：
date-too-far = 目前最晚可以約到 { $month }{ $day }日。先看看這些時間：
no-such-window = 沒有更早或更晚的了，可以約的有：
no-window = 對不起，這裡兩週內都沒有空的師傅。您可以找真人幫忙，或者換個日子再問。

confirm-card =
    請您看一下，對不對：
    修什麼：{ $category }（{ $problem }）
    地址：{ $address }
    時間：{ $window }
    聯絡：{ $contact }
    參考價：{ $price }，修之前師傅會先報價；沒修不收錢
    對的話回「好」，我馬上派單；這個時間為您留 15 分鐘。
confirm-again = 還是這樣約嗎：{ $category }，{ $window }，{ $address }？
change-what = 好，要改哪一樣？直接說新的也可以。
submitted =
    報修好了，單號 { $number }。
    時間：{ $window }
    正在問 { $provider }，{ $due } 前回覆您。這段時間為您保留。
submitted-unplaced = 單號 { $number } 已收到，正在想辦法，馬上告訴您。
next-problem = 剛才您還說了 { $category }，也一起約嗎？地址、電話不用再說。
next-dropped = 好，那件先不約。
dropped = 好的，這次不約了。什麼時候需要再找我。
started-over = 好，我們從頭來。哪裡壞了？
language-switched = 好的，我們用繁體中文聊。
noted-address = 地址改好了：{ $address }。
noted-phone = 電話改好了：{ $phone }。
stale-button = 這個按鈕已經失效了。
our-fault = 對不起，系統出了點問題，您這則訊息沒處理好，已經通知工作人員。急事請打 962121。
