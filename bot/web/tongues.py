"""Tells which language a text is written in, so that a screen reader speaks it as it should."""

import re

from bot.understanding.script import script_of
from locales.languages import CHINESE, DEFAULT

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def tongue(text: str, fallback: str) -> str:
    """The language of a text; names of the other language in it do not count, the fallback is for mere numbers.

    A Chinese sign says about as much as half a word, so one outweighs two letters.
    """
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if not han and not latin:
        return fallback
    if han * 2 < latin:
        return "en"
    return script_of(text) or (fallback if fallback in CHINESE else DEFAULT)
