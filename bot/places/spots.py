"""What is known of a point on the map, read from the estate table."""

import math
from collections.abc import Sequence

from sqlmodel import Session, col, select

from booking.entities import Estate
from booking.terms import District
from bot.dialogue.views import EstateView, Spot
from bot.places.points import METRES_A_DEGREE, Position, district_at, metres
from bot.understanding.meaning import Where
from locales.args import Named

#: An estate is near up to this distance: its extent, and the half kilometre by which the maps of some Chinese
#: applications are shifted (GCJ 02).
NEAR_METRES = 800.0
#: So many are offered.
_MOST = 3


def spot(session: Session, position: Position) -> Spot:
    """District and nearest estates; outside the city no estate is looked for."""
    district = district_at(position)
    return Spot(None) if district is None else Spot(district, _around(session, position))


def estate(session: Session, code: str) -> EstateView | None:
    """A known estate by its code."""
    found = session.get(Estate, code)
    return None if found is None else _view(found)


def gates(session: Session, wheres: Sequence[Where]) -> list[Position | None]:
    """Where the gate of each of these estates is, found by its name or else its road and lane; one query for all."""
    names = {where.estate for where in wheres if where.estate}
    roads = {where.road for where in wheres if where.road and where.lane and not where.estate}
    if not names and not roads:
        return [None] * len(wheres)
    rows = session.exec(
        select(Estate)
        .where(
            col(Estate.district).in_({str(where.district) for where in wheres}),
            col(Estate.name_zh).in_(names) | col(Estate.road).in_(roads),
        )
        .order_by(col(Estate.code))
    ).all()
    return [next((_gate(row) for row in rows if _is_at(row, where)), None) for where in wheres]


def _is_at(row: Estate, where: Where) -> bool:
    if row.district != where.district:
        return False
    if where.estate:
        return row.name_zh == where.estate
    return where.lane is not None and (row.road, row.lane) == (where.road, where.lane)


def _gate(row: Estate) -> Position | None:
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)


def _around(session: Session, position: Position) -> tuple[EstateView, ...]:
    latitude, longitude = position
    north = NEAR_METRES / METRES_A_DEGREE
    east = north / math.cos(math.radians(latitude))
    rows = session.exec(
        select(Estate).where(
            col(Estate.latitude).between(latitude - north, latitude + north),
            col(Estate.longitude).between(longitude - east, longitude + east),
        )
    ).all()
    far = {row.code: metres((row.latitude or 0.0, row.longitude or 0.0), position) for row in rows}
    near = sorted((row for row in rows if far[row.code] <= NEAR_METRES), key=lambda row: (far[row.code], row.code))
    return tuple(_view(row) for row in near[:_MOST])


def _view(row: Estate) -> EstateView:
    where = Where(district=District(row.district), estate=row.name_zh, road=row.road, lane=row.lane)
    return EstateView(row.code, Named(row.name_zh, row.name_en), where)
