door-common-parts =
    这是小区公共部位（{ $matter }），由物业管，不收您的钱。
    { $contacts }
    打电话就说：{ $place }，{ $matter }，什么时候坏的。
    { $ask }
door-governance =
    这是小区秩序的事（{ $matter }），由居委会、城管和街道处理。
    { $contacts }
    打电话就说：{ $place }，{ $matter }，什么时候、什么情况。正在发生危险打 110。
    { $ask }
door-property-service =
    这是物业服务的事：物业态度、收费、维修资金都算。
    { $contacts }
    再不行打 12345。说清小区名、哪件事、什么时候，会有单号。
door-utility =
    整栋楼或整个小区停水打 962740，停电打 95598，燃气打 962777，别的打 12345。
    有燃气味先出门再打电话；着火打 119。
door-utility-known =
    { $matter }的事请打 { $number }（24 小时），他们管。
    打电话就说：{ $place }，从几点开始，是整栋楼还是整个小区。
    有燃气味先出门再打电话；着火打 119。
door-unsupported =
    这个我们修不了。我们修七类：安装拆除、电灯电路、家电清洗、龙头水管、门窗、下水道、墙面。
    电器坏了请找厂家售后；别的事打 12345，说清地点和要办什么。
contacts-parts = 先找物业；物业不管，打 { $number }（物业服务热线），再不行打 12345。
contacts-order = 请打 { $number }，也可以告诉居委会。
contacts-parts-estate =
    先找物业：{ $company }，{ $company_phone }。
    物业不管：{ $body }，{ $body_phone }{ $instead }；或打 { $number }，再不行打 12345。
contacts-order-estate =
    先告诉物业：{ $company }，{ $company_phone }。
    再找：{ $body }，{ $body_phone }{ $instead }；或打 { $number }。
contacts-substituted = （业委会没有或停摆，由居委会代行）
contacts-elected = {""}
referral-told = { $matter }的事，{ $at } 告诉过您打 { $number }，他们有单号，可以直接问。还没打的话现在打也行。

case-your-place = 小区名、几号楼
case-ask = 要我帮您报上去吗？会有单号，走到哪一步随时问我。
case-ask-again = { $matter }的事，要我帮您报上去吗？
case-or-button = 要我报上去，点下面，或者说“帮我报”。
case-ask-place = 在哪个区、哪个小区、几号楼？不用门牌室号。
case-ask-building = { $address }几号楼？和楼栋无关就说“没有”。
case-not-filed = 好，先不报。想报的时候再跟我说。
case-filed =
    报上去了，单号 { $number }：{ $place }，{ $matter }。
    现在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。每走一步我都告诉您，也可以随时问。
    { $contacts }
case-filed-again =
    报上去了，单号 { $number }：{ $place }，{ $matter }。前不久的 { $follows } 号刚结，又出问题，已经一起记下。
    现在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。每走一步我都告诉您，也可以随时问。
    { $contacts }
case-joined =
    您是这栋楼第 { $person } 位来报的，已算上您。
    { $number } 号（{ $place }，{ $matter }）现在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。每走一步我都告诉您。
case-joined-estate =
    您是这个小区第 { $person } 位来报的，已算上您。
    { $number } 号（{ $place }，{ $matter }）现在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。每走一步我都告诉您。
case-known =
    这件事您报过，单号 { $number }（{ $place }，{ $matter }），这次也记下了。
    现在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。
case-progress =
    { $number } 号（{ $place }，{ $matter }）：第 { $step }/{ $steps } 步，{ $stage }{ $limit }。
    从 { $since } 起在这一步；一共 { $people } 位住户报过。
case-progress-closed = { $number } 号（{ $place }，{ $matter }）已经办结。说明：{ $reason }
case-progress-dismissed = { $number } 号（{ $place }，{ $matter }）没有立案。说明：{ $reason }
case-limit = （一般 { $days } 天内）
case-no-limit = {""}
case-no-reason = 没有
case-moved =
    { $number } 号（{ $place }，{ $matter }）有进展：“{ $was }”做完了。
    现在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。
    说明：{ $reason }
