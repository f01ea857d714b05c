surge-wait =
    现在{ $district }报修的人特别多。漏水关不住、冒火花、闻到煤气或有人有危险，请马上说，这些先处理。
    { $soonest }{ $turn }
surge-soonest = 眼下最早能上门的时间：{ $window }。
surge-nobody = 眼下两周内都排满了，我会继续帮您留意。
surge-turn-first = 您这边会优先安排。
surge-turn-later = 家里有老人、婴儿、孕妇或病人请告诉我，可以优先。
surge-window-kept = 现在报修的人太多，近的时间留给急修和老弱病残孕家庭。离得最近、还能约的有：
surge-expected = { $number }号：按现在的排队情况，大约{ $wait }后上门。
surge-minutes = { $count }分钟
surge-hours = { $count }小时
surge-days = { $count }天
surge-emergency-sent =
    已通知{ $centre }（{ $number }号）。现在急修的人很多，按排队情况，大约{ $wait }后有人到{ $address }。
    情况变严重或等不了，请打 { $phone }。
surge-emergency-acknowledged = { $provider }已接您的急修（{ $number }号）。现在急修的人很多，大约{ $wait }后到，电话 { $phone }。
surge-emergency-later =
    对不起，您的急修（{ $number }号）要比先前说的晚：按现在的排队情况，从现在起大约{ $wait }后有人到。
    情况变严重或等不了，请打 { $phone }。
surge-emergency-sooner = 您的急修（{ $number }号）比先前说的早：从现在起大约{ $wait }后有人到，电话 { $phone }。
