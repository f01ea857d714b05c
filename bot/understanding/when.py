"""Reads the first time that a resident asks for from a message, as TAXONOMY.md defines `when`."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.terms import SHANGHAI
from bot.understanding.calendar_words import AnyDay, InDays, resolve
from bot.understanding.clock_words import MIDNIGHT, hour_meant, is_past, part_of
from bot.understanding.context_patterns import context_patterns
from bot.understanding.mark_readers import Said
from bot.understanding.meaning import When
from bot.understanding.plain import plain
from bot.understanding.time_mentions import Mention, find_mentions, mask
from bot.understanding.time_wishes import Verdict, judge

_WANTED = frozenset({Verdict.ASKED, Verdict.TARGET, Verdict.MAYBE})


@dataclass(frozen=True, slots=True)
class _Wish:
    """A mention, what it is to the resident, and the When it comes to (None: a date that does not exist)."""

    mention: Mention
    verdict: Verdict
    when: When | None


def read_when(text: str, now: datetime) -> When | None:
    """The first time asked for at `now` (aware), or None when the message asks for none.

    Finds the times that the text speaks of, drops those that are no wishes, lets a correction or the new time of a move
    win, and else takes the first. A part of the day may come without a date. An explicit date that has passed is
    returned as it was said, so that it can be talked about. Midday without a clock time is afternoon.
    """
    told = plain(text)
    mentions = find_mentions(told)
    if not mentions:
        return None
    local = now.astimezone(SHANGHAI)
    masked = mask(told, mentions)
    verdicts = judge(masked, mentions)
    start = _last_word(masked, mentions, verdicts)
    mentions = _with_days(mentions, verdicts)
    mentions = _with_parts(mentions, verdicts, start)
    wishes = [_Wish(m, v, _when(m.said, local)) for m, v in zip(mentions, verdicts, strict=True)]
    chosen = _first(wishes[start:], local) or _first(wishes[:start], local)
    if chosen is None and Verdict.EXCLUDED in verdicts:
        return When(None, "any")
    return chosen


def _with_days(mentions: list[Mention], verdicts: list[Verdict]) -> list[Mention]:
    """Gives a time of day the day that was spoken of before it, where that day is still meant."""
    dated: list[Mention] = []
    for mention in mentions:
        said = mention.said
        if said.day is None and said.delay is None:
            earlier = [at for at, other in enumerate(dated) if other.said.day]
            if earlier and _lives_on(dated[earlier[-1]].said, verdicts[earlier[-1]]):
                said = replace(said, day=dated[earlier[-1]].said.day)
        dated.append(replace(mention, said=said))
    return dated


def _lives_on(said: Said, verdict: Verdict) -> bool:
    """Whether a later time of day falls on an earlier day: one that is wanted, only partly refused, or today."""
    if isinstance(said.day, AnyDay) or verdict == Verdict.EXCLUDED:
        return False
    if verdict in _WANTED or verdict == Verdict.OCCUPIED:
        return True
    if verdict == Verdict.REFUSED:
        return said.part is not None or said.clock is not None
    return said.day == InDays(0)


def _last_word(masked: str, mentions: list[Mention], verdicts: list[Verdict]) -> int:
    """Index of the first mention that counts: that behind the last correction or move, else the first of all."""
    start = max((at for at, verdict in enumerate(verdicts) if verdict == Verdict.TARGET), default=0)
    for correction in context_patterns().correction.finditer(masked, mentions[0].end):
        wanted = (
            at
            for at, mention in enumerate(mentions)
            if mention.start >= correction.start() and verdicts[at] in _WANTED
        )
        start = max(start, next(wanted, 0))
    return start


def _with_parts(mentions: list[Mention], verdicts: list[Verdict], start: int) -> list[Mention]:
    """Lets what a correction or move leaves unsaid live on: "three in the afternoon, no, four", "tomorrow at nine, no, Friday"."""
    if start == 0 or mentions[start].said.part:
        return mentions
    said, before = mentions[start].said, mentions[start - 1].said
    if said.clock:
        said = replace(said, part=before.part)
    elif verdicts[start] != Verdict.TARGET and verdicts[start - 1] in _WANTED and said.delay is None:
        said = replace(said, part=before.part, clock=before.clock, edge=said.edge or before.edge)
    return [*mentions[:start], replace(mentions[start], said=said), *mentions[start + 1 :]]


def _when(said: Said, now: datetime) -> When | None:
    """The When that is meant at `now`, None for a date that does not exist."""
    if said.delay is not None:
        due = now + timedelta(minutes=said.delay)
        return When(due.date(), f"{due:%H:%M}")
    if said.day is None:
        return When(None, part_of(said.clock, said.part, said.edge))
    whole_day = said.part is None and said.clock is None
    part = part_of(said.clock, said.part, None if whole_day else said.edge)
    day = resolve(said.day, now, part, said.edge if whole_day else None)
    if day and said.clock and hour_meant(said.clock, said.part) == MIDNIGHT:
        day += timedelta(days=1)
    return When(day, part) if day or isinstance(said.day, AnyDay) else None


def _first(wishes: list[_Wish], now: datetime) -> When | None:
    """The first wish that words ask for, else the first that nothing speaks against and that is not over."""
    asked = (wish.when for wish in wishes if wish.when and wish.verdict in (Verdict.ASKED, Verdict.TARGET))
    open_ones = (
        wish.when for wish in wishes if wish.when and wish.verdict == Verdict.MAYBE and not _is_over(wish.when, now)
    )
    return next(asked, None) or next(open_ones, None)


def _is_over(when: When, now: datetime) -> bool:
    """Whether a part of today has passed: then it was told, not asked for."""
    return when.date == now.date() and is_past(when.part, now)
