"""Commands of staff, as they are typed."""

import pytest

from bot.understanding.staff_words import Command, read_command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("接单", Command.ACCEPT),
        ("我接", Command.ACCEPT),
        ("accept", Command.ACCEPT),
        ("ack", Command.ACCEPT),
        ("OK", Command.ACCEPT),
        ("不接", Command.DECLINE),
        ("今天接不了", Command.DECLINE),
        ("Decline, too far", Command.DECLINE),
        ("出发了", Command.SET_OUT),
        ("on my way", Command.SET_OUT),
        ("到了", Command.ARRIVED),
        ("I'm here", Command.ARRIVED),
        ("修好了", Command.FINISHED),
        ("done", Command.FINISHED),
        ("敲门没人", Command.ABSENT),
        ("nobody at home", Command.ABSENT),
        ("1024 派王师傅", Command.ASSIGN),
        ("派王师傅去1024", Command.ASSIGN),
        ("1024换个师傅", Command.ASSIGN),
        ("王师傅没空，1024换李师傅", Command.ASSIGN),
        ("換師傅 1024", Command.ASSIGN),
        ("改派李师傅", Command.ASSIGN),
        ("assign Wang to 1024", Command.ASSIGN),
        ("send Wang to 1024", Command.ASSIGN),
        ("Change technician", Command.ASSIGN),
        ("派单", Command.LIST),
        ("接單", Command.ACCEPT),
        ("換了個龍頭", None),
        ("换龙头 TP-01 x1 80", None),
        ("住户要换人工", None),
        ("请叫师傅带梯子", None),
        ("今天", Command.LIST),
        ("any offers?", Command.LIST),
        ("提醒", Command.ALERTS),
        ("会话", Command.TALKS),
        ("talks", Command.TALKS),
        ("交还机器人", Command.HAND_BACK),
        ("hand back", Command.HAND_BACK),
        ("Back to the bot", Command.HAND_BACK),
        ("我们谈过对话的事", None),
        ("", None),
        ("住户说水还在漏", None),
        ("接单" + "啊" * 80, None),
    ],
)
def test_commands(text: str, command: Command | None) -> None:
    assert read_command(text) == command
