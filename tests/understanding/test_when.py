"""Reads the time that a resident asks for: said in any way, among other times, or not at all."""

import re
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.terms import SHANGHAI
from bot.understanding.meaning import When
from bot.understanding.when import read_when

#: A Monday morning.
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
NEVER = "None"

# Entries between ";": the When as "date part" (with the year where it is not 2026), "=", phrases between "|".

CHINESE_TIMES = """
None evening = 晚上有空 | 五点以后 | 下班后 | 晚上七点以后 | 晚饭后来吧 | 下了班才有空
11-25 any = 这周三 | 周三 | 过两天 | 周三到周五都有空 | 25日 | 周三全天 | 从周三起我都在家
11-28 any = 周六我在家 | 周末 | 11月28号 | 28号 | 礼拜六 | 这个周末 | 周六日都可以 | 这个月28号 | 11.28 | 11-28
11-28 any = 11月28 | 本周六 | 星期6 | 等到周末再来 | 周末两天都行 ; 11-25 morning = 后天一早
12-02 any = 下周三 | 下周的周三 ; 12-07 any = 下下周一
11-30 any = 月底 | 30号来可以吗 | 下周 | 下周都可以 | 月底前 | 一周后 | 下周找个时间来 | 下礼拜有空吗 | 这个月底
11-30 any = 下个星期 | 下星期一到五都行 ; 11-29 any = 礼拜天 | 星期日 | 周日 | 这个礼拜天白天
11-25 09:00 = 后天上午九点 ; None 09:30 = 9点半 ; None 15:00 = 下午3点 | 三四点钟 | 三点以后 ; None 20:00 = 晚上八点
None 14:00 = 两点 | 两点到四点 | 下午2-4点 | 下午两点到四点之间 ; None 17:00 = 五点 | 下午5点
None afternoon = 中午 | 中午以后 | 下午五点之前
11-26 any = 大后天 | 三天后 | 周三以后 | 过三天再来 | 这星期四 | 过了周三再来
11-23 evening = 今晚 | 今晚上门 | 周一、三、五晚上
11-24 morning = 明早 | 明天或后天上午 | 明天上午下午都行 | 周二周四上午 | 尽早，明天上午
11-24 evening = 明晚 | 明晚上门可以吗 | 工作日晚上 | 平时晚上七点半后 ; 12-03 any = 下个月3号
12-01 any = 月初 | 下月初 | 下个月 ; 2027-10-01 any = 国庆 | 国庆期间 ; 2027-01-01 any = 元旦 | 元旦假期能上门吗
2027-02-06 any = 春节 ; 11-23 11:00 = 一个小时以后 ; 11-23 10:30 = 半小时后
None any = 随时都可以 | 什么时候都行 | 其他时间都行 | 白天都在家
11-24 any = 工作日 | 周二、周四都可以 | 周三之前 | 周一到周五都行 | 明天见 | 明天下雨还来吗 | 明天，最迟后天
11-24 any = 明天全天 | 周二四六 | 从明天开始都有空
11-23 any = 周一 | 这周都有空 | 今天之内 | 今天必须修好 | 今天越早越好 | 这几天都在家
None morning = 上班前能来吗 | 中午之前 | 十点以前 ; None 09:00 = 九点到十一点 ; None 12:00 = 中午12点
11-24 afternoon = 明天中午 | 礼拜2下午 ; 12-02 15:00 = 下周三 3pm ; 11-03 any = 11月3号 ; 11-24 09:30 = 明天上午九点半
11-24 15:30 = 明天下午3:30 ; 11-24 15:00 = 明天 15:00 | 明天，下午三点 ; 11-27 16:00 = 周五下午4点左右
11-30 morning = 下周一上午 ; 12-02 afternoon = 下个礼拜三下午 ; 12-06 any = 下星期天
12-08 evening = 下下个星期二晚上 ; 11-23 morning = 星期一早上 ; 12-05 any = 下周末 | 十二月五号
11-23 afternoon = 今天下午能来吗 | 今天下午越快越好 | 今晚之前能修好吗 ; 11-24 09:00 = 明天早9点
11-28 morning = 二十八号上午 | 28日上午 ; 11-25 afternoon = 每周三下午我都在家 | 后天 下午
None 18:30 = 晚上6点半到8点 ; None 10:00 = 10-12点 ; 11-24 14:00 = 明天2-4点 ; None 13:00 = 中午一点
11-23 20:00 = 今晚八点 ; 11-24 08:00 = 明早8点 ; 11-27 19:00 = 周五晚7点 ; 11-28 20:00 = 28号晚8点
12-05 afternoon = 12月5号下午 | 12/5下午 ; 12-05 14:00 = 12.5下午两点 ; 12-03 morning = 3号上午有空
12-31 any = 下个月底 | 12月底 | 年底前 ; 2027-01-03 any = 明年1月3号 | 1月3号 ; 11-10 morning = 11月10号上午
2027-10-04 any = 国庆以后 ; 2027-01-02 any = 元旦后 ; 2027-02-05 any = 春节前 | 年前 | 除夕 ; 12-08 any = 半个月后
11-23 12:00 = 再过两个小时来 ; 11-23 11:30 = 一个半小时后 ; 11-23 10:20 = 20分钟后到家
11-27 evening = 我女儿周五晚上在家 ; None 18:00 = 我六点到家 ; None 16:00 = 我下午四点后都有空
12-24 any = 圣诞节前装好 ; 12-09 any = 我下下周三才回上海 ; None 14:30 = 午休后，两点半左右
None 19:00 = 晚上7:00-9:00 ; 2027-02-09 any = 过完年再修 ; 2027-03-01 any = 明年三月 ; 2027-09-15 any = 中秋节那天
2027-06-09 any = 端午 ; 2027-04-06 any = 清明节后 ; 2027-05-01 any = 五一放假 ; 2027-02-20 any = 元宵节
"""

