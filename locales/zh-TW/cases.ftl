door-common-parts =
    這是小區公共部位（{ $matter }），由物業負責，不收您的錢。
    { $contacts }
    打電話時就說：{ $place }，{ $matter }，什麼時候壞的。
    { $ask }
door-governance =
    這是小區秩序的事（{ $matter }），由居委會、城管和街道處理。
    { $contacts }
    打電話時就說：{ $place }，{ $matter }，什麼時候、什麼情況。正在發生危險打 110。
    { $ask }
door-property-service =
    這是物業服務的事：物業態度、收費、維修資金都算。
    { $contacts }
    還是不行就打 12345。說清楚小區名、哪件事、什麼時候，會有單號。
door-utility =
    整棟樓或整個小區停水打 962740，停電打 95598，瓦斯（燃氣）打 962777，別的打 12345。
    有瓦斯味先出門再打電話；著火打 119。
door-utility-known =
    { $matter }的事請打 { $number }（24 小時），由他們負責。
    打電話時就說：{ $place }，從幾點開始，是整棟樓還是整個小區。
    有瓦斯味先出門再打電話；著火打 119。
door-unsupported =
    這個我們沒辦法修。我們修七類：安裝拆除、電燈電路、家電清洗、水龍頭與水管、門窗、排水管、牆面。
    電器壞了請找原廠客服；別的事打 12345，說清楚地點和要辦什麼。
contacts-parts = 先找物業；物業不處理，打 { $number }（物業服務熱線），還是不行打 12345。
contacts-order = 請打 { $number }，也可以告訴居委會。
contacts-parts-estate =
    先找物業：{ $company }，{ $company_phone }。
    物業不處理：{ $body }，{ $body_phone }{ $instead }；或打 { $number }，還是不行打 12345。
contacts-order-estate =
    先告訴物業：{ $company }，{ $company_phone }。
    再找：{ $body }，{ $body_phone }{ $instead }；或打 { $number }。
contacts-substituted = （業委會沒有或停擺，由居委會代行）
contacts-elected = {""}
referral-told = { $matter }的事，{ $at } 告訴過您打 { $number }，他們有單號，可以直接問。還沒打的話現在打也可以。

case-your-place = 小區名、幾號樓
case-ask = 要我幫您報上去嗎？會有單號，走到哪一步隨時問我。
case-ask-again = { $matter }的事，要我幫您報上去嗎？
case-or-button = 要我報上去，點下面，或者說「幫我報」。
case-ask-place = 在哪個區、哪個小區、幾號樓？不用門牌室號。
case-ask-building = { $address }幾號樓？和樓棟無關就說「沒有」。
case-not-filed = 好，先不報。想報的時候再跟我說。
case-filed =
    報上去了，單號 { $number }：{ $place }，{ $matter }。
    現在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。每走一步我都告訴您，也可以隨時問。
    { $contacts }
case-filed-again =
    報上去了，單號 { $number }：{ $place }，{ $matter }。前不久的 { $follows } 號剛結案，又出問題，已經一起記下。
    現在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。每走一步我都告訴您，也可以隨時問。
    { $contacts }
case-joined =
    您是這棟樓第 { $person } 位來報的，已算上您。
    { $number } 號（{ $place }，{ $matter }）現在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。每走一步我都告訴您。
case-joined-estate =
    您是這個小區第 { $person } 位來報的，已算上您。
    { $number } 號（{ $place }，{ $matter }）現在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。每走一步我都告訴您。
case-known =
    這件事您報過，單號 { $number }（{ $place }，{ $matter }），這次也記下了。
    現在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。
case-progress =
    { $number } 號（{ $place }，{ $matter }）：第 { $step }/{ $steps } 步，{ $stage }{ $limit }。
    從 { $since } 起在這一步；一共 { $people } 位住戶報過。
case-progress-closed = { $number } 號（{ $place }，{ $matter }）已經結案。說明：{ $reason }
case-progress-dismissed = { $number } 號（{ $place }，{ $matter }）沒有立案。說明：{ $reason }
case-limit = （一般 { $days } 天內）
case-no-limit = {""}
case-no-reason = 沒有
case-moved =
    { $number } 號（{ $place }，{ $matter }）有進展：「{ $was }」完成了。
    現在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。
    說明：{ $reason }
