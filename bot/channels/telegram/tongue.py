"""The language that a person's Telegram is set to, as one of ours."""

from locales.languages import language_of_tag


def language_of(code: str | None) -> str | None:
    """One of our languages; None for one that we do not speak, whose people may write in any of ours."""
    return language_of_tag(code) if code else None


def code_of(lang: str) -> str:
    """Telegram's two letters of a language of ours."""
    return lang[:2]