ENGLISH_TIMES = """
None evening = after seven | after 6 | after work | I'll be free after seven
11-25 any = the day after tomorrow | in two days | two days from now
11-28 any = 11/28 | this Sat | Nov 28 | 28 Nov | weekend | I'm home on Saturday | Sat 28th
12-02 any = next Wednesday | Wednesday next week
12-07 any = the week after next | Two weeks from today | next next Monday | Monday after next
11-30 any = 2026-11-30 | end of the month | next week | the 30th ; None 15:00 = 3 pm
None afternoon = by 5pm | lunch time is ok
11-26 any = this coming Thursday | in 3 days | Need it done before Friday | after Wednesday
11-23 evening = tonight | tonight or tomorrow night
11-24 morning = tomorrow morning | before noon tomorrow | first thing tomorrow | Tues morning pls
11-24 evening = tomorrow after 5 | Mon-Fri after 7 ; 12-03 any = December 3rd ; 11-23 11:00 = in an hour
11-23 10:30 = in half an hour ; None any = any time is fine | whenever you are free
11-24 any = weekday | Tue or Wed | tomorrow | weekdays only | by tomorrow ; None 09:00 = 9 in the morning
11-27 15:00 = Friday at 3pm ; None 12:00 = noon ; 11-24 afternoon = after lunch tomorrow | tmr pm
11-24 15:00 = tomorrow at 3 | tomorrow 3pm | 3pm tomorrow ; 12-05 any = next weekend
11-28 afternoon = Sat or Sun afternoon ; 11-28 morning = Saturday morning or Sunday
11-24 14:00 = tomorrow after 2pm | between 2 and 4 tomorrow ; 12-31 any = end of next month | end of the year
11-27 10:30 = around 10:30 on Friday ; 12-04 morning = next Friday morning ; 11-27 morning = Friday am
11-27 14:00 = from 2 to 4pm on Friday ; 11-26 10:00 = 10am-12 on Thursday ; None 15:30 = half past three
11-24 08:45 = quarter to nine tomorrow ; None 19:00 = 7 o'clock in the evening ; 12-03 10:00 = 3 December at 10am
2027-01-05 any = Jan 5 ; 11-28 evening = on the 28th after 6 ; 11-26 afternoon = Is Thursday arvo free?
None 18:00 = I get home at 6 ; None 16:00 = see you at 4 then ; 12-24 any = Dec 24th or 25th
12-04 any = by the end of next week ; 11-30 09:00 = next Monday, 9 to 11 am ; 11-27 12:00 = Friday the 27th, noon
11-25 afternoon = this Wednesday afternoon ; 11-23 any = on Monday | coming Monday ; 11-24 20:00 = tomorrow night at 8
11-28 12:00 = at noon on Saturday | Saturday noon ; 11-26 16:00 = Thurs. 4pm | 4pm Thurs
11-28 10:00 = Sat 28 Nov 10am | 11/28 10:00 | 2026/11/28 10:00 ; 11-27 any = by Friday | before Saturday
"""

