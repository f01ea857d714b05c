"""A supervisor's figures in chat: the short report of a period, by words or buttons."""

from collections.abc import Sequence
from datetime import date, timedelta

from booking.periods import Period
from booking.terms import SHANGHAI, Category
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.views import ReportView
from bot.dialogue.wording import category_term, district_term
from bot.understanding.periods import NAMED, is_bare_period, read_period, wants_report
from locales.args import Arg, Day, Joined, Lines, Named, Phrase, Term
from oversight.answering import Answering
from oversight.satisfaction import Satisfaction

#: The periods that buttons offer below a report.
_OFFERED = ("today", "yesterday", "this_week", "last_week", "this_month", "last_month", "last_30")
#: Characters of a wish for a report beside which there is no room for a note.
_SHORT = 20
_DEFAULT = "last_7"


def hear(made: Step, text: str) -> bool:
    """Tell the figures that words ask for; False where they ask for none."""
    today = _today(made)
    period = read_period(text, today)
    if period is not None and (wants_report(text) or is_bare_period(text, today)):
        tell(made, period)
    elif wants_report(text):
        _tell_or_ask(made, text)
    else:
        return False
    return True


def is_wish(made: Step, text: str) -> bool:
    """Whether these few words ask for a report and can hardly be a note about something else."""
    return len(text.strip()) <= _SHORT and wants_report(text) and read_period(text, _today(made)) is not None


def press(made: Step, rest: str) -> None:
    """A report by a button, or by a command with a period behind it."""
    today = _today(made)
    period = NAMED[rest](today) if rest in NAMED else read_period(rest, today)
    if period is not None:
        tell(made, period)
    else:
        _tell_or_ask(made, rest)


def _tell_or_ask(made: Step, text: str) -> None:
    """Without a period that of a week; one that cannot be read or reached is asked about."""
    if any(char.isdigit() for char in text):
        made.say("report-which", *_choices())
    else:
        tell(made, NAMED[_DEFAULT](_today(made)))


def tell(made: Step, period: Period) -> None:
    """The report of a period in one message."""
    view, scope = made.world.report(period), made.world.in_charge_of()
    report = view.figures
    made.say(
        "report",
        *_choices(),
        scope=district_term(scope) if scope else Term("whole-city"),
        days=days_told(period),
        requests=report.requests,
        categories=_categories(report.categories),
        done=report.done,
        unresolved=report.unresolved,
        cancelled=report.cancelled,
        absent=report.nobody_came,
        answering=_answering(report.answering),
        emergencies=emergencies_told(report.emergencies, report.answering),
        stars=stars_told(report.mean_stars, report.ratings),
        low=report.low,
        callbacks=_callbacks(report.callbacks_in_time, report.callbacks),
        firms=_firms(view),
    )


def days_told(period: Period) -> Arg:
    """A day, or the first and the last."""
    if period.first == period.last:
        return Day(period.first)
    return Phrase("report-days", (("first", Day(period.first)), ("last", Day(period.last))))


def stars_told(mean: float | None, ratings: int) -> Arg:
    """The mean with how many ratings it is made of."""
    if mean is None:
        return Term("report-unrated")
    return Phrase("report-stars", (("mean", f"{mean:.2f}"), ("count", ratings)))


def emergencies_told(emergencies: int, answering: Answering) -> Arg:
    """How many there were, and how soon the centre took them."""
    if not emergencies:
        return "0"
    if answering.to_acknowledge is None:
        return Phrase("report-emergencies-open", (("count", emergencies),))
    values = (("count", emergencies), ("taken", answering.acknowledged), ("time", time_told(answering.to_acknowledge)))
    return Phrase("report-emergencies", values)


def time_told(length: timedelta) -> Arg:
    """A length of time in minutes, or hours and minutes."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 60:
        return Phrase("report-minutes", (("minutes", minutes),))
    return Phrase("report-hours", (("hours", minutes // 60), ("minutes", minutes % 60)))


def _answering(answering: Answering) -> Arg:
    if not answering.answers or answering.to_accept is None:
        return Term("report-unanswered")
    share = round(100 * answering.in_time / answering.answers)
    values: tuple[tuple[str, Arg], ...] = (
        ("time", time_told(answering.to_accept)),
        ("share", share),
        ("count", answering.answers),
    )
    return Phrase("report-answering", values)


def _categories(lines: Sequence[Satisfaction]) -> Arg:
    named = [(("category", category_term(Category(line.key))), ("count", line.requests)) for line in lines]
    return Joined(tuple(Phrase("report-category", values) for values in named)) if named else Term("report-none")


def _callbacks(in_time: int, owed: int) -> Arg:
    return Phrase("report-callbacks", (("count", in_time), ("total", owed))) if owed else ""


def _firms(view: ReportView) -> Arg:
    lines: list[Arg] = []
    for firm in view.figures.firms:
        name = view.names.get(firm.key, Named(firm.key, firm.key))
        lines.append(Phrase("report-firm", (("provider", name), ("low", firm.low), ("count", firm.ratings))))
    told: list[Arg] = [Term("report-firms"), *lines] if lines else [Term("report-no-firms")]
    if view.figures.archived:
        told.append(Phrase("report-archived", (("count", view.figures.archived),)))
    return Lines(tuple(told)) if len(told) > 1 else told[0]


def _choices() -> list[Choice]:
    return [Choice("button-period", f"report:{name}", {"period": Term(f"period-{name}")}) for name in _OFFERED]


def _today(made: Step) -> date:
    return made.world.now.astimezone(SHANGHAI).date()
