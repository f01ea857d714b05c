"""Who answers people: working hours, days off, and how long someone may be left waiting; all of it data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, SQLModel, select

from booking.columns import one_of
from booking.terms import SHANGHAI
from booking.windows import local

#: How far ahead the next opening is looked for; the longest holidays are shorter.
_DAYS_AHEAD = 30
#: Whose hours count on a weekend day that is worked instead of a holiday.
_MONDAY = 1
#: How long a talk may wait where the data say nothing.
_PATIENCE = timedelta(minutes=15)


class Inbox(StrEnum):
    """Whose inbox a talk is handed to."""

    SUPERVISOR = "supervisor"
    CENTRE = "centre"


class Office(SQLModel, table=True):
    """The people behind an inbox: how long a talk may wait there, and whether they work on holidays."""

    __tablename__ = "office"
    __table_args__ = (one_of("code", Inbox), CheckConstraint("patience_minutes > 0", name="patience_positive"))

    code: str = Field(primary_key=True, max_length=20)
    patience_minutes: int
    on_holidays: bool


class OfficeHours(SQLModel, table=True):
    """Working hours of an ISO weekday, in minutes of the Shanghai day; the end may be 1440, midnight."""

    __tablename__ = "office_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday_known"),
        CheckConstraint("0 <= start_minute AND start_minute < end_minute AND end_minute <= 1440", name="hours_forward"),
    )

    office: str = Field(primary_key=True, foreign_key="office.code", max_length=20)
    weekday: int = Field(primary_key=True)
    start_minute: int = Field(primary_key=True)
    end_minute: int


class CalendarDay(SQLModel, table=True):
    """A day that is not what its weekday says: off by law, or a weekend day worked instead."""

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    working: bool
    name_zh: str = Field(max_length=40)
    name_en: str = Field(max_length=60)


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether someone is there; since or from when (`at`), and until when."""

    now: bool
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """When an office is open. Without any hours it counts as always open: nothing else can be promised."""

    hours: tuple[tuple[int, int, int], ...] = ()  # weekday, start and end in minutes
    days: Mapping[date, bool] = field(default_factory=dict)  # days that differ from their weekday: working or not
    on_holidays: bool = False
    patience: timedelta = _PATIENCE

    def opening(self, now: datetime) -> Opening:
        """The opening that is under way at `now`, else the next one."""
        for start, end in self._spans(now):
            if now < end:
                return Opening(start <= now, start, end)
        return Opening(True, now, now + timedelta(days=1))

    def due(self, now: datetime) -> datetime:
        """By when someone who asks at `now` hears from a person."""
        opening = self.opening(now)
        return (now if opening.now else opening.at) + self.patience

    def _spans(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = now.astimezone(SHANGHAI).date()
        for offset in range(_DAYS_AHEAD + 1):
            day = today + timedelta(days=offset)
            midnight = local(day, 0)
            for weekday, start, end in sorted(self.hours):
                if weekday == self._weekday(day):
                    yield midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)

    def _weekday(self, day: date) -> int | None:
        """Whose hours count on that day; None on a day off."""
        working = self.days.get(day)
        if working is None or self.on_holidays:
            return day.isoweekday()
        return _MONDAY if working else None


def timetable(session: Session, inbox: Inbox) -> Timetable:
    """The timetable of an inbox as the data have it."""
    office = session.get(Office, inbox)
    if office is None:
        return Timetable()
    hours = session.exec(select(OfficeHours).where(OfficeHours.office == inbox)).all()
    return Timetable(
        tuple((one.weekday, one.start_minute, one.end_minute) for one in hours),
        {one.day: one.working for one in session.exec(select(CalendarDay)).all()},
        office.on_holidays,
        timedelta(minutes=office.patience_minutes),
    )
