"""The method that answers a pressed button."""

from datetime import timedelta
from typing import Any

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.markup import units
from tests.telegram.bot_api.methods.registry import Call, method

#: After this time the app of the user has given up waiting.
OPEN_FOR = timedelta(seconds=60)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@method("answerCallbackQuery", "callback_query_id", "text", "show_alert", "url", "cache_time")
def answer(call: Call) -> Any:
    """Answer a pressed button, once and in time."""
    query = call.bot.queries.get(call.params.text("callback_query_id"))
    if query is None or query.answer is not None or call.world.now() - query.asked_at > OPEN_FOR:
        raise bad(_TOO_OLD)
    text = call.params.text("text")
    if units(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    if call.params.text("url"):
        raise bad("URL_INVALID")
    query.answer = {"text": text, "show_alert": call.params.flag("show_alert")}
    call.world.changed.notify_all()
    return True
