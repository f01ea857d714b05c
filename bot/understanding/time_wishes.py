"""Tells the times that a resident asks for from those of stories, of bookings and of refusals."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum

from bot.understanding.calendar_words import AnyDay, DayRule, Festival, InDays, Month, OnDate, Week, Weekday
from bot.understanding.context_patterns import context_patterns
from bot.understanding.time_mentions import Mention

_REACH = 60  # so many characters around a time can change what it is
_REACH_AHEAD = {"han": 16, "latin": 44}  # so many of the phrase that leads to it
_LATIN = re.compile("[a-z]")
_HAN = re.compile("[\u4e00-\u9fff]")


class Verdict(Enum):
    """What a time in a message is to the resident."""

    ASKED = "asked"  # words around it ask for a visit or tell when someone is in
    MAYBE = "maybe"  # nothing speaks for or against it
    TARGET = "target"  # where a booking shall be moved
    PREFERRED = "preferred"  # better than the others that are named
    REFUSED = "refused"
    OCCUPIED = "occupied"  # refused because of work: another part of that day may do
    EXCLUDED = "excluded"  # any time but this
    BOOKED = "booked"  # when the visit is booked so far
    TOLD = "told"  # part of a story: when it broke, what was promised


#: What the members of a list share when the first of them is led in by it.
_LED_IN = frozenset({Verdict.REFUSED, Verdict.EXCLUDED, Verdict.TOLD, Verdict.BOOKED})


@dataclass(frozen=True, slots=True)
class _Scene:
    """A message in which all times are masked, and where its clauses break."""

    masked: str
    breaks: list[int]

    def clause(self, mention: Mention) -> tuple[int, int]:
        """Where the clause of a mention starts and ends, no farther than the reach."""
        before = bisect_right(self.breaks, mention.start) - 1
        after = bisect_left(self.breaks, mention.end)
        start = self.breaks[before] if before >= 0 else 0
        end = self.breaks[after] if after < len(self.breaks) else len(self.masked)
        return max(start, mention.start - _REACH), min(end, mention.end + _REACH)


class _Ahead:
    """The words that lead to a mention: says which patterns of when_context.toml they end with."""

    def __init__(self, masked: str, mention: Mention) -> None:
        """Looks at the last character before the mention; behind a pause nothing leads to it."""
        patterns = context_patterns()
        last = masked[: mention.start].rstrip()[-1:] if mention.start else ""
        script = "han" if _HAN.match(last) else "latin" if "a" <= last <= "z" else None
        self._patterns = {"han": patterns.ahead_han, "latin": patterns.ahead_latin}.get(script or "", {})
        self.chinese = script == "han"
        self._masked = masked
        self._end = mention.start
        self._start = max(0, mention.start - _REACH_AHEAD[script]) if script else mention.start

    def __call__(self, name: str) -> bool:
        """Whether the words end with the pattern `name` of their script."""
        pattern = self._patterns.get(name)
        return bool(pattern and pattern.search(self._masked, self._start, self._end))

    def has_moving_verb(self) -> bool:
        """Whether there is a verb that makes "to" point at a new time."""
        return bool(context_patterns().moving_verb.search(self._masked, max(0, self._end - _REACH), self._end))


def judge(masked: str, mentions: list[Mention]) -> list[Verdict]:
    """One verdict for each mention; `masked` is the plain text with the mentions masked."""
    edges = [edge for found in context_patterns().breaks.finditer(masked) for edge in found.span()]
    scene = _Scene(masked, edges)
    verdicts: list[Verdict] = []
    led_in: Verdict | None = None
    for mention in mentions:
        ahead = _Ahead(masked, mention)
        by_neighbours = _by_neighbours(mention, masked, ahead)
        if by_neighbours is None and mention.listed and led_in in _LED_IN:
            by_neighbours = led_in
        led_in = by_neighbours
        verdicts.append(by_neighbours or _by_evidence(mention, scene, ahead))
    return verdicts


def _by_neighbours(mention: Mention, masked: str, ahead: _Ahead) -> Verdict | None:
    """What the words that touch the mention say without doubt."""
    if _is_past(mention.said.day):
        return Verdict.TOLD
    behind = context_patterns().behind
    if ahead("excluded") or behind["excluded"].match(masked, mention.end):
        return Verdict.EXCLUDED
    if ahead("target") and (ahead.chinese or ahead.has_moving_verb()):
        return Verdict.TARGET
    if ahead("conditional") or behind["conditional"].match(masked, mention.end):
        return Verdict.ASKED
    if ahead("awaited"):
        return Verdict.ASKED
    if ahead("refused"):
        return Verdict.EXCLUDED if behind["otherwise"].match(masked, mention.end) else Verdict.REFUSED
    if behind["told"].match(masked, mention.end) or ahead("told") or ahead("since"):
        return Verdict.TOLD
    if ahead("old") or behind["old"].match(masked, mention.end):
        return Verdict.BOOKED
    if behind["booking"].match(masked, mention.end) and ahead("owned"):
        return Verdict.BOOKED
    if ahead("preferred") or behind["preferred"].match(masked, mention.end):
        return Verdict.PREFERRED
    if mention.said.day == InDays(0) and not mention.listed and ahead("until_now"):
        return Verdict.TOLD
    return None


def _is_past(rule: DayRule | None) -> bool:
    match rule:
        case InDays(days=steps) | Week(weeks=steps) | Weekday(weeks=int(steps)) | Month(months=int(steps)):
            return steps < 0
        case OnDate(months=int(steps)) | OnDate(years=int(steps)):
            return steps < 0
    return False


def _by_evidence(mention: Mention, scene: _Scene, ahead: _Ahead) -> Verdict:
    """What the nearest telling word of the clause makes of the mention; without one, how bare it stands."""
    start, end = scene.clause(mention)
    kind, word = _nearest(mention, scene, start, end)
    if not kind and _opens_a_story(mention, scene, end):
        return Verdict.TOLD
    wanted = ahead("wanted")
    if _is_door_number(mention, scene) and not wanted:
        return Verdict.TOLD
    if kind == "refuse":
        return Verdict.OCCUPIED if context_patterns().occupied.search(word) else Verdict.REFUSED
    if kind == "wish" or wanted:
        return Verdict.ASKED
    if kind == "event" or ahead("recurring") or context_patterns().behind["recurring"].match(scene.masked, mention.end):
        return Verdict.MAYBE if _is_future(mention.said.day) else Verdict.TOLD
    if ahead("asked") or _is_bare(scene.masked[start:end]):
        return Verdict.ASKED
    return Verdict.TOLD if _needs_a_wish(mention) else Verdict.MAYBE


def _nearest(mention: Mention, scene: _Scene, start: int, end: int) -> tuple[str, str]:
    """Kind and text of the telling word that belongs to the mention, both empty when the clause has none.

    Chinese puts a time before its verb, English behind it unless the time opens the clause.
    """
    patterns = context_patterns()
    chinese = bool(_HAN.search(scene.masked, start, end))
    mixed = chinese and _LATIN.search(scene.masked, start, end)
    evidence = patterns.evidence if mixed else patterns.evidence_han if chinese else patterns.evidence_latin
    ahead = behind = None
    for item in evidence.finditer(scene.masked, start, end):
        if item.end() <= mention.start:
            ahead = item
        else:
            behind = item
            break
    opens = not scene.masked[start : mention.start].strip(" ,")
    chosen = (behind or ahead) if chinese or opens else (ahead or behind)
    return (chosen.lastgroup or "", chosen[0]) if chosen else ("", "")


def _opens_a_story(mention: Mention, scene: _Scene, end: int) -> bool:
    """Whether the mention alone opens a message that goes on, after a comma, to tell what went wrong."""
    alone = not (scene.masked[: mention.start].strip() or scene.masked[mention.end : end].strip())
    if not alone or _is_future(mention.said.day) or not scene.masked.startswith(",", end):
        return False
    following = context_patterns().evidence.search(scene.masked, end, end + _REACH)
    return bool(following and following.lastgroup == "event")


def _is_door_number(mention: Mention, scene: _Scene) -> bool:
    """Whether a doubtful date stands in a message that tells an address."""
    doubtful = mention.hold == "weak" and isinstance(mention.said.day, OnDate)
    return doubtful and bool(context_patterns().address.search(scene.masked))


def _is_future(rule: DayRule | None) -> bool:
    """Whether a day can only lie ahead, so that no story can be told of it."""
    match rule:
        case InDays(days=steps, span=False) | Week(weeks=steps) | Weekday(weeks=int(steps)) | Month(months=int(steps)):
            return steps > 0
    return False


def _needs_a_wish(mention: Mention) -> bool:
    """Whether a time alone is too vague to be a wish: no day, today, any day, a month, a doubtful number."""
    if mention.said.delay is not None:
        return False
    vague = mention.said.day in (None, InDays(0)) or isinstance(mention.said.day, AnyDay | Festival | Month)
    return vague or mention.hold == "weak"


def _is_bare(clause: str) -> bool:
    return not context_patterns().fillers.sub("", clause)
