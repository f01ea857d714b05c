"""The places a resident had something repaired at: kept encrypted, by names from the resident's own words."""

import json
from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Column, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from booking.columns import PrivateText, UtcTime
from booking.terms import Relation
from booking.work import Work
from bot.dialogue.views import PlaceView
from bot.understanding.meaning import Where, Who

#: A person has so many places at most; the one longest unused makes room.
MOST = 8
_WHERE = TypeAdapter(Where)


class SavedPlace(SQLModel, table=True):
    """One place of one resident; address and whom to call there as JSON."""

    __tablename__ = "saved_place"

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    resident: str = Field(max_length=100, index=True)
    name: str | None = Field(sa_column=Column(PrivateText), default=None)
    address: str = Field(sa_column=Column(PrivateText, nullable=False))
    contact: str | None = Field(sa_column=Column(PrivateText), default=None)
    used_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))


_OF_RESIDENT = (
    select(SavedPlace)
    .where(SavedPlace.resident == bindparam("resident"))
    .order_by(col(SavedPlace.used_at).desc(), col(SavedPlace.id).desc())
)


def places_of(session: Session, resident: str) -> list[PlaceView]:
    """A resident's places, the one used last first."""
    return [_view(row) for row in _rows(session, resident)]


def save(work: Work, resident: str, place: PlaceView) -> None:
    """Keep a place, or note that it was used again: an address is kept once, a name means one address."""
    rows = list(_rows(work.session, resident))
    for row in rows:
        if place.name is not None and row.name == place.name:
            row.name = None  # the name means the new address from now on
    found = next((row for row in rows if _view(row).where == place.where), None)
    if found is None:
        for row in rows[MOST - 1 :]:
            work.session.delete(row)
        address = _WHERE.dump_json(place.where).decode()
        found = SavedPlace(id=work.ids.next(), resident=resident, address=address, used_at=work.now)
    found.name = place.name or found.name
    found.contact = _contact(place) if place.who is not None else found.contact
    found.used_at = work.now
    work.session.add(found)
    work.session.flush()


def rename(work: Work, resident: str, place_id: int, name: str) -> None:
    """Give a place of this resident another name; nothing happens where it is not theirs."""
    row = _own(work.session, resident, place_id)
    if row is not None:
        for other in _rows(work.session, resident):
            other.name = None if other.name == name else other.name
        row.name = name
        work.session.flush()


def forget(work: Work, resident: str, place_id: int | None) -> None:
    """Remove a place of this resident, or (None) all of them."""
    for row in _rows(work.session, resident):
        if place_id in (None, row.id):
            work.session.delete(row)
    work.session.flush()


def _rows(session: Session, resident: str) -> Sequence[SavedPlace]:
    return session.exec(_OF_RESIDENT, params={"resident": resident}).all()


def _own(session: Session, resident: str, place_id: int) -> SavedPlace | None:
    row = session.get(SavedPlace, place_id)
    return row if row is not None and row.resident == resident else None


def _contact(place: PlaceView) -> str:
    who = place.who or Who()
    return json.dumps({"name": who.name, "phone": who.phone, "relation": place.relation}, ensure_ascii=False)


def _view(row: SavedPlace) -> PlaceView:
    told = json.loads(row.contact) if row.contact else {}
    who = Who(told.get("name"), told.get("phone")) if told else None
    relation = told.get("relation")
    return PlaceView(row.id, row.name, _WHERE.validate_json(row.address), who, Relation(relation) if relation else None)
