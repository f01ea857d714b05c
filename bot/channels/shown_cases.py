"""Tracked cases and referrals as scripts of conversations show them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from booking.terms import SHANGHAI
from bot.understanding.where import describe
from bot.views.cases import case_view
from oversight.case_entities import Case, CaseFact, Referral
from oversight.case_facts import facts_of


def shown_cases(session: Session) -> Iterator[dict[str, Any]]:
    """Every case, oldest first, and then every referral."""
    for case in session.exec(select(Case).order_by(col(Case.id))):
        view = case_view(session, case)
        yield {
            "case": case.number,
            "route": case.route,
            "matter": case.matter,
            "stage": case.stage,
            "district": case.district,
            "address": describe(view.where, "zh"),
            "people": case.people,
            "reports": case.reports,
            "follows": view.follows,
            "timeline": [_fact(fact) for fact in facts_of(session, case)],
        }
    for told in session.exec(select(Referral).order_by(col(Referral.id))):
        yield {"referral": told.number, "matter": told.matter, "district": told.district, "at": _local(told.at)}


def _fact(fact: CaseFact) -> dict[str, Any]:
    return {"at": _local(fact.at), "event": fact.kind, "by": fact.actor, "data": fact.data}


def _local(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat()
