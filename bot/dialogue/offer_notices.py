"""Who is told what while a firm is sought: offers, alarms, other windows, and what came of them."""

from collections.abc import Callable
from dataclasses import replace

from booking.terms import Role, Urgency
from bot.dialogue import proposals
from bot.dialogue.linked import names, numbers
from bot.dialogue.notice_values import News, Notice, problems_of, values_of, visit_of, ways_out
from bot.dialogue.offered import offer_choices
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.views import RequestView
from bot.dialogue.wording import (
    address,
    area,
    category_term,
    danger_key,
    job,
    problem_told,
    when_of,
)
from locales.args import Arg, Moment, Term
from locales.keys import Key


def offered(news: News) -> list[Notice]:
    if news.provider is None:
        return []
    if news.request.urgency is Urgency.EMERGENCY:
        return [(news.provider, _alarm(news))]
    buttons = tuple(offer_choices(int(news.fact.data["offer"]), last_resort=_is_centre(news.provider)))
    visit = visit_of(news.request, news.world)
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
        values = values_of(news.request, news.world) | {"due": card["due"]}
        made.append((news.resident, Say("asking-next", values)))
    return made


def _offered_problems(visit: list[RequestView]) -> Arg:
    """The problems as a firm may read them before it accepts: without what is only for who comes."""
    return problems_of([replace(one, wishes="") for one in visit])


def _offer_values(news: News) -> dict[str, Arg]:
    return {
        "number": news.request.number,
        "category": job(news.request),
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


def centre_silent(news: News) -> list[Notice]:
    """The alarm again for the centre; the resident of an emergency hears that it is being pressed."""
    if news.request.urgency is not Urgency.EMERGENCY:
        return offered(news)
    made: list[Notice] = []
    if not news.fact.data.get("quiet"):
        made = [(news.resident, Say("centre-silent", values_of(news.request, news.world), urgent=True))]
    if news.provider is not None:
        made.append((news.provider, _alarm(news)))
    return made


def _is_centre(party: str) -> bool:
    return party.startswith(f"{Role.CENTRE}:")


def passed_on(news: News) -> list[Notice]:
    """A firm said no or nothing: the resident hears who is asked now, once the next is found."""
    made: list[Notice] = []
    if news.fact.kind == "expired" and news.provider is not None:
        made.append((news.provider, Say("offer-expired", {"number": news.request.number})))
    return made


def proposed(news: News) -> list[Notice]:
    visit = visit_of(news.request, news.world)
    return [(news.resident, proposals.ask(news.request, visit, news.world.now))]


def proposal_over(key: Key) -> Callable[[News], list[Notice]]:
    """The firm hears that its proposal came to nothing; the resident hears who is asked now, once that is found."""

    def tell(news: News) -> list[Notice]:
        numbers_told = numbers(visit_of(news.request, news.world))
        return [(news.provider, Say(key, {"number": numbers_told}))] if news.provider is not None else []

    return tell


def withdrawn(news: News) -> list[Notice]:
    values: dict[str, Arg] = {
        "number": news.request.number,
        "category": category_term(news.request.category),
        "reason": Term(f"because-{news.fact.data['because']}"),
    }
    made = [(news.provider, Say("offer-withdrawn", values))] if news.provider else []
    if news.fact.data.get("was") == "accepted" and news.fact.data.get("technician"):
        made.append((f"technician:{news.fact.data['technician']}", Say("offer-withdrawn", values)))
    return made


def nobody_free(news: News) -> list[Notice]:
    return [(news.resident, Say("nobody-free", values_of(news.request, news.world), ways_out(news.request)))]
