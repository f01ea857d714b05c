"""Reads addresses from messages as people type and dictate them, no estate being known."""

import pytest

from bot.understanding.gazetteer import Gazetteer
from bot.understanding.meaning import Where
from bot.understanding.where import read_where

NOWHERE = Gazetteer()
PARTS = {
    "d": "district",
    "s": "subdistrict",
    "e": "estate",
    "r": "road",
    "l": "lane",
    "b": "building",
    "u": "unit",
    "n": "room",
}


def parts_of(where: Where | None) -> dict[str, str]:
    """The parts that were told, as text."""
    if where is None:
        return {}
    return {part: str(value) for part in PARTS.values() if (value := getattr(where, part)) is not None}


def wanted(notes: str) -> dict[str, str]:
    """Parts from notes such as "d:pudong r:花木路 l:123"; an underscore stands for a space, an empty note for none."""
    pairs = (note.split(":", 1) for note in notes.split())
    return {PARTS[key]: value.replace("_", " ") for key, value in pairs}


def rows(table: str) -> list[tuple[str, str]]:
    """Lines of "what is said | notes"."""
    lines = [line for line in table.splitlines() if line.strip()]
    return [(said, notes) for said, _, notes in (line.rpartition(" | ") for line in lines)]


CHINESE = rows(
    """
浦东新区花木路123弄4号501室 | d:pudong r:花木路 l:123 b:4 n:501
花木路123弄4号501 | r:花木路 l:123 b:4 n:501
123弄4号楼501 | l:123 b:4 n:501
徐汇 天钥桥路 88弄 3号 602 | d:xuhui r:天钥桥路 l:88 b:3 n:602
静安区康宁小区5号楼2单元301 | d:jingan e:康宁小区 b:5 u:2 n:301
5栋1203 | b:5 n:1203
3幢2单元401室 | b:3 u:2 n:401
康宁小区 4-501 | e:康宁小区 b:4 n:501
4号501 | b:4 n:501
一百二十三弄四号五零一室 | l:123 b:4 n:501
二〇三室 | n:203
三号楼五楼A座 | b:3 n:5A
徐匯區天鑰橋路８８弄３號樓６０２室 | d:xuhui r:天钥桥路 l:88 b:3 n:602
我在杨浦 | d:yangpu
莘庄那边 | d:minhang s:莘庄镇
501室 | n:501
是502不是501 | n:502
门牌是4号502 | b:4 n:502
北京西路88弄3号501 | r:北京西路 l:88 b:3 n:501
南京东路 | r:南京东路
西藏南路 | r:西藏南路
成都北路 | r:成都北路
不是4号是5号 | b:5
不对，是602 | n:602
花木路123弄4号501，不对，5号楼602 | r:花木路 l:123 b:5 n:602
28号301室 | b:28 n:301
我家住在花木路123弄4号501室 水管漏水 电话13800000000 | r:花木路 l:123 b:4 n:501
水管漏水花木路123弄4号五零一 | r:花木路 l:123 b:4 n:501
我是402的，楼上502室漏水到我家 | n:402
花木 | d:pudong s:花木街道
花木路123弄，水管漏了，28号来吧 | r:花木路 l:123
卢湾区建国中路10弄2号302 | d:huangpu r:建国中路 l:10 b:2 n:302
天钥桥路88号3号楼602 | r:天钥桥路 b:88号3号楼 n:602
田林十二村5号301 | d:xuhui s:田林街道 e:田林十二村 b:5 n:301
田林12村5号301 | d:xuhui s:田林街道 e:田林12村 b:5 n:301
住浦东 保利叶语 4号楼501 | d:pudong e:保利叶语 b:4 n:501
康宁小区12号1203，就是花木路那边 | e:康宁小区 r:花木路 b:12 n:1203
花木路123-4-501 | r:花木路 l:123 b:4 n:501
闵行虹桥 | d:minhang s:虹桥镇
123弄5支弄4号 | l:123弄5支弄 b:4
建国西路5弄4号二楼亭子间 | r:建国西路 l:5 b:4 n:2楼亭子间
我在成都北路123弄5号302 | r:成都北路 l:123 b:5 n:302
太仓路181弄2号楼1502 | r:太仓路 l:181 b:2 n:1502
师傅你好我家在徐汇区田林路65弄12号401室厨房水管爆了 | d:xuhui r:田林路 l:65 b:12 n:401
马桶堵了，地址：杨浦区控江路1500弄22号303室，联系人王阿姨13800000000 | d:yangpu r:控江路 l:1500 b:22 n:303
我妈住在虹口区曲阳新村3号202，灯不亮了 | d:hongkou s:曲阳路街道 e:曲阳新村 b:3 n:202
家里下水道堵了 普陀区曹杨八村23号101 | d:putuo s:曹杨新村街道 e:曹杨八村 b:23 n:101
闵行区莘庄镇都市路399弄香树丽舍12号楼502 | d:minhang s:莘庄镇 e:香树丽舍 r:都市路 l:399 b:12 n:502
闵行区都市路399弄12号502 | d:minhang r:都市路 l:399 b:12 n:502
宝山区顾村镇菊太路777弄56号1401室 | d:baoshan s:顾村镇 r:菊太路 l:777 b:56 n:1401
嘉定南翔古猗园路88弄6号楼1102 | d:jiading s:南翔镇 r:古猗园路 l:88 b:6 n:1102
浦东三林世博家园12街坊 5号 302 | d:pudong s:三林镇 e:世博家园12街坊 b:5 n:302
浦东新区上南十村35号404 | d:pudong e:上南十村 b:35 n:404
松江九亭九杜路500弄33号 | d:songjiang s:九亭镇 r:九杜路 l:500 b:33
青浦区徐泾镇明珠路108弄西郊一区8号 | d:qingpu s:徐泾镇 e:西郊一区 r:明珠路 l:108 b:8
奉贤南桥镇环城东路123号 | d:fengxian s:南桥镇 r:环城东路 b:123
崇明区陈家镇裕安村12组35号 | d:chongming s:陈家镇 e:裕安村12组 b:35
金山卫镇龙泉村3组18号 | d:jinshan s:金山卫镇 e:龙泉村3组 b:18
长宁区仙霞路350弄3号楼A座1203 | d:changning r:仙霞路 l:350 b:3 u:A n:1203
静安区南京西路1025弄静安别墅12号三楼 | d:jingan e:静安别墅 r:南京西路 l:1025 b:12
黄浦区南昌路136弄11号二楼前楼 | d:huangpu r:南昌路 l:136 b:11 n:2楼前楼
浦东新区张江镇丹桂路1059弄万科翡翠公园3期15号楼2101 | d:pudong s:张江镇 e:万科翡翠公园3期 r:丹桂路 l:1059 b:15 n:2101
上海市浦东新区世纪大道100号 | d:pudong r:世纪大道 b:100
世纪大道1500号3号楼2202室 | r:世纪大道 b:1500号3号楼 n:2202
花木路 123 弄 4 号 501 室 | r:花木路 l:123 b:4 n:501
花木路123弄4号，501 | r:花木路 l:123 b:4 n:501
花木路123弄，4号，501室。 | r:花木路 l:123 b:4 n:501
地址花木路一二三弄四号五零一 | r:花木路 l:123 b:4 n:501
住花木路一百弄十二号一零二室 | r:花木路 l:100 b:12 n:102
四号楼二单元三零一 | b:4 u:2 n:301
5号楼1单元2楼201 | b:5 u:1 n:201
12号楼 | b:12
我家501漏水了 | n:501
房间号是1203 | n:1203
门牌号602 | n:602
是4号楼不是5号楼 | b:4
不是花木路123弄是花木路125弄 | r:花木路 l:125
说错了，是6号楼 | b:6
地址写错了 应该是康宁小区8号302 | e:康宁小区 b:8 n:302
我在南市老西门 | d:huangpu s:老西门街道
南汇惠南镇 | d:pudong s:惠南镇
闸北彭浦新村 | d:jingan s:彭浦新村街道 e:彭浦新村
人在昆山，房子在浦东 | d:pudong
我是苏州人，住在静安 | d:jingan
广东路500弄2号 | r:广东路 l:500 b:2
海南路 | r:海南路
请派人到虹梅路3297弄来一下 | r:虹梅路 l:3297
外马路579弄3号 | r:外马路 l:579 b:3
4号楼道灯坏了 | b:4
28号下午3点到花木路123弄 | r:花木路 l:123
我28号有空，地址是花木路123弄4号501 | r:花木路 l:123 b:4 n:501
花木路123弄4号501，28号有空 | r:花木路 l:123 b:4 n:501
5号楼2单元 | b:5 u:2
2单元301 | u:2 n:301
B座1801 | b:B n:1801
3号楼18A | b:3 n:18A
天钥桥路88号3B | r:天钥桥路 b:88 n:3B
中山南二路600弄3号1502 | r:中山南二路 l:600 b:3 n:1502
瑞金二路118弄5号301 | r:瑞金二路 l:118 b:5 n:301
延安西路1088号1503室 | r:延安西路 b:1088 n:1503
长寿路街道 | d:putuo s:长寿路街道
我在长寿路 | r:长寿路
浦东大道138弄5号 | r:浦东大道 l:138 b:5
宝山路200弄3号 | r:宝山路 l:200 b:3
静安新城12号302 | e:静安新城 b:12 n:302
都市路399弄香树丽舍12号502 | e:香树丽舍 r:都市路 l:399 b:12 n:502
明珠路108弄西郊一区8号 | e:西郊一区 r:明珠路 l:108 b:8
Huamu路123弄 Building 4 Room 501 | r:Huamu路 l:123 b:4 n:501
花木路123弄4号 rm 501 | r:花木路 l:123 b:4 n:501
Room 501, 花木路123弄4号, 浦东 | d:pudong r:花木路 l:123 b:4 n:501
4号楼-501 | b:4 n:501
康宁小区5-2-301 | e:康宁小区 b:5 u:2 n:301
康宁小区3期5号楼301 | e:康宁小区3期 b:5 n:301
康宁小区五楼301 | e:康宁小区 b:5 n:301
康宁小区5楼501 | e:康宁小区 n:501
灯泡不亮，我住普陀区金沙江路1628弄8号1002室 | d:putuo r:金沙江路 l:1628 b:8 n:1002
杨浦区国权路39弄1号楼303，水龙头滴水 | d:yangpu r:国权路 l:39 b:1 n:303
我家在虹桥路1829弄25号二零一室，明天下午三点以后有人 | r:虹桥路 l:1829 b:25 n:201
长宁 古北 黄金城道 500弄 6号 1801 | d:changning r:黄金城道 l:500 b:6 n:1801
地址是宝山区通河三村78号402 | d:baoshan e:通河三村 b:78 n:402
闵行区古美四村12号301 卫生间下水道堵了 | d:minhang s:古美路街道 e:古美四村 b:12 n:301
松江区新松江路925弄二十三号五零二 | d:songjiang r:新松江路 l:925 b:23 n:502
嘉定新城白银路388弄绿洲香岛花园16号楼1单元702 | d:jiading e:绿洲香岛花园 r:白银路 l:388 b:16 u:1 n:702
上海市黄浦区复兴中路1260弄3号底楼 | d:huangpu r:复兴中路 l:1260 b:3
师傅我在张江祖冲之路2277弄7号2层203 | d:pudong s:张江镇 r:祖冲之路 l:2277 b:7 n:203
我们住康桥镇秀沿路1028弄，58号1103 | d:pudong s:康桥镇 r:秀沿路 l:1028 b:58 n:1103
房子在九亭，涞寅路1881弄99号602室 | d:songjiang s:九亭镇 r:涞寅路 l:1881 b:99 n:602
静安區新閘路１０５１弄１２號４０３ | d:jingan r:新闸路 l:1051 b:12 n:403
不好意思打错了，是603不是602 | n:603
楼号错了，应该是7号楼 | b:7
室号1502 | n:1502
8号门1201 | b:8 n:1201
我住12栋2单元1801 | b:12 u:2 n:1801
老妈家：虹口区凉城路1250弄 15-302 | d:hongkou r:凉城路 l:1250 b:15 n:302
临汾路299弄73号602，15号上午有人 | r:临汾路 l:299 b:73 n:602
楼上1102漏水，我家1002天花板湿了 | n:1002
南京西路1788号2305 | r:南京西路 b:1788 n:2305
浙江中路379号2楼 | r:浙江中路 b:379
可以28号来吗？地址金桥镇碧云路199弄22号 | d:pudong s:金桥镇 r:碧云路 l:199 b:22
奉贤区南桥镇江海花园45幢601 | d:fengxian s:南桥镇 e:江海花园 b:45 n:601
崇明城桥镇湄洲新村23号楼404室，电话59621234 | d:chongming s:城桥镇 e:湄洲新村 b:23 n:404
浦东新区，花木路，123弄，4号，501室 | d:pudong r:花木路 l:123 b:4 n:501
浦東新區花木路123弄4號501室 | d:pudong r:花木路 l:123 b:4 n:501
浦东新区花木街道花木路123弄4号501室 | d:pudong s:花木街道 r:花木路 l:123 b:4 n:501
家里水管漏了在花木路123弄4号楼501快点来 | r:花木路 l:123 b:4 n:501
花木路123弄(康宁小区)4号501 | e:康宁小区 r:花木路 l:123 b:4 n:501
康宁小区(花木路123弄)4号501 | e:康宁小区 r:花木路 l:123 b:4 n:501
花木路123弄康宁小区4号501室 | e:康宁小区 r:花木路 l:123 b:4 n:501
康宁花园花木路123弄5号 | e:康宁花园 r:花木路 l:123 b:5
501室4号花木路123弄 | r:花木路 l:123 b:4 n:501
我不在浦东，在徐汇 | d:xuhui
以前住浦东，现在住徐汇龙华路100弄2号 | d:xuhui r:龙华路 l:100 b:2
花木路123弄5号楼501号 | r:花木路 l:123 b:5 n:501
四号五零一一三八零零零零零零零零 | b:4 n:501
4号1302 13800000000 | b:4 n:1302
五角场 | d:yangpu s:五角场街道
徐家汇这边 | d:xuhui s:徐家汇街道
长宁区虹桥 | d:changning s:虹桥街道
闽行区 | d:minhang
新村路300弄5号 | r:新村路 l:300 b:5
住在恒隆大厦1203 | e:恒隆大厦 n:1203
吴中路1050号盛世莲花广场3号楼 | e:盛世莲花广场 r:吴中路 b:1050号3号楼
花木路12-1号 | r:花木路 b:12-1
建国西路5弄4甲号 | r:建国西路 l:5 b:4甲
靠近锦绣路，花木路123弄4号501 | r:花木路 l:123 b:4 n:501
侬好，我住在静安区大沽路123号5楼502 | d:jingan r:大沽路 b:123 n:502
我这里是普陀区武宁路路口 绿地和创大厦 B座 1209 | d:putuo e:绿地和创大厦 r:武宁路 b:B n:1209
小区叫中远两湾城，78号2101室，在普陀 | d:putuo e:中远两湾城 b:78 n:2101
康定路1100弄20号甲 | r:康定路 l:1100 b:20甲
我刚才写的4号是错的，应该是14号楼 | b:14
明天（12月3号）来，共康四村55号601 | e:共康四村 b:55 n:601
东方路3601号7号楼4楼 | r:东方路 b:3601号7号楼
松江大学城文诚路500弄8号楼1503 | d:songjiang r:文诚路 l:500 b:8 n:1503
地址有误，不是88弄，是98弄 | l:98
不是3号楼302，是3号楼402 | b:3 n:402
搬家了，现在住闵行七宝，新龙路399弄55号1001 | d:minhang s:七宝镇 r:新龙路 l:399 b:55 n:1001
    """
)

