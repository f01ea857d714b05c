"""A strict Bot API test server: chats, rules, limits and faults of Telegram on loopback."""

from tests.telegram.bot_api.people import Group, User
from tests.telegram.bot_api.rates import Rates
from tests.telegram.bot_api.seat import Seat
from tests.telegram.bot_api.server import BotApiServer, bot_api_server
from tests.telegram.bot_api.world import Bot, Chat, Message, Query

__all__ = ["Bot", "BotApiServer", "Chat", "Group", "Message", "Query", "Rates", "Seat", "User", "bot_api_server"]
