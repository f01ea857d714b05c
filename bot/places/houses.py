"""Looks up the address of a building of a known estate."""

from sqlmodel import Session

from booking.entities import Estate
from booking.terms import District
from bot.places.house_codes import read_house_code
from bot.understanding.meaning import Where


def house_of(session: Session, estate: str, building: str) -> Where | None:
    """The address of a building, by its estate's code; None where there is no such estate."""
    found = session.get(Estate, estate)
    if found is None:
        return None
    return Where(District(found.district), None, found.name_zh, found.road, found.lane, building)


def house_of_code(session: Session, code: str) -> Where | None:
    """The address that a poster's code names; None for a code that names none."""
    read = read_house_code(code)
    return None if read is None else house_of(session, *read)
