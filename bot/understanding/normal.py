"""Brings every way of writing a message down to one: width, script, dialect, typing slips, pictures."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from bot.understanding.length import LONGEST
from bot.understanding.lexicon import tables_of, text_of

_NOT_PLAIN = re.compile(r"[^\n\x20-\x7e\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e]")
_BLANKS = re.compile(r"[^\S\n]+")
_SPACED_OUT = re.compile(r"(?<![^\s])(?:[\u4e00-\u9fff] ){2,}[\u4e00-\u9fff](?![^\s])")
_REPEATED = re.compile(r"([^\W\d])\1{3,}")
_SENTENCE = re.compile(r"[^,，。.!！?？;；\n]*[,，。.!！?？;；\n]*")
_VARIANTS = {0xFE0E: None, 0xFE0F: None}


def is_chinese(char: str) -> bool:
    """Whether `char` is a Chinese character of the common block."""
    return "\u4e00" <= char <= "\u9fff"


def language_of(text: str) -> str:
    """ "zh" or "en": the script that carries more of `text`, a Latin word counting like a character."""
    chinese = sum(map(is_chinese, text))
    latin = len(re.findall(r"[A-Za-z]{2,}", text))
    return "en" if latin > chinese else "zh"


def _visible(char: str) -> str:
    """`char`, a blank in place of a control character, or nothing for an invisible mark."""
    if char == "\n":
        return char
    kind = unicodedata.category(char)
    if kind in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if kind in {"Cf", "Cs", "Cn", "Co", "Me"} else char


class Normaliser:
    """Holds the tables of the lexicon; one is enough for a process, and safe to share among threads."""

    def __init__(self) -> None:
        """Read the character and rewrite tables of the lexicon."""
        self._simplified = str.maketrans(dict(_pairs()))
        words = dict(_rewrites())
        self._rewrites = words
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def __call__(self, text: str) -> str:
        """`text` in lower case, NFKC, simplified characters and the lexicon's words; at most LONGEST long."""
        text = text[:LONGEST]
        if _NOT_PLAIN.search(text):
            text = "".join(map(_visible, unicodedata.normalize("NFKC", text)))
        elif not text.isascii():
            text = unicodedata.normalize("NFKC", text)
        text = text.lower().translate(self._simplified).translate(_VARIANTS)
        text = _BLANKS.sub(" ", text).replace("\u2019", "'").strip()
        text = _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text)
        text = _REPEATED.sub(r"\1\1\1", text)
        return self._pattern.sub(lambda found: self._rewrites[found[0]], _told_once(text))[:LONGEST]


def _told_once(text: str) -> str:
    """`text` with what is said several times on end said once."""
    return "".join(sentence for sentence, _ in groupby(_SENTENCE.findall(text)))


def _pairs() -> Iterator[tuple[str, str]]:
    """Each traditional character with its simplified form."""
    for line in text_of("characters.txt").splitlines():
        if not line.startswith("#"):
            for pair in line.split():
                yield pair[0], pair[1]


def _rewrites() -> Iterator[tuple[str, str]]:
    """Each word to replace with the word that stays; the words that stay stand for themselves."""
    for table in tables_of("rewrites.toml").values():
        for kept, replaced in table["words"].items():
            yield kept, kept
            for word in replaced.split():
                yield word, kept
