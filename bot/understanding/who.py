"""Reads whom to call out of a message: a name, a phone, or a number that cannot be a phone."""

import re
from functools import cache

from bot.understanding.address_text import fold, narrow
from bot.understanding.address_words import any_of, words
from bot.understanding.contact_name import chinese_name
from bot.understanding.contact_name_en import english_name
from bot.understanding.contact_phone import Number, phone_numbers
from bot.understanding.meaning import Who

#: Characters of a contact's name that are taken.
_LONGEST_NAME = 40
#: A word that takes a number back stands at most this many signs before it.
_BEFORE = 12


def read_who(text: str) -> Who | None:
    """Return the name and the phone told in a message, None when it tells neither.

    Of several numbers the one after a correction counts, else the first good one. A number with a digit too few or
    too many is given as `bad_phone` when no good one is told in its place.
    """
    folded = fold(text)
    numbers = phone_numbers(folded)
    number = _meant(folded, numbers)
    name = chinese_name(text, folded, numbers) or english_name(narrow(text), folded, numbers)
    if number is None:
        return Who(name=name) if name else None
    return Who(name, number.digits if number.good else None, None if number.good else number.digits)


def shared_contact(phone: str, name: str | None) -> Who:
    """Return whom a contact from an address book stands for: its first good phone, and the name as it is there."""
    told = read_who(phone)
    called = "".join(sign for sign in " ".join((name or "").split()) if sign.isprintable())[:_LONGEST_NAME].strip()
    good = next((number.digits for number in phone_numbers(fold(phone)) if number.good), None)
    digits = "".join(sign for sign in phone if sign.isdigit())
    return Who(
        called or (told.name if told else None), good, None if good else (digits or phone.strip())[:_LONGEST_NAME]
    )


@cache
def _turn() -> re.Pattern[str]:
    latin = r"\b(?:sorry|correction|i mean|actually|wait)\b|\bno\s?,"
    return re.compile(rf"{any_of(words('contact', 'phone', 'turns'))}|{latin}")


@cache
def _denial() -> re.Pattern[str]:
    latin = r"\b(?:not|isn't|don't call|old number)\b"
    return re.compile(rf"(?:{any_of(words('contact', 'phone', 'denials'))}|{latin})[^\d,.;]{{0,3}}$")


@cache
def _gone() -> re.Pattern[str]:
    that = any_of(words("contact", "phone", "that"))
    return re.compile(rf"(?:{that}|\s){{0,5}}{any_of(words('contact', 'phone', 'gone'))}")


def _is_taken_back(folded: str, number: Number) -> bool:
    before = folded[max(0, number.start - _BEFORE) : number.start]
    return bool(_denial().search(before) or _gone().match(folded, number.end))


def _meant(folded: str, numbers: list[Number]) -> Number | None:
    """Return the number that holds after what the message takes back and corrects."""
    live = [number for number in numbers if not _is_taken_back(folded, number)]
    if len(live) > 1:
        turns = [match.start() for match in _turn().finditer(folded[: live[-1].start])]
        if turns:
            return next(number for number in live if number.start >= turns[-1])
    return next((number for number in live if number.good), live[0] if live else None)


def mask_phone(phone: str) -> str:
    """Return the phone with its middle hidden: 138****0000; numbers of seven digits and fewer are hidden whole."""
    if len(phone) <= 7:
        return "*" * len(phone)
    return f"{phone[:3]}****{phone[-4:]}"
