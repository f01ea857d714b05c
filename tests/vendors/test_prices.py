"""Only what the price book allows can be charged, and the book of the day counts."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from booking.terms import SHANGHAI, Category
from tests.rooms import Rooms
from vendors import prices, store
from vendors.entities import PriceBook, PriceItem
from vendors.prices import PriceRefusedError


@pytest.fixture
def item(rooms: Rooms) -> PriceItem:
    """An item with a range of prices."""
    items = rooms.see(lambda session: store.price_items(session, date(2026, 11, 23), Category.TAPS_PIPES))
    return next(i for i in items if i.max_cents > i.min_cents)


def _charge(rooms: Rooms, *lines: tuple[str, int, int]) -> tuple[list[dict[str, object]], int]:
    checked, total = rooms.see(lambda session: prices.charge(session, rooms.clock.now(), lines))
    return [dict(line) for line in checked], total


def test_lines_within_the_book_add_up(rooms: Rooms, item: PriceItem) -> None:
    lines, total = _charge(rooms, (item.code, 2, item.min_cents), (item.code, 1, item.max_cents))
    assert total == 2 * item.min_cents + item.max_cents
    assert [(line["code"], line["quantity"], line["unit_cents"]) for line in lines] == [
        (item.code, 2, item.min_cents),
        (item.code, 1, item.max_cents),
    ]
    assert all(line["version"] == item.version and line["name_zh"] == item.name_zh for line in lines)


def test_no_lines_cost_nothing(rooms: Rooms) -> None:
    assert _charge(rooms) == ([], 0)


def test_the_visit_itself_is_free(rooms: Rooms) -> None:
    assert _charge(rooms, ("CALL-0", 1, 0))[1] == 0


def test_an_unknown_item_is_refused_by_name(rooms: Rooms) -> None:
    with pytest.raises(PriceRefusedError, match="XX-99 is not in the price book"):
        _charge(rooms, ("XX-99", 1, 100))


@pytest.mark.parametrize("quantity", [0, -1, 100])
def test_a_quantity_out_of_reason_is_refused(rooms: Rooms, item: PriceItem, quantity: int) -> None:
    with pytest.raises(PriceRefusedError, match=f"{item.code}.*quantity"):
        _charge(rooms, (item.code, quantity, item.min_cents))


def test_a_price_outside_the_range_is_refused_with_the_range(rooms: Rooms, item: PriceItem) -> None:
    low, high = f"{item.min_cents / 100:g}", f"{item.max_cents / 100:g}"
    for cents in (item.min_cents - 1, item.max_cents + 1):
        with pytest.raises(PriceRefusedError, match=f"{item.code}.*{low} to {high} yuan"):
            _charge(rooms, (item.code, 1, cents))


def test_one_bad_line_refuses_all(rooms: Rooms, item: PriceItem) -> None:
    with pytest.raises(PriceRefusedError):
        _charge(rooms, (item.code, 1, item.min_cents), (item.code, 0, item.min_cents))


@pytest.mark.parametrize("category", list(Category))
def test_every_category_has_a_range(rooms: Rooms, category: Category) -> None:
    found = rooms.see(lambda session: prices.price_range(session, category, rooms.clock.now()))
    assert found is not None
    assert 0 <= found.min_cents <= found.max_cents


def test_the_book_in_force_on_the_day_counts(rooms: Rooms, item: PriceItem) -> None:
    """A new version begins at midnight in Shanghai, not in Greenwich."""

    def add(session: Session) -> None:
        session.add(PriceBook(version="next", effective_from=date(2026, 12, 1), notice_zh="", notice_en=""))
        session.flush()
        old = session.exec(
            select(PriceItem).where(PriceItem.code == item.code, PriceItem.version == item.version)
        ).one()
        dearer = {"version": "next", "min_cents": item.max_cents + 100, "max_cents": item.max_cents + 100}
        session.add(PriceItem(**old.model_dump() | dearer))

    rooms.database.write(add)
    midnight = datetime(2026, 12, 1, tzinfo=SHANGHAI)
    rooms.clock.move_to(midnight - timedelta(seconds=1))
    assert _charge(rooms, (item.code, 1, item.min_cents))[1] == item.min_cents
    rooms.clock.move_to(midnight)
    assert _charge(rooms, (item.code, 1, item.max_cents + 100))[1] == item.max_cents + 100
    with pytest.raises(PriceRefusedError):
        _charge(rooms, (item.code, 1, item.min_cents))


def test_before_the_first_book_there_is_no_price(rooms: Rooms) -> None:
    rooms.clock.move_to(datetime(2001, 1, 1, tzinfo=SHANGHAI))
    assert rooms.see(lambda s: prices.price_range(s, Category.TAPS_PIPES, rooms.clock.now())) is None
