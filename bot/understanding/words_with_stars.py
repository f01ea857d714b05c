"""Whether a message that gives stars says what for as well."""

from bot.understanding.answer_numbers import read_ordinal, read_stars
from bot.understanding.answer_text import clauses_of
from bot.understanding.normal import is_chinese
from bot.understanding.plain import plain

#: Fewer Chinese signs and fewer words than these tell nothing.
_FEW_SIGNS, _FEW_WORDS = 4, 3


def tells_more_than_stars(text: str) -> bool:
    """Whether a clause beside the stars says something."""
    keys = [
        clause.key
        for clause in clauses_of(plain(text))
        if read_stars(clause, alone=False) is None and read_ordinal(clause, alone=False) is None
    ]
    return any(sum(map(is_chinese, key)) >= _FEW_SIGNS or len(key.split()) >= _FEW_WORDS for key in keys)