DIALECT_AND_TRADITIONAL = """
None evening = 夜里向 | 夜里八点钟以后阿拉才到屋里 ; 11-25 any = 后日 | 禮拜三 | 後天 | 請問後天有師傅可以來嗎
11-30 any = 下個禮拜一 ; None afternoon = 下半日 ; 11-23 evening = 今朝夜里有空伐 ; 11-24 morning = 明朝早浪向
11-24 evening = 明朝夜里 ; 11-24 any = 明朝 | 明天早點來 ; 11-23 any = 今朝 ; None morning = 早浪 ; None 09:00 = 九點
11-24 afternoon = 明朝中浪头 ; 11-24 15:00 = 明朝下半日三点钟 ; 11-28 morning = 週六早上
11-25 afternoon = 后日下半日来好伐 ; 11-26 morning = 侬礼拜四上半日来好伐 ; 11-24 14:00 = 明天下午兩點鐘
11-29 afternoon = 礼拜天中浪 ; 11-27 evening = 礼拜五夜快头 | 這週五晚上 ; 11-23 18:00 = 今朝夜快六点钟来得及伐
11-29 10:00 = 週日早上十點 ; 12-02 19:30 = 下星期三晚上七點半 ; 11-27 afternoon = 星期五下午行伐，阿拉爷在家
11-25 08:30 = 后日早浪八点半
"""

CHOICES = """
None evening = 周三不行，晚上都可以 | 除了周三，晚上都行
11-25 any = 明天，不对，后天 | 明朝勿来三，后日好伐 | 不好意思明天临时有事，改后天同一时间可以吗 | 不要明天了，后天吧
11-28 any = 周五，还是周六吧 | not Friday, Saturday | I can't do Friday but Saturday works
11-28 any = Friday... actually make it Saturday | 要是不超过300，周六来
11-28 any = Please reschedule to the same time on Saturday
11-27 any = 把周三的改到周五 | Can we move my Wednesday appointment to Friday?
11-27 any = can you come Friday instead of Wednesday | 周四改周五行吗 | 周四换到周五可以吗 | 明天不用来了，周五再来
11-25 morning = 原来约的明天下午改后天上午
11-30 any = 周五不行了，能改到下周一吗 | 想把28号的推迟到30号 | 后天那单取消，改约下周一
11-29 any = 原本定的周四，我想换成周日 | Is this weekend possible? Preferably Sunday ; None 15:00 = change it to 3pm
11-26 any = 周三不行，周四可以 | 不要周三，周四吧 | 不是周三，是周四 | I'm not home tomorrow, Thursday is fine
11-26 any = tomorrow, no wait, Thursday ; 11-23 evening = 周一到周四晚上都行，周五不行
11-24 evening = 明天白天家里没人，晚上八点以后吧 | 明早不行明晚可以 ; 12-01 any = 这周没空，下周二再说吧
None any = 除了周三都行 | any day but Friday | 除了周三下午都行 | 除了周末都可以 | anytime except Wednesday | 周三除外
None any = 晚上除外 | 周三以外都行 | 周三不方便，其他都行 | 不是周末就行 | 只要不是周三
11-24 any = 明天还是后天方便？ | 尽快吧，最好明天 | 帮我提前到明天吧 | 后天吧，算了还是明天吧 | 如果明天不行就后天
11-24 any = 明天不行的话后天也可以 | 如果200以内的话明天就来修 | 今朝勿得空，明朝好伐
11-24 any = if it's under 200, come tomorrow ; 11-23 any = 淋浴龙头坏了，最好今天能修，实在不行明天
11-24 afternoon = 明天上午没空，下午可以 | 明天上午，哦不，明天下午 | 周二上午10点的预约能改到下午吗
11-24 afternoon = 明天上午要开会下午在家 ; 11-27 16:00 = Push my visit back to Friday 4pm
11-28 morning = reschedule from tomorrow to Saturday morning ; 11-26 evening = I'd prefer the evening of the 26th
11-25 afternoon = 把明天的预约改到后天下午 ; 11-25 17:00 = 周三下午三点改成五点
11-26 morning = 能不能从周三改到周四上午 ; 11-24 16:00 = 明天下午三点，不对，四点
11-25 15:00 = 明天下午三点，说错了，后天 | Can't do mornings, Wednesday 3pm?
11-24 14:00 = my booking tomorrow at 10, can it be 2pm instead
11-26 afternoon = Wednesday afternoon, sorry, Thursday ; None afternoon = 上午不行下午行 | 上午有课，下午可以
"""

