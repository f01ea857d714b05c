"""Which party stands for which provider, and what each may see."""

from sqlmodel import Session

from booking.entities import Request
from booking.lifecycle import VisitStatus
from booking.store import last_visit
from booking.terms import Role
from vendors import store
from vendors.entities import Kind


def provider_code(session: Session, party: str) -> str | None:
    """The provider that a party acts for: vendor:CODE, centre:DISTRICT or technician:CODE."""
    role, _, code = party.partition(":")
    if role == Role.VENDOR:
        found = store.provider(session, code)
        return found.code if found else None
    if role == Role.CENTRE:
        try:
            return store.centre_of(session, code).code
        except LookupError:
            return None
    if role == Role.TECHNICIAN:
        technician = store.technician(session, code)
        return technician.provider if technician else None
    return None


def party_of(session: Session, provider: str, district: str) -> str:
    """The party that speaks for a provider in a district."""
    found = store.provider(session, provider)
    if found is not None and found.kind == Kind.CENTRE:
        return f"{Role.CENTRE}:{district}"
    return f"{Role.VENDOR}:{provider}"


def may_see(session: Session, party: str, request: Request) -> bool:
    """Whether a party may see a request with its door and phone: its resident, who comes or came, supervisors."""
    role = party.partition(":")[0]
    if role == Role.RESIDENT:
        return request.resident == party
    if role == Role.SUPERVISOR:
        return True
    visit = last_visit(session, request)
    taken_away = visit is None or visit.status == VisitStatus.CANCELLED or request.provider != visit.provider
    return not taken_away and visits(session, party, request)


def visits(session: Session, party: str, request: Request) -> bool:
    """Whether the last visit of a request is, or was, this party's: its technician's or its provider's."""
    visit = last_visit(session, request)
    if visit is None:
        return False
    role, _, code = party.partition(":")
    if role == Role.TECHNICIAN:
        return visit.technician == code
    return visit.provider == provider_code(session, party)
