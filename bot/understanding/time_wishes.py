"""Tells the times that a resident asks for from those that only tell what happened, what was booked or what is refused."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum

from bot.understanding.calendar_words import AnyDay, DayRule, InDays, Month, OnDate, Week, Weekday
from bot.understanding.context_patterns import context_patterns
from bot.understanding.time_mentions import Mention

_REACH = 60  # so many characters around a time can change what it is
_HAN = re.compile("[\u4e00-\u9fff]")


class Verdict(Enum):
    """What a time in a message is to the resident."""

    ASKED = "asked"  # words around it ask for a visit or tell when someone is in
    MAYBE = "maybe"  # nothing speaks for or against it
    TARGET = "target"  # where a booking shall be moved
    REFUSED = "refused"
    OCCUPIED = "occupied"  # refused because of work: another part of that day may do
    EXCLUDED = "excluded"  # any time but this
    TOLD = "told"  # part of a story: when it broke, what was promised or booked


@dataclass(frozen=True, slots=True)
class _Scene:
    """A message in which all times are masked, where its clauses break and which words tell wishes from stories."""

    masked: str
    breaks: list[int]
    evidence: list[tuple[int, int, str]]  # start, end, kind

    def clause(self, mention: Mention) -> tuple[int, int]:
        """Where the clause of a mention starts and ends, no farther than the reach."""
        before = bisect_right(self.breaks, mention.start) - 1
        after = bisect_left(self.breaks, mention.end)
        start = self.breaks[before] if before >= 0 else 0
        end = self.breaks[after] if after < len(self.breaks) else len(self.masked)
        return max(start, mention.start - _REACH), min(end, mention.end + _REACH)


def judge(masked: str, mentions: list[Mention]) -> list[Verdict]:
    """One verdict for each mention; `masked` is the plain text with the mentions masked."""
    patterns = context_patterns()
    scene = _Scene(
        masked=masked,
        breaks=[edge for found in patterns.breaks.finditer(masked) for edge in (found.start(), found.end())],
        evidence=[(m.start(), m.end(), m.lastgroup or "") for m in patterns.evidence.finditer(masked)],
    )
    return [_verdict(mention, scene) for mention in mentions]


def _verdict(mention: Mention, scene: _Scene) -> Verdict:
    if _is_past(mention.said.day):
        return Verdict.TOLD
    return _by_neighbours(mention, scene) or _by_evidence(mention, scene)


def _is_past(rule: DayRule | None) -> bool:
    match rule:
        case InDays(days=steps) | Week(weeks=steps) | Weekday(weeks=int(steps)) | Month(months=int(steps)):
            return steps < 0
        case OnDate(months=int(steps)) | OnDate(years=int(steps)):
            return steps < 0
    return False


def _by_neighbours(mention: Mention, scene: _Scene) -> Verdict | None:
    """What the words that touch the mention say without doubt."""
    patterns = context_patterns()
    start = max(0, mention.start - _REACH)

    def ahead(name: str) -> bool:
        return bool(patterns.ahead[name].search(scene.masked, start, mention.start))

    def behind(name: str) -> bool:
        return bool(patterns.behind[name].match(scene.masked, mention.end))

    if ahead("excluded"):
        return Verdict.EXCLUDED
    moved = ahead("target_latin") and patterns.moving_verb.search(scene.masked, start, mention.start)
    if moved or ahead("target"):
        return Verdict.TARGET
    if ahead("conditional") or behind("conditional"):
        return Verdict.ASKED
    if ahead("refused"):
        return Verdict.REFUSED
    booked = behind("old") or behind("old_latin") or (behind("booking") and ahead("owned"))
    if booked or ahead("old") or ahead("old_latin") or ahead("since"):
        return Verdict.TOLD
    if mention.said.day == InDays(0) and not mention.listed and ahead("until_now"):
        return Verdict.TOLD
    return None


def _by_evidence(mention: Mention, scene: _Scene) -> Verdict:
    """What the nearest telling word of the clause makes of the mention; without one, how bare it stands."""
    patterns = context_patterns()
    start, end = scene.clause(mention)
    kind, word = _nearest(mention, scene, start, end)
    wanted = patterns.ahead["wanted"].search(scene.masked, start, mention.start)
    if not kind and _opens_a_story(mention, scene, end):
        return Verdict.TOLD
    if _is_door_number(mention, scene) and not wanted:
        return Verdict.TOLD
    if kind == "refuse":
        return Verdict.OCCUPIED if patterns.occupied.search(word) else Verdict.REFUSED
    if kind == "wish" or wanted:
        return Verdict.ASKED
    if kind == "event" or patterns.ahead["recurring"].search(scene.masked, start, mention.start):
        return Verdict.MAYBE if _is_future(mention.said.day) else Verdict.TOLD
    if patterns.ahead["asked"].search(scene.masked, start, mention.start) or _is_bare(scene.masked[start:end]):
        return Verdict.ASKED
    return Verdict.TOLD if _needs_a_wish(mention) else Verdict.MAYBE


def _nearest(mention: Mention, scene: _Scene, start: int, end: int) -> tuple[str, str]:
    """Kind and text of the telling word that belongs to the mention, both empty when the clause has none.

    Chinese puts a time before its verb, English behind it unless the time opens the clause.
    """
    first = bisect_left(scene.evidence, (start, 0, ""))
    ahead = behind = None
    for item in scene.evidence[first:]:
        if item[0] >= end:
            break
        if item[1] <= mention.start:
            ahead = item
        elif item[0] >= mention.end and behind is None:
            behind = item
    opens = not scene.masked[start : mention.start].strip(" ,")
    chinese = bool(_HAN.search(scene.masked, start, end))
    chosen = (behind or ahead) if chinese or opens else (ahead or behind)
    return (chosen[2], scene.masked[chosen[0] : chosen[1]]) if chosen else ("", "")


def _opens_a_story(mention: Mention, scene: _Scene, end: int) -> bool:
    """Whether the mention alone opens a sentence that goes on, after a comma, to tell what went wrong."""
    if scene.masked[:mention.start].strip() or scene.masked[mention.end : end].strip() or _is_future(mention.said.day):
        return False
    if not scene.masked.startswith(",", end):
        return False
    following = next((item for item in scene.evidence if item[0] > end), None)
    return bool(following and following[2] == "event" and following[0] - end < _REACH)


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
    """Whether a time alone is too vague to be a wish: no day, every day, or a number that may be something else."""
    if mention.said.delay is not None:
        return False
    return mention.hold == "weak" or mention.said.day is None or isinstance(mention.said.day, AnyDay)


def _is_bare(clause: str) -> bool:
    return not context_patterns().fillers.sub("", clause)