ENGLISH = rows(
    """
Rm 501, No. 4, Lane 123 Huamu Rd, Pudong | d:pudong r:Huamu_Rd l:123 b:4 n:501
Room 1203, Building 5, Kangning Garden, Jing'an District | d:jingan e:Kangning_Garden b:5 n:1203
Apt 3B, 88 Tianyaoqiao Road, Xuhui | d:xuhui r:Tianyaoqiao_Rd b:88 n:3B
lane 123 huamu road bldg 4 rm 501 | r:Huamu_Rd l:123 b:4 n:501
huamu lu 123 nong 4 hao 501 shi | r:Huamu_Lu l:123 b:4 n:501
no, it's 602 | n:602
not 501, 502 | n:502
Building A, 1203 | b:A n:1203
I live at 12 Maple Street | r:Maple_St b:12
501 | n:501
Tap leaks. I am at Room 602, No. 3, Lane 88, Tianyaoqiao Road, Xuhui | d:xuhui r:Tianyaoqiao_Rd l:88 b:3 n:602
Flat 12A, Tower 2, Century Park Residences, Pudong | d:pudong e:Century_Park_Residences b:2 n:12A
1500 Nanjing West Road, room 2101 | r:Nanjing_West_Rd b:1500 n:2101
West Nanjing Road 1038, Jing'an | d:jingan r:West_Nanjing_Rd b:1038
No.5 Lane 1025 Nanjing Rd (W) | r:Nanjing_Rd_(West) l:1025 b:5
88 Huaihai Middle Road, Apt 1502 | r:Huaihai_Middle_Rd b:88 n:1502
Building 12, room 304, Sunny Garden | e:Sunny_Garden b:12 n:304
unit 501, building 3, lane 200 Gubei Road, Changning | d:changning r:Gubei_Rd l:200 b:3 n:501
Unit 2, Room 301, Building 5, Gubei Garden | e:Gubei_Garden b:5 u:2 n:301
Suzhou Creek side, Putuo | d:putuo
East Nanjing Road | r:East_Nanjing_Rd
Beijing West Road 500 | r:Beijing_West_Rd b:500
I'm from Nanjing but live in Minhang | d:minhang
room 502 | n:502
It's room 502 not 501 | n:502
not room 501 but room 502 | n:502
Lane 123, No. 4, 501 | l:123 b:4 n:501
the neighbour upstairs in 602 is leaking into my flat 502 | n:502
Huamu Road | r:Huamu_Rd
Rm.1203, Bldg.5 | b:5 n:1203
#501, No. 4 | b:4 n:501
pudong | d:pudong
I live in Xinzhuang | d:minhang s:莘庄镇
Lujiazui, 100 Century Avenue | d:pudong s:陆家嘴街道 r:Century_Ave b:100
yan'an west road 1088 room 1503 | r:Yan'an_West_Rd b:1088 n:1503
No 12 Wuyuan Lu | r:Wuyuan_Lu b:12
Villa 12, Greenhills, Pudong | d:pudong b:12
Room 301, Block 7, Riviera Garden, 1 Weifang West Road | e:Riviera_Garden r:Weifang_West_Rd b:1号7号楼 n:301
Xujiahui Road 123 | r:Xujiahui_Rd b:123
Please send someone to 28 Julu Road, Building 2, Apt 601 | r:Julu_Rd b:28号2号楼 n:601
My address is lane 188 Wulumuqi Middle Road, no 6, room 203 | r:Wulumuqi_Middle_Rd l:188 b:6 n:203
room 1102 bldg 8 jingan fengjing garden | d:jingan e:Fengjing_Garden b:8 n:1102
we live at Flat 5C, 3 Hengshan Rd | r:Hengshan_Rd b:3 n:5C
please come to 301, no 17, lane 45 taiyuan rd | r:Taiyuan_Rd l:45 b:17 n:301
The room is 1203 and the building is 6 | b:6 n:1203
4-501 | b:4 n:501
4#501 | b:4 n:501
4/501 | b:4 n:501
5-2-301 | b:5 u:2 n:301
Room 1804, Building 6, 500 Weining Road, Changning | d:changning r:Weining_Rd b:500号6号楼 n:1804
I live in Gubei, lane 1078 Hongqiao Lu, no. 12, apt 503 | r:Hongqiao_Lu l:1078 b:12 n:503
Jing'an, 1788 West Nanjing Rd, unit 2305 | d:jingan r:West_Nanjing_Rd b:1788 n:2305
my flat is 1203, tower 3, Yanlord Garden in Pudong | d:pudong e:Yanlord_Garden b:3 n:1203
Rm 301 No 8 Lane 99 Puming Road | r:Puming_Rd l:99 b:8 n:301
sorry it's room 302, not 301 | n:302
Actually I moved to Minhang, Building 9 Room 402 | d:minhang b:9 n:402
    """
)

