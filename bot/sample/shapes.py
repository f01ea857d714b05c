"""What the sample files hold: frozen values that refuse unknown keys and codes and impossible numbers."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

from booking.terms import Category, District, Role
from oversight.offices import Inbox

_CLOSED = ConfigDict(extra="forbid")
#: Calendars count in cells of this many minutes, so shifts begin and end on them.
_CELL_MINUTES = 30


class Way(StrEnum):
    """The three ways of working by which the price book tells prices apart."""

    BY_HAND = "by_hand"
    WITH_MACHINE = "with_machine"
    WITH_DISMANTLING = "with_dismantling"


def _minute_of_day(clock: object) -> object:
    """Minutes after midnight of "HH:MM", up to "24:00". Raises ValueError for another text."""
    if not isinstance(clock, str):
        return clock
    parts = re.fullmatch(r"(\d\d):([0-5]\d)", clock, re.ASCII)
    if parts is None:
        raise ValueError(f"{clock} is not a clock time HH:MM")
    return int(parts[1]) * 60 + int(parts[2])


Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=40)]
Minute = Annotated[int, BeforeValidator(_minute_of_day), Field(ge=0, le=1440, multiple_of=_CELL_MINUTES)]
Weekday = Annotated[int, Field(ge=1, le=7)]
#: TOML has no null, so an owners' committee that does not exist is written "".
Absent = Annotated[str | None, BeforeValidator(lambda text: text or None)]


@dataclass(frozen=True, config=_CLOSED)
class Shift:
    """Working hours on some ISO weekdays, in minutes of the Shanghai day; `end` may be 1440, midnight."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    start: Minute
    end: Minute

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("a shift ends after it starts")


@dataclass(frozen=True, config=_CLOSED)
class Technician:
    """Someone (at a centre: a crew) who goes to homes."""

    code: Code
    name_zh: Text
    name_en: Text
    skills: Annotated[tuple[Category, ...], Field(min_length=1)]
    shifts: Annotated[tuple[Shift, ...], Field(min_length=1)]


@dataclass(frozen=True, config=_CLOSED)
class Centre:
    """A district's emergency repair centre; always on duty."""

    code: Code
    name_zh: Text
    name_en: Text
    phone: Text
    technicians: Annotated[tuple[Technician, ...], Field(min_length=1)]


@dataclass(frozen=True, config=_CLOSED)
class Firm:
    """A contracted repair firm of one district; `accept_minutes` is its time to answer an offer."""

    code: Code
    name_zh: Text
    name_en: Text
    phone: Text
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    warranty_days: Annotated[int, Field(ge=0)]
    accept_minutes: Annotated[int, Field(gt=0)]
    technicians: Annotated[tuple[Technician, ...], Field(min_length=1)]

    def __post_init__(self) -> None:
        for technician in self.technicians:
            for skill in technician.skills:
                if skill not in self.categories:
                    raise ValueError(f"technician {technician.code}: {skill} is not among the firm's categories")


@dataclass(frozen=True, config=_CLOSED)
class Estate:
    """A residential estate, where it is (WGS 84), and who is in charge; `buildings` are house numbers in the lane."""

    code: Code
    name_zh: Text
    name_en: Text
    aliases: tuple[Text, ...]
    road: Text
    lane: Text
    subdistrict: Text
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    households: Annotated[int, Field(gt=0)]
    buildings: Annotated[tuple[int, ...], Field(min_length=1)]
    property_company: Text
    residents_committee: Text
    owners_committee: Absent


@dataclass(frozen=True, config=_CLOSED)
class DistrictFile:
    """All that the sample holds of one district."""

    code: District
    notice_zh: Text
    notice_en: Text
    name_zh: Text
    name_en: Text
    centre: Centre
    firms: Annotated[tuple[Firm, ...], Field(min_length=1)]
    estates: Annotated[tuple[Estate, ...], Field(min_length=1)]

    @property
    def providers(self) -> tuple[Centre | Firm, ...]:
        """The centre and the firms."""
        return (self.centre, *self.firms)


