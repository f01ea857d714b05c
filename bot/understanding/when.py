"""Reads the first time that a resident asks for from a message, as TAXONOMY.md defines `when`."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.terms import SHANGHAI
from bot.understanding.calendar_words import AnyDay, DayRule, Festival, InDays, Month, OnDate, resolve
from bot.understanding.clock_words import hour_meant, is_past, part_of
from bot.understanding.context_patterns import context_patterns
from bot.understanding.mark_readers import Said
from bot.understanding.meaning import When
from bot.understanding.plain import plain
from bot.understanding.time_mentions import Mention, find_mentions, mask
from bot.understanding.time_wishes import Verdict, judge

_ASKED = frozenset({Verdict.ASKED, Verdict.TARGET, Verdict.PREFERRED})
_WANTED = _ASKED | {Verdict.MAYBE}
_DAY_FROM, _DAY_UNTIL = 7, 22


@dataclass(frozen=True, slots=True)
class _Wish:
    """A mention, what it says with the day that was spoken of before it, and what it is to the resident."""

    mention: Mention
    said: Said
    verdict: Verdict


def read_when(text: str, now: datetime) -> When | None:
    """The first time asked for at `now` (aware), or None when the message asks for none.

    Finds the times that the text speaks of, drops those that are no wishes, lets a correction, a preference or the new
    time of a move win, and else takes the first. A part of the day may come without a date. An explicit date that has
    passed is returned as it was said, so that it can be talked about. Midday without a clock time is afternoon.
    """
    told = plain(text)
    mentions = find_mentions(told)
    if not mentions:
        return None
    local = now.astimezone(SHANGHAI)
    masked = mask(told, mentions)
    wishes = _with_days(mentions, judge(masked, mentions))
    start = _last_word(masked, wishes)
    wishes = _completed(wishes, start)
    chosen = _first(wishes[start:], local) or _first(wishes[:start], local)
    if chosen:
        return _refined(chosen, wishes, masked, local)
    return When(None, "any") if any(wish.verdict == Verdict.EXCLUDED for wish in wishes) else None


def _with_days(mentions: list[Mention], verdicts: list[Verdict]) -> list[_Wish]:
    """Gives a time of day the day that was spoken of before it, where that day is still meant."""
    wishes: list[_Wish] = []
    for mention, verdict in zip(mentions, verdicts, strict=True):
        said = mention.said
        if (said.day is None and said.delay is None) or isinstance(said.day, AnyDay):
            earlier = next((wish for wish in reversed(wishes) if wish.said.day), None)
            if earlier and _lives_on(earlier):
                said = replace(said, day=earlier.said.day)
        wishes.append(_Wish(mention, said, verdict))
    return wishes


def _lives_on(wish: _Wish) -> bool:
    """Whether a later time of day falls on this day: one that is wanted or booked, partly refused, or today."""
    if isinstance(wish.said.day, AnyDay) or wish.verdict == Verdict.EXCLUDED:
        return False
    if wish.verdict in _WANTED or wish.verdict in (Verdict.OCCUPIED, Verdict.BOOKED):
        return True
    if wish.verdict == Verdict.REFUSED:
        return wish.said.part is not None or wish.said.clock is not None
    return wish.said.day == InDays(0)


def _last_word(masked: str, wishes: list[_Wish]) -> int:
    """Index of the first wish that counts: the new time of a move, that behind a correction, the preferred."""
    verdicts = [wish.verdict for wish in wishes]
    start = max((at for at, verdict in enumerate(verdicts) if verdict == Verdict.TARGET), default=0)
    for correction in context_patterns().correction.finditer(masked, wishes[0].mention.end):
        later = (at for at, wish in enumerate(wishes) if wish.mention.start >= correction.start())
        start = max(start, next((at for at in later if verdicts[at] in _WANTED), 0))
    if start == 0 and Verdict.PREFERRED in verdicts:
        return verdicts.index(Verdict.PREFERRED)
    return start


def _completed(wishes: list[_Wish], start: int) -> list[_Wish]:
    """Lets what a correction leaves unsaid live on: "three in the afternoon, no, four", "Monday at 9, no, Friday"."""
    if start == 0 or wishes[start].said.part:
        return wishes
    new, old = wishes[start], wishes[start - 1]
    said = new.said
    if said.clock:
        said = replace(said, part=old.said.part)
    elif new.verdict == Verdict.ASKED and old.verdict in _WANTED and said.delay is None:
        said = replace(said, part=old.said.part, clock=old.said.clock, edge=said.edge or old.said.edge)
    return [*wishes[:start], replace(new, said=said), *wishes[start + 1 :]]


def _first(wishes: list[_Wish], now: datetime) -> _Wish | None:
    """The first wish that words ask for, else the first that nothing speaks against and that is not over."""
    awake = [wish for wish in wishes if wish.verdict in _WANTED and not _in_sleep(wish.said)]
    real = [(wish, when) for wish in awake if (when := _when(wish.said, now))]
    asked = [wish for wish, _ in real if wish.verdict in _ASKED]
    exact = (wish for wish in asked if not _is_season(wish.said.day))
    possible = (wish for wish, when in real if not _is_over(when, now))
    return next(exact, None) or next(iter(asked), None) or next(possible, None)


def _in_sleep(said: Said) -> bool:
    """Whether a time lies in the night: then it tells when something happens, no one is asked to come."""
    if said.clock:
        return not _DAY_FROM <= hour_meant(said.clock, said.part) < _DAY_UNTIL
    return said.part == "night" and said.day is None


def _is_season(day: DayRule | None) -> bool:
    """Whether a day rule only names a festival, a month or the end of one: a nearer day said beside it is meant."""
    return isinstance(day, Festival | Month) or (isinstance(day, OnDate) and day.day < 0)


def _is_over(when: When, now: datetime) -> bool:
    """Whether a time has passed."""
    if when.date is None or when.date > now.date():
        return False
    return when.date < now.date() or is_past(when.part, now)


def _refined(chosen: _Wish, wishes: list[_Wish], masked: str, now: datetime) -> When | None:
    """Adds a time of day that the next words give: "I'm off on Friday, mornings suit", "after school, about four"."""
    chosen = _with_later_day(chosen, wishes, masked)
    said, when = chosen.said, _when(chosen.said, now)
    following = (wish for wish in wishes if wish.mention.start >= chosen.mention.end and not wish.mention.listed)
    finer = next(following, None)
    if when is None or finer is None or said.clock or said.delay is not None:
        return when
    if not _is_finer(finer) or context_patterns().behind["also"].match(masked, finer.mention.end):
        return when
    if said.part and (finer.said.part or finer.mention.said.day or finer.said.edge == "before"):
        return when
    day = finer.mention.said.day or said.day
    detailed = _when(replace(finer.said, day=day, part=finer.said.part or said.part), now)
    return detailed if detailed and detailed.date == when.date else when


def _with_later_day(chosen: _Wish, wishes: list[_Wish], masked: str) -> _Wish:
    """Gives a time of day the day that is named only behind it: "after three, please, tomorrow if you can"."""
    at = wishes.index(chosen)
    if chosen.said.day or chosen.said.delay is not None or at + 1 == len(wishes):
        return chosen
    later = wishes[at + 1]
    own = later.mention.said
    between = context_patterns().alternative.search(masked, chosen.mention.end, later.mention.start)
    if later.verdict not in _WANTED or not own.day or isinstance(own.day, AnyDay) or between:
        return chosen
    if own.part or own.clock or context_patterns().behind["also"].match(masked, later.mention.end):
        return chosen
    return replace(chosen, said=replace(chosen.said, day=own.day))


def _is_finer(wish: _Wish) -> bool:
    """Whether a wish gives a time of day."""
    own = wish.mention.said
    return wish.verdict in _ASKED and (own.part is not None or own.clock is not None)


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
    return When(day, part) if day or isinstance(said.day, AnyDay) else None