CHINESE_MESSAGES = """
None evening = 每天晚上七点以后都在家
11-25 any = 后天吧，大后天我要出差 | 明天要是下雨就算了，后天也行 | 我住3号楼1单元402，后天在家
11-28 any = 洗个空调多少钱，周末能来吗 | 我平时上班，只有周末在家 | 门锁换新的，这礼拜六或者礼拜天都行
11-28 any = 我早上8点上班，晚上6点下班，周末休息
11-25 morning = 后天我休息，上午都可以 | 本来说好今天来的，能改成后天早上吗 | 后天是周三对吧？那就周三上午
11-30 any = 热水器是前年3月装的，想下周一清洗 | 不急，月底前弄好就行 | 先别来，等我下周回来再说
11-30 any = 11月底之前修好就可以了 | 这个礼拜忙，下礼拜随便哪天 | 大概一个礼拜以后 | 半个月前装的，下周来看看
11-29 any = 这个月30号之前能弄好吗 | 周日有人，周六没人 | 上回是星期天来的，这次也想约星期天
None 09:30 = 早上9:30-11:30都可以的 ; None afternoon = 家里老人在，下午都有人
11-26 any = 上周修过，又坏了，周四来返修一下 | 周五之前给我弄好行不行 | 预算200到300，周四可以吗
11-26 any = 后天？不行不行，大后天 | 我26号晚上的飞机，26号白天可以
11-23 evening = 1号楼1101，今天晚上7点后有人 | 今天傍晚六点半以后都在
11-24 morning = 下午好，想约明天上午 | 花木路123弄，4号，501室，明天上午 | 麻烦你们明天上午10点前到
11-24 morning = 我妈讲礼拜二上半天她在屋里 | 请在工作日的上午来 | 越快越好，明早最好 | 星期二、四、六上午
11-24 evening = 明天要上班，晚上才有空 | 明天晚上8点之前都行
12-01 any = 换3个灯泡，12月1号来 | 12月1号或者2号都行 | 门铃坏了，不着急，下个月再修也行
12-01 any = 下个月1号到3号我在上海，其余时间不在 | 12月初有空 ; 11-23 10:30 = 过半个小时我就到家了
11-24 any = 昨天下午开始漏的，明天能来吗 | 妈妈一个人在家，明天我也在 | 今天太晚了，明天吧 | 不用今天，明天后天都可以
11-24 any = 物业上周说要来修，一直没来，你们明天能来吗 | 明后天都行
11-23 any = 今天有人在家吗，我是说我今天在家 | 马桶堵了，今天能来通吗 | 明天孩子考试，今天能来吗
11-23 any = 水龙头从周六晚上就开始滴，今天方便来看看吗 | 我今天休息，随时可以来
11-23 any = 昨天晚上打雷以后就没网没电了，今天急用 | 尽量安排在这两天吧
None morning = 我妈一个人在家，上午来比较好 | 11:30以前我在家 ; None 12:00 = 我只有午休时间12点到1点在家
11-24 afternoon = 明天afternoon | 师傅明天下午来一趟可以吗，厨房漏水 | 周末都不在，工作日下午可以
11-23 morning = 昨晚跳闸了，今天上午能不能来看看
11-28 afternoon = 周六或者周日下午都行 | 电话13812345678，周六下午 | 11月28日（周六）下午 | 改时间，改到礼拜六下半天
11-23 afternoon = 今天早上坏了，下午能来吗 | 昨天师傅说配件今天到，今天下午能来装吗
11-24 09:00 = 我家水管漏水，明天上午九点以后都在家 | 明天上午9点到11点之间，或者后天
11-28 morning = 空调不制冷了，想约这周六上午清洗一下 ; 11-26 evening = 灯坏了，周四晚上七点以后有空
11-25 15:00 = 你好，后天下午三点到五点之间有空吗 ; None 18:30 = 下班以后，大概六点半
None 10:00 = 上午十点左右给我打电话 ; 11-24 08:00 = 要么明天早上八点，要么晚上
12-03 morning = 想预约一下12月3日的空调清洗，上午下午都可以 ; 2025-10-01 any = 2025年10月1号
11-27 evening = 能不能安排在本周五晚上六点半以后？ | 周五晚上和周六全天都有人
11-27 evening = 家里热水器不出热水了，这周五下班后能上门吗 ; 11-27 14:00 = 请于27日14时上门
None 19:00 = 厨房灯早上开不了了，晚上我六点半下班，七点能来吗 | 我白天不在家，只有晚上七点到九点
11-26 afternoon = 厨房下水道堵了，麻烦周四下午三点前过来 ; 11-28 10:00 = 周六（28号）上午10点
None 16:30 = 孩子放学后我才到家，大概四点半 ; 11-25 10:00 = 501室，周三上午10点
11-25 14:30 = 中山北路3000弄12号楼302，后天下午两点半 ; 11-29 morning = 你们周日休息吗？不休息的话就周日上午
11-25 14:00 = 周三、周四下午两点以后 ; 12-02 08:30 = 十二月二号早上八点半 ; 11-24 19:30 = 2幢3单元502，明晚7点半
11-30 afternoon = 能否安排下周内任意一天下午 ; 12-03 any = 下周四我调休，全天都行
11-30 15:30 = 十一月三十号下午三点半 ; 12-08 any = 12月8日至10日都可以
11-24 09:30 = 明天早上我先送孩子上学，九点半以后可以 ; 11-27 afternoon = 上门时间定在27号下午吧
11-24 20:00 = 今晚不行，明晚八点 ; 11-29 afternoon = 周末吧，最好周日下午 ; 11-24 15:30 = 明朝下半天三点半来得伐
11-23 19:00 = 今朝夜里厢七点钟 ; 11-26 16:00 = 大後天下午四點可以嗎 ; 12-17 afternoon = 7号楼7楼，17号下午
None 14:00 = 大概下午2、3点吧 | 老人午睡，两点以后再来 ; None any = 除了早上，其他时间都行
11-25 afternoon = 卧室门关不上，想约后天下午来修 ; 11-26 14:00 = 周四上午不行，我要去医院，下午两点以后行
12-14 any = 15号之前能上门吗 ; 11-27 19:00 = 周五晚饭后七点左右 ; 12-31 any = 元旦前把灯装好
12-02 afternoon = 给我换成12/2下午吧 ; 12-11 any = 下周五，不，下下周五 ; None 20:00 = 上门费贵不贵？晚上八点还能来吗
2027-02-09 any = 年后再说吧，初八以后 ; None 19:30 = 下班路上堵车，七点半才能到家
"""

