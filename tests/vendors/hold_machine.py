"""A state machine of several residents who keep, prolong and give back time; the model is a set of taken cells."""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import select

from booking.terms import Category
from booking.windows import Window, local
from bot.clock import ManualClock
from tests.conftest import MONDAY
from tests.rooms import TUESDAY, Copies, Rooms, compose
from tests.vendors.supply import close_samples, open_firm
from vendors import cells, holding
from vendors.entities import Cell, Hold
from vendors.job_times import job_cells

TECHNICIANS = ("alder-1",)
#: Jobs of three cells and of four.
JOBS = (Category.TAPS_PIPES, Category.DOORS_WINDOWS)
WINDOWS = tuple(Window(local(TUESDAY, hour)) for hour in (8, 10))
#: Half hours of the day that are worked, eight to half past one: little, so that residents meet often.
WORKED = range(16, 27)
MIDNIGHT = cells.cell_of(local(TUESDAY, 0))
_residents = st.sampled_from(["resident:anna", "resident:bert"])
#: Minutes that pass before something is done: often enough for what was kept to lapse.
_after = st.sampled_from([0, 1, 15])
_which = st.integers(0, 3)
_patience = st.sampled_from([None, timedelta(minutes=15), timedelta(minutes=15)])


class Holding(RuleBasedStateMachine):
    """The real holds beside a model: (technician, half hour) -> (hold, until when)."""

    def __init__(self, copies: Copies) -> None:
        super().__init__()
        self._copies = copies
        self.clock = ManualClock(MONDAY)
        self.rooms: Rooms = compose(copies.make(), self.clock)
        self.taken: dict[tuple[str, int], tuple[int, datetime | None]] = {}
        self.made: list[tuple[int, str, int]] = []  # hold, holder, cells

    @initialize()
    def open_town(self) -> None:
        """One firm of one technician is all there is."""
        close_samples(self.rooms)
        for technician in TECHNICIANS:
            hours = [(2, WORKED.start * 30, WORKED.stop * 30)]
            open_firm(self.rooms, technician.removesuffix("-1"), {technician: hours}, categories=JOBS)

    @rule(
        resident=_residents,
        window=st.sampled_from(WINDOWS),
        job=st.sampled_from(JOBS),
        patience=_patience,
        after=_after,
    )
    def hold(self, resident: str, window: Window, job: Category, patience: timedelta | None, after: int) -> None:
        """Somebody gets the first time that is free in the window, or a plain None when there is none."""
        self.clock.advance(timedelta(minutes=after))
        count = job_cells(job)
        free = {
            (first, technician)
            for technician in TECHNICIANS
            for first in range(window.hour * 2, window.hour * 2 + 4)
            if all(self._is_free(technician, half) for half in range(first, first + count))
        }
        kept = self.rooms.hold(resident, window, job, patience=patience)
        assert (kept is None) == (not free)
        if kept is not None:
            first = kept.first_cell - MIDNIGHT
            assert (first, kept.technician) == min(free)
            for half in range(first, first + count):
                self.taken[kept.technician, half] = (kept.id, kept.expires_at)
            self.made.append((kept.id, resident, count))

    @precondition(lambda self: self.made)
    @rule(which=_which, patience=_patience, stranger=st.sampled_from([False, False, True]))
    def renew(self, which: int, patience: timedelta | None, stranger: bool) -> None:
        """Only the holder prolongs, and only what is still whole; what is not goes back."""
        hold_id, holder, count = self._pick(which)
        resident = "resident:stranger" if stranger else holder
        until = None if patience is None else self.clock.now() + patience
        mine = self._cells_of(hold_id)
        kept = self.rooms.do(lambda work: holding.renew(work, hold_id, resident, until))
        assert (kept is not None) == (not stranger and len(mine) == count)
        if stranger:
            return
        for key in mine:
            if kept is None:
                del self.taken[key]
            else:
                self.taken[key] = (hold_id, until)

    @precondition(lambda self: self.made)
    @rule(which=_which)
    def release(self, which: int) -> None:
        """Given back, as often as one likes."""
        hold_id = self._pick(which)[0]
        self.rooms.do(lambda work: holding.release(work, hold_id))
        for key in self._cells_of(hold_id):
            del self.taken[key]

    @rule(minutes=st.sampled_from([14, 61, 125]))
    def wait(self, minutes: int) -> None:
        """Time passes; nothing is due by itself."""
        self.clock.advance(timedelta(minutes=minutes))

    @rule()
    def sweep(self) -> None:
        """What lapsed an hour ago is removed."""
        before = self.clock.now() - timedelta(hours=1)
        gone = [key for key, (_, until) in self.taken.items() if until is not None and until <= before]
        assert self.rooms.do(lambda work: cells.sweep(work.session, work.now)) == len(gone)
        for key in gone:
            del self.taken[key]

    @invariant()
    def database_and_model_agree(self) -> None:
        """Cell by cell, with whose it is and until when; and no hold row without a reason."""
        rows = self.rooms.see(lambda session: session.exec(select(Cell)).all())
        found = {(row.technician, row.cell - MIDNIGHT): (row.hold_id, row.expires_at) for row in rows}
        assert found == self.taken
        holds = set(self.rooms.see(lambda session: session.exec(select(Hold.id)).all()))
        assert {hold_id for hold_id, _ in self.taken.values()} <= holds

    def _is_free(self, technician: str, half: int) -> bool:
        begun = cells.cell_of(self.clock.now() - timedelta(seconds=1)) - MIDNIGHT
        if half not in WORKED or half <= begun:
            return False
        _, until = self.taken.get((technician, half), (0, self.clock.now()))
        return until is not None and until <= self.clock.now()

    def _cells_of(self, hold_id: int) -> list[tuple[str, int]]:
        return [key for key, (owner, _) in self.taken.items() if owner == hold_id]

    def _pick(self, which: int) -> tuple[int, str, int]:
        return self.made[-1 - which % len(self.made)]

    def teardown(self) -> None:
        """Give the database back."""
        self.rooms.database.engine.dispose()
        self._copies.drop()
