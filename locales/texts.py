"""Turns a key and its values into the text of a language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, partial
from importlib.resources import files
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource

from locales.args import Arg, Day, Hours, Joined, Lines, Moment, Money, Named, OnDay, Phrase, Span, Term
from locales.keys import Key
from locales.languages import DEFAULT, LANGUAGES
from locales.names import traditional

#: Fluent refuses longer values, as protection from patterns that grow without end; such are put in afterwards.
_LONGEST = 2000
_WriteDay = Callable[[date, datetime], str]
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_ZH_DAYS = "一二三四五六日"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Texts:
    """All texts of all languages, read once."""

    def __init__(self) -> None:
        self._bundles = {lang: _bundle(lang) for lang in LANGUAGES}
        self._fixed: dict[tuple[str, str], str] = {}  # texts without values, made once

    def say(self, lang: str, key: Key, args: Mapping[str, Arg] | None = None) -> str:
        """The text of a key in a language (an unknown language reads as the default).

        Raises KeyError for an unknown key and ValueError where a value is missing.
        """
        chosen = lang if lang in self._bundles else DEFAULT
        return self._format(chosen, key, args or {})

    def keys(self, lang: str) -> frozenset[str]:
        """All keys that a language has."""
        return frozenset(self._bundles[lang]._messages)

    def _format(self, lang: str, key: str, args: Mapping[str, Arg]) -> str:
        if args:
            return self._make(lang, key, args)
        if (lang, key) not in self._fixed:
            self._fixed[lang, key] = self._make(lang, key, {})
        return self._fixed[lang, key]

    def _make(self, lang: str, key: str, args: Mapping[str, Arg]) -> str:
        bundle = self._bundles[lang]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        values = {name: self._value(lang, value) for name, value in args.items()}
        long = {f"\ue000{name}\ue001": text for name, text in values.items() if len(text) > _LONGEST}
        marked = {mark[1:-1]: mark for mark in long}
        text, errors = bundle.format_pattern(pattern, values | marked)
        if errors:
            raise ValueError(f"text {key} ({lang}): {errors[0]}")
        said = str(text)
        for mark, value in long.items():
            said = said.replace(mark, value)
        return said

    def _value(self, lang: str, value: Arg) -> str:
        if isinstance(value, str | int):
            return str(value)  # a number here is a name (a request, a count of stars): no thousands comma
        if isinstance(value, Term):
            return self._format(lang, value.key, {})
        if isinstance(value, Phrase):
            return self._format(lang, value.key, dict(value.args))
        if isinstance(value, Lines):
            return "\n".join(self._value(lang, item) for item in value.items)
        if isinstance(value, Joined):
            comma = ", " if lang == "en" else "、"
            return comma.join(self._value(lang, item) for item in value.items)
        if isinstance(value, Named):
            return _named(lang, value)
        return _WRITERS[lang][type(value)](value)


@cache
def _bundle(lang: str) -> FluentBundle:
    """Parsing takes a second for all languages; nothing changes a bundle afterwards."""
    bundle = FluentBundle([lang], use_isolating=False)
    for source in sorted(files("locales").joinpath(lang).iterdir(), key=lambda f: f.name):
        if source.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(source.read_text("utf-8")))
    return bundle


def _named(lang: str, value: Named) -> str:
    if lang == "zh-TW":
        return value.traditional or traditional(value.zh)
    return value.en if lang == "en" else value.zh


def _money(value: Money) -> str:
    yuan, cents = divmod(value.cents, 100)
    return f"{yuan:,}" if cents == 0 else f"{yuan:,}.{cents:02d}"


def _zh_money(value: Money) -> str:
    return f"{_money(value)}元"


def _en_money(value: Money) -> str:
    return f"¥{_money(value)}"


def _cn_day(day: date, now: datetime) -> str:
    return _zh_day(day, now, "后天", "周")


def _tw_day(day: date, now: datetime) -> str:
    return _zh_day(day, now, "後天", "週")


def _zh_day(day: date, now: datetime, third: str, week: str) -> str:
    away = (day - now.astimezone(_SHANGHAI).date()).days
    near = {0: "今天 ", 1: "明天 ", 2: f"{third} "}.get(away, "")
    return f"{near}{day.month}月{day.day}日（{week}{_ZH_DAYS[day.weekday()]}）"


def _en_day(day: date, now: datetime) -> str:
    away = (day - now.astimezone(_SHANGHAI).date()).days
    near = {0: "today, ", 1: "tomorrow, "}.get(away, "")
    return f"{near}{_EN_DAYS[day.weekday()]} {day.day} {_EN_MONTHS[day.month - 1]}"


def _hours(value: Span | Hours) -> str:
    start, end = value.start.astimezone(_SHANGHAI), value.end.astimezone(_SHANGHAI)
    return f"{start:%H:%M}–{end:%H:%M}"


def _span(write_day: _WriteDay, between: str, value: Span) -> str:
    return f"{write_day(value.start.astimezone(_SHANGHAI).date(), value.now)}{between}{_hours(value)}"


def _on_day(write_day: _WriteDay, value: OnDay) -> str:
    return write_day(value.day, value.now)


def _zh_moment(write_day: _WriteDay, value: Moment) -> str:
    at = value.at.astimezone(_SHANGHAI)
    if at.date() == value.now.astimezone(_SHANGHAI).date():
        return f"{at:%H:%M}"
    return f"{write_day(at.date(), value.now)} {at:%H:%M}"


def _en_moment(value: Moment) -> str:
    at = value.at.astimezone(_SHANGHAI)
    if at.date() == value.now.astimezone(_SHANGHAI).date():
        return f"{at:%H:%M}"
    return f"{at:%H:%M} {_en_day(at.date(), value.now)}"


def _zh_date(value: Day) -> str:
    return f"{value.day.year}年{value.day.month}月{value.day.day}日"


def _en_date(value: Day) -> str:
    return f"{value.day.day} {_EN_MONTHS[value.day.month - 1]} {value.day.year}"


def _chinese_writers(write_day: _WriteDay) -> dict[type, Callable[..., str]]:
    return {
        Money: _zh_money,
        Span: partial(_span, write_day, " "),
        Moment: partial(_zh_moment, write_day),
        Day: _zh_date,
        OnDay: partial(_on_day, write_day),
        Hours: _hours,
    }


_WRITERS: dict[str, dict[type, Callable[..., str]]] = {
    "zh-CN": _chinese_writers(_cn_day),
    "zh-TW": _chinese_writers(_tw_day),
    "en": {
        Money: _en_money,
        Span: partial(_span, _en_day, ", "),
        Moment: _en_moment,
        Day: _en_date,
        OnDay: partial(_on_day, _en_day),
        Hours: _hours,
    },
}
