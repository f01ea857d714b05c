"""Whether words tell of somebody old, ill, disabled, pregnant or very young at home."""

from bot.understanding.lexicon import any_word
from bot.understanding.plain import plain


def tells_of_frail(text: str) -> bool:
    """Whether somebody at home needs help before others, as far as these words say."""
    return bool(any_word("frail.toml").search(plain(text)))
