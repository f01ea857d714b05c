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
#: What only leads to an address or a phone, right before it.
_LEAD_IN = re.compile(
    r"(?:\b(?:(?:my|our|her|his|their|the)\s{1,3})?(?:phone|mobile|cell|telephone|tel|contact|address)"
    r"(?:\s{1,3}(?:number|no\.?))?(?:\s{1,3}is)?"
    r"|(?:我的|我家|[他她]的)?(?:联系|聯絡)?(?:电话|電話|手机|手機|地址|方式)(?:号码?|號碼?)?[是为為]?"
    r")\s{0,3}[:：]?\s{0,3}$",
    re.IGNORECASE,
)


def problem_words(text: str, where: Where | None, who: Who | None) -> str:
    """The message without its address, phones and name; "" when nothing about a problem is left."""
    hidden = bytearray(len(text))
    for start, end in _private_spans(text, where, who):
        lead_in = _LEAD_IN.search(text, 0, start)
        begin = lead_in.start() if lead_in else start
        hidden[begin:end] = b"\x01" * (end - begin)
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
