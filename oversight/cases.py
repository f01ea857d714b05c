"""What can be done with a tracked case: filed or joined, moved on with a reason, noticed when it stands still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from booking.aftercare import polite
from booking.requests import Place
from booking.terms import Route
from booking.work import Work
from oversight.alerts import raise_alert
from oversight.case_entities import Case, CaseReport, Referral
from oversight.case_facts import record
from oversight.case_life import CaseEvent, How, first_stage, next_stage
from oversight.case_places import estate_of, place_key
from oversight.case_rules import ENDS, Stage, case_rules
from oversight.entities import AlertKind
from oversight.matters import matter

STAGE_DUE = "case_stage"
SYSTEM = "system:cases"
LONGEST_WORDS = 500


class UnknownCaseError(LookupError):
    """No case has this id; the caller's mistake or a forged button."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A stored report: its case, what became of it, and which person in that place this is."""

    case: Case
    how: How
    person: int


def file_report(work: Work, resident: str, code: str, place: Place, words: str) -> Filed:
    """Store a report: it joins the open case of the same place and matter, or begins one."""
    case, fresh = _open_case(work, code, place, resident)
    known = _has_reported(work.session, case, resident)
    work.session.add(
        CaseReport(
            id=work.ids.next(),
            district=case.district,
            case_id=case.id,
            resident=resident,
            words=words[:LONGEST_WORDS],
            at=work.now,
        )
    )
    work.session.flush()
    if fresh:
        return Filed(case, How.NEW, 1)
    case.reports += 1
    case.people += not known
    record(work, case, How.AGAIN if known else How.JOINED, resident, {"people": case.people, "reports": case.reports})
    person = _people_lately(work, case)
    if not known and person == case_rules().alert_at:
        _alert(work, case, AlertKind.CASE_REPEATED)
    return Filed(case, How.AGAIN if known else How.JOINED, person)


def _open_case(work: Work, code: str, place: Place, resident: str) -> tuple[Case, bool]:
    """The locked open case of a place and matter, and whether it was made just now."""
    key = place_key(place, estate_of(work.session, place), matter(code).scope)
    standing = _standing(work.session, key, code, place.district)
    if standing is not None:
        return standing, False
    point = work.session.begin_nested()
    try:
        case = _begin(work, code, place, key)
        point.commit()
    except IntegrityError:  # someone else was faster
        point.rollback()
        standing = _standing(work.session, key, code, place.district)
        if standing is None:
            raise
        return standing, False
    record(work, case, "filed", resident, {"matter": code, "follows": str(case.follows) if case.follows else None})
    _watch(work, case)
    return case, True


def _standing(session: Session, key: str, code: str, district: str) -> Case | None:
    query = select(Case).where(
        Case.place_key == key, Case.matter == code, Case.district == district, col(Case.closed_at).is_(None)
    )
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).first()


def _begin(work: Work, code: str, place: Place, key: str) -> Case:
    route = matter(code).route
    last = _closed_lately(work, key, code, place.district)
    case = Case(
        id=work.ids.next(),
        district=place.district,
        number=work.numbers.next(work.session),
        route=route,
        matter=code,
        stage=first_stage(route),
        since=work.now,
        place_key=key,
        estate=_fit(place.estate, 60),
        road=_fit(place.road, 60),
        lane=_fit(place.lane, 12),
        building=_fit(place.building, 12),
        follows=last.id if last else None,
        created_at=work.now,
    )
    work.session.add(case)
    work.session.flush()
    return case


def _fit(text: str | None, longest: int) -> str | None:
    return None if text is None else text[:longest]


def _closed_lately(work: Work, key: str, code: str, district: str) -> Case | None:
    query = select(Case).where(
        Case.place_key == key,
        Case.matter == code,
        Case.district == district,
        col(Case.closed_at) >= work.now - case_rules().window,
    )
    return work.session.exec(query.order_by(col(Case.closed_at).desc()).limit(1)).first()


def _has_reported(session: Session, case: Case, resident: str) -> bool:
    query = select(CaseReport.id).where(CaseReport.case_id == case.id, CaseReport.resident == resident)
    return session.exec(query.limit(1)).first() is not None


def _people_lately(work: Work, case: Case) -> int:
    """How many different people reported it within the window of days."""
    lately = col(CaseReport.at) >= work.now - case_rules().window
    people = func.count(func.distinct(col(CaseReport.resident)))
    return work.session.exec(select(people).where(CaseReport.case_id == case.id, lately)).one()


def step(work: Work, case: Case, event: CaseEvent, actor: str, reason: str) -> None:
    """Move a locked case on. Raises IllegalChangeError, with nothing changed, or ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a step needs a reason")
    was = Stage(case.stage)
    stage = next_stage(Route(case.route), was, event)
    case.stage, case.since = stage, work.now
    if stage in ENDS:
        case.closed_at = work.now
    record(work, case, event, actor, {"was": was, "stage": stage}, reason.strip()[:LONGEST_WORDS])
    _watch(work, case)


def _watch(work: Work, case: Case) -> None:
    """Notice when the stage lasts longer than it should."""
    rule = case_rules().rule(Route(case.route), Stage(case.stage))
    if rule is None:
        work.clear_deadlines(case.id, STAGE_DUE)
    else:
        due = polite(work.now + timedelta(days=rule.days))
        work.set_deadline(STAGE_DUE, case.id, due, case.district)


def on_due(work: Work, case_id: int) -> None:
    """A stage has lasted as long as it may: a supervisor is alerted and those who reported are told."""
    case = lock_case(work.session, case_id)
    if case.closed_at is None:
        record(work, case, "late", SYSTEM, {"stage": case.stage})
        _alert(work, case, AlertKind.CASE_LATE)


def _alert(work: Work, case: Case, kind: AlertKind) -> None:
    street = " ".join(part for part in (case.road, case.lane) if part)
    place = " ".join(part for part in (case.estate or street, case.building) if part)
    raise_alert(work, kind, district=case.district, words=place, number=case.number)


def refer(work: Work, resident: str, code: str, district: str, estate: str | None) -> Referral:
    """Keep that someone was told the number for a matter."""
    made = Referral(
        id=work.ids.next(),
        district=district,
        resident=resident,
        matter=code,
        number=matter(code).number,
        estate=_fit(estate, 60),
        at=work.now,
    )
    work.session.add(made)
    return made


def lock_case(session: Session, case_id: int) -> Case:
    """The case, locked until the transaction ends. Raises UnknownCaseError."""
    query = select(Case).where(Case.id == case_id).with_for_update().execution_options(populate_existing=True)
    found = session.exec(query).first()
    if found is None:
        raise UnknownCaseError(f"no case {case_id}")
    return found


def cases_of(session: Session, resident: str, *, limit: int = 8) -> Sequence[Case]:
    """The cases that a resident reported or joined, the newest first."""
    mine = select(CaseReport.case_id).where(CaseReport.resident == resident)
    return session.exec(select(Case).where(col(Case.id).in_(mine)).order_by(col(Case.id).desc()).limit(limit)).all()


def reporters(session: Session, case: Case) -> Sequence[str]:
    """Everyone who reported a case, in the order in which they did."""
    query = select(CaseReport.resident).where(CaseReport.case_id == case.id)
    return list(dict.fromkeys(session.exec(query.order_by(col(CaseReport.id)))))


def referrals_of(session: Session, resident: str, *, limit: int = 3) -> Sequence[Referral]:
    """The numbers that a resident was told, the newest first."""
    query = select(Referral).where(Referral.resident == resident)
    return session.exec(query.order_by(col(Referral.id).desc()).limit(limit)).all()
