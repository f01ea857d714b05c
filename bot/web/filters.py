"""What a supervisor looks for among the requests, as it stands in the address of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from booking.lifecycle import Status
from booking.terms import SHANGHAI, Category, District, Urgency
from booking.windows import local

#: Days back that a period covers, today included; `all` has no limit.
PERIODS: dict[str, int | None] = {"today": 1, "week": 7, "month": 30, "quarter": 92, "all": None}
TEXT_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty strings do not narrow the search."""

    district: str = ""
    category: str = ""
    status: str = ""
    urgency: str = ""
    period: str = "all"
    text: str = ""
    page: int = 1

    def since(self, now: datetime) -> datetime | None:
        """The beginning of the period, at midnight in Shanghai."""
        days = PERIODS[self.period]
        if days is None:
            return None
        return local(now.astimezone(SHANGHAI).date() - timedelta(days=days - 1), 0)

    def address(self, page: int) -> str:
        """The path of another page of the same search."""
        chosen = {
            name: value
            for name in ("district", "category", "status", "urgency", "period", "text")
            if (value := getattr(self, name))
        }
        return "/supervisor?" + urlencode({**chosen, "page": page}) + "#requests"


def filters_from(given: Mapping[str, str], scope: str | None) -> Filters:
    """The search that an address asks for; what it should not contain is left out.

    `scope` is the only district that the supervisor is in charge of, or None.
    """
    page = given.get("page", "1")
    wanted = Filters(
        district=_code(District, given.get("district", "")),
        category=_code(Category, given.get("category", "")),
        status=_code(Status, given.get("status", "")),
        urgency=_code(Urgency, given.get("urgency", "")),
        period=given.get("period", "all") if given.get("period") in PERIODS else "all",
        text=given.get("text", "").strip()[:TEXT_LENGTH],
        page=int(page) if page.isascii() and page.isdigit() and 0 < int(page) < 100_000 else 1,
    )
    return wanted if scope is None else replace(wanted, district=scope)


def _code(codes: type[StrEnum], given: str) -> str:
    return given if given in set(codes) else ""
