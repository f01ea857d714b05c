"""What holds in every conversation: texts are whole, and nothing that was told is asked again."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from booking.lifecycle import Status
from booking.terms import Category, Danger, Intent, Role, Route
from bot.understanding.meaning import Meaning, Where
from bot.understanding.where import merge, missing
from locales.keys import Key
from locales.languages import LANGUAGES
from locales.texts import Texts
from tests.conversations.player import Heard
from tests.conversations.script import Line

_BROKEN = re.compile(
    r"\{\s*\$?\w*\s*\}|\bTraceback\b|\bException\b|\w+Error\b|\bNone\b|\bTrue\b|\bFalse\b|datetime|<\w+ object|"
    r"\b(?:Term|Named|Money|Span|Moment|Lines|Joined|Phrase|Where|Window)\("
)
#: Codes that are no words of any language; plain words such as `water` could be said by anyone.
_CODES = frozenset(
    code for codes in (Category, Status, Danger, Route, Intent) for code in map(str, codes) if "_" in code
)


def faults_of_text(message: Heard, said: Sequence[str]) -> Iterator[str]:
    """Traces of the machine in a message, apart from what people said themselves."""
    text = message.text
    for words in sorted(said, key=len, reverse=True):
        text = text.replace(words.strip(), "") if words.strip() else text
    if found := _BROKEN.search(text):
        yield f"{found.group()!r} in {message.text!r}"
    yield from (f"the code {code} in {message.text!r}" for code in _CODES if code in text)
    if not message.text.strip() or any(not label.strip() for label in message.labels):
        yield f"an empty text or button: {message}"
    if any(len(button.action.encode()) > 64 for button in message.buttons):
        yield f"a button that carries too much: {message.buttons}"


@dataclass
class Told:
    """What one resident told so far of the booking in hand."""

    read: Callable[[str], Meaning]
    texts: Texts
    phone: bool = False
    problem: bool = False
    wish: bool = False
    where: Where | None = None
    requests: int = 0
    asked: str = ""

    def listen(self, line: Line) -> None:
        """Take note of what a line tells or takes back."""
        for fact in line.expected.get("again", ()):
            self._forget(fact)
        if line.deed in ("contact", "say"):
            self._hear(self.read(line.value["phone"] if isinstance(line.value, dict) else line.value))

    def _hear(self, meaning: Meaning) -> None:
        if meaning.who is not None and meaning.who.phone is not None:
            self.phone = True
        if meaning.where is not None and meaning.outside is None and (self.where or meaning.where.district):
            self.where = merge(self.where, meaning.where)
        self.problem |= meaning.intent is Intent.REPORT and any(i.route is Route.IN_HOME for i in meaning.issues)
        self.wish |= meaning.when is not None and self.asked != "address"

    def _forget(self, fact: str) -> None:
        match fact:
            case "contact":
                self.phone = False
            case "address":
                self.where = None
            case "problem":
                self.problem = False
            case "window":
                self.wish = False

    def faults(self, heard: Sequence[Heard], requests: int) -> Iterator[str]:
        """Questions among the answers whose answer was told before."""
        for message in heard:
            if message.text in self._renderings("dropped", "started-over"):
                self.phone = self.problem = self.wish = False
                self.where = None
            yield from (f"asks again for the {fact}: {message.text!r}" for fact in self._asked_again(message))
            self.asked = message.expects if message.expects != "none" else self.asked
            if message.expects in ("window", "confirm"):
                self.wish = False
        if requests > self.requests:
            self.requests, self.problem, self.wish = requests, False, False

    def _asked_again(self, message: Heard) -> Iterator[str]:
        if self.phone and message.expects == "contact":
            yield "contact"
        if self.where is not None and not missing(self.where) and message.expects == "address":
            yield "address"
        if self.problem and message.expects in ("problem", "category"):
            yield "problem"
        if self.wish and message.text in self._renderings("ask-window"):
            yield "window"

    def _renderings(self, *keys: Key) -> set[str]:
        return {self.texts.say(lang, key) for lang in LANGUAGES for key in keys}


def is_resident(party: str) -> bool:
    """Whether a party is a resident."""
    return party.startswith(f"{Role.RESIDENT}:")
