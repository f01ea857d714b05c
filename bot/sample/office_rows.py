"""The rows of the people who answer residents: their hours, and the days that differ from their weekday."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from bot.sample.shapes import Holiday, Sample
from oversight.offices import CalendarDay, Office, OfficeHours


def add_offices(session: Session, sample: Sample) -> None:
    """Add offices, hours and calendar."""
    for office in sample.offices.offices:
        row = Office(code=office.code, patience_minutes=office.patience_minutes, on_holidays=office.on_holidays)
        session.add(row)
        session.flush()
        session.add_all(
            OfficeHours(office=office.code, weekday=day, start_minute=shift.start, end_minute=shift.end)
            for shift in office.hours
            for day in shift.days
        )
    session.add_all(day for holiday in sample.holidays.holidays for day in _days(holiday))


def _days(holiday: Holiday) -> Iterator[CalendarDay]:
    off = (holiday.first + timedelta(days=offset) for offset in range((holiday.last - holiday.first).days + 1))
    for day, working in [*((day, False) for day in off), *((day, True) for day in holiday.working)]:
        yield CalendarDay(day=day, working=working, name_zh=holiday.name_zh, name_en=holiday.name_en)