NO_ADDRESS = """
北京朝阳区
Suzhou
苏州河边漏水
广州
11月28号
4号下午
下午3点
11号线
3个灯
4号
502胶水
三室一厅
厨房电路短路了
虹桥
200块
舟山市普陀区
楼下301说我家漏水
隔壁502装修太吵
对面4号楼501室违章搭建
换成节能灯要多少钱
不在上海，在苏州
老家安徽的
北京时间下午3点
上海火车站附近
东西安装好了吗
上海南站
周六安装灯
朝南阳台漏水
龙阳路地铁站
我家电路老化
走廊线路烧了
厨房水路改造
过马路
花园里的水龙头坏了
我们小区停水
家里3个房间都没电
二楼天花板漏水
五楼
两室一厅 80平
洗手台下面漏
阳台的门坏了
我住在公园旁边
预算500以内
订单号20231128501
明天9点到11点
11/28上午
2023-11-28
4号来可以吗
12号上午或者13号下午
the garden tap is leaking
I live near Century Avenue metro station
line 11 metro
my budget is 500
3 lights broken
come at 4pm on Nov 28
can you come on the 28th?
It's in Hangzhou
flat 3
apartment is on the 5th floor
four taps broken
15号上午可以吗
换2个水龙头 3楼的卫生间
四室两厅保洁多少钱
人民广场附近能修吗
我在苏州工业园区
住在南京市鼓楼区
在无锡能派师傅吗
黄浦江边
电路板坏了
楼道里3楼到5楼的灯都不亮
墙上掉了三块瓷砖
六号或者七号都行
昨天15号报修的
下水道3号堵了
我们三栋楼都停水了
要一座柜子
7号电池
16A空开跳闸
有3路公交
12345打不通
¥500可以吗
""".strip().splitlines()


@pytest.mark.parametrize(("said", "notes"), CHINESE)
def test_reads_addresses_in_chinese(said: str, notes: str) -> None:
    assert parts_of(read_where(said, NOWHERE)) == wanted(notes)


@pytest.mark.parametrize(("said", "notes"), ENGLISH)
def test_reads_addresses_in_english(said: str, notes: str) -> None:
    assert parts_of(read_where(said, NOWHERE)) == wanted(notes)


@pytest.mark.parametrize("said", NO_ADDRESS)
def test_takes_nothing_else_for_an_address(said: str) -> None:
    assert read_where(said, NOWHERE) is None
