"""The methods of the Bot API, by name."""

from tests.telegram.bot_api.methods import about, answering, editing, media, profile, sending, webhooks
from tests.telegram.bot_api.methods.registry import METHODS

__all__ = ["METHODS", "about", "answering", "editing", "media", "profile", "sending", "webhooks"]
