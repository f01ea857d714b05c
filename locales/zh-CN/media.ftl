# 照片、文件、位置、联系人、语音

photo-first = 谢谢，照片收到了。是哪里坏了？说一句就行，也可以点下面的按钮。
photo-kept = 收到 { $count } 张照片。
photo-attached = 收到 { $count } 张照片，已放进单号 { $number }，师傅能看到。
photo-with-rating = 收到 { $count } 张照片，跟评价放在一起。
photo-too-many = 一张单子最多放 { $most } 张照片，多的没有放进去。
photo-unreadable = 这个文件打不开，不是照片。请发 JPG 或 PNG 照片，10 MB 以内。
photo-large = 这张照片太大了。请发 10 MB 以内的，或者截个屏再发。
photo-broken = 这张照片没有传完整，打不开。请再发一次。
photo-format = 这种图片格式打不开。请发 JPG 或 PNG；苹果手机可以截个屏再发。
file-document = 这是文档，不是照片，我看不了。请拍张照片发来，或者打字告诉我。
file-video = 视频我看不了。请截一两张图发来，或者打字告诉我。
visit-photos = { $number } 号有住户发的 { $count } 张照片，在网页工作台上看。
ask-photos = 请发 { $number } 号修好后的照片。
photo-which = 照片收到了。是哪一单的？
photo-no-visit = 现在没有正在上门的单子，照片没有存。请到了先点“到了”，再发照片。
button-photos = 发照片

ask-nearby = 位置收到了。您家是这里面的哪一个？
button-estate = { $estate }
button-near-none = 都不是
button-near-keep = 都不是，按原来的地址
location-district = 位置收到了，在{ $district }。
location-fits = 位置收到了，和地址对得上：{ $address }。
location-differs = 这个位置在{ $district }，和您说的地址不一样，我先按您说的：{ $address }。要换地址，直接告诉我。
location-outside = 这个位置不在上海，我们只在上海上门。要是家在上海，请把地址写给我。
contact-kept = 记下了，上门前联系 { $contact }。
contact-unusable = 这个联系人的号码“{ $given }”用不了。请发一个 11 位的手机号。

voice-advice = 语音我听不了。请打字告诉我；不方便打字，可以用键盘上的话筒，说的话会变成字。
voice-heard = 我听到的是：“{ $words }”

web-photos-before = 报修时
web-photos-after = 修好后
web-voice-sent = 语音
web-files-rejected = 照片每张 10 MB 以内，一次最多 20 个文件。
