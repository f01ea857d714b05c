"""Methods that tell about the bot and its chats."""

from typing import Any

from tests.telegram.bot_api.methods.registry import Call, method

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getMe")
def get_me(call: Call) -> Any:
    """Tell who the bot is."""
    return call.bot.fields | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getChat", "chat_id")
def get_chat(call: Call) -> Any:
    """Tell about a chat."""
    chat = call.bot.chat(call.params.text("chat_id"))
    return chat.fields | {
        "accent_color_id": 1,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, True),
    }
