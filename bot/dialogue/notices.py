"""Who is told what when a fact is recorded: pure, from the fact and the request as it stands."""

from collections.abc import Callable

from booking.lifecycle import Status
from booking.terms import JOINER, Urgency
from bot.dialogue import afterwards, assigned, rating, rework
from bot.dialogue.notice_values import News, Notice, to_resident, values_of, visit_say, ways_out
from bot.dialogue.offer_notices import (
    centre_silent,
    nobody_free,
    offered,
    passed_on,
    proposal_over,
    proposed,
    withdrawn,
)
from bot.dialogue.people import contact_told
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.surge import wait_told
from bot.dialogue.wording import (
    category_term,
    charge_lines,
    problem_told,
    travel_values,
    when_of,
)
from locales.args import Arg, Money, Term
from locales.keys import Key


def notices(news: News) -> list[Notice]:
    """The messages that a fact gives rise to."""
    teller = _TELLERS.get(news.fact.kind)
    if teller is None or news.fact.data.get("more"):  # the last of a visit tells of all
        return []
    return teller(news)


def _accepted(news: News) -> list[Notice]:
    if news.fact.actor == JOINER:
        return []  # the resident asked for it, the firm hears of it from the visit that grew
    values = values_of(news.request, news.world)
    if news.request.urgency is Urgency.EMERGENCY:
        told: Key = "emergency-acknowledged"
        if news.request.expected_at is not None:
            told, values["wait"] = "surge-emergency-acknowledged", wait_told(news.request, news.world.now)
        made: list[Notice] = [(news.resident, Say(told, values, urgent=True))]
    else:
        buttons = (
            Choice("button-move", f"move:{news.request.id}"),
            Choice("button-cancel", f"cancel:{news.request.id}"),
        )
        cost = Term("second-visit-free" if news.request.rework else "quote-first")
        made = [(news.resident, Say("accepted", values | {"cost": cost}, buttons))]
    if news.request.technician is not None:
        made.append((f"technician:{news.request.technician}", visit_say("new-visit", news.request, news.world)))
    if news.fact.actor == news.resident and news.provider is not None:  # the resident took the firm's own proposal
        made.append((news.provider, visit_say("proposal-agreed", news.request, news.world)))
    return made


def _finished(news: News) -> list[Notice]:
    values = values_of(news.request, news.world) | {
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
    if news.request.rework:
        return Term("rework-free")
    return charge_lines(news.request.price_lines) if news.request.price_lines else Term("no-lines")


def _absent(news: News) -> list[Notice]:
    buttons = (
        Choice("button-move", f"move:{news.request.id}"),
        Choice("button-cancel", f"cancel:{news.request.id}"),
    )
    return [(news.resident, Say("missed-you", values_of(news.request, news.world), buttons))]


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
    return [(news.resident, Say("reminder-day", values_of(news.request, news.world), buttons))]


def _technician_changed(news: News) -> list[Notice]:
    card = visit_say("new-visit", news.request, news.world)
    return assigned.told(news.fact, news.resident, values_of(news.request, news.world), card)


def _overdue(news: News) -> list[Notice]:
    values = values_of(news.request, news.world)
    buttons = (Choice("button-move", f"move:{news.request.id}"), Choice("button-person", "human"))
    made: list[Notice] = [(news.resident, Say("overdue-sorry", values, buttons))]
    if news.provider is not None:
        made.append((news.provider, Say("overdue-firm", values, urgent=True)))
    return made


def _nudge(news: News) -> list[Notice]:
    if news.request.status is Status.DONE:
        choices = tuple(afterwards.verdict_choices(news.request.id))
        return [(news.resident, Say("nudge-verdict", values_of(news.request, news.world), choices, Expects.CONFIRM))]
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
    values = values_of(news.request, news.world) | travel_values(news.request, news.world.now)
    return [(news.resident, Say(key, values))]


def _not_arrived(news: News) -> list[Notice]:
    values = values_of(news.request, news.world) | travel_values(news.request, news.world.now)
    buttons = (Choice("button-cancel", f"cancel:{news.request.id}"), Choice("button-person", "human"))
    made: list[Notice] = [(news.resident, Say("not-arrived-sorry", values, buttons))]
    if news.provider is not None:
        made.append((news.provider, Say("not-arrived-firm", values, urgent=True)))
    return made


def _firm_absent(news: News) -> list[Notice]:
    """Nobody came: another time, with whoever is free."""
    return [(news.resident, Say("firm-absent", values_of(news.request, news.world), ways_out(news.request)))]


def _rated(news: News) -> list[Notice]:
    if news.provider is None:
        return []
    return [(news.provider, Say("firm-rated", {"number": news.request.number, "stars": news.fact.data["stars"]}))]


def _closed(news: News) -> list[Notice]:
    if news.fact.data.get("outcome") != "unconfirmed":
        return []
    choices = tuple(rework.choices_for(news.request, news.world.now))
    return [(news.resident, Say("closed-unconfirmed", values_of(news.request, news.world), choices))]


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
    card: Say = visit_say("words-changed", news.request, news.world)
    if news.request.status is Status.OFFERING:  # no door, no phone before it is accepted
        card = Say("words-changed-offer", {"number": news.request.number, "problem": problem_told(news.request)})
        return [(news.provider, card)]
    return _to_visitors(news, card)


def _wait_changed(news: News) -> list[Notice]:
    """The wait of an emergency has become another one; what was told with the answer to a booking is not told again."""
    changed = news.fact.data.get("changed")
    if changed is None:
        return []
    values = values_of(news.request, news.world) | {"wait": wait_told(news.request, news.world.now)}
    return [(news.resident, Say(_CHANGED[changed], values, urgent=True))]


_CHANGED: dict[str, Key] = {"later": "surge-emergency-later", "sooner": "surge-emergency-sooner"}
_TELLERS: dict[str, Callable[[News], list[Notice]]] = {
    "offered": offered,
    "expired": passed_on,
    "proposed": proposed,
    "proposal_refused": proposal_over("proposal-refused"),
    "proposal_lapsed": proposal_over("proposal-lapsed"),
    "accepted": _accepted,
    "withdrawn": withdrawn,
    "nobody_free": nobody_free,
    "set_out": _set_out,
    "travel_told": _set_out,
    "arrived": to_resident("arrived"),
    "finished": _finished,
    "absent": _absent,
    "not_fixed": _not_fixed,
    "reopened": _not_fixed,
    "technician_changed": _technician_changed,
    "remind_day": _remind_day,
    "remind_hour": to_resident("reminder-hour"),
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
    "centre_silent": centre_silent,
    "visit_grew": _grew,
    "note_added": _noted,
    "told_wait": _wait_changed,
}
