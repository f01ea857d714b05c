"""Joins marks that stand together into mentions: each says one time, with its day, part of the day or clock."""

import re
from dataclasses import dataclass, replace
from functools import cache

from bot.understanding.calendar_words import AnyDay, DayRule, InDays, OnDate, Week, Weekday
from bot.understanding.lexicon import tables_of
from bot.understanding.mark_readers import Said
from bot.understanding.time_marks import Mark, find_marks

_SLOT = "\u25c6"  # stands for every character of a time in a masked text, as in when_context.toml
_ANY_SLOT = "\u25c7"  # the same when it says that any time will do
_MOST = 40  # mentions looked at in one message; more only slow the reading down


@dataclass(frozen=True, slots=True)
class Mention:
    """One time that a text speaks of; `listed` when it is the next of a list or the end of a range."""

    start: int
    end: int
    hold: str
    said: Said
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Joins:
    longest: int
    attach: re.Pattern[str]
    pause: re.Pattern[str]
    apart: re.Pattern[str]
    list: re.Pattern[str]
    behind: tuple[tuple[str, re.Pattern[str]], ...]
    ahead: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _joins() -> _Joins:
    table = tables_of("when_context.toml")["joins"]
    return _Joins(
        longest=table["longest"],
        attach=re.compile(table["attach"]),
        pause=re.compile(table["pause"]),
        apart=re.compile(table["apart"]),
        list=re.compile(table["list"]),
        behind=tuple((edge, re.compile(table[f"{edge}_behind"])) for edge in ("after", "before")),
        ahead=tuple((edge, re.compile(table[f"{edge}_ahead"])) for edge in ("after", "before")),
    )


def find_mentions(text: str) -> list[Mention]:
    """The times that a plain text speaks of, in order, at most 40; list members share what only one of them says."""
    mentions: list[Mention] = []
    for mark in find_marks(text)[: 3 * _MOST]:
        joined = _join(mentions[-1], mark, text) if mentions else None
        if joined:
            mentions[-1] = joined
        else:
            mentions.append(_begin(mentions[-1] if mentions else None, mark, text))
    told = [_with_edge(mention, text) for mention in mentions[:_MOST] if mention.hold != "clinging"]
    return _share(told)


def _begin(before: Mention | None, mark: Mark, text: str) -> Mention:
    listed = False
    if before and mark.start - before.end <= _joins().longest:
        listed = bool(_joins().list.fullmatch(text, before.end, mark.start))
    return Mention(mark.start, mark.end, mark.hold, mark.said, listed)


def _join(mention: Mention, mark: Mark, text: str) -> Mention | None:
    """The mention grown by the mark, or None when the mark starts another time."""
    joins = _joins()
    if mark.start - mention.end > joins.longest or not joins.attach.fullmatch(text, mention.end, mark.start):
        return None
    said = _merge(mention.said, mark.said)
    if said is None:
        return None
    paused = joins.pause.match(text, mention.end, mark.start)
    if paused and (not _goes_on(mention, mark) or joins.apart.search(text, max(0, mention.start - 8), mention.start)):
        return None
    return replace(mention, end=mark.end, said=said, hold="firm")


def _goes_on(mention: Mention, mark: Mark) -> bool:
    """Whether a mark after a pause belongs to a mention: the date of its weekday, a time of that day, a clock time."""
    if mention.hold != "firm" or mention.said.clock:
        return False
    if mark.said.day:
        return isinstance(mention.said.day, Weekday) and isinstance(mark.said.day, OnDate)
    return bool(mark.said.clock or (mention.said.day and not mention.said.part))


def _merge(one: Said, other: Said) -> Said | None:
    """What both say together, or None when they cannot be about one time."""
    if one.delay is not None or other.delay is not None or (one.clock and other.clock):
        return None
    if one.part and other.part and one.part != other.part:
        return None
    day = one.day or other.day
    if one.day and other.day:
        day = _merge_days(one.day, other.day) or _merge_days(other.day, one.day)
        if day is None:
            return None
    return Said(day, one.part or other.part, one.clock or other.clock, one.edge or other.edge)


def _merge_days(one: DayRule, other: DayRule) -> DayRule | None:
    """A week with its weekday, a day with the weekday it falls on, or any time of a day."""
    match one, other:
        case Week(weeks=weeks), Weekday(weekday=weekday, weeks=None):
            return Weekday(weekday, weeks)
        case ((InDays() | OnDate()), Weekday(weeks=None | 0)):
            return one
        case AnyDay(), _:
            return other
    return None


def _with_edge(mention: Mention, text: str) -> Mention:
    """Adds a before or after that is said of the whole day or of midday, not of a clock time."""
    said = mention.said
    if said.clock or said.delay is not None:
        return mention
    for edge, pattern in _joins().behind:
        if found := pattern.match(text, mention.end):
            return replace(mention, end=found.end(), said=replace(said, edge=edge))
    for edge, pattern in _joins().ahead:
        if found := pattern.search(text, max(0, mention.start - 20), mention.start):
            return replace(mention, start=found.start(), said=replace(said, edge=edge))
    return mention


def _share(mentions: list[Mention]) -> list[Mention]:
    """In a list, a time without a part of day takes that of the next ("Saturday or Sunday morning"), and so does a
    part without a day ("morning or afternoon on Friday")."""
    shared = mentions[-1:]
    for mention in reversed(mentions[:-1]):
        after = shared[-1]
        said, next_said = mention.said, after.said
        if after.listed and said.delay is None and next_said.delay is None:
            if said.day and next_said.day and not (said.part or said.clock or said.edge):
                said = replace(next_said, day=said.day)
            elif not said.day and next_said.day:
                said = replace(said, day=next_said.day)
        shared.append(replace(mention, said=said))
    return shared[::-1]


def mask(text: str, mentions: list[Mention]) -> str:
    """The plain text with every character of a mention replaced, so that the words around them can be judged alone."""
    pieces, reached = [], 0
    for mention in mentions:
        sign = _ANY_SLOT if isinstance(mention.said.day, AnyDay) else _SLOT
        pieces += [text[reached : mention.start], sign * (mention.end - mention.start)]
        reached = mention.end
    return "".join([*pieces, text[reached:]])
