"""The words of the trade, one term each, as codes that are stored and compared."""

from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class District(StrEnum):
    """The 16 districts of Shanghai."""

    HUANGPU = "huangpu"
    XUHUI = "xuhui"
    CHANGNING = "changning"
    JINGAN = "jingan"
    PUTUO = "putuo"
    HONGKOU = "hongkou"
    YANGPU = "yangpu"
    MINHANG = "minhang"
    BAOSHAN = "baoshan"
    JIADING = "jiading"
    PUDONG = "pudong"
    JINSHAN = "jinshan"
    SONGJIANG = "songjiang"
    QINGPU = "qingpu"
    FENGXIAN = "fengxian"
    CHONGMING = "chongming"


#: Stands in the district column of rows that belong to no district yet.
CITY = "city"
#: Who accepts what joins a visit that its firm has accepted already.
JOINER = "system:visits"


class Intent(StrEnum):
    """What a message wants; one per message."""

    REPORT = "report"
    PROGRESS = "progress"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    PRICE = "price"
    COMPLAINT = "complaint"
    HUMAN = "human"
    OTHER = "other"


class Route(StrEnum):
    """Who looks after the thing that is reported."""

    IN_HOME = "in_home"
    COMMON_PARTS = "common_parts"
    PROPERTY_SERVICE = "property_service"
    GOVERNANCE = "governance"
    UTILITY = "utility"
    UNSUPPORTED = "unsupported"


class Category(StrEnum):
    """The seven service categories of in-home repair."""

    INSTALL_REMOVAL = "install_removal"
    LIGHTING_CIRCUITS = "lighting_circuits"
    APPLIANCE_CLEANING = "appliance_cleaning"
    TAPS_PIPES = "taps_pipes"
    DOORS_WINDOWS = "doors_windows"
    DRAIN_CLEARING = "drain_clearing"
    WALL_REPAIR = "wall_repair"


class Urgency(StrEnum):
    """How soon someone must come, judged by the facts told."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


class Danger(StrEnum):
    """Kinds of danger, each with its own safety advice."""

    WATER = "water"
    ELECTRICITY = "electricity"
    GAS = "gas"
    FIRE = "fire"
    LIFT = "lift"
    SEWAGE = "sewage"
    FALLING = "falling"
    LOCKED_IN = "locked_in"


#: Dangers whose help comes from outside: a utility, the fire brigade or the lift service (TAXONOMY.md, route utility).
OUTSIDE = frozenset({Danger.GAS, Danger.FIRE, Danger.LIFT})


class Phase(StrEnum):
    """What a photo shows: the problem, or the work done."""

    BEFORE = "before"
    AFTER = "after"


class Relation(StrEnum):
    """What the one at home is to the one who reports."""

    MOTHER = "mother"
    FATHER = "father"
    PARENTS = "parents"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    IN_LAW = "in_law"
    PARTNER = "partner"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    COLLEAGUE = "colleague"
    TENANT = "tenant"
    LANDLORD = "landlord"


class Role(StrEnum):
    """The parts people play."""

    RESIDENT = "resident"
    VENDOR = "vendor"
    TECHNICIAN = "technician"
    CENTRE = "centre"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"
