"""What is archived is no longer in the database, is known to be in its file, and comes back as it was."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, delete, select

from booking import requests
from booking.archives import Archive, ArchivedLog, ArchiveStatus, files_of
from booking.entities import Fact
from booking.lifecycle import Event
from booking.store import lock_request
from booking.work import Work
from bot.archiving import making
from bot.archiving import work as archiving
from bot.archiving.checking import check
from bot.archiving.choice import TooEarlyError
from bot.archiving.removing import Progress
from bot.backup import restoring
from bot.backup.archive import DamagedBackupError
from bot.mail.entities import OutMessage, OutStatus
from bot.storage.months import Month
from tests.archiving.conftest import BEFORE, KEY, Old


class Died(BaseException):
    """Whatever ends a process."""


def test_what_is_over_leaves_and_comes_back_as_it_was(old: Old) -> None:
    facts, messages = old.stored()
    done = old.archive()
    assert (done.status, done.requests, done.file) == (ArchiveStatus.REMOVED, 3, old.path.name)
    assert done.facts == sum(fact["request_id"] in old.cancelled for fact in facts) > 3
    assert done.messages > 0
    left, waiting = old.stored()
    assert left == [fact for fact in facts if fact["request_id"] == old.going_on] != []
    assert len(waiting) == len(messages) - done.messages
    assert old.faults() == []
    assert check(old.rooms.database, old.path, KEY).faults == []
    back = old.bring_back()
    assert (back.status, back.requests, back.facts, back.messages) == (ArchiveStatus.RESTORED, 0, 0, 0)
    assert old.stored() == (facts, messages)
    assert old.faults() == []


def test_a_view_of_a_request_can_say_where_its_facts_are(old: Old) -> None:
    old.archive()
    gone = old.rooms.request(old.cancelled[0])
    assert old.rooms.see(lambda session: files_of(session, gone)) == [(old.path.name, gone.facts)]
    assert old.rooms.see(lambda session: files_of(session, old.rooms.request(old.going_on))) == []


def test_facts_that_are_missing_and_not_archived_are_reported(old: Old) -> None:
    old.archive()
    lost = old.rooms.request(old.going_on)
    old.rooms.do(lambda work: work.session.exec(delete(Fact).where(col(Fact.request_id) == lost.id)))
    assert any(f"request {lost.number}" in fault for fault in old.faults())


def test_facts_that_are_only_said_to_be_archived_are_reported(old: Old) -> None:
    """Someone deletes a log and notes it as archived: the archive counts otherwise."""
    done = old.archive()
    request = old.rooms.request(old.going_on)

    def forge(work: Work) -> None:
        session = work.session
        session.exec(delete(Fact).where(col(Fact.request_id) == request.id))
        session.add(
            ArchivedLog(
                request_id=request.id,
                first=1,
                district=request.district,
                last=request.facts,
                head=request.head,
                archive_id=done.id,
            )
        )

    old.rooms.do(forge)
    assert [fault for fault in old.faults() if f"archive {done.file}" in fault] == old.faults() != []


def test_the_check_finds_a_log_that_is_not_the_one_that_was_sealed(old: Old) -> None:
    old.archive()
    with old.rooms.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE request SET head = :head WHERE id = :id"), {"head": "0" * 64, "id": old.cancelled[0]}
        )
    number = old.rooms.request(old.cancelled[0]).number
    assert [fault for fault in check(old.rooms.database, old.path, KEY).faults if f"request {number}" in fault]
    with pytest.raises(archiving.FaultyError):
        old.bring_back()


def test_a_request_that_goes_on_after_its_facts_were_archived(old: Old) -> None:
    """Its log goes on where the file ends; later that part is archived too, and both come back in any order."""
    facts, _ = old.stored()
    first = old.cancelled[0]
    old.archive()
    old.rooms.do(lambda work: _reopen(work, first))
    assert old.faults() == []
    assert check(old.rooms.database, old.path, KEY).faults == []
    old.rooms.clock.advance(timedelta(days=400))
    again = old.path.with_name("again.zip")
    assert old.archive(path=again, before=Month(2028, 2)).requests == 1
    gone = old.rooms.request(first)
    told = old.rooms.see(lambda session: files_of(session, gone))
    assert [file for file, _ in told] == [old.path.name, again.name]
    assert sum(count for _, count in told) == gone.facts
    assert old.faults() == []
    assert check(old.rooms.database, old.path, KEY).faults == []
    old.bring_back()
    assert check(old.rooms.database, again, KEY).faults == []
    assert old.stored()[0] == facts
    assert old.faults() == []


def _reopen(work: Work, request_id: int) -> None:
    request = lock_request(work.session, request_id)
    request.status = "unresolved"
    requests.change(work, request, Event.CANCELLED, request.resident)


def test_what_waits_or_looks_open_stays(old: Old) -> None:
    _, messages = old.stored()
    ids = sorted(one["id"] for one in messages)
    assert len(ids) > 3

    def change(work: Work) -> None:
        session = work.session
        rows = {row.id: row for row in session.exec(select(OutMessage).where(col(OutMessage.id).in_(ids)))}
        rows[ids[0]].status = OutStatus.DEAD
        rows[ids[1]].subject = "offer:1"
        rows[ids[2]].status, rows[ids[2]].closes = OutStatus.WAITING, ids[-1]

    old.rooms.do(change)
    old.archive()
    left = {one["id"] for one in old.stored()[1]}
    assert {*ids[:3], ids[-1]} <= left


@pytest.mark.parametrize("month", ["2028-07", "2030-01"])
def test_a_month_that_has_not_begun_is_refused(old: Old, month: str) -> None:
    with pytest.raises(TooEarlyError, match="not begun"):
        making.make(old.rooms.database.engine, 1, Month.read(month), KEY, old.rooms.clock.now(), old.path)
    assert not old.path.exists()


def test_while_a_warranty_may_run_nothing_is_taken(old: Old) -> None:
    old.rooms.clock.advance(timedelta(days=-390))
    with pytest.raises(making.NothingToArchiveError, match="warranties"):
        old.archive(path=old.path)


def test_a_file_of_another_month_another_key_or_another_kind_is_refused(old: Old, tmp_path: Path) -> None:
    old.archive()
    with pytest.raises(restoring.NotRestoredError, match="holds what was before 2026-12"):
        archiving.archive(old.rooms.database, KEY, 1, BEFORE.after(), old.rooms.clock.now(), old.path)
    with pytest.raises(restoring.NotRestoredError, match="another installation"):
        check(old.rooms.database, old.path, b"other")
    with pytest.raises(restoring.NotRestoredError, match="archive"):
        restoring.check(old.path, KEY)


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.95])
def test_a_damaged_file_takes_nothing_out_and_brings_nothing_back(old: Old, share: float) -> None:
    before = old.stored()
    number = old.rooms.do(lambda work: work.ids.next())
    making.make(old.rooms.database.engine, number, BEFORE, KEY, old.rooms.clock.now(), old.path)
    data = bytearray(old.path.read_bytes())
    data[int(len(data) * share)] ^= 0x55
    old.path.write_bytes(data)
    with pytest.raises(DamagedBackupError):
        old.archive()
    with pytest.raises(DamagedBackupError):
        old.bring_back()
    assert old.stored() == before


@pytest.mark.parametrize("steps", [1, 2])
def test_killed_while_taking_out_the_next_run_goes_on(old: Old, steps: int) -> None:
    facts, messages = old.stored()
    with pytest.raises(Died):
        old.archive(_dying(steps))
    assert old.faults() == []
    assert old.rooms.see(lambda session: session.exec(select(Archive.status)).one()) == ArchiveStatus.REMOVING
    done = old.archive()
    assert (done.status, done.requests) == (ArchiveStatus.REMOVED, 3)
    assert old.faults() == []
    with pytest.raises(Died):
        old.bring_back(_dying(steps))
    assert old.faults() == []
    old.bring_back()
    assert old.stored() == (facts, messages)


def test_killed_between_the_file_and_the_database_the_next_run_goes_on(old: Old) -> None:
    facts, _ = old.stored()
    number = old.rooms.do(lambda work: work.ids.next())
    making.make(old.rooms.database.engine, number, BEFORE, KEY, old.rooms.clock.now(), old.path)
    assert old.stored()[0] == facts
    done = old.archive()
    assert (done.id, done.requests) == (number, 3)


def test_a_request_that_went_on_since_the_file_was_written_stays(old: Old) -> None:
    number = old.rooms.do(lambda work: work.ids.next())
    making.make(old.rooms.database.engine, number, BEFORE, KEY, old.rooms.clock.now(), old.path)
    old.rooms.do(lambda work: _reopen(work, old.cancelled[0]))
    assert old.archive().requests == 2
    assert len(old.rooms.facts(old.cancelled[0])) == old.rooms.request(old.cancelled[0]).facts
    assert old.faults() == []


def test_an_empty_month_is_dropped_and_made_again(old: Old) -> None:
    if old.rooms.database.dialect != "postgresql":
        return
    old.do(old.going_on, lambda work, request: requests.change(work, request, Event.CANCELLED, request.resident))
    old.rooms.clock.move_to(datetime(2090, 1, 5, tzinfo=UTC))
    facts, _ = old.stored()
    old.archive(before=Month(2089, 1))
    with old.rooms.database.engine.connect() as connection:
        assert connection.execute(text("SELECT to_regclass('fact_first')")).scalar_one() is None
    old.bring_back()
    assert old.stored()[0] == facts
    with old.rooms.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM fact_2026_11")).scalar_one() == len(facts)


def _dying(steps: int) -> Progress:
    left = [steps]

    def progress(_requests: int, _messages: int) -> None:
        left[0] -= 1
        if not left[0]:
            raise Died

    return progress
