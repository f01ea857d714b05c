"""The message with which a supervisor's day begins."""

from booking.terms import District
from bot.dialogue.reports import emergencies_told, stars_told
from bot.dialogue.says import Choice, Say
from bot.dialogue.wording import district_term
from locales.args import Arg, Day, Term
from oversight.overview import DayFigures, Overview

_BUTTONS = (
    Choice("button-alerts", "list"),
    Choice("button-callbacks", "callbacks"),
    Choice("button-report", "report"),
)


def digest(overview: Overview, scope: District | None) -> Say:
    """How things stand in one district or the whole city, and what yesterday brought."""
    values: dict[str, Arg] = {
        "scope": district_term(scope) if scope else Term("whole-city"),
        "alerts": overview.alerts,
        "talks": overview.talks,
        "today": overview.callbacks_today,
        "late": overview.callbacks_late,
        "cases": overview.cases_late,
        "visits": overview.visits,
    }
    return Say("morning-digest", values | day_values(overview.yesterday), _BUTTONS)


def day_values(day: DayFigures) -> dict[str, Arg]:
    """What a day brought, as the page and the message tell it."""
    return {
        "day": Day(day.day),
        "requests": day.requests,
        "finished": day.finished,
        "emergencies": emergencies_told(day.emergencies, day.answering),
        "stars": stars_told(day.mean_stars, day.ratings),
        "low": day.low,
    }
