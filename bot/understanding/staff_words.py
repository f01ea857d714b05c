"""Commands that firms, technicians, duty officers and supervisors type instead of pressing a button."""

import re
from enum import StrEnum


class Command(StrEnum):
    """What a member of staff wants done."""

    ACCEPT = "accept"
    DECLINE = "decline"
    SET_OUT = "set_out"
    ARRIVED = "arrived"
    FINISHED = "finished"
    ABSENT = "absent"
    LIST = "list"
    ALERTS = "alerts"


_PATTERNS = (
    (Command.DECLINE, r"拒绝|拒单|不接|接不了|接勿了|没空接|做不了|\bdecline\b|\brefuse\b|\breject\b|can'?t take"),
    (Command.ACCEPT, r"接单|接受|我接|接了|确认收到|收到|确认接警|^接$|^(好的?|可以|ok)$|\baccept\b|\back(nowledged?)?\b|\btake it\b"),
    (Command.ABSENT, r"没人在?家|无人应答|敲门没人|家里没人|no ?(one|body) (is )?(at )?home|\babsent\b|\bno[- ]show\b"),
    (Command.FINISHED, r"完工|修好了|做好了|做完了|弄好了|\bdone\b|\bfinished\b|\bcompleted?\b"),
    (Command.ARRIVED, r"到了|已到|到达|到现场|\barrived\b|\bon site\b|i'?m here"),
    (Command.SET_OUT, r"出发|在路上|上路了|过去了|on (my|the) way|\bomw\b|set out|leaving now"),
    (Command.ALERTS, r"告警|提醒|警报|待办|\balerts?\b"),
    (Command.LIST, r"今天|今日|派单|列表|清单|日程|安排|\btoday\b|\blist\b|\bjobs?\b|\boffers?\b|\bschedule\b"),
)
_COMPILED = tuple((command, re.compile(pattern, re.IGNORECASE)) for command, pattern in _PATTERNS)


def read_command(text: str) -> Command | None:
    """The command in a short message (up to 60 characters), or None."""
    if len(text) > 60:
        return None
    return next((command for command, pattern in _COMPILED if pattern.search(text.strip())), None)
