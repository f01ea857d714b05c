"""The language that a person's Telegram is set to, as one of ours."""

from locales.languages import LANGUAGES

_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def language_of(code: str | None) -> str | None:
    """One of our languages; None for one that we do not speak, whose people may write in any of ours."""
    known = (code or "").casefold()
    wanted = "zh-TW" if known.startswith(_TRADITIONAL) else "zh-CN" if known.startswith("zh") else known[:2]
    if wanted in LANGUAGES:
        return wanted
    return "zh-CN" if known.startswith("zh") else None


def code_of(lang: str) -> str:
    """Telegram's two letters of a language of ours."""
    return lang[:2]