ENGLISH_MESSAGES = """
None evening = everyday after 6pm I am home | We're out until 6, so after 6:30 please | I work 9 to 5, evenings only
11-28 any = Saturday or Sunday, whichever | can you do Sat or is it Mon only
11-30 any = Can someone come by the 30th | we're away until the 30th | early next week please
11-29 any = We will be back on Nov 29, any time after that | Sunday's fine
11-26 any = since Monday the tap has been dripping, come Thursday please | Anytime on Thursday would be great
11-26 any = Sorry, I meant Thursday, not Tuesday
11-23 evening = Could someone come tonight? | Is anyone able to come round this evening?
11-23 evening = need an electrician tonight, lights out since 5
11-24 evening = Weekday evenings are best for us | any weekday after 5:30
12-01 any = My shower head broke last Sunday, I'm free next Tuesday | No rush, sometime in December is fine
12-01 any = Not this week, next week Tuesday | postpone to Dec 1
11-24 any = Good evening, can someone come tomorrow? | the heater broke two days ago, need someone by tomorrow
11-23 any = it broke yesterday, can you come today? | any day this week except Wed
11-24 afternoon = late afternoon tomorrow would be perfect ; 11-30 morning = sometime next week, mornings
11-27 morning = morning or afternoon on Friday ; 11-25 14:30 = Could you send a plumber on Wednesday around 2:30pm?
12-05 10:00 = I'd like to book an AC cleaning for 5 Dec, 10am ; 11-25 evening = the day after tomorrow in the evening
11-26 13:00 = I'm available Thursday between 1 and 3pm ; 11-28 11:15 = Could we do Saturday at 11:15?
11-27 any = Works from home on Fridays, so Friday any time | Can you make it Friday instead?
11-27 any = Please don't come on Thursday, Friday is OK | end of this week | Book me in for the 27th
12-03 afternoon = the 3rd of December in the afternoon please ; 11-24 16:30 = How about 4:30 tomorrow afternoon?
11-24 morning = tomorrow works but only before 11 ; 11-23 20:00 = I'll be back home around 8pm tonight
11-24 08:00 = Tomorrow 8-10am works ; 12-02 09:30 = Would the 2nd of Dec at 9:30 be possible?
11-25 any = My mum is home all day Wednesday ; 11-26 evening = can't be Tues, what about Thurs evening
12-03 14:00 = Let's say next Thursday 2ish ; 11-24 12:00 = tomorrow at noon-ish
11-27 afternoon = around lunchtime on Friday ; 11-26 morning = Both Thu and Fri are fine, mornings only
"""

