"""Reads choices and ratings that are given as numbers: "the second one", "option B", "4 stars"."""

import re
from math import ceil

from bot.understanding.answer_patterns import answer_patterns
from bot.understanding.answer_text import Clause
from bot.understanding.numerals import read_number
from bot.understanding.phrase_book import phrase_book

_MOST_STARS = 5
_MOST_CHOICES = 20
_HUNDRED = 100
_DIGITS = re.compile(r"\d+")


def read_ordinal(clause: Clause, alone: bool) -> int | None:
    """The number of a choice, 1 to 20, or -1 for the last; a bare number or letter only when it stands `alone`."""
    patterns = answer_patterns()
    named, bare = patterns.ordinals[:-2], patterns.ordinals[-2:]
    for form in phrase_book().forms(clause.key):
        if patterns.last.fullmatch(form):
            return -1
        for pattern in (*named, *bare) if alone else named:
            if found := pattern.fullmatch(form):
                return _choice(found["n"])
    letter = patterns.letter.fullmatch(clause.key) if alone else None
    return ord(letter["letter"]) - ord("a") + 1 if letter else None


def _choice(word: str) -> int | None:
    digits = _DIGITS.match(word)
    number = read_number(digits[0] if digits else word)
    return number if number and number <= _MOST_CHOICES else None


def read_stars(clause: Clause, alone: bool) -> int | None:
    """A rating of 1 to 5; one out of ten or a hundred is brought to five, rounded up; a bare digit only `alone`."""
    patterns = answer_patterns()
    if rated := patterns.out_of.search(clause.text):
        return _of_five(int(rated["n"]), int(rated["all"]))
    *named, bare = patterns.stars
    for form in phrase_book().forms(clause.key):
        for pattern in named:
            if found := pattern.fullmatch(form):
                return _on_likely_scale(found["n"])
    digits = (bare.fullmatch(form) for form in phrase_book().plain_forms(clause.key))
    digit = next(filter(None, digits), None) if alone else None
    return _on_likely_scale(digit["n"]) if digit else None


def _on_likely_scale(word: str) -> int | None:
    number = _HUNDRED if word == str(_HUNDRED) else read_number(word)
    if number is None:
        return None
    return _of_five(number, next(scale for scale in (_MOST_STARS, 10, _HUNDRED) if number <= scale))


def _of_five(number: int, scale: int) -> int | None:
    """Stars for so many of `scale`; none at all is the lowest rating, 1."""
    return max(1, ceil(number * _MOST_STARS / scale)) if number <= scale else None


def count_star_signs(text: str) -> int | None:
    """How many stars are drawn in a text, at most 5; hollow ones count only when no full one is there."""
    patterns = answer_patterns()
    drawn = len(patterns.star_signs.findall(text)) or len(patterns.hollow_star_signs.findall(text))
    return min(drawn, _MOST_STARS) or None
