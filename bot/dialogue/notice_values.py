"""What notices have in common: the news, the values of a message, and the requests of one visit."""

from collections.abc import Callable
from dataclasses import dataclass

from booking.entities import Fact
from booking.terms import Phase
from bot.dialogue import staff_cards
from bot.dialogue.linked import names, numbers
from bot.dialogue.map_links import map_link
from bot.dialogue.people import contact_told
from bot.dialogue.says import Choice, Say
from bot.dialogue.views import RequestView
from bot.dialogue.wording import (
    address,
    category_term,
    job,
    problem_told,
    when_of,
)
from bot.dialogue.world import World
from locales.args import Arg, Lines, Phrase, Term
from locales.keys import Key

#: A party, and what to tell it.
Notice = tuple[str, Say]


@dataclass(frozen=True, slots=True)
class News:
    """A fact with what is needed to tell of it."""

    fact: Fact
    request: RequestView
    resident: str  # the party
    provider: str | None  # the party of the provider that the fact concerns
    world: World


def values_of(request: RequestView, world: World) -> dict[str, Arg]:
    visit = visit_of(request, world)
    several = len(visit) > 1
    return {
        "number": numbers(visit) if several else request.number,
        "category": names(visit) if several else category_term(request.category),
        "window": when_of(request, world.now),
        "provider": request.provider_name or Term("nothing-yet"),
        "technician": request.technician_name or Term("someone"),
        "phone": request.provider_phone or "",
    }


def visit_of(request: RequestView, world: World) -> list[RequestView]:
    """The request with the others of the same visit that stand where it does, the oldest first."""
    if request.group is None:
        return [request]
    others = [one for one in world.my_requests() if one.status is request.status and one.shares_visit(request)]
    return sorted({one.id: one for one in [*others, request]}.values(), key=lambda one: one.id)


def problems_of(visit: list[RequestView]) -> Arg:
    """What was told of each problem of a visit."""
    if len(visit) == 1:
        return problem_told(visit[0])
    return Lines(
        tuple(
            Phrase(
                "problem-line",
                (
                    ("number", one.number),
                    ("category", category_term(one.category)),
                    ("problem", problem_told(one)),
                ),
            )
            for one in visit
        )
    )


def visit_say(key: Key, request: RequestView, world: World) -> Say:
    visit = visit_of(request, world)
    values: dict[str, Arg] = values_of(request, world) | {
        "problem": problems_of(visit),
        "address": address(request.where),
        "contact": contact_told(request),
    }
    if len(visit) == 1:
        values["category"] = job(request)
    photos: tuple[str, ...] = ()
    if key == "new-visit":
        photos = tuple(world.photos(request.id, Phase.BEFORE))
        values["map"] = map_link(request.where, *world.gates([request.where]))
    return Say(key, values, tuple(staff_cards.visit_choices(request)), photos=photos)


def to_resident(key: Key, *, urgent: bool = False) -> Callable[[News], list[Notice]]:
    def tell(news: News) -> list[Notice]:
        return [(news.resident, Say(key, values_of(news.request, news.world), urgent=urgent))]

    return tell


def ways_out(request: RequestView) -> tuple[Choice, ...]:
    """What a resident can do about a visit that nobody makes."""
    return (
        Choice("button-move", f"move:{request.id}"),
        Choice("button-cancel", f"cancel:{request.id}"),
        Choice("button-person", "human"),
    )
