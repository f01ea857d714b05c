"""Values of cases and of who looks after a matter, as the texts want them."""

from datetime import datetime

from booking.terms import Route
from bot.dialogue.views import CaseView
from bot.dialogue.wording import address
from bot.dialogue.world import World
from bot.understanding.meaning import Where
from locales.args import Arg, Moment, Named, Phrase, Term
from locales.keys import Key
from oversight.case_rules import ENDS, Stage
from oversight.matters import Matter, matter


def matter_name(code: str) -> Named:
    """What a matter is called."""
    found = matter(code)
    return Named(found.name_zh, found.name_en)


def stage_term(stage: Stage) -> Term:
    """The name of a stage."""
    return Term(f"stage-{stage}")


def place_without_door(where: Where | None) -> Where | None:
    """An address down to the building: cases are about no door."""
    if where is None:
        return None
    return Where(
        district=where.district,
        subdistrict=where.subdistrict,
        estate=where.estate,
        road=where.road,
        lane=where.lane,
        building=where.building,
    )


def contacts_phrase(world: World, where: Where | None, about: Matter) -> Arg:
    """Whom to turn to, one after the other: by name and phone where the estate is known, else by public number."""
    estate = world.estate_contacts(where) if where is not None else None
    order = about.route is Route.GOVERNANCE
    if estate is None:
        key: Key = "contacts-order" if order else "contacts-parts"
        return Phrase(key, (("number", about.number),))
    key = "contacts-order-estate" if order else "contacts-parts-estate"
    return Phrase(
        key,
        (
            ("number", about.number),
            ("company", estate.company),
            ("company_phone", estate.company_phone),
            ("body", estate.next_body),
            ("body_phone", estate.next_phone),
            ("instead", Term("contacts-substituted" if estate.substituted else "contacts-elected")),
        ),
    )


def case_values(case: CaseView, now: datetime) -> dict[str, Arg]:
    """What texts say of a case."""
    return {
        "number": case.number,
        "matter": matter_name(case.matter),
        "place": address(case.where),
        "stage": stage_term(case.stage),
        "step": case.step,
        "steps": case.steps,
        "since": Moment(case.since, now),
        "made": Moment(case.created_at, now),
        "limit": _limit(case),
        "people": case.people,
        "reason": case.reason or Term("case-no-reason"),
    }


def _limit(case: CaseView) -> Arg:
    if case.stage in ENDS or case.days is None:
        return Term("case-no-limit")
    return Phrase("case-limit", (("days", case.days),))
