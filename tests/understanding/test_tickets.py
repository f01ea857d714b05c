"""Hotline tickets: every row is answered, what cannot be read says why, and repeats have one key."""

import pytest

from booking.terms import Route
from bot.understanding.tickets import COLUMNS, Kind, TableError, Ticket, classify, decoded
from tests.understanding.told import NOW, reader

_WALL = "来电人反映浦东新区昌里路332弄7号602室业主装修时敲掉承重墙,要求查处。"
_AGAIN = "市民再次来电:昌里路332弄7号(浦东新区)有住户敲承重墙,至今无人处理,要求查处。"
_LIFT = "来电人反映徐汇区松果新村12号楼电梯停运三天,老人无法下楼,要求物业维修。"


def _tickets(*lines: str) -> list[Ticket]:
    return list(classify([f"{line}\r\n" for line in lines], reader(), NOW))


def test_a_ticket_gets_class_route_and_number() -> None:
    wall, lift = _tickets("工单号,诉求内容", f"A1,{_quoted(_WALL)}", f"A2,{_quoted(_LIFT)}")
    assert (wall.id, wall.kind) == ("A1", Kind.ESTATE_ORDER)
    assert lift.meaning is not None
    assert (lift.id, lift.kind) == ("A2", Kind.TRADE_MANAGEMENT)
    assert lift.meaning.issues[0].route is Route.COMMON_PARTS


def test_the_same_matter_at_the_same_house_has_one_key() -> None:
    first, again, lift = _tickets("text", *map(_quoted, (_WALL, _AGAIN, _LIFT)))
    assert first.repeat_key
    assert first.repeat_key == again.repeat_key
    assert lift.repeat_key != first.repeat_key


def test_malformed_rows_are_kept_with_their_line_and_fault() -> None:
    tickets = _tickets("id,text", "1,灯坏了,多一格", "2,", "", "3,马桶堵了")
    assert [(ticket.line, ticket.id, bool(ticket.fault)) for ticket in tickets] == [
        (2, "1", True),
        (3, "2", True),
        (5, "3", False),
    ]
    assert list(tickets[0].row()) == list(COLUMNS)


def test_a_table_without_text_is_refused_with_what_to_do() -> None:
    with pytest.raises(TableError, match="text"):
        _tickets("a,b", "1,2")


def test_tables_of_offices_are_decoded() -> None:
    assert decoded("工单号".encode("gb18030")) == "工单号"
    assert decoded("\ufeff工单号".encode()) == "工单号"
    with pytest.raises(TableError):
        decoded(b"\xff\xff\xff")


def _quoted(text: str) -> str:
    return f'"{text}"'
