"""Recognises questions about the service itself, asked in the middle of whatever is going on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.understanding.answer_text import Clause, clauses_of
from bot.understanding.lexicon import tables_of
from bot.understanding.meaning import Questions, Topic
from bot.understanding.phrase_book import phrase_book
from bot.understanding.plain import plain

#: A longer message tells a story: what it asks in passing is left to the classifier.
_LONGEST = 160
#: So many questions of one message are answered.
_MOST = 2


@dataclass(frozen=True, slots=True)
class _Patterns:
    asking: re.Pattern[str]
    topics: tuple[tuple[Topic, re.Pattern[str]], ...]


@cache
def _patterns() -> _Patterns:
    """The compiled patterns; raises KeyError, ValueError or re.error for a faulty lexicon."""
    tables = dict(tables_of("side_questions.toml"))
    asking = tables.pop("asking")
    return _Patterns(
        re.compile(_either(asking)), tuple((Topic(name), re.compile(_either(table))) for name, table in tables.items())
    )


def _either(table: dict[str, str]) -> str:
    return f"{table['zh']}|{table['en']}"


def read_questions(text: str) -> Questions:
    """The topics that a message asks about, in its order, and whether it does nothing else."""
    told = plain(text)
    if len(told) > _LONGEST:
        return Questions()
    clauses = [clause for clause in clauses_of(told) if clause.key]
    found = [_topics(clause) for clause in clauses]
    topics = list(dict.fromkeys(topic for each in found for topic in each[:1]))[:_MOST]
    rest = [clause for clause, each in zip(clauses, found, strict=True) if not each]
    return Questions(tuple(topics), alone=bool(topics) and all(map(_says_nothing, rest)))


def _topics(clause: Clause) -> Sequence[Topic]:
    words = clause.text.strip() + ("?" if clause.asks else "")
    if not _patterns().asking.search(words):
        return ()
    return [topic for topic, pattern in _patterns().topics if pattern.search(words)]


def _says_nothing(clause: Clause) -> bool:
    """Whether a clause is only polite, or an answer in a word."""
    book = phrase_book()
    return book.is_filler(clause.key) or clause.key in book.phrases
