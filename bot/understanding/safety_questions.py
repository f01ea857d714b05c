"""Whether somebody asks what is safe to do."""

from bot.understanding.lexicon import any_word
from bot.understanding.plain import plain


def asks_what_is_safe(text: str) -> bool:
    """Whether it asks if something may or must be done: a light switched on, a window opened, the home entered."""
    return any_word("safety_questions.toml").search(plain(text)) is not None
