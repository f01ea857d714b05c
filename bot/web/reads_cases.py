"""What the supervisor desk shows of tracked cases: a list by stage and age, one case in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from booking.terms import District
from bot.dialogue.views import CaseView
from bot.views.cases import case_view
from oversight.case_entities import Case, CaseFact, CaseReport
from oversight.case_facts import facts_of
from oversight.case_rules import TRACKED, Stage

#: More than this fits on no page that anyone reads.
MOST = 200


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """Empty strings do not narrow the list; without a stage it shows the open cases."""

    district: str = ""
    route: str = ""
    stage: str = ""


def case_filters_from(given: Mapping[str, str], scope: str | None) -> CaseFilters:
    """The list that an address asks for; `scope` is the only district that the supervisor is in charge of, or None."""
    wanted = {name: given.get(name, "") for name in ("district", "route", "stage")}
    return CaseFilters(
        scope or (wanted["district"] if wanted["district"] in set(District) else ""),
        wanted["route"] if wanted["route"] in TRACKED else "",
        wanted["stage"] if wanted["stage"] in set(Stage) else "",
    )


@dataclass(frozen=True, slots=True)
class FullCase:
    """Everything about one case."""

    view: CaseView
    facts: Sequence[CaseFact]
    words: Sequence[str]


def find_cases(session: Session, filters: CaseFilters) -> list[CaseView]:
    """The cases that fit, by the order of the stages and within a stage the one that waits longest first."""
    query = select(Case).where(
        *(
            column == value
            for column, value in (
                (col(Case.district), filters.district),
                (col(Case.route), filters.route),
                (col(Case.stage), filters.stage),
            )
            if value
        )
    )
    if not filters.stage:
        query = query.where(col(Case.closed_at).is_(None))
    found = session.exec(query.order_by(col(Case.since)).limit(MOST)).all()
    order = list(Stage)
    return sorted((case_view(session, case) for case in found), key=lambda view: (order.index(view.stage), view.since))


def full_case(session: Session, number: int, scope: str | None) -> FullCase | None:
    """A case by its number; None where there is none, or none in the supervisor's district."""
    query = select(Case).where(Case.number == number)
    if scope is not None:
        query = query.where(Case.district == scope)
    case = session.exec(query).first()
    if case is None:
        return None
    reports = select(CaseReport.words).where(CaseReport.case_id == case.id).order_by(col(CaseReport.id))
    return FullCase(case_view(session, case), facts_of(session, case), session.exec(reports).all())


def age(view: CaseView, now: datetime) -> tuple[int, bool]:
    """Whole days at the present stage, and whether that is longer than it should be."""
    stayed = now - view.since
    return stayed.days, view.days is not None and stayed > timedelta(days=view.days)
