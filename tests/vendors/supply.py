"""Providers made for a test, in place of the sample ones."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from sqlmodel import Session, col, update

from booking.terms import Category, District
from bot.storage.unit import Database
from vendors.entities import Coverage, Kind, Provider, Shift, Skill, Technician


class HasDatabase(Protocol):
    """Rooms, or a whole application."""

    @property
    def database(self) -> Database: ...


#: (weekday from 1, first minute, last minute) of the Shanghai day
Hours = tuple[int, int, int]
WEEK: tuple[Hours, ...] = tuple((day, 8 * 60, 21 * 60) for day in range(1, 8))


def close_samples(place: HasDatabase, *, centres: bool = True) -> None:
    """Take every sample firm, and with `centres` every sample centre, out of matching."""
    kinds = (Kind.FIRM, Kind.CENTRE) if centres else (Kind.FIRM,)

    def close(session: Session) -> None:
        session.connection().execute(update(Provider).where(col(Provider.kind).in_(kinds)).values(active=False))

    place.database.write(close)


def open_firm(
    place: HasDatabase,
    code: str,
    technicians: Mapping[str, Sequence[Hours]],
    *,
    categories: Sequence[Category] = (Category.TAPS_PIPES,),
    kind: Kind = Kind.FIRM,
    accept_minutes: int = 30,
) -> None:
    """Add a provider of Xuhui with technicians and their hours."""

    def add(session: Session) -> None:
        session.add(
            Provider(
                code=code, kind=kind, name_zh=code, name_en=code, phone="021-55500000", accept_minutes=accept_minutes
            )
        )
        session.flush()
        session.add_all(Coverage(provider=code, district=District.XUHUI, category=c) for c in categories)
        for name, hours in technicians.items():
            session.add(Technician(code=name, provider=code, name_zh=name, name_en=name))
            session.flush()
            session.add_all(Skill(technician=name, category=c) for c in categories)
            session.add_all(Shift(technician=name, weekday=d, start_minute=a, end_minute=b) for d, a, b in hours)

    place.database.write(add)
