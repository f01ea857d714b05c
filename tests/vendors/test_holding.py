"""A technician's time is kept whole or not at all, for as long as was said, and given away once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from booking.requests import submit
from booking.terms import Category, District
from booking.windows import Window, local
from tests.rooms import TUESDAY, Rooms, order
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors import cells, holding
from vendors.entities import Cell, Coverage, Hold, Kind

TEN = Window(local(TUESDAY, 10))
ANNA, BERT, CARL = "resident:anna", "resident:bert", "resident:carl"


@pytest.fixture(autouse=True)
def firm(rooms: Rooms) -> None:
    """One technician is all there is; the shift ends at one, so that ten o'clock fits twice."""
    close_samples(rooms)
    open_firm(rooms, "firm", {"tech": [(2, 10 * 60, 13 * 60)]})


def _cells(rooms: Rooms) -> Sequence[Cell]:
    return rooms.see(lambda session: session.exec(select(Cell).order_by(Cell.cell)).all())  # type: ignore[arg-type]


def _owner(rooms: Rooms) -> list[tuple[int, bool]]:
    """(hold, kept for good) of every cell, in order of time."""
    return [(cell.hold_id, cell.expires_at is None) for cell in _cells(rooms)]


def _kept(rooms: Rooms, resident: str, window: Window = TEN, *, patience: timedelta | None = None) -> Hold:
    hold = rooms.hold(resident, window, patience=patience or holding.PATIENCE)
    assert hold is not None
    return hold


def test_a_hold_takes_the_whole_job(rooms: Rooms) -> None:
    hold = _kept(rooms, ANNA)
    taken = _cells(rooms)
    assert [cell.cell for cell in taken] == [hold.first_cell, hold.first_cell + 1, hold.first_cell + 2]
    assert {(cell.hold_id, cell.technician, cell.district) for cell in taken} == {(hold.id, "tech", "xuhui")}
    assert {cell.expires_at for cell in taken} == {rooms.clock.now() + timedelta(minutes=15)} == {hold.expires_at}
    assert cells.start_of(hold.first_cell) == TEN.start


def test_two_jobs_in_one_window_stand_side_by_side(rooms: Rooms) -> None:
    first, second = _kept(rooms, ANNA), _kept(rooms, BERT)
    assert second.first_cell == first.first_cell + 3
    assert rooms.hold(CARL, TEN) is None


def test_a_taken_cell_refuses_the_whole_hold(rooms: Rooms) -> None:
    """Even when the taker saw the time free: the key decides, and nothing is left behind."""
    first = _kept(rooms, ANNA)
    late = Hold(**first.model_dump() | {"id": rooms.ids.next(), "holder": BERT, "first_cell": first.first_cell + 1})
    assert rooms.do(lambda work: cells.take(work.session, Hold(**late.model_dump()), work.now)) is False
    assert _owner(rooms) == [(first.id, False)] * 3
    assert rooms.see(lambda session: session.get(Hold, late.id)) is None


def test_the_key_forbids_giving_a_cell_away_twice(rooms: Rooms) -> None:
    hold = _kept(rooms, ANNA)
    twice = Cell(technician="tech", cell=hold.first_cell, district="xuhui", hold_id=hold.id)
    with pytest.raises(IntegrityError):
        rooms.do(lambda work: work.session.add(twice))


def test_a_released_hold_leaves_nothing(rooms: Rooms) -> None:
    hold = _kept(rooms, ANNA)
    rooms.do(lambda work: holding.release(work, hold.id))
    assert _cells(rooms) == []
    assert rooms.see(lambda session: session.exec(select(Hold)).all()) == []
    rooms.do(lambda work: holding.release(work, hold.id))
    rooms.do(lambda work: holding.release(work, None))
    assert _kept(rooms, BERT).first_cell == hold.first_cell


def test_a_lapsed_hold_is_taken_over_at_its_hour_and_not_before(rooms: Rooms) -> None:
    lapsed = _kept(rooms, ANNA)
    _kept(rooms, BERT, patience=timedelta(hours=1))
    rooms.clock.advance(timedelta(minutes=15) - timedelta(microseconds=1))
    assert rooms.hold(CARL, TEN) is None
    rooms.clock.advance(timedelta(microseconds=1))
    taken = _kept(rooms, CARL)
    assert taken.first_cell == lapsed.first_cell
    assert _owner(rooms)[:3] == [(taken.id, False)] * 3


def test_a_hold_is_prolonged_by_its_holder_only(rooms: Rooms) -> None:
    hold = _kept(rooms, ANNA)
    later = rooms.clock.now() + timedelta(hours=1)
    assert rooms.do(lambda work: holding.renew(work, hold.id, BERT, later)) is None
    assert {cell.expires_at for cell in _cells(rooms)} == {hold.expires_at}
    assert rooms.do(lambda work: holding.renew(work, hold.id, ANNA, later)) is not None
    assert {cell.expires_at for cell in _cells(rooms)} == {later}
    assert rooms.do(lambda work: holding.renew(work, hold.id, ANNA, None)) is not None
    assert _owner(rooms) == [(hold.id, True)] * 3


def test_a_lapsed_hold_that_nobody_took_can_be_prolonged(rooms: Rooms) -> None:
    hold = _kept(rooms, ANNA)
    rooms.clock.advance(timedelta(minutes=40))
    assert rooms.do(lambda work: holding.renew(work, hold.id, ANNA, None)) is not None
    assert _owner(rooms) == [(hold.id, True)] * 3


