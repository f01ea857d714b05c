# 照片、檔案、位置、聯絡人、語音

photo-first = 謝謝，照片收到了。是哪裡壞了？說一句就可以，也可以按下面的按鈕。
photo-kept = 收到 { $count } 張照片。
photo-attached = 收到 { $count } 張照片，已放進單號 { $number }，師傅能看到。
photo-with-rating = 收到 { $count } 張照片，跟評價放在一起。
photo-too-many = 一張單最多放 { $most } 張照片，多的沒有放進去。
photo-unreadable = 這個檔案打不開，不是照片。請傳 JPG 或 PNG 照片，10 MB 以內。
photo-large = 這張照片太大了。請傳 10 MB 以內的，或者截圖再傳。
photo-broken = 這張照片沒有上傳完整，打不開。請再傳一次。
photo-format = 這種圖片格式打不開。請傳 JPG 或 PNG；蘋果手機可以截圖再傳。
file-document = 這是文件，不是照片，我看不了。請拍張照片傳來，或者打字告訴我。
file-video = 影片我看不了。請截一兩張圖傳來，或者打字告訴我。
visit-photos = { $number } 號有住戶傳的 { $count } 張照片，請在網頁工作台上看。
ask-photos = 請傳 { $number } 號修好後的照片。
photo-which = 照片收到了。是哪一單的？
photo-no-visit = 現在沒有正在到府的單，照片沒有存。請到了先按「到達」，再傳照片。
button-photos = 傳照片

ask-nearby = 位置收到了。您家是這裡面的哪一個？
button-estate = { $estate }
button-near-none = 都不是
button-near-keep = 都不是，用原來的地址
location-district = 位置收到了，在{ $district }。
location-fits = 位置收到了，和地址對得上：{ $address }。
location-differs = 這個位置在{ $district }，和您說的地址不一樣，我先按您說的：{ $address }。要換地址，直接告訴我。
location-outside = 這個位置不在上海，我們只在上海到府。要是家在上海，請把地址寫給我。
contact-kept = 記下了，到府前聯絡 { $contact }。
contact-unusable = 這個聯絡人的號碼「{ $given }」不能用。請傳一個 11 碼的手機號碼。

voice-advice = 語音我聽不了。請打字告訴我；不方便打字，可以用鍵盤上的麥克風，說的話會變成字。
voice-heard = 我聽到的是：「{ $words }」

web-photos-before = 報修時
web-photos-after = 修好後
web-voice-sent = 語音
web-files-rejected = 照片每張 10 MB 以內，一次最多 20 個檔案。