@dataclass(frozen=True, config=_CLOSED)
class PriceItem:
    """One line of the price book, in cents of a yuan; the call-out item belongs to no category."""

    code: Annotated[str, Field(pattern=r"^[A-Z]+-\d+$", max_length=20)]
    name_zh: Text
    name_en: Text
    unit_zh: Text
    unit_en: Text
    way: Way
    min_cents: Annotated[int, Field(ge=0)]
    max_cents: int
    included_zh: Text
    included_en: Text
    category: Category | None = None

    def __post_init__(self) -> None:
        if self.min_cents > self.max_cents:
            raise ValueError("min_cents is above max_cents")


@dataclass(frozen=True, config=_CLOSED)
class PriceBook:
    """A version of the price book, in force from a day on."""

    version: Text
    effective_from: date
    notice_zh: Text
    notice_en: Text
    items: Annotated[tuple[PriceItem, ...], Field(min_length=1)]


@dataclass(frozen=True, config=_CLOSED)
class Account:
    """Someone who signs in at a desk; `provider` is the firm or centre that a vendor acts for."""

    login: Code
    role: Role
    district: District | Literal["city"]
    name_zh: Text
    name_en: Text
    password: Text
    provider: Code | None = None


@dataclass(frozen=True, config=_CLOSED)
class Accounts:
    """The demo accounts; their passwords are plain here and nowhere else."""

    notice_zh: Text
    notice_en: Text
    accounts: tuple[Account, ...]


@dataclass(frozen=True, config=_CLOSED)
class EstateContact:
    """How to reach the bodies of an estate; `owners_act` is false where the owners' committee is paralysed."""

    estate: Code
    property: Text
    residents: Text
    owners: Absent
    owners_act: bool = True


@dataclass(frozen=True, config=_CLOSED)
class EstateContacts:
    """The phones of every estate's bodies."""

    notice_zh: Text
    notice_en: Text
    contacts: tuple[EstateContact, ...]


@dataclass(frozen=True, config=_CLOSED)
class Contact:
    """A public service number and what it is for."""

    code: Name
    number: Annotated[str, Field(pattern=r"^\d{3,6}$")]
    name_zh: Text
    name_en: Text
    purpose_zh: Text
    purpose_en: Text


@dataclass(frozen=True, config=_CLOSED)
class Contacts:
    """The public service numbers."""

    notice_zh: Text
    notice_en: Text
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, config=_CLOSED)
class Holiday:
    """Days off from `first` to `last`, both included, and the weekend days worked instead."""

    name_zh: Text
    name_en: Text
    first: date
    last: date
    working: tuple[date, ...]

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a holiday ends on or after the day it begins")
        if any(self.first <= day <= self.last or day.isoweekday() < 6 for day in self.working):
            raise ValueError("a day worked instead is a Saturday or Sunday outside the holiday")


@dataclass(frozen=True, config=_CLOSED)
class Holidays:
    """Statutory holidays with make-up working days."""

    notice_zh: Text
    notice_en: Text
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, config=_CLOSED)
class Office:
    """The people behind an inbox for talks: working hours, and how long a talk may wait for them."""

    code: Inbox
    patience_minutes: Annotated[int, Field(gt=0)]
    on_holidays: bool
    hours: Annotated[tuple[Shift, ...], Field(min_length=1)]


@dataclass(frozen=True, config=_CLOSED)
class Offices:
    """Who answers residents that ask for a person."""

    notice_zh: Text
    notice_en: Text
    offices: tuple[Office, ...]


@dataclass(frozen=True, config=_CLOSED)
class Sample:
    """All sample files together; `districts` stand in the order of the District codes."""

    districts: tuple[DistrictFile, ...]
    price_book: PriceBook
    accounts: Accounts
    estate_contacts: EstateContacts
    contacts: Contacts
    holidays: Holidays
    offices: Offices
