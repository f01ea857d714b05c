"""Which method takes which parameters, and what carries it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.telegram.bot_api.params import Params
from tests.telegram.bot_api.world import Bot, World

#: Parameters that every method has which sends something.
SENDING = frozenset(
    {
        "business_connection_id",
        "chat_id",
        "message_thread_id",
        "direct_messages_topic_id",
        "disable_notification",
        "protect_content",
        "allow_paid_broadcast",
        "message_effect_id",
        "suggested_post_parameters",
        "reply_parameters",
        "reply_markup",
    }
)
EDITING = frozenset({"business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"})


@dataclass(frozen=True)
class Call:
    """One call of a bot. `complain` notes what the Bot API would let pass and a test must not."""

    world: World
    bot: Bot
    method: str
    params: Params
    complain: Callable[[str], None]


Handler = Callable[[Call], Any]


@dataclass(frozen=True)
class Method:
    """What carries a method out, under the lock of the world, and what it may be given."""

    carry_out: Handler
    parameters: frozenset[str]


METHODS: dict[str, Method] = {}


def method(name: str, *parameters: str, also: frozenset[str] = frozenset()) -> Callable[[Handler], Handler]:
    """Register what carries a method out."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, also | frozenset(parameters))
        return handler

    return register