case-skipped =
    { $number } 號（{ $place }，{ $matter }）：「{ $was }」這一步不需要。
    現在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。
    說明：{ $reason }
case-closed =
    { $number } 號（{ $place }，{ $matter }）結案了。
    說明：{ $reason }
    要是還沒好，再跟我說一聲。
case-dismissed =
    { $number } 號（{ $place }，{ $matter }）沒有立案。
    說明：{ $reason }
    不認同可以打 12345。
case-late = { $number } 號（{ $place }，{ $matter }）停在「{ $stage }」比預計久了，對不起。已經提醒督導員，有進展馬上告訴您。

stage-reported = 受理
stage-site_check = 現場查看
stage-owners_consult = 徵求業主意見
stage-price_review = 審價
stage-fund_approval = 維修資金核准
stage-works = 施工
stage-acceptance = 驗收
stage-discover = 發現核實
stage-dissuade = 勸阻
stage-report = 上報
stage-handle = 處理
stage-evaluate = 評價
stage-closed = 結案
stage-dismissed = 沒有立案

button-file = 幫我報
button-case-advance = 這一步完成
button-case-skip = 這一步不需要
button-case-dismiss = 不立案
button-case-keep = 先不動
case-card =
    { $number } 號：{ $place }，{ $matter }
    第 { $step }/{ $steps } 步：{ $stage }{ $limit }，從 { $since } 起
    { $people } 位住戶，{ $reports } 次上報；最近說明：{ $reason }
case-ask-reason = { $number } 號（{ $place }，{ $matter }），現在：{ $stage }。請寫一句說明，住戶會看到，別寫人名和電話。
case-reason-needed = 要有一句說明才能往下走。
case-stepped = { $number } 號已記下，現在：{ $stage }。住戶已收到通知。
case-stale = 這件事已經走到別的步驟，或者不歸您管。請看看現在的情況。
case-kept = 好，先不動。
alert-case_late = 案件在一個步驟停得太久
alert-case_repeated = 多位住戶來報同一處的同一件事

web-cases = 追蹤案件
web-cases-how = 公共部位和小區秩序的案件。按步驟排，同一步裡停得最久的在前面。
web-cases-link = 查看全部案件
web-cases-none = 沒有符合條件的案件。
web-cases-found = 共 { $total } 件
web-cases-back = 回到全部案件
web-filter-route = 類型
web-filter-stage = 步驟
web-case-open = 未結的
web-case-column-number = 單號
web-case-column-place = 地點
web-case-column-matter = 事項
web-case-column-stage = 步驟
web-case-column-age = 在這一步
web-case-column-people = 住戶
web-case-days = { $days } 天
web-case-days-over = { $days } 天，逾期
web-case-people = { $people } 位，{ $reports } 次
web-case-stage = 步驟
web-case-limit = 期限
web-case-limit-days = { $days } 天
web-case-made = 上報時間
web-case-follows = 上一次
web-case-source = 十五項之一，來自原文
web-case-words = 住戶怎麼說
web-case-step = 推進
web-case-reason = 說明（住戶會看到，別寫人名和電話）
web-case-refused = 沒有成功：可能別人已經推進了，請看現在的步驟。
web-no-case = 沒有這個案件，或者不在您負責的區。
web-case-fact-filed = 上報
web-case-fact-joined = 又一位住戶來報，共 { $people } 位
web-case-fact-again = 同一位住戶再次來報
web-case-fact-advanced = { $was } 完成，進入 { $stage }
web-case-fact-skipped = { $was } 不需要，進入 { $stage }
web-case-fact-dismissed = 不立案
web-case-fact-late = 在「{ $stage }」停得太久，已提醒

ask-rework = { $number } 號（{ $category }，{ $provider }）{ $done } 修過，保固到 { $until }。是同一個毛病又來了嗎？是的話免費保固維修。
button-rework-yes = 是，免費保固維修
button-rework-no = 不是，另外的事
ask-lost-again = { $number } 號（{ $category }）還沒修成，等著重新約時間。說的是同一件事嗎？
button-lost-yes = 是，重新約時間
