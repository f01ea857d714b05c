"""Verifies every log there is: those of requests and of cases, and the seals over both."""

from collections.abc import Iterator

from sqlmodel import Session

from booking import sealing
from oversight.case_entities import Case
from oversight.case_facts import audit_cases


def audit(session: Session) -> Iterator[str]:
    """Every fault, in words; nothing when all is whole."""
    yield from sealing.audit(session, Case)
    yield from audit_cases(session)
