"""Who may sign in at a desk, as whom; and which staff are at their desks now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col, select

from booking.columns import UtcTime, one_of
from booking.terms import CITY, Role

#: A desk that was heard of within this time counts as attended.
PRESENT = timedelta(seconds=45)


class Account(SQLModel, table=True):
    """A desk account; the password is kept as an argon2 hash."""

    __tablename__ = "account"
    __table_args__ = (one_of("role", Role),)

    login: str = Field(primary_key=True, max_length=60)
    role: str = Field(max_length=12)
    party: str = Field(max_length=100, index=True)
    district: str = Field(default=CITY, max_length=20)
    name_zh: str = Field(max_length=80)
    name_en: str = Field(max_length=100)
    password_hash: str = Field(max_length=200)
    active: bool = True


class Presence(SQLModel, table=True):
    """When a party's desk was last open."""

    __tablename__ = "presence"

    party: str = Field(primary_key=True, max_length=100)
    seen_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))


def find(session: Session, login: str) -> Account | None:
    """The active account of this login."""
    account = session.get(Account, login)
    return account if account is not None and account.active else None


def supervisors(session: Session, district: str) -> Sequence[str]:
    """The parties of all supervisors in charge of a district."""
    return session.exec(
        select(Account.party).where(
            Account.role == Role.SUPERVISOR,
            col(Account.active).is_(True),
            col(Account.district).in_((district, CITY)),
        )
    ).all()


def district_of(session: Session, party: str) -> str | None:
    """The district that a party's account is limited to; None for the whole city."""
    districts = session.exec(select(Account.district).where(Account.party == party)).all()
    return None if not districts or CITY in districts else districts[0]


def active_supervisors(session: Session) -> Sequence[str]:
    """The parties of all supervisors whose account is open."""
    query = select(Account.party).where(Account.role == Role.SUPERVISOR, col(Account.active).is_(True))
    return session.exec(query.order_by(col(Account.party))).all()


def all_supervisors(session: Session) -> Sequence[str]:
    """The parties of all supervisors with an account."""
    return session.exec(select(Account.party).where(Account.role == Role.SUPERVISOR)).all()


def mark_present(session: Session, party: str, now: datetime) -> None:
    """The desk of this party is open."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(Presence.__table__).values(party=party, seen_at=now)  # type: ignore[attr-defined]
    session.connection().execute(
        insert.on_conflict_do_update(index_elements=["party"], set_={"seen_at": insert.excluded.seen_at})
    )


def is_present(session: Session, party: str, now: datetime) -> bool:
    """Whether someone sits at this party's desk."""
    seen = session.get(Presence, party)
    return seen is not None and now - seen.seen_at <= PRESENT
