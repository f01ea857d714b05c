web-title-waits = { $asked }– { $name }
web-waits-problem = 哪里坏了？
web-waits-category = 属于哪一类？
web-waits-address = 您的地址？
web-waits-contact = 联系谁？
web-waits-name = 怎么称呼？
web-waits-window = 哪个时间？
web-waits-confirm = 是或不是？
web-waits-price = 价格可以吗？
web-waits-rating = 打几颗星？
web-waits-comment = 还有要说的吗？

web-offline-kept = 现在没有网络。您发的话先留着，连上就自动发出去。
web-offline-waiting = 还没发出
web-noscript = 这个页面要用脚本。不用脚本也能聊，内容一样：
web-noscript-link = 打开简明页

web-plain-how = 这一页不用脚本，聊的是同一个对话。
web-plain-scripted = 去完整页面
web-plain-refused = 没有发出去：页面开得太久了。请再发一次。
web-plain-house = 这张海报是{ $address }的。
web-plain-here = 就在这里报修
web-plain-photo-send = 发送选好的文件
web-plain-look = 看看有没有新消息
web-plain-look-why = 您的话马上有回答。企业那边的消息，点这里看。
