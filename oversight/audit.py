"""Verifies every log there is: those of requests, of cases and of surges, and the seals over the first two."""

from collections.abc import Iterator

from sqlmodel import Session

from booking import sealing
from oversight.case_entities import Case
from oversight.case_facts import audit_cases
from oversight.surge_facts import audit_surges


def audit(session: Session) -> Iterator[str]:
    """Every fault, in words; nothing when all is whole."""
    yield from sealing.audit(session, Case)
    yield from audit_cases(session)
    yield from audit_surges(session)