STORIES = """
None = 越快越好 | 尽快 | asap | as soon as possible | 昨天开始漏水 | 从上周五就坏了 | 昨晚跳闸了 | 早上起来发现漏水
None = 今天早上突然没电了 | 每天晚上都滴水 | 修了三天 | 半夜漏水 | since Monday | last night
None = this morning the breaker tripped | 插座冒火花，现在能来吗 | 赶紧派人来，水漫金山了 | 前天洗的空调现在漏水了
None = 上周三师傅来过，没修好 | 三天前就堵了 | 两天没热水了 | 装好三天后就坏了 | 空调一到晚上就响 | 晚上老是跳闸
None = 从今天早上起就没水 | 上午还好好的，下午就不亮了 | 早上好，我家马桶堵了 | 晚上好
None = good morning, my tap is leaking | morning! my sink is blocked | 明天的取消吧 | 取消周三的预约
None = 师傅说周三来，到现在没来 | 我约了周三下午，师傅没来 | 明天没空 | 玻璃随时会掉下来 | 11月3号装的灯坏了
None = 上个月5号修的马桶又堵了 | 什么时候能来 | Friday doesn't work | cancel my appointment on Friday
None = cancel tomorrow's visit | what time is he coming tomorrow? | my appointment is on Friday, where is he
None = he promised Monday and never came | leaks every night | the lights went out this morning
None = it happened on Friday | the toilet was fixed last week and it is blocked again
None = my sink has been blocked for 3 days | please send someone asap | 今天物业说明天停水 | 今天刚换的龙头又滴水了
None = 这两天厕所一直堵 | 周一就坏了，到今天还没人来 | 今天早上，水管突然爆了 | This morning, the breaker tripped
None = 师傅昨天说今天来的，怎么还没到 | 约好今天上午的，人呢？ | 上次是10月20号修的，又坏了 | 两个小时以内能到吗
None = 这灯昨天换今天就坏 | 报修三天了还没人联系我 | The AC was installed on 3 May and now leaks | it went off at 3am
None = 马桶从礼拜一堵到现在了 | 上个礼拜报的修到现在没人理 | 师傅说明天来换配件，换完多少钱
None = 月初交的物业费，现在走廊灯还不亮 | 3月份装修的，墙面现在开裂 | 十分钟前突然跳闸 | 等我十分钟
None = 每个月月底都要堵一次 | 半夜总是滴水睡不着 | 今年国庆装的窗帘杆掉了 | It's been like this since 8am
None = He came on Monday but didn't fix it | The hot water stops around 7pm every day | 现在 | 立刻马上 | 改天
None = 过几天 | 最近 | 我早上九点前要出门 | 三点有快递 | 今天几号 | 现在几点了 | 今天天气不错 | 今晚没法睡
None = 我预约的是后天下午，能提前吗 | 能提前一天吗 | within 2 days | 明天不要了 | morning everyone | 半夜三点水管爆了
None = 明天师傅几点来 | 最近几天晚上灯一闪一闪的 | 几点能来 | 三天前报的修，到现在也没人联系我
None = 从国庆开始卫生间就一直漏 | 师傅说是明天到货，到货了再约 | 灯泡周二刚换的，今天又不亮了 | 能不能现在就过来
None = 每次一下雨就漏，上周也漏 | 师傅电话打不通，昨天约的上午九点 | It's been dripping since last Thursday night
None = He was supposed to come at 2 today and nobody showed up | every morning the water is brown
None = 从早上到现在一直没水 | 师傅您大概几点到 | 已经预约了明天上午，想加一项洗空调 | 夜里头突然跳闸，今朝早浪还是没电
None = 冰箱放在后天井里 | 不急的，有空再来 | 两三天内能来吗 | it's been broken since the 15th
None = The guy is coming tomorrow, can you tell him to bring a new valve | It leaked again on Sunday night
None = 晚上睡觉前把水关了早上开就没水了 | 早晨起床一看厨房全是水 | 我白天上班晚上才发现漏的 | 晚上洗澡的时候突然没热水
None = 周末在家洗衣服的时候跳的闸 | 上午还能用下午就坏了 | 中午做饭的时候水龙头把手断了 | 孩子晚上不小心把门反锁了
None = 下雨天晚上窗户渗水 | 灯晚上会自己闪 | 国庆的时候刚装修好 | 去年12月换的水管 | 2023年装的空调 | 8月份就报过一次
None = 11月15号来修过一次，没修好 | 用了三年的马桶 | 住了五年了 | 物业说要等三天 | 等了两个小时了 | 师傅迟到一个小时
None = 24号楼的电梯坏了 | 家里有一个90岁的老人 | 30平的客厅刷一下多少钱 | 3米长的窗帘杆 | 2个插座1个开关
None = 一天要跳好几次 | 每隔两天就堵 | 一周洗两次 | 第一次来的师傅很好 | 三点水冒出来 | 这个点还有人吗
None = 楼上半夜装修吵死了 | 晚上十点以后邻居还在敲 | 昨天预约的，今天怎么没来 | 今天来的师傅态度很差 | 今天修的又坏了
None = 今天上午来过了，没修好 | 刚刚师傅走了 | 刚才跳闸了 | 一会儿有电一会儿没电 | 马上要过年了 | 冬天一到就冻
None = 夏天到了洗空调多少钱 | 周一的师傅叫什么名字 | 周五那个师傅修得很好 | Monday's plumber was great
None = My AC stopped working this afternoon | The lamp I bought on Saturday doesn't work | It only happens at night
None = at 3am the alarm went off | He said he would be here by noon | The technician came at 10 and left at 11
None = We moved in last month | It was installed in 2019 | The leak started around 6 this morning
None = there are 3 lamps and 2 sockets | it costs 200 a day | I've been waiting for two hours
None = It's 5 degrees in here, the heater is off | Every time I shower at 7 it trips | I've called three times today
None = The neighbours drill on Sundays | nobody has come since Wednesday | Thanks for coming today
"""