case-skipped =
    { $number } 号（{ $place }，{ $matter }）：“{ $was }”这一步不需要。
    现在第 { $step }/{ $steps } 步：{ $stage }{ $limit }。
    说明：{ $reason }
case-closed =
    { $number } 号（{ $place }，{ $matter }）办结了。
    说明：{ $reason }
    要是还没好，再跟我说一声。
case-dismissed =
    { $number } 号（{ $place }，{ $matter }）没有立案。
    说明：{ $reason }
    不认同可以打 12345。
case-late = { $number } 号（{ $place }，{ $matter }）停在“{ $stage }”比预计久了，对不起。已经提醒督导员，有进展马上告诉您。

stage-reported = 受理
stage-site_check = 现场查看
stage-owners_consult = 征求业主意见
stage-price_review = 审价
stage-fund_approval = 维修资金审批
stage-works = 施工
stage-acceptance = 验收
stage-discover = 发现核实
stage-dissuade = 劝阻
stage-report = 上报
stage-handle = 处置
stage-evaluate = 评价
stage-closed = 办结
stage-dismissed = 没有立案

button-file = 帮我报
button-case-advance = 这一步完成
button-case-skip = 这一步不需要
button-case-dismiss = 不立案
button-case-keep = 先不动
case-card =
    { $number } 号：{ $place }，{ $matter }
    第 { $step }/{ $steps } 步：{ $stage }{ $limit }，从 { $since } 起
    { $people } 位住户，{ $reports } 次上报；最近说明：{ $reason }
case-ask-reason = { $number } 号（{ $place }，{ $matter }），现在：{ $stage }。请写一句说明，住户会看到，别写人名和电话。
case-reason-needed = 要有一句说明才能往下走。
case-stepped = { $number } 号已记下，现在：{ $stage }。住户已收到通知。
case-stale = 这件事已经走到别的步骤，或者不归您管。请看看现在的情况。
case-kept = 好，先不动。
alert-case_late = 案件在一个步骤停得太久
alert-case_repeated = 多位住户来报同一处的同一件事

web-cases = 跟踪案件
web-cases-how = 公共部位和小区秩序的案件。按步骤排，同一步里停得最久的在前面。
web-cases-link = 查看全部案件
web-cases-none = 没有符合条件的案件。
web-cases-found = 共 { $total } 件
web-cases-back = 回到全部案件
web-filter-route = 类型
web-filter-stage = 步骤
web-case-open = 未结的
web-case-column-number = 单号
web-case-column-place = 地点
web-case-column-matter = 事项
web-case-column-stage = 步骤
web-case-column-age = 在这一步
web-case-column-people = 住户
web-case-days = { $days } 天
web-case-days-over = { $days } 天，超期
web-case-people = { $people } 位，{ $reports } 次
web-case-stage = 步骤
web-case-limit = 期限
web-case-limit-days = { $days } 天
web-case-made = 上报时间
web-case-follows = 上一次
web-case-source = 十五项之一，来自原文
web-case-words = 住户怎么说
web-case-step = 推进
web-case-reason = 说明（住户会看到，别写人名和电话）
web-case-refused = 没有成功：可能别人已经推进了，请看现在的步骤。
web-no-case = 没有这个案件，或者不在您负责的区。
web-case-fact-filed = 上报
web-case-fact-joined = 又一位住户来报，共 { $people } 位
web-case-fact-again = 同一位住户再次来报
web-case-fact-advanced = { $was } 完成，进入 { $stage }
web-case-fact-skipped = { $was } 不需要，进入 { $stage }
web-case-fact-dismissed = 不立案
web-case-fact-late = 在“{ $stage }”停得太久，已提醒

ask-rework = { $number } 号（{ $category }，{ $provider }）{ $done } 修过，保修到 { $until }。是同一个毛病又来了吗？是的话免费返修。
button-rework-yes = 是，免费返修
button-rework-no = 不是，另外的事
ask-lost-again = { $number } 号（{ $category }）还没修成，等着重新约时间。说的是同一件事吗？
button-lost-yes = 是，重新约时间
