"""The words about the problem alone: what a firm may read before it accepts holds no door, phone or name."""

import re

from bot.understanding.address_text import fold
from bot.understanding.contact_phone import phone_numbers
from bot.understanding.meaning import Where, Who
from bot.understanding.normal import is_chinese

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
_EDGE = " \t，,。；;、:：-"
#: What is left of a clause that held an address, a phone or a name is dropped when it is no longer than this:
#: signs in all, Chinese signs among them.
_SCRAP, _CHINESE_SCRAP = 8, 3
#: Punctuation that is left over where something was taken out.
_GAP = re.compile(r"([，,。.；;！!？?、])(?:\s*[，,、.。；;])+")
_LONG_NUMBER = re.compile(r"\d{5,}")


def problem_words(text: str, where: Where | None, who: Who | None) -> str:
    """The message without its address, phones and name; "" when nothing about a problem is left."""
    hidden = bytearray(len(text))
    for start, end in _private_spans(text, where, who):
        hidden[start:end] = b"\x01" * (end - start)
    kept = []
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        words = "".join(text[i] for i in range(start, end) if not hidden[i])
        named = who is not None and who.name is not None and who.name in words
        if (any(hidden[start:end]) or named) and _is_scrap(words.strip(_EDGE)):
            continue
        kept.append(_LONG_NUMBER.sub("…", words))
    joined = _GAP.sub(r"\1", " ".join("".join(kept).split()))
    return joined.strip(_EDGE)


def without_facts(text: str, where: Where | None, who: Who | None) -> str:
    """`text` with a comma in the place of its address, phones and name; nothing else is dropped."""
    kept, place = [], 0
    for start, end in sorted(_private_spans(text, where, who)):
        if start >= place:
            kept.append(text[place:start])
            place = end
    kept.append(text[place:])
    return _GAP.sub(r"\1", "，".join(kept)) if len(kept) > 1 else text


def _is_scrap(words: str) -> bool:
    return len(words) <= _SCRAP and sum(map(is_chinese, words)) <= _CHINESE_SCRAP


def _private_spans(text: str, where: Where | None, who: Who | None) -> list[tuple[int, int]]:
    spans = [(number.start, number.end) for number in phone_numbers(fold(text))]
    for told in (where.text if where else "", who.name if who else ""):
        if told and len(told) > 1:
            start = text.find(told)
            if start >= 0:
                spans.append((start, start + len(told)))
    return spans
