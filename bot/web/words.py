"""The texts of a page in its reader's language."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from booking.terms import SHANGHAI
from locales.args import Arg
from locales.keys import Key
from locales.languages import LANGUAGES
from locales.texts import Texts


@dataclass(frozen=True, slots=True)
class Words:
    """Texts in one language."""

    texts: Texts
    lang: str

    def __call__(self, key: Key, **args: Arg) -> str:
        """The text of a key. Raises KeyError for an unknown key, ValueError where a value is missing."""
        return self.texts.say(self.lang, key, args)

    def term(self, prefix: str, code: str) -> str:
        """The name of a code, such as the status `done`. Raises KeyError for an unknown code."""
        return self.texts.say(self.lang, cast(Key, f"{prefix}-{code}"))

    def everywhere(self, key: Key) -> list[str]:
        """The text of a key in every language."""
        return [self.texts.say(lang, key) for lang in LANGUAGES]

    def value(self, value: Arg) -> str:
        """A value by itself, such as an amount or a window."""
        return self.texts.say(self.lang, "web-value", {"value": value})

    def day(self, at: datetime, now: datetime) -> str:
        """The Shanghai day of an instant: today, yesterday, or the date with its weekday."""
        day, today = at.astimezone(SHANGHAI).date(), now.astimezone(SHANGHAI).date()
        away = (day - today).days
        near = {0: "web-day-today", -1: "web-day-yesterday", 1: "web-day-tomorrow"}.get(away)
        if near is not None:
            return self.texts.say(self.lang, cast(Key, near))
        year = {} if day.year == today.year else {"year": str(day.year)}
        key: Key = "web-day-year" if year else "web-day"
        weekday = self.term("web-weekday", str(day.isoweekday()))
        return self(key, month=self.term("web-month", str(day.month)), day=day.day, weekday=weekday, **year)


def clock(at: datetime) -> str:
    """The time of day in Shanghai."""
    return f"{at.astimezone(SHANGHAI):%H:%M}"


def stamp(at: datetime) -> str:
    """Date and time in Shanghai, for tables."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
