"""An installation in which requests have ended long ago, and others go on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from booking import requests, sealing
from booking.archives import Archive
from booking.entities import Fact
from booking.lifecycle import Event
from booking.store import lock_request
from booking.work import Work
from bot.archiving import work
from bot.archiving.removing import Progress
from bot.mail.entities import OutMessage
from bot.secrets import find_secret
from bot.storage.months import Month
from oversight.audit import audit
from oversight.case_entities import Case
from tests.conftest import SECRET
from tests.rooms import Rooms, compose_rooms, copies, rooms

__all__ = ["compose_rooms", "copies", "rooms"]

BEFORE = Month(2026, 12)
#: What the command makes of the setting.
KEY = find_secret(SECRET, Path()) or b""


@dataclass
class Old:
    """Requests of long ago by what became of them, and the file of their archive."""

    rooms: Rooms
    path: Path
    cancelled: list[int]
    going_on: int

    def archive(
        self, progress: Progress = lambda *_: None, path: Path | None = None, before: Month = BEFORE
    ) -> Archive:
        number = self.rooms.do(lambda work: work.ids.next())
        now = self.rooms.clock.now()
        return work.archive(self.rooms.database, KEY, number, before, now, path or self.path, progress)

    def bring_back(self, progress: Progress = lambda *_: None) -> Archive:
        return work.bring_back(self.rooms.database, KEY, self.rooms.clock.now(), self.path, progress)

    def faults(self) -> list[str]:
        return self.rooms.see(lambda session: list(audit(session)))

    def stored(self) -> tuple[list[Any], list[Any]]:
        """Every fact and every delivery, with all their values."""

        def read(session: Session) -> tuple[list[Any], list[Any]]:
            facts = session.exec(select(Fact).order_by(col(Fact.request_id), col(Fact.seq))).all()
            messages = session.exec(select(OutMessage).order_by(col(OutMessage.id))).all()
            return [one.model_dump() for one in facts], [one.model_dump() for one in messages]

        return self.rooms.see(read)

    def do(self, request_id: int, rule: Callable[[Work, Any], object]) -> None:
        self.rooms.do(lambda work: rule(work, lock_request(work.session, request_id)))

    def seal(self) -> None:
        self.rooms.do(lambda work: sealing.seal(work, Case))


@pytest.fixture
def old(rooms: Rooms, tmp_path: Path) -> Old:
    """Three that were cancelled more than a year ago, and one that goes on; sealed twice."""
    ids = [rooms.alarm(f"resident:r{number}") for number in range(4)]
    found = Old(rooms, tmp_path / "until-2026-12.zip", ids[:3], ids[3])
    found.seal()
    for request_id in found.cancelled:
        found.do(request_id, lambda work, request: requests.change(work, request, Event.CANCELLED, request.resident))
    found.seal()
    rooms.courier.deliver_due()
    rooms.clock.advance(timedelta(days=400))
    return found
