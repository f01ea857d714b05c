"""Plays a script of JSON lines with a simulated clock, and prints what everyone is told."""

import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from booking.archives import files_of
from booking.entities import Fact, Rating, Request
from booking.store import facts_of, photos_of, rating_of
from booking.terms import SHANGHAI, Phase, Role
from bot.channels.shown_cases import shown_cases
from bot.clock import ManualClock
from bot.mail.message import Button, Content, Inbound, Parcel
from bot.places.house_codes import arrival
from bot.understanding.where import describe
from bot.views.requests import views
from bot.wiring import App

CHANNEL = "converse"
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


class ScriptError(ValueError):
    """A line of the script that cannot be played; the script's author's mistake."""


class Conversation:
    """A scratch city in which a script speaks for everyone."""

    def __init__(self, app: App, clock: ManualClock) -> None:
        self._app = app
        self._clock = clock
        self._heard: deque[Parcel] = deque()
        self._buttons: dict[str, tuple[Button, ...]] = {}
        self._count = 0
        app.hub.listen(CHANNEL, "*", self._heard.append)
        app.clockwork.prepare()
        app.clockwork.tick()

    def play(self, line: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Play one line; yields what people are told, or the requests, then {"done": true}.

        Raises ScriptError for a line that means nothing.
        """
        if "advance" in line:
            yield from self._advance(duration(str(line["advance"])))
        elif line.get("show") == "requests":
            yield from self._show()
        elif line.get("show") == "cases":
            yield from self._app.database.read(lambda session: [*shown_cases(session)])
        elif "as" in line:
            self._send(str(line["as"]), line)
            yield from self._collect()
        else:
            raise ScriptError("a line needs one of: as, advance, show")
        yield {"done": True}

    def _advance(self, by: timedelta) -> Iterator[dict[str, Any]]:
        """Move the clock; what falls due on the way happens at its own time."""
        target = self._clock.now() + by
        while (due := self._app.clockwork.next_due()) is not None and due <= target:
            self._clock.move_to(max(due, self._clock.now()))
            self._app.clockwork.tick()
            yield from self._collect()
        self._clock.move_to(target)
        self._app.clockwork.rescue()
        yield from self._collect()

    def _send(self, party: str, line: Mapping[str, Any]) -> None:
        role, _, name = party.partition(":")
        if role not in set(Role) - {Role.SYSTEM} or not name or len(name) > 60:
            raise ScriptError(f"unknown party {party!r}: use resident:ID, vendor:FIRM, technician:ID, ...")
        self._count += 1
        self._clock.advance(timedelta(milliseconds=1))
        for place, content in enumerate(self._contents(party, line)):
            external_id = f"{self._count}.{place}"
            self._app.turns.receive(Inbound(CHANNEL, external_id, party, Role(role), party, content))

    def _contents(self, party: str, line: Mapping[str, Any]) -> list[Content]:
        """One message, or as many as the files of the line are."""
        for kind in ("photo", "voice"):
            if kind in line:
                paths = line[kind] if isinstance(line[kind], list) else [line[kind]]
                return self._app.uploads.take([_file(Path(str(path))) for path in paths])
        return [self._content(party, line)]

    def _content(self, party: str, line: Mapping[str, Any]) -> Content:
        if "say" in line:
            return Content(say=str(line["say"]))
        if "press" in line:
            return Content(press=self._action(party, str(line["press"])))
        if "location" in line:
            latitude, longitude = line["location"]
            return Content(location=(float(latitude), float(longitude)))
        if "contact" in line:
            return _contact(line["contact"])
        if "poster" in line:
            return Content(press=arrival(str(line["poster"])))
        raise ScriptError("a line with `as` needs one of: say, press, photo, voice, location, contact, poster")

    def _action(self, party: str, wanted: str) -> str:
        """The action of a button shown to this party, by its label or its number counted from 1."""
        buttons = self._buttons.get(party, ())
        found = next((b for b in buttons if b.label == wanted), None)
        if found is None and wanted.isdigit() and 1 <= int(wanted) <= len(buttons):
            found = buttons[int(wanted) - 1]
        if found is None:
            found = next((b for b in buttons if wanted.casefold() in b.label.casefold()), None)
        return found.action if found else f"unknown:{wanted[:40]}"

    def _collect(self) -> Iterator[dict[str, Any]]:
        while self._heard:
            parcel = self._heard.popleft()
            body = parcel.body
            if body.buttons:
                self._buttons[parcel.party] = body.buttons
            yield {
                "to": parcel.party,
                "text": body.text,
                "buttons": [button.label for button in body.buttons],
                "expects": body.expects,
            }

    def _show(self) -> Iterator[dict[str, Any]]:
        yield from self._app.database.read(lambda session: [*shown_requests(session)])


def _file(path: Path) -> bytes:
    """The bytes of a file; none where it cannot be read, as when an upload broke off."""
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return b""


def _contact(shared: Any) -> Content:
    """A shared contact: its phone, or {"phone", "name"}."""
    if isinstance(shared, dict):
        return Content(contact=str(shared.get("phone", "")), name=str(shared["name"]) if "name" in shared else None)
    return Content(contact=str(shared))


def duration(text: str) -> timedelta:
    """An ISO 8601 duration of days, hours, minutes and seconds. Raises ScriptError."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise ScriptError(f"{text!r} is no duration such as PT10M or P1DT2H")
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def shown_requests(session: Session) -> Iterator[dict[str, Any]]:
    """Every request as the fixed interface shows it, oldest first."""
    rows = session.exec(select(Request).order_by(col(Request.id))).all()
    for row, view in zip(rows, views(session, rows), strict=True):
        rating = rating_of(session, row)
        start = row.window_start
        yield {
            "request": row.number,
            "resident": row.resident,
            "status": row.status,
            "route": row.route,
            "category": row.category,
            "urgency": row.urgency,
            "danger": row.danger,
            "district": row.district,
            "address": describe(view.where, "zh"),
            "contact": row.contact_phone,
            "name": row.contact_name,
            "relation": row.relation,
            "caller": row.caller_phone,
            "note": row.wishes,
            "with": sorted(
                one.number
                for one in rows
                if row.visit_group is not None and one.visit_group == row.visit_group and one is not row
            ),
            "problem": row.problem,
            "window": {"start": _local(start), "end": _local(row.window_end)} if start else None,
            "provider": row.provider,
            "technician": view.technician,
            "price": None if row.price_cents is None else row.price_cents / 100,
            "rating": None if rating is None else _rating(rating),
            "outcome": row.outcome,
            "photos": _photos(session, row),
            "timeline": [_fact(fact) for fact in facts_of(session, row)],
            **_archived(session, row),
        }


def _photos(session: Session, request: Request) -> dict[str, int]:
    """How many photos there are of each phase."""
    counted = Counter(photo.phase for photo in photos_of(session, request))
    return {phase.value: counted[phase] for phase in Phase}


def _archived(session: Session, request: Request) -> dict[str, Any]:
    """The files in which the beginning of a timeline is, where it is no longer in the database."""
    files = [file for file, _ in files_of(session, request)]
    return {"archived": files} if files else {}


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "stars": rating.stars,
        "comment": rating.comment,
        "reasons": rating.reasons,
        "round": rating.round,
    }


def _local(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(SHANGHAI).isoformat()


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "at": _local(fact.at),
        "event": fact.kind,
        "by": fact.actor,
        **({"data": fact.data} if fact.data else {}),
    }


def run_script(conversation: Conversation, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Play lines of JSON; a line that cannot be played is answered with an error and then done."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            parsed = json.loads(line)
            if not isinstance(parsed, dict):
                raise ScriptError("a line is a JSON object")
            yield from conversation.play(parsed)
        except (json.JSONDecodeError, ScriptError, TypeError, ValueError) as error:
            yield {"error": f"line {number}: {error}"}
            yield {"done": True}
