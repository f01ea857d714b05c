surge-wait =
    現在{ $district }報修的人特別多。漏水關不住、冒火花、聞到瓦斯或有人有危險，請馬上說，這些先處理。
    { $soonest }{ $turn }
surge-soonest = 眼下最早能到府的時間：{ $window }。
surge-nobody = 眼下兩週內都排滿了，我會繼續幫您留意。
surge-turn-first = 您這邊會優先安排。
surge-turn-later = 家裡有老人、嬰兒、孕婦或病人請告訴我，可以優先。
surge-window-kept = 現在報修的人太多，近的時間留給急修和有老弱病殘孕的家庭。最接近、還能約的有：
surge-expected = { $number }號：照現在的排隊情況，大約{ $wait }後到府。
surge-minutes = { $count }分鐘
surge-hours = { $count }小時
surge-days = { $count }天
surge-emergency-sent =
    已通知{ $centre }（{ $number }號）。現在急修的人很多，照排隊情況，大約{ $wait }後有人到{ $address }。
    情況變嚴重或等不了，請打 { $phone }。
surge-emergency-acknowledged = { $provider }已接您的急修（{ $number }號）。現在急修的人很多，大約{ $wait }後到，電話 { $phone }。
surge-emergency-later =
    對不起，您的急修（{ $number }號）要比先前說的晚：照現在的排隊情況，從現在起大約{ $wait }後有人到。
    情況變嚴重或等不了，請打 { $phone }。
surge-emergency-sooner = 您的急修（{ $number }號）比先前說的早：從現在起大約{ $wait }後有人到，電話 { $phone }。
