"""What the dialogue may see of the world: values, read through one narrow protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booking.lifecycle import Status
from booking.terms import Category, Danger, District, Route, Urgency
from booking.windows import Window
from bot.understanding.meaning import Where
from locales.args import Named


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as its people see it."""

    id: int
    number: int
    status: Status
    route: Route
    category: Category | None
    urgency: Urgency
    danger: Danger | None
    problem: str
    where: Where
    contact_name: str | None
    contact_phone: str | None
    window: Window | None
    window_end: datetime | None
    provider: str | None
    provider_name: Named | None
    provider_phone: str | None
    technician: str | None
    technician_name: Named | None
    due_at: datetime | None
    price_cents: int | None
    price_lines: tuple[tuple[Named, int, int], ...]
    stars: int | None
    note: str
    warranty_days: int
    tried: tuple[str, ...] = ()  # codes of the help that was tried before


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer as the asked provider sees it: no door, no phone."""

    id: int
    status: str
    due_at: datetime
    window: Window
    request: RequestView


@dataclass(frozen=True, slots=True)
class PriceView:
    """An item of the price book in force, prices in cents."""

    code: str
    name: Named
    unit: Named
    min_cents: int
    max_cents: int


@dataclass(frozen=True, slots=True)
class AlertView:
    """Something that a supervisor should see to."""

    id: int
    kind: str
    at: datetime
    district: District | None
    number: int | None
    words: str


class World(Protocol):
    """All that rules of the dialogue can ask; bound to one person and one moment."""

    @property
    def now(self) -> datetime: ...

    @property
    def party(self) -> str:
        """Who talks, such as resident:r1 or vendor:pudong-anju."""

    def windows(
        self, district: District, category: Category | None, urgency: Urgency, provider: str | None = None
    ) -> Sequence[Window]:
        """Windows in which someone is free, in order; firms' or, where no firm is free at all, the centre's."""

    def prices(self, category: Category | None) -> Sequence[PriceView]:
        """Items of the price book in force, of one category or all."""

    def my_requests(self) -> Sequence[RequestView]:
        """The resident's requests, the newest first, ended ones too."""

    def centre(self, district: District) -> tuple[Named, str]:
        """Name and phone of the district's emergency centre."""

    def offers(self) -> Sequence[OfferView]:
        """Open offers before this provider, the most pressing first."""

    def visits_today(self) -> Sequence[RequestView]:
        """Requests whose visit by this provider or technician is today or under way, in order of time."""

    def request(self, request_id: int) -> RequestView | None:
        """A request that this party may see, else None."""

    def numbered(self, number: int) -> RequestView | None:
        """A request by the number people read out, if this party may see it."""

    def alerts(self) -> Sequence[AlertView]:
        """Alerts nobody has acknowledged, the oldest first; for supervisors."""
