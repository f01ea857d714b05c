"""When surge mode begins and ends in a district: by itself from the arrivals, or by a person with a reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from booking.entities import Fact, Request
from booking.lifecycle import IllegalChangeError
from booking.terms import CITY, District
from booking.work import Work
from oversight import arrivals
from oversight.surge_entities import Surge
from oversight.surge_facts import record
from oversight.surge_rules import SurgeRules, surge_rules

SURGE_CHECK = "surge_check"
SYSTEM = "system:surge"
BEGAN, ENDED = "began", "ended"
LONGEST_REASON = 300
_SINCE = select(Surge.since).where(Surge.district == bindparam("district"))
_ALL = select(Surge).order_by(col(Surge.district))


def on_arrival(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: a request arrived; one count tells whether a closer look is needed."""
    rules, surge = surge_rules(), find(work.session, request.district)
    if surge is not None and _is_watched(surge):
        return  # its end is for the deadline
    observed = arrivals.arrived(work.session, request.district, work.now, rules.window)
    fresh = surge is not None and work.now - surge.looked_at < rules.check_every
    if observed > (surge.bound if surge is not None and fresh else rules.limits.least):
        look(work, request.district)


def on_due(work: Work) -> None:
    """Deadline: look at every district in which there is something to see, and come again."""
    rules = surge_rules()
    watched = {surge.district for surge in all_of(work.session) if _is_watched(surge)}
    seen = [look(work, district) for district in sorted(watched | _busy(work, rules))]
    come_again(work, rules, lasting=any(_is_watched(surge) for surge in seen))


def _is_watched(surge: Surge) -> bool:
    """Whether something ends here by itself."""
    return surge.since is not None or surge.held_off


def _busy(work: Work, rules: SurgeRules) -> set[str]:
    return set(arrivals.busy_districts(work.session, work.now - rules.quiet_every))


def come_again(work: Work, rules: SurgeRules, *, lasting: bool) -> None:
    """Have it looked at again: soon while a surge lasts."""
    work.set_deadline(SURGE_CHECK, 0, work.now + (rules.check_every if lasting else rules.quiet_every), CITY)


def look(work: Work, district: str) -> Surge:
    """Count anew and compare with what is expected; begin or end a surge where the rules say so."""
    rules, surge = surge_rules(), _counted(work, district)
    if surge.since is None and surge.observed > surge.bound and not surge.held_off:
        _begin(work, surge, SYSTEM)
    elif surge.since is not None and _is_over(surge, work.now, rules):
        _end(work, surge, SYSTEM)
    return surge


def _counted(work: Work, district: str) -> Surge:
    """The locked row of a district with the figures of now."""
    rules, surge = surge_rules(), lock(work, district)
    made = arrivals.expected_band(work.session, district, work.now, rules)
    surge.observed = arrivals.arrived(work.session, district, work.now, rules.window)
    surge.expected, surge.bound, surge.calm = made.expected, made.bound, made.calm
    surge.days, surge.rule, surge.looked_at = made.days, made.rule, work.now
    if surge.observed > surge.calm:
        surge.calm_since = None
    else:
        surge.calm_since, surge.held_off = surge.calm_since or work.now, False
    work.session.add(surge)
    return surge


def _is_over(surge: Surge, now: datetime, rules: SurgeRules) -> bool:
    if surge.since is None or surge.calm_since is None or now - surge.calm_since < rules.calm:
        return False
    return not surge.by_hand or now - surge.since >= rules.by_hand


def begin_by_hand(work: Work, district: District, actor: str, reason: str) -> Surge:
    """A person begins a surge before the figures do.

    Raises IllegalChangeError where one lasts, ValueError without a reason.
    """
    words, surge = _reason(reason), _counted(work, district)
    if surge.since is not None:
        raise IllegalChangeError(f"a surge lasts in {district} already")
    surge.by_hand, surge.held_off = True, False
    _begin(work, surge, actor, words)
    return surge


def end_by_hand(work: Work, district: District, actor: str, reason: str) -> Surge:
    """A person ends a surge; it does not begin again before arrivals were usual once.

    Raises IllegalChangeError where none lasts, ValueError without a reason.
    """
    words, surge = _reason(reason), lock(work, district)
    if surge.since is None:
        raise IllegalChangeError(f"no surge lasts in {district}")
    surge.held_off = surge.observed > surge.calm
    _end(work, surge, actor, words)
    return surge


def _reason(text: str) -> str:
    words = " ".join(text.split())[:LONGEST_REASON]
    if not words:
        raise ValueError("a surge is begun or ended by hand with a reason")
    return words


def _begin(work: Work, surge: Surge, actor: str, reason: str = "") -> None:
    surge.since, surge.calm_since = work.now, None
    record(work, surge, BEGAN, actor, _figures(surge), reason)
    come_again(work, surge_rules(), lasting=True)
    work.read.pop(("surge", surge.district), None)


def _end(work: Work, surge: Surge, actor: str, reason: str = "") -> None:
    lasted = surge.since.isoformat() if surge.since is not None else None
    surge.since, surge.by_hand = None, False
    record(work, surge, ENDED, actor, {**_figures(surge), "since": lasted}, reason)
    work.read.pop(("surge", surge.district), None)


def _figures(surge: Surge) -> dict[str, Any]:
    """Why: what was seen beside what is usual, and from how many days that is known."""
    return {
        "minutes": round(surge_rules().window.total_seconds() / 60),
        "observed": surge.observed,
        "expected": surge.expected,
        "bound": surge.bound,
        "calm": surge.calm,
        "days": surge.days,
        "rule": surge.rule,
    }


def since(work: Work, district: str) -> datetime | None:
    """Since when a surge lasts in a district, read once a unit of work; None where there is none."""
    key = ("surge", str(district))
    if key not in work.read:
        work.read[key] = work.session.exec(_SINCE, params={"district": str(district)}).first()
    known = work.read[key]
    return known if isinstance(known, datetime) else None


def find(session: Session, district: str) -> Surge | None:
    """How a district stands, not locked; None before it was looked at first."""
    return session.get(Surge, str(district))


def all_of(session: Session, scope: str | None = None) -> Sequence[Surge]:
    """How the districts stand, or one of them."""
    return session.exec(_ALL if scope is None else _ALL.where(Surge.district == scope)).all()


def lock(work: Work, district: str) -> Surge:
    """The row of a district, locked until the transaction ends, made where it lacks."""
    session = work.session
    session.flush()
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    fresh = Surge(district=str(district), looked_at=work.now).model_dump()
    insert = dialect.insert(Surge.__table__).values(fresh)  # type: ignore[attr-defined]
    session.connection().execute(insert.on_conflict_do_nothing(index_elements=["district"]))
    query = select(Surge).where(Surge.district == str(district))
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).one()
