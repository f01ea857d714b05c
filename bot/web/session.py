"""Who sits in front of the browser: the signed session cookie holds an id and, for staff, who signed in when."""

import hashlib
import hmac
import uuid
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as DbSession

from booking.terms import CITY, Role
from bot import accounts
from bot.secrets import derive
from bot.wiring import App
from locales.args import Named

#: Residents keep their chat for a year after the last visit; staff sign in again every working day.
COOKIE_AGE = timedelta(days=365)
STAFF_AGE = timedelta(hours=12)
DESK_ROLES = frozenset({Role.VENDOR, Role.CENTRE, Role.TECHNICIAN})
_SEEN, _LOGIN, _SINCE = "seen", "login", "since"
_ID = "id"  # NiceGUI's name for it: its pages keep the one that is there
Cookie = MutableMapping[str, Any]


class SignedOutError(Exception):
    """The account behind an open page was closed."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who is signed in."""

    login: str
    role: Role
    party: str
    district: str
    name: Named

    @property
    def home(self) -> str:
        """The path of this person's desk."""
        return "/supervisor" if self.role is Role.SUPERVISOR else "/desk"

    @property
    def scope(self) -> str | None:
        """The only district a supervisor is in charge of; None for the whole city."""
        return None if self.district == CITY else self.district


def resident_of(cookie: Cookie, now: datetime) -> str:
    """The id of this browser's resident, given where it lacks; marks the visit once a day, so the cookie lives on."""
    if _ID not in cookie:
        cookie[_ID] = str(uuid.uuid4())
    today = now.date().isoformat()
    if cookie.get(_SEEN) != today:
        cookie[_SEEN] = today
    return str(cookie[_ID])


def sign_in(cookie: Cookie, login: str, now: datetime) -> None:
    """Remember that this account signed in."""
    cookie[_LOGIN], cookie[_SINCE] = login, int(now.timestamp())


def sign_out(cookie: Cookie) -> None:
    """Forget who signed in; the resident's chat of this browser stays."""
    cookie.pop(_LOGIN, None)
    cookie.pop(_SINCE, None)


def staff_of(app: App, cookie: Cookie) -> Staff | None:
    """Who is signed in, if the account is still active and the sign-in is not too old. Reads the database."""
    login, since = cookie.get(_LOGIN), cookie.get(_SINCE)
    if not isinstance(login, str) or not isinstance(since, int):
        return None
    if app.clock.now().timestamp() - since > STAFF_AGE.total_seconds():
        return None

    def find(session: DbSession) -> Staff | None:
        account = accounts.find(session, login)
        return None if account is None else staff_from(account)

    return app.database.read(find)


def still_allowed(session: DbSession, staff: Staff) -> bool:
    """Whether the account of someone whose page is open is still active."""
    return accounts.find(session, staff.login) is not None


def staff_from(account: accounts.Account) -> Staff:
    """The person of an account."""
    name = Named(account.name_zh, account.name_en)
    return Staff(account.login, Role(account.role), account.party, account.district, name)


def form_token(secret: bytes, cookie: Cookie) -> str:
    """What a form of this session must carry, so that no other site can post it."""
    key = derive(secret, "forms")
    return hmac.new(key, str(cookie.get(_ID, "")).encode(), hashlib.sha256).hexdigest()


def is_own_form(secret: bytes, cookie: Cookie, token: str) -> bool:
    """Whether a posted token belongs to this session."""
    return bool(cookie.get(_ID)) and hmac.compare_digest(form_token(secret, cookie).encode(), token.encode())


def local_path(wanted: str, fallback: str) -> str:
    """The path to go on to, if it stays on this site; else the fallback."""
    plain = wanted.isprintable() and "\\" not in wanted
    return wanted if plain and wanted.startswith("/") and not wanted.startswith("//") else fallback