def test_a_hold_that_was_taken_over_cannot_be_prolonged(rooms: Rooms) -> None:
    hold = _kept(rooms, ANNA)
    rooms.clock.advance(timedelta(minutes=15))
    taken = _kept(rooms, BERT)
    assert rooms.do(lambda work: holding.renew(work, hold.id, ANNA, None)) is None
    assert _owner(rooms) == [(taken.id, False)] * 3


def _take_over_part(rooms: Rooms) -> tuple[Hold, Hold]:
    """A lapsed hold of three cells, of which a later one took two."""
    hold = _kept(rooms, ANNA)
    rooms.clock.advance(timedelta(minutes=15))
    part = Hold(**hold.model_dump() | {"id": rooms.ids.next(), "holder": BERT, "first_cell": hold.first_cell + 1})
    part.expires_at = rooms.clock.now() + timedelta(minutes=15)
    assert rooms.do(lambda work: cells.take(work.session, Hold(**part.model_dump()), work.now))
    return hold, part


@pytest.mark.parametrize("until", [None, timedelta(hours=3)])
def test_prolonging_what_was_partly_taken_over_keeps_nothing(rooms: Rooms, until: timedelta | None) -> None:
    """The cells that were left must not stay taken: nobody would ever give them back."""
    hold, part = _take_over_part(rooms)
    expires_at = None if until is None else rooms.clock.now() + until
    assert rooms.do(lambda work: holding.renew(work, hold.id, ANNA, expires_at)) is None
    assert {cell.hold_id for cell in _cells(rooms)} == {part.id}
    rooms.do(lambda work: holding.release(work, part.id))
    assert _kept(rooms, CARL).first_cell == hold.first_cell


def test_submitting_with_a_hold_that_was_partly_taken_over_leaks_nothing(rooms: Rooms) -> None:
    hold, part = _take_over_part(rooms)
    made = order(ANNA, TEN, hold=hold.id)
    rooms.do(lambda work: submit(work, made).id)
    forever = [cell.cell for cell in _cells(rooms) if cell.expires_at is None]
    assert forever == []  # nobody was free, so nothing may be kept
    assert {cell.hold_id for cell in _cells(rooms) if cell.expires_at and cell.expires_at > rooms.clock.now()} == {
        part.id
    }


def test_a_taken_over_cell_belongs_to_the_district_of_its_new_hold(rooms: Rooms) -> None:
    """A technician who serves two districts: the district is the key by which tables may be spread."""
    rooms.do(lambda work: work.session.add(Coverage(provider="firm", district="jingan", category="taps_pipes")))
    _kept(rooms, ANNA)
    rooms.clock.advance(timedelta(minutes=15))
    assert rooms.do(
        lambda work: holding.hold_window(work, BERT, District.JINGAN, Category.TAPS_PIPES, TEN, expires_at=None)
    )
    assert {cell.district for cell in _cells(rooms)} == {"jingan"}


def test_the_sweep_removes_only_what_lapsed_long_ago(rooms: Rooms) -> None:
    lapsed = _kept(rooms, ANNA)
    kept = _kept(rooms, BERT)
    rooms.do(lambda work: holding.renew(work, kept.id, BERT, None))
    rooms.clock.advance(timedelta(minutes=74))
    assert rooms.do(lambda work: cells.sweep(work.session, work.now)) == 0
    rooms.clock.advance(timedelta(minutes=1))
    assert rooms.do(lambda work: cells.sweep(work.session, work.now)) == 3
    assert _owner(rooms) == [(kept.id, True)] * 3
    left = rooms.see(lambda session: session.exec(select(Hold.id)).all())
    assert left == [kept.id]
    assert lapsed.id not in left


def test_firms_come_before_the_centre_and_a_named_provider_before_all(rooms: Rooms) -> None:
    open_firm(rooms, "centre", {"crew": WEEK}, kind=Kind.CENTRE)
    assert _kept(rooms, ANNA).provider == "firm"
    named = rooms.hold(BERT, TEN, provider="centre")
    assert named is not None
    assert named.provider == "centre"
    assert _kept(rooms, BERT).provider == "firm"
    assert _kept(rooms, CARL).provider == "centre"


def test_a_window_in_which_nobody_works_is_a_plain_none(rooms: Rooms) -> None:
    assert rooms.hold(ANNA, Window(local(TUESDAY, 19))) is None
    assert rooms.hold(ANNA, TEN, Category.WALL_REPAIR) is None
    assert rooms.hold(ANNA, TEN, provider="no-such-firm") is None
    assert _cells(rooms) == []


def test_a_window_under_way_is_kept_from_now_on(rooms: Rooms) -> None:
    rooms.clock.move_to(datetime.fromisoformat("2026-11-24T10:45:00+08:00"))
    hold = _kept(rooms, ANNA)
    assert cells.start_of(hold.first_cell) == datetime.fromisoformat("2026-11-24T11:00:00+08:00")


def test_cells_are_half_hours() -> None:
    at = TEN.start
    assert cells.start_of(cells.cell_of(at)) == at
    assert cells.cell_of(at + timedelta(minutes=29, seconds=59)) == cells.cell_of(at)
    assert cells.cell_of(at + timedelta(minutes=30)) == cells.cell_of(at) + 1


def test_busy_tells_taken_cells_by_technician(rooms: Rooms) -> None:
    hold = _kept(rooms, ANNA)

    def query(session: Session) -> dict[str, set[int]]:
        return cells.busy(session, ["tech", "other"], hold.first_cell, hold.first_cell + 2, rooms.clock.now())

    assert rooms.see(query) == {"tech": {hold.first_cell, hold.first_cell + 1}}
    rooms.clock.advance(timedelta(minutes=15))
    assert rooms.see(query) == {}
