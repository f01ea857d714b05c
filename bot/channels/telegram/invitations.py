"""Invitations: made for a party, good for one Telegram account and some days, revoked at any time."""

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from booking.terms import District, Role
from booking.work import Work
from bot import accounts
from bot.channels.telegram.entities import Invitation
from vendors import store

ROLES = (Role.VENDOR, Role.TECHNICIAN, Role.CENTRE, Role.SUPERVISOR)
_CODE = re.compile(r"i_([A-Za-z0-9_-]{22})")


class UnknownPartyError(ValueError):
    """Whom the invitation is for is not known; the operator's to correct."""


def party_named(session: Session, role: Role, name: str) -> str:
    """The party of a role by the login of its account, or by the code of its firm, technician or district.

    Raises UnknownPartyError.
    """
    account = accounts.find(session, name)
    if account is not None and account.role == role:
        return account.party
    if _exists(session, role, name):
        return f"{role}:{name}"
    wanted = {
        Role.VENDOR: "a firm's code or login",
        Role.TECHNICIAN: "a technician's code or login",
        Role.CENTRE: "a district or a centre's login",
        Role.SUPERVISOR: "a supervisor's login",
    }
    raise UnknownPartyError(f"{name!r} is unknown: name {wanted[role]}")


def _exists(session: Session, role: Role, name: str) -> bool:
    if role is Role.VENDOR:
        return store.provider(session, name) is not None
    if role is Role.TECHNICIAN:
        return store.technician(session, name) is not None
    return role is Role.CENTRE and name in set(District)


def invite(work: Work, role: Role, party: str, days: int, random: Callable[[int], bytes]) -> str:
    """Make an invitation; the start parameter of its link, which is told here and kept nowhere."""
    code = base64.urlsafe_b64encode(random(16)).decode().rstrip("=")
    row = Invitation(
        id=work.ids.next(),
        code_hash=_hash(code),
        role=role,
        party=party,
        made_at=work.now,
        expires_at=work.now + timedelta(days=days),
    )
    work.session.add(row)
    return f"i_{code}"


def is_invitation(parameter: str) -> bool:
    """Whether a start parameter has the shape of an invitation."""
    return _CODE.fullmatch(parameter) is not None


def take(work: Work, parameter: str) -> Invitation | None:
    """Use up an invitation; None where it is unknown, used, revoked or too old."""
    found = _CODE.fullmatch(parameter)
    if found is None:
        return None
    query = select(Invitation).where(Invitation.code_hash == _hash(found[1])).with_for_update()
    row = work.session.exec(query).first()
    if row is None or row.used_at or row.revoked_at or row.expires_at <= work.now:
        return None
    row.used_at = work.now
    work.session.add(row)
    return row


def listed(session: Session) -> Sequence[Invitation]:
    """Every invitation, the newest first."""
    return session.exec(select(Invitation).order_by(col(Invitation.id).desc())).all()


def state(row: Invitation, now: datetime) -> str:
    """Where an invitation stands, in a word."""
    if row.revoked_at is not None:
        return "revoked"
    if row.used_at is not None:
        return "taken"
    return "too old" if row.expires_at <= now else "open"


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
