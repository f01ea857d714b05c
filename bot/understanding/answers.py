"""Reads what a message can mean as a reply to the question asked last; the dialogue knows which question that was."""

from itertools import pairwise
from typing import Any

from bot.understanding.after_wishes import read_wish, read_wished_stars
from bot.understanding.answer_numbers import count_star_signs, read_ordinal, read_stars
from bot.understanding.answer_patterns import answer_patterns
from bot.understanding.answer_text import Clause, clauses_of, is_short, key_of, once
from bot.understanding.meaning import Answer
from bot.understanding.phrase_book import phrase_book
from bot.understanding.plain import plain

#: What only counts when the message says nothing else: with more in it, it is told again, not taken back.
_WHOLE_MESSAGE = frozenset({"skip", "undo", "restart", "person", "bot", "presence", "solved"})
#: What a question does not say, though it holds the words.
_NOT_ASKED = frozenset({"yes", "stars", "solved", "failed"})


def read_answer(text: str) -> Answer:
    """Everything that the message can mean as an answer; a default Answer when it is none.

    A clause counts only as a whole, apart from polite words around it. Of a message longer than an answer needs, only a
    yes or no at its very start, the usual address, a wish for another language and a correction are read.
    """
    told = plain(text)
    clauses = clauses_of(told)
    said: dict[str, Any] = {}
    if not clauses:
        return Answer()
    if is_short(told):
        _read_short(told, clauses, said)
        _set(said, "wish", read_wish(clauses))
        if said.get("wish") == "rerate":
            _set(said, "stars", read_wished_stars(clauses))
    else:
        _read_yes(clauses[0], said)
    for clause in clauses:
        _read_wishes(clause, said)
    if _corrects(clauses):
        said["correction"] = True
    return Answer(**said)


def _read_short(told: str, clauses: list[Clause], said: dict[str, Any]) -> None:
    """Reads a message that may be nothing but an answer; the first clause that says something of a kind counts."""
    heard = [_heard(clause) for clause in clauses]
    whole = all(heard[at] or phrase_book().is_filler(clause.key) for at, clause in enumerate(clauses))
    if not any(clause.asks for clause in clauses):
        said |= phrase_book().phrases.get(key_of(told), {})
    for at, clause in enumerate(clauses):
        for name, value in heard[at].items():
            if whole or name not in _WHOLE_MESSAGE:
                said.setdefault(name, value)
        _read_yes(clause, said)
        _set(said, "ordinal", read_ordinal(clause, alone=len(clauses) == 1))
        _set(said, "stars", read_stars(clause, alone=len(clauses) == 1))
    _set(said, "stars", count_star_signs(told))


def _set(said: dict[str, Any], name: str, value: object) -> None:
    if value is not None:
        said.setdefault(name, value)


def _heard(clause: Clause) -> dict[str, Any]:
    """What the phrase book says of a clause; a question is neither a yes or no nor a rating."""
    if not clause.key:
        return _of_signs(clause.text)
    book = phrase_book()
    known: dict[str, Any] = {}
    for key in dict.fromkeys((clause.key, once(clause.key))):
        for form in book.forms(key):
            known = book.phrases.get(form, {}) | known
    return {name: value for name, value in known.items() if name not in _NOT_ASKED} if _asks(clause) else known


def _asks(clause: Clause) -> bool:
    return clause.asks or bool(answer_patterns().question.search(clause.key))


def _of_signs(text: str) -> dict[str, Any]:
    """What pictures alone say, when all that are known say the same."""
    known = [meaning for sign, meaning in phrase_book().signs.items() if sign in text]
    return known[0] if known and all(meaning == known[0] for meaning in known) else {}


def _read_yes(clause: Clause, said: dict[str, Any]) -> None:
    """Adds the yes or no with which a clause opens, when nothing before it said either."""
    if "yes" in said or _asks(clause):
        return
    known = _heard(clause).get("yes")
    if known is not None:
        said["yes"] = known
    elif answer_patterns().opens_yes.match(clause.key):
        said["yes"] = True
    elif answer_patterns().opens_no.match(clause.key):
        said["yes"] = False


def _read_wishes(clause: Clause, said: dict[str, Any]) -> None:
    """Adds the usual address and a wish for another language, which a clause may say in a message of any length."""
    patterns = answer_patterns()
    if patterns.same_place.search(clause.key) and not patterns.moved.search(clause.key):
        said["same_place"] = True
    for language, ways in patterns.languages:
        if any(way.fullmatch(clause.key) for way in ways):
            said.setdefault("language", language)


def _corrects(clauses: list[Clause]) -> bool:
    """Whether a message puts right what was said before: in words, or by denying one thing and stating another."""
    patterns = answer_patterns()
    if any(patterns.correction.search(clause.key) for clause in clauses if not clause.asks):
        return True
    return any(
        patterns.denied.search(one.key) and patterns.stated.search(other.key) for one, other in pairwise(clauses)
    )