OTHER_NUMBERS = """
None = 花木路123弄4号501室 | 4号楼 | 11号线 | 5号301 | Rm 501, No. 4 | 13812345678 | 200块 | 三号楼二单元 | 快一点来
None = 早一点 | 一点水都没有 | 有两点问题 | 24小时热水 | 7x24 | 今天花了200块 | 周家嘴路1号
None = 浦东新区花木路123弄4号501室 | 住在4号 | 我家在28号楼 | 5号门进来 | 国庆路12号 | 五一新村3号201 | 第二个
None = 要2号电池 | 水费11.28元 | 5th floor, no light | No. 4, Lane 123, Huamu Rd, Rm 501 | Room 11-28
None = it costs 3-5 hundred | call me at 13812345678 | the sun is hot | Mr Sun | 一楼101室水管爆了马上来 | 20261128
None = Room 770, No. 16, Lane 180, Fri Rd | 我住明天华城，9号，425室 | Sunday Road 12 | 4号，501 | 门牌28号
None = 16:9的屏幕 | 第3次了 | 18号线 | 12栋1201 | 1/2寸的管子漏水 | 然后天花板也漏了 | 花木路123弄 4号来修一下
None = 三天两头坏
"""

TABLES = (
    CHINESE_TIMES,
    ENGLISH_TIMES,
    DIALECT_AND_TRADITIONAL,
    CHOICES,
    CHINESE_MESSAGES,
    ENGLISH_MESSAGES,
    STORIES,
    OTHER_NUMBERS,
)


def shown(when: When | None) -> str:
    """A When in the notation of the tables."""
    if when is None:
        return NEVER
    day = when.date.isoformat().removeprefix("2026-") if when.date else "None"
    return f"{day} {when.part}"


