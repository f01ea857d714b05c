web-title-waits = { $asked }– { $name }
web-waits-problem = 哪裡壞了？
web-waits-category = 屬於哪一類？
web-waits-address = 您的地址？
web-waits-contact = 聯絡誰？
web-waits-name = 怎麼稱呼？
web-waits-window = 哪個時間？
web-waits-confirm = 是或不是？
web-waits-price = 價格可以嗎？
web-waits-rating = 打幾顆星？
web-waits-comment = 還有要說的嗎？

web-offline-kept = 現在沒有網路。您傳的話先留著，連上就自動送出。
web-offline-waiting = 還沒送出
web-noscript = 這個頁面要開啟 JavaScript。不開也能聊，內容一樣：
web-noscript-link = 打開簡易頁

web-plain-how = 這一頁不用 JavaScript，聊的是同一個對話。
web-plain-scripted = 到完整頁面
web-plain-refused = 沒有送出：頁面開太久了。請再傳一次。
web-plain-house = 這張海報是{ $address }的。
web-plain-here = 就在這裡報修
web-plain-photo-send = 上傳選好的檔案
web-plain-look = 看看有沒有新訊息
web-plain-look-why = 您的話馬上有回答。公司那邊的訊息，按這裡看。
