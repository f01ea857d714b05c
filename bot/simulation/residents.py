"""Simulated residents: how they begin, what they answer to which question, when they are late or give up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from booking.terms import Category, Danger, District
from bot.mail.message import Body
from bot.sample.shapes import DistrictFile
from bot.simulation.loop import Loop, actions
from bot.simulation.voices import Voice, problems, surnames, words, wrong_words

#: Whoever was asked more often than this has had enough.
_MOST_ANSWERS = 22
_HOUR = 3600.0
#: The share of visits that do not mend what is broken.
_NOT_FIXED = 0.06
#: Buttons that are pressed where nothing better is known, the first that is there.
_READY = ("ok", "agree", "next", "notagain", "nofile", "near", "whole")


@dataclass(frozen=True, slots=True)
class Case:
    """Who has what broken where."""

    party: str
    voice: Voice
    district: District
    place: str
    surname: str
    phone: str
    category: Category
    danger: Danger | None
    problem: str
    frail: bool


def invent(random: Random, number: int, voice: Voice, district: DistrictFile, kind: str) -> Case:
    """A resident of a district with a problem of this kind: of work, or of danger."""
    estate, district_name = random.choice(district.estates), district.name_zh
    danger = Danger(kind) if kind in set(Danger) else None
    room = f"{random.randint(1, 18)}0{random.randint(1, 6)}"
    place = f"{district_name}{estate.name_zh}{random.choice(estate.buildings)}号{room}室"
    return Case(
        f"resident:sim{number}",
        voice,
        District(district.code),
        place if voice.name != "english" else f"Room {room}, {place}",
        random.choice(surnames()),
        f"139{number:08d}",
        Category.TAPS_PIPES if danger is not None else Category(kind),
        danger,
        random.choice(problems(voice.lang, kind, danger=danger is not None)),
        random.random() < voice.frail,
    )


class Resident:
    """Answers what is asked, in a manner of their own; the last question counts."""

    def __init__(self, loop: Loop, case: Case) -> None:
        self._loop = loop
        self.case = case
        self.began: datetime | None = None
        self.left = False
        self._answers = 0
        self._asked = 0
        self._verdict = loop.random.random()
        loop.add(case.party, self)

    def begin(self) -> None:
        """The first message."""
        case, self.began = self.case, self._loop.now
        text = self._loop.random.choice(case.voice.opening).format(
            problem=case.problem, place=case.place, phone=case.phone, name=f"{case.surname}先生", surname=case.surname
        )
        frail = case.frail and case.voice.name != "elderly"
        self._loop.say(case.party, f"{text}，{words(case.voice.lang, 'frail')}" if frail else text)

    def hear(self, body: Body) -> None:
        """A question is answered after a while, unless another one comes before."""
        known = actions(body)
        if body.expects == "none" and not {"move", "rework"} & set(known):
            return
        if self.left or self._answers >= _MOST_ANSWERS:
            return
        if body.expects == "none" and "move" in known and "human" not in known:
            return  # a booking that stands can be moved; nobody has to
        random, voice = self._loop.random, self.case.voice
        if self.case.danger is None and random.random() < voice.leave / 4:
            self.left = True
            return
        self._asked += 1
        asked, late = self._asked, self.case.danger is None and random.random() < voice.late
        wait = self._loop.spread(voice.seconds) + (random.uniform(0.5, 5) * _HOUR if late else 0.0)
        self._loop.after(wait, lambda: self._answer(asked, body))

    def _answer(self, asked: int, body: Body) -> None:
        if asked != self._asked or self.left:
            return
        self._answers += 1
        loop, case = self._loop, self.case
        plain = body.expects in ("problem", "address", "contact", "window")
        if plain and loop.random.random() < case.voice.wrong:
            loop.say(case.party, loop.random.choice(wrong_words(case.voice.lang)))
            return
        press = self._button(body)
        if press is not None:
            loop.press(case.party, press)
            return
        text = self._words(body)
        if text:
            loop.say(case.party, text)

    def _button(self, body: Body) -> str | None:
        """The button to press, where pressing is what this resident does."""
        known, case = actions(body), self.case
        if "danger" in known:
            return "danger:yes" if case.danger is not None else "danger:no"
        if "works" in known:
            return self._judge(known)
        if body.expects == "rating":
            return self._stars(body)
        if body.expects == "category":
            mine = f"cat:{case.category}"
            return next((one.action for one in body.buttons if one.action in (mine, f"danger:{case.danger}")), None)
        if body.expects == "window" and "w" in known:
            return self._window(body)
        if body.expects == "address" and "noroom" in known:
            return None if self._loop.random.random() < 0.9 else "noroom"
        for name in (*_READY, "skip", "move"):
            if name in known:
                return known[name]
        return None

    def _judge(self, known: Mapping[str, str]) -> str:
        """Whether the repair works; after one that did not, chance decides anew."""
        if self._verdict > _NOT_FIXED or "bad" not in known:
            return known["works"]
        self._verdict = self._loop.random.random()
        return known["bad"]

    def _stars(self, body: Body) -> str | None:
        wanted = 5 if self._verdict > 0.4 else 4 if self._verdict > 0.15 else 2
        stars = [one.action for one in body.buttons if one.action.startswith("rate:")]
        return next((one for one in stars if one.endswith(f":{wanted}")), stars[-1] if stars else None)

    def _window(self, body: Body) -> str | None:
        shown = [one.action for one in body.buttons if one.action.startswith("w:") and one.action != "w:more"]
        if not shown:
            return None
        return shown[0] if self._loop.random.random() < 0.7 else self._loop.random.choice(shown)

    def _words(self, body: Body) -> str:
        case = self.case
        match body.expects:
            case "problem" | "category":
                return case.problem
            case "address":
                return case.place
            case "contact" | "name":
                return f"{case.surname}先生 {case.phone}"
            case "comment" | "confirm" | "rating":
                return words(case.voice.lang, "skip")
            case _:
                return ""