def cases(tables: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every phrase with the When that it must give."""
    entries = [entry for table in tables for line in table.splitlines() if line for entry in line.split(" ; ")]
    pairs = [entry.split(" = ") for entry in entries]
    return [(phrase, expected) for expected, phrases in pairs for phrase in phrases.split(" | ")]


@pytest.mark.parametrize(("phrase", "expected"), cases(TABLES))
def test_a_phrase_is_read(phrase: str, expected: str) -> None:
    assert shown(read_when(phrase, NOW)) == expected


@pytest.mark.parametrize(
    ("now", "phrase", "expected"),
    [
        ("2026-11-25T10:00", "周三", "11-25 any"),
        ("2026-11-25T21:00", "周三", "12-02 any"),
        ("2026-11-25T13:00", "周三上午", "12-02 morning"),
        ("2026-11-25T13:00", "周三下午", "11-25 afternoon"),
        ("2026-11-25T16:00", "周三下午三点", "12-02 15:00"),
        ("2026-11-25T16:00", "下周三", "12-02 any"),
        ("2026-11-29T10:00", "下周一", "11-30 any"),
        ("2026-11-29T10:00", "下下周一", "12-07 any"),
        ("2026-11-28T09:00", "周末", "11-28 any"),
        ("2026-11-27T09:00", "工作日", "11-30 any"),
        ("2026-12-31T09:00", "工作日", "2027-01-04 any"),
        ("2026-12-31T09:00", "月底", "12-31 any"),
        ("2026-12-31T09:00", "月初", "2027-01-01 any"),
        ("2026-12-31T09:00", "下个月3号", "2027-01-03 any"),
        ("2026-12-31T09:00", "明天", "2027-01-01 any"),
        ("2026-11-23T23:30", "一个小时以后", "11-24 00:30"),
        ("2026-11-23T15:00", "今天早上", "11-23 morning"),
        ("2026-11-23T15:00", "9月20号上午", "2027-09-20 morning"),
        ("2026-11-23T15:00", "10月20号上午", "10-20 morning"),
        ("2026-02-01T09:00", "30号", "03-30 any"),
        ("2026-02-01T09:00", "2月30号", NEVER),
        ("2026-02-01T09:00", "春节", "02-17 any"),
        ("2027-12-01T09:00", "春节", "2028-01-26 any"),
        ("2028-12-01T09:00", "春节", "2029-02-13 any"),
        ("2030-01-01T09:00", "春节", "2030-02-03 any"),
        ("2028-09-01T09:00", "中秋", "2028-10-03 any"),
        ("2028-01-01T09:00", "清明", "2028-04-04 any"),
        ("2031-01-01T09:00", "春节", NEVER),
    ],
)
def test_a_phrase_is_read_as_of_the_day_it_is_said(now: str, phrase: str, expected: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
    assert shown(read_when(phrase, moment)) == expected


def test_days_are_those_of_shanghai() -> None:
    late_sunday_in_greenwich = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert read_when("今天下午", late_sunday_in_greenwich) == When(date(2026, 11, 23), "afternoon")


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(0, 365 * 4))
def test_any_text_gives_a_sound_answer(text: str, days: int) -> None:
    when = read_when(text, NOW + timedelta(days=days))
    assert when is None or re.fullmatch(r"morning|afternoon|evening|any|([01]\d|2[0-3]):[0-5]\d", when.part)


PIECES = [
    "明天",
    "下周三",
    "11月28号",
    "号",
    "3",
    "点",
    "半",
    "上午",
    "到",
    "改",
    "不对",
    "除了",
    "后",
    "前",
    "一",
    "周",
]
PIECES += [" from ", " to ", "2", " pm ", " next ", "Friday", " not ", " or ", "1/2", "30", "，", "月"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_heap_of_time_words_gives_a_sound_answer(text: str) -> None:
    assert shown(read_when(text, NOW))


NUMBER = st.integers(1, 35).map(str) | st.sampled_from(["一", "三", "八", "十", "十二", "二十三"])
ADDRESS = st.builds(
    lambda lead, road, join, lane, house, room, rest: f"{lead}{road}{join}{lane}弄{join}{house}号{join}{room}{rest}",
    st.sampled_from(["", "我家在", "地址：", "住", "上门地址 "]),
    st.sampled_from(["花木路", "国庆路", "五一路", "周家嘴路", "中山北路", "八一路", "浦东大道"]),
    st.sampled_from(["", " ", "，", ", ", "、"]),
    st.integers(1, 3000),
    NUMBER,
    st.integers(101, 2805),
    st.sampled_from(["", "室", "，马桶堵了", "室能来修吗", "室，电话13812345678"]),
)


@settings(max_examples=300, deadline=None)
@given(ADDRESS)
def test_an_address_is_no_date(address: str) -> None:
    assert read_when(address, NOW) is None


@pytest.mark.parametrize("piece", ["明天", "1", "一点", "到", "not on ", "周一，", "any day but ", "2-", " "])
def test_long_messages_are_read_in_linear_time(piece: str) -> None:
    started = time.perf_counter()
    read_when((piece * 4000)[:4000], NOW)
    assert time.perf_counter() - started < 0.5
