"""Cases as their people see them."""

from sqlmodel import Session, col, select

from booking.terms import District, Route
from bot.dialogue.views import CaseView
from bot.understanding.meaning import Where
from oversight.case_entities import Case, CaseFact
from oversight.case_life import CaseEvent, place_of
from oversight.case_rules import Stage, case_rules


def case_view(session: Session, case: Case) -> CaseView:
    """The view of a case."""
    route, stage = Route(case.route), Stage(case.stage)
    step, steps = place_of(route, stage)
    rule = case_rules().rule(route, stage)
    return CaseView(
        id=case.id,
        number=case.number,
        route=route,
        matter=case.matter,
        stage=stage,
        step=step,
        steps=steps,
        days=rule.days if rule else None,
        since=case.since,
        created_at=case.created_at,
        where=where_of(case),
        people=case.people,
        reports=case.reports,
        reason=_last_reason(session, case),
        follows=_number_of(session, case.follows),
    )


def where_of(case: Case) -> Where:
    """The place of a stored case."""
    return Where(
        district=District(case.district), estate=case.estate, road=case.road, lane=case.lane, building=case.building
    )


def _last_reason(session: Session, case: Case) -> str:
    """What a supervisor wrote with the last step; nothing was written before the first."""
    steps = select(CaseFact.words).where(
        CaseFact.case_id == case.id, col(CaseFact.kind).in_([event.value for event in CaseEvent])
    )
    return session.exec(steps.order_by(col(CaseFact.seq).desc()).limit(1)).first() or ""


def _number_of(session: Session, case_id: int | None) -> int | None:
    if case_id is None:
        return None
    return session.exec(select(Case.number).where(Case.id == case_id)).first()
