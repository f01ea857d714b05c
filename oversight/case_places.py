"""Which place a report means, however it was written, and who can be turned to there."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from booking.entities import Estate
from booking.requests import Place
from oversight.case_entities import Body, EstateContact
from oversight.matters import Scope


@dataclass(frozen=True, slots=True)
class Contacts:
    """The bodies of an estate that can be turned to, in this order; names are as the estate calls them.

    `next_body` is whom to go to when the property company does nothing: the owners' committee or, where there is none
    or it is paralysed, the residents' committee in its place (the source's rule on escalation).
    """

    company: str
    company_phone: str
    next_body: str
    next_phone: str
    substituted: bool


def estate_of(session: Session, place: Place) -> Estate | None:
    """The known estate of a place, by any of its names or by its road and lane."""
    for estate in session.exec(
        select(Estate).where(col(Estate.district) == place.district).order_by(col(Estate.code))
    ).all():
        names = {_folded(name) for name in (estate.name_zh, estate.name_en, *estate.aliases)}
        if place.estate is not None and _folded(place.estate) in names:
            return estate
        if place.estate is None and place.lane is not None and (place.road, place.lane) == (estate.road, estate.lane):
            return estate
    return None


def place_key(place: Place, estate: Estate | None, scope: Scope) -> str:
    """One text for one place; a matter of the whole estate does not count its buildings."""
    where = estate.code if estate else place.estate or "-".join(part for part in (place.road, place.lane) if part)
    whole = f"{place.district}:{_folded(where)}"[:140]
    return whole if scope is Scope.ESTATE or not place.building else f"{whole}:{_folded(place.building)}"[:160]


def contacts_of(session: Session, estate: Estate) -> Contacts | None:
    """Who can be turned to in an estate; None where no phone of it is known."""
    known = {c.body: c for c in session.exec(select(EstateContact).where(EstateContact.estate == estate.code))}
    company, residents, owners = (known.get(body) for body in (Body.PROPERTY, Body.RESIDENTS, Body.OWNERS))
    if company is None or residents is None:
        return None
    acts = owners is not None and owners.acts and estate.owners_committee is not None
    return Contacts(
        estate.property_company,
        company.phone,
        str(estate.owners_committee) if acts else estate.residents_committee,
        owners.phone if acts and owners is not None else residents.phone,
        substituted=not acts,
    )


def _folded(name: str) -> str:
    return "".join(name.casefold().split())
