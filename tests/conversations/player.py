"""Plays a conversation against the whole application and keeps what everyone was told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from booking.terms import Role
from bot.channels.converse import CHANNEL, Conversation
from bot.clock import ManualClock
from bot.mail.message import Button, Content, Inbound, Parcel
from bot.wiring import App
from tests.conversations.script import Line
from tests.media.files import FILES

#: Parties that a line may name by their part: whoever of them was shown buttons last.
LAST_OF = {
    "provider": (Role.VENDOR, Role.CENTRE),
    "technician": (Role.TECHNICIAN,),
    "supervisor": (Role.SUPERVISOR,),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One message as a party saw it."""

    to: str
    text: str
    buttons: Sequence[Button]
    expects: str

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]


@dataclass
class Player:
    """Speaks for everyone."""

    app: App
    clock: ManualClock
    folder: Path
    heard: list[Heard] = field(default_factory=list)
    _shown: dict[str, list[Button]] = field(default_factory=lambda: defaultdict(list))
    _forged: int = 0

    def __post_init__(self) -> None:
        self._stop = self.app.hub.listen(CHANNEL, "*", self._on_parcel)
        self._conversation = Conversation(self.app, self.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _on_parcel(self, parcel: Parcel) -> None:
        body = parcel.body
        self.heard.append(Heard(parcel.party, body.text, body.buttons, body.expects))
        self._shown[parcel.party].extend(body.buttons)

    def speaker(self, line: Line) -> str:
        """The party of a line, found by its part where only that is named."""
        roles = LAST_OF.get(line.speaker)
        if roles is None:
            return line.speaker
        prefixes = tuple(f"{role}:" for role in roles)
        shown = (heard.to for heard in reversed(self.heard) if heard.buttons and heard.to.startswith(prefixes))
        found = next(shown, None)
        assert found is not None, f"line {line.place}: no {line.speaker} was told anything yet"
        return found

    def play(self, line: Line) -> list[Heard]:
        """Play one line; what everyone was told by it."""
        before = len(self.heard)
        if line.deed in ("old", "forge"):
            self._press_behind(line)
        else:
            answers = list(self._conversation.play(self._as_json(line)))
            assert answers[-1] == {"done": True}
        return self.heard[before:]

    def requests(self) -> list[dict[str, Any]]:
        """Every request at present, in order of their numbers."""
        return [answer for answer in self._conversation.play({"show": "requests"}) if "request" in answer]

    def cases(self) -> list[dict[str, Any]]:
        """Every case in order of their numbers, and every referral in order of time."""
        return [answer for answer in self._conversation.play({"show": "cases"}) if "done" not in answer]

    def _as_json(self, line: Line) -> Mapping[str, Any]:
        if line.deed == "advance":
            return {"advance": line.value}
        value = line.value
        if line.deed in ("photo", "voice"):
            value = [self._file(name) for name in ([value] if isinstance(value, str) else value)]
        return {"as": self.speaker(line), line.deed: value}

    def _file(self, name: str) -> str:
        path = self.folder / name
        path.write_bytes(FILES[name])
        return str(path)

    def _press_behind(self, line: Line) -> None:
        """A button shown long ago, or to someone else: the channel is passed by."""
        party = self.speaker(line)
        owner = party if line.deed == "old" else line.value["of"]
        label = line.value if line.deed == "old" else line.value["press"]
        self._forged += 1
        action = next(button.action for button in reversed(self._shown[owner]) if label in button.label)
        role = Role(party.partition(":")[0])
        content = Content(press=action)
        self.app.turns.receive(Inbound(CHANNEL, f"behind-{self._forged}", party, role, party, content))
        list(self._conversation.play({"advance": "PT0S"}))  # so that it knows the buttons that are shown now


def texts_of(heard: Sequence[Heard], party: str) -> Iterator[str]:
    """What a party was told."""
    return (message.text for message in heard if message.to == party)
