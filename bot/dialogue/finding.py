"""A supervisor looks for requests: by number, by address, or by part of a name."""

import re

from bot.dialogue import case_desk, request_desk
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.views import FoundView, RequestView
from bot.dialogue.wording import address, category_term, desk_standing_term, when_of
from bot.understanding.meaning import Meaning, Where
from locales.args import Arg, Lines, Phrase

_NUMBER = re.compile(r"(?<!\d)\d{4,10}(?!\d)")
#: Part of a name is one short word or two.
_LONGEST_NAME = 24


def hear(made: Step, meaning: Meaning) -> bool:
    """Show what words look for; False where they look for nothing."""
    where = meaning.where
    if where is not None and (where.estate or where.road or (where.district and _NUMBER.search(meaning.text) is None)):
        _tell_found(made, made.world.requests_at(where), where)
        return True
    number = _NUMBER.search(meaning.text)
    if number is not None:
        open_number(made, int(number.group()))
        return True
    name = meaning.text.strip()
    if 2 <= len(name) <= _LONGEST_NAME:
        found = made.world.requests_named(name)
        if found.total:
            _tell_found(made, found, Where(estate=name))
            return True
    return False


def open_number(made: Step, number: int) -> None:
    """The case or request of this number."""
    case = made.world.numbered_case(number)
    request = made.world.numbered(number) if case is None else None
    if case is not None:
        case_desk.show(made, case)
    elif request is not None:
        request_desk.show(made, request)
    else:
        made.say("number-unknown", number=number)


def _tell_found(made: Step, found: FoundView, where: Where) -> None:
    place = address(where)
    if not found.requests:
        made.say("found-none", place=place)
        return
    if len(found.requests) == 1 and not found.bounded:
        request_desk.show(made, found.requests[0])
        return
    more = found.total - len(found.requests)
    lines = tuple(Phrase("found-line", tuple(_line(made, one).items())) for one in found.requests)
    made.say(
        "found-requests",
        *[Choice("button-request", f"open:{one.number}", _short(one)) for one in found.requests],
        place=place,
        total=found.total,
        lines=Lines((*lines, Phrase("found-more", (("count", more),))) if more else lines),
    )


def _short(request: RequestView) -> dict[str, Arg]:
    return {"number": request.number, "category": category_term(request.category)}


def _line(made: Step, request: RequestView) -> dict[str, Arg]:
    return _short(request) | {
        "status": desk_standing_term(request),
        "address": address(request.where),
        "window": when_of(request, made.world.now),
    }
