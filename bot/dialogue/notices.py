"""Who is told what when a fact is recorded: pure, from the fact and the request as it stands."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from booking.entities import Fact
from booking.lifecycle import Status
from booking.terms import JOINER, Phase, Role, Urgency
from bot.dialogue import afterwards, assigned, proposals, rating, rework, staff
from bot.dialogue.linked import names, numbers
from bot.dialogue.map_links import map_link
from bot.dialogue.offered import offer_choices
from bot.dialogue.people import contact_told
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.views import RequestView, World
from bot.dialogue.wording import (
    address,
    area,
    category_term,
    charge_lines,
    danger_key,
    problem_told,
    travel_values,
    when_of,
)
from locales.args import Arg, Lines, Moment, Money, Phrase, Term
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


def notices(news: News) -> list[Notice]:
    """The messages that a fact gives rise to."""
    teller = _TELLERS.get(news.fact.kind)
    if teller is None or news.fact.data.get("more"):  # the last of a visit tells of all
        return []
    return teller(news)


def _values(request: RequestView, world: World) -> dict[str, Arg]:
    visit = _visit_of(request, world)
    several = len(visit) > 1
    return {
        "number": numbers(visit) if several else request.number,
        "category": names(visit) if several else category_term(request.category),
        "window": when_of(request, world.now),
        "provider": request.provider_name or Term("nothing-yet"),
        "technician": request.technician_name or Term("someone"),
        "phone": request.provider_phone or "",
    }


def _offered(news: News) -> list[Notice]:
    if news.provider is None:
        return []
    if news.request.urgency is Urgency.EMERGENCY:
        return [(news.provider, _alarm(news))]
    buttons = tuple(offer_choices(int(news.fact.data["offer"]), last_resort=_is_centre(news.provider)))
    visit = _visit_of(news.request, news.world)
    told = {"number": numbers(visit), "category": names(visit), "problem": _offered_problems(visit)}
    card = (
        _offer_values(news)
        | (told if len(visit) > 1 else {})
        | {
            "area": area(news.request.where),
            "window": when_of(news.request, news.world.now),
        }
    )
    made: list[Notice] = [(news.provider, Say("offer-card", card, buttons, Expects.CONFIRM))]
    if news.fact.data.get("asked_before"):
        values = _values(news.request, news.world) | {"due": card["due"]}
        made.append((news.resident, Say("asking-next", values)))
    return made


def _offered_problems(visit: list[RequestView]) -> Arg:
    """The problems as a firm may read them before it accepts: without what is only for who comes."""
    return _problems([replace(one, wishes="") for one in visit])


def _offer_values(news: News) -> dict[str, Arg]:
    return {
        "number": news.request.number,
        "category": category_term(news.request.category),
        "problem": problem_told(news.request),
        "due": Moment(news.request.due_at or news.world.now, news.world.now),
    }


def _alarm(news: News) -> Say:
    danger = news.request.danger
    values = _offer_values(news) | {
        "danger": Term(danger_key("danger", danger)) if danger else Term("at-once"),
        "address": address(news.request.where),
        "phone": news.request.contact_phone or Term("no-phone"),
    }
    button = Choice("button-acknowledge", f"acc:{news.fact.data['offer']}")
    return Say("emergency-alarm", values, (button,), Expects.CONFIRM, urgent=True)


def _centre_silent(news: News) -> list[Notice]:
    """The alarm again for the centre; the resident of an emergency hears that it is being pressed."""
    if news.request.urgency is not Urgency.EMERGENCY:
        return _offered(news)
    made: list[Notice] = []
    if not news.fact.data.get("quiet"):
        made = [(news.resident, Say("centre-silent", _values(news.request, news.world), urgent=True))]
    if news.provider is not None:
        made.append((news.provider, _alarm(news)))
    return made


def _is_centre(party: str) -> bool:
    return party.startswith(f"{Role.CENTRE}:")


def _passed_on(news: News) -> list[Notice]:
    """A firm said no or nothing: the resident hears who is asked now, once the next is found."""
    made: list[Notice] = []
    if news.fact.kind == "expired" and news.provider is not None:
        made.append((news.provider, Say("offer-expired", {"number": news.request.number})))
    return made


def _accepted(news: News) -> list[Notice]:
    if news.fact.actor == JOINER:
        return []  # the resident asked for it, the firm hears of it from the visit that grew
    values = _values(news.request, news.world)
    if news.request.urgency is Urgency.EMERGENCY:
        made: list[Notice] = [(news.resident, Say("emergency-acknowledged", values, urgent=True))]
    else:
        buttons = (
            Choice("button-move", f"move:{news.request.id}"),
            Choice("button-cancel", f"cancel:{news.request.id}"),
        )
        made = [(news.resident, Say("accepted", values, buttons))]
    if news.request.technician is not None:
        made.append((f"technician:{news.request.technician}", _visit_say("new-visit", news.request, news.world)))
    if news.fact.actor == news.resident and news.provider is not None:  # the resident took the firm's own proposal
        made.append((news.provider, _visit_say("proposal-agreed", news.request, news.world)))
    return made


def _visit_say(key: Key, request: RequestView, world: World) -> Say:
    visit = _visit_of(request, world)
    values: dict[str, Arg] = _values(request, world) | {
        "problem": _problems(visit),
        "address": address(request.where),
        "contact": contact_told(request),
    }
    photos: tuple[str, ...] = ()
    if key == "new-visit":
        photos = tuple(world.photos(request.id, Phase.BEFORE))
        values["map"] = map_link(request.where, *world.gates([request.where]))
    return Say(key, values, tuple(staff.visit_choices(request)), photos=photos)


def _visit_of(request: RequestView, world: World) -> list[RequestView]:
    """The request with the others of the same visit that stand where it does, the oldest first."""
    if request.group is None:
        return [request]
    others = [one for one in world.my_requests() if one.status is request.status and one.shares_visit(request)]
    return sorted({one.id: one for one in [*others, request]}.values(), key=lambda one: one.id)


def _problems(visit: list[RequestView]) -> Arg:
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


def _proposed(news: News) -> list[Notice]:
    visit = _visit_of(news.request, news.world)
    return [(news.resident, proposals.ask(news.request, visit, news.world.now))]


def _proposal_over(key: Key) -> Callable[[News], list[Notice]]:
    """The firm hears that its proposal came to nothing; the resident hears who is asked now, once that is found."""

    def tell(news: News) -> list[Notice]:
        numbers_told = numbers(_visit_of(news.request, news.world))
        return [(news.provider, Say(key, {"number": numbers_told}))] if news.provider is not None else []

    return tell


def _withdrawn(news: News) -> list[Notice]:
    values: dict[str, Arg] = {
        "number": news.request.number,
        "category": category_term(news.request.category),
        "reason": Term(f"because-{news.fact.data['because']}"),
    }
    made = [(news.provider, Say("offer-withdrawn", values))] if news.provider else []
    if news.fact.data.get("was") == "accepted" and news.fact.data.get("technician"):
        made.append((f"technician:{news.fact.data['technician']}", Say("offer-withdrawn", values)))
    return made


def _nobody_free(news: News) -> list[Notice]:
    buttons = (
        Choice("button-move", f"move:{news.request.id}"),
        Choice("button-cancel", f"cancel:{news.request.id}"),
        Choice("button-person", "human"),
    )
    return [(news.resident, Say("nobody-free", _values(news.request, news.world), buttons))]


def _to_resident(key: Key, *, urgent: bool = False) -> Callable[[News], list[Notice]]:
    def tell(news: News) -> list[Notice]:
        return [(news.resident, Say(key, _values(news.request, news.world), urgent=urgent))]

    return tell


def _finished(news: News) -> list[Notice]:
    values = _values(news.request, news.world) | {
        "price": Money(int(news.fact.data["price_cents"])),
        "lines": _charge(news),
        "note": news.request.note or Term("no-note"),
    }
    return [
        (
            news.resident,
            Say("work-done", values, tuple(afterwards.verdict_choices(news.request.id)), Expects.CONFIRM),
        )
    ]


def _charge(news: News) -> Arg:
    """What this visit costs; the bill of the first visit stays, and a second one is free."""
    if news.fact.data["price_cents"] != news.request.price_cents:
        return Term("rework-free")
    return charge_lines(news.request.price_lines) if news.request.price_lines else Term("no-lines")


def _absent(news: News) -> list[Notice]:
    buttons = (
        Choice("button-move", f"move:{news.request.id}"),
        Choice("button-cancel", f"cancel:{news.request.id}"),
    )
    return [(news.resident, Say("missed-you", _values(news.request, news.world), buttons))]


def _not_fixed(news: News) -> list[Notice]:
    if news.provider is None:
        return []
    return [(news.provider, Say("firm-not-fixed", {"number": news.request.number}))]


def _remind_day(news: News) -> list[Notice]:
    buttons = (
        Choice("button-move", f"move:{news.request.id}"),
        Choice("button-cancel", f"cancel:{news.request.id}"),
    )
    # who comes has it in the plan of the day
    return [(news.resident, Say("reminder-day", _values(news.request, news.world), buttons))]


def _technician_changed(news: News) -> list[Notice]:
    card = _visit_say("new-visit", news.request, news.world)
    return assigned.told(news.fact, news.resident, _values(news.request, news.world), card)


def _overdue(news: News) -> list[Notice]:
    values = _values(news.request, news.world)
    buttons = (Choice("button-move", f"move:{news.request.id}"), Choice("button-person", "human"))
    made: list[Notice] = [(news.resident, Say("overdue-sorry", values, buttons))]
    if news.provider is not None:
        made.append((news.provider, Say("overdue-firm", values, urgent=True)))
    return made


def _nudge(news: News) -> list[Notice]:
    if news.request.status is Status.DONE:
        choices = tuple(afterwards.verdict_choices(news.request.id))
        return [(news.resident, Say("nudge-verdict", _values(news.request, news.world), choices, Expects.CONFIRM))]
    return [(news.resident, rating.nudge(news.request))] if rating.wants_stars(news.request) else []


def _rate_anew(news: News) -> list[Notice]:
    choices = tuple(rating.asking_choices(news.request.id))
    return [(news.resident, Say("rate-after-callback", {"number": news.request.number}, choices, Expects.RATING))]


def _callback_late(news: News) -> list[Notice]:
    button = Choice("button-person", "human")
    return [(news.resident, Say("callback-late", {"number": news.request.number}, (button,)))]


def _set_out(news: News) -> list[Notice]:
    """When the technician set out; how long it takes only if he said so himself."""
    key: Key = "set-out" if news.request.travel_minutes is None else "set-out-travel"
    if news.fact.kind == "travel_told":
        key = "travel-told"
    values = _values(news.request, news.world) | travel_values(news.request, news.world.now)
    return [(news.resident, Say(key, values))]


def _not_arrived(news: News) -> list[Notice]:
    values = _values(news.request, news.world) | travel_values(news.request, news.world.now)
    buttons = (Choice("button-cancel", f"cancel:{news.request.id}"), Choice("button-person", "human"))
    made: list[Notice] = [(news.resident, Say("not-arrived-sorry", values, buttons))]
    if news.provider is not None:
        made.append((news.provider, Say("not-arrived-firm", values, urgent=True)))
    return made


def _firm_absent(news: News) -> list[Notice]:
    """Nobody came: another time, with whoever is free."""
    buttons = (
        Choice("button-move", f"move:{news.request.id}"),
        Choice("button-cancel", f"cancel:{news.request.id}"),
        Choice("button-person", "human"),
    )
    return [(news.resident, Say("firm-absent", _values(news.request, news.world), buttons))]


def _rated(news: News) -> list[Notice]:
    if news.provider is None:
        return []
    return [(news.provider, Say("firm-rated", {"number": news.request.number, "stars": news.fact.data["stars"]}))]


def _closed(news: News) -> list[Notice]:
    if news.fact.data.get("outcome") != "unconfirmed":
        return []
    choices = tuple(rework.choices_for(news.request, news.world.now))
    return [(news.resident, Say("closed-unconfirmed", _values(news.request, news.world), choices))]


def _contact(news: News) -> list[Notice]:
    asked_only = news.request.status is Status.OFFERING and news.request.urgency is not Urgency.EMERGENCY
    if news.provider is None or asked_only:
        return []
    values: dict[str, Arg] = {
        "number": news.request.number,
        "phone": contact_told(news.request),
    }
    return [(news.provider, Say("contact-changed", values, urgent=True))]


def _to_visitors(news: News, say: Say) -> list[Notice]:
    """To the firm, and to the technician where the visit is promised."""
    taken = news.request.status is not Status.OFFERING
    made = [(news.provider, say)] if news.provider is not None and taken else []
    if news.request.technician is not None:
        made.append((f"technician:{news.request.technician}", say))
    return made


def _grew(news: News) -> list[Notice]:
    """One more problem was added to a visit that a firm has accepted."""
    added = next((one for one in news.world.my_requests() if str(one.id) == news.fact.data["request"]), None)
    if added is None:
        return []
    values: dict[str, Arg] = {
        "number": added.number,
        "category": category_term(added.category),
        "problem": problem_told(added),
        "host": news.request.number,
        "window": when_of(added, news.world.now),
    }
    return _to_visitors(news, Say("visit-grew", values, urgent=True))


def _noted(news: News) -> list[Notice]:
    note = news.request.wishes.rsplit("\n", 1)[-1]
    return _to_visitors(news, Say("visit-note", {"number": news.request.number, "note": note}, urgent=True))


def _words_added(news: News) -> list[Notice]:
    """Whoever holds the request reads it anew: the firm, and the technician who comes."""
    if news.provider is None:
        return []
    card: Say = _visit_say("words-changed", news.request, news.world)
    if news.request.status is Status.OFFERING:  # no door, no phone before it is accepted
        card = Say("words-changed-offer", {"number": news.request.number, "problem": problem_told(news.request)})
        return [(news.provider, card)]
    return _to_visitors(news, card)


_TELLERS: dict[str, Callable[[News], list[Notice]]] = {
    "offered": _offered,
    "expired": _passed_on,
    "proposed": _proposed,
    "proposal_refused": _proposal_over("proposal-refused"),
    "proposal_lapsed": _proposal_over("proposal-lapsed"),
    "accepted": _accepted,
    "withdrawn": _withdrawn,
    "nobody_free": _nobody_free,
    "set_out": _set_out,
    "travel_told": _set_out,
    "arrived": _to_resident("arrived"),
    "finished": _finished,
    "absent": _absent,
    "not_fixed": _not_fixed,
    "reopened": _not_fixed,
    "technician_changed": _technician_changed,
    "remind_day": _remind_day,
    "remind_hour": _to_resident("reminder-hour"),
    "overdue": _overdue,
    "not_arrived": _not_arrived,
    "firm_absent": _firm_absent,
    "nudge": _nudge,
    "rated": _rated,
    "rate_again": _rate_anew,
    "callback_late": _callback_late,
    "closed": _closed,
    "contact_changed": _contact,
    "words_added": _words_added,
    "centre_silent": _centre_silent,
    "visit_grew": _grew,
    "note_added": _noted,
}
