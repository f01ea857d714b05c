"""People with their private chats, and groups: who starts, blocks, joins and leaves."""

from tests.telegram.bot_api.params import Json
from tests.telegram.bot_api.seat import Seat
from tests.telegram.bot_api.world import TICKS, Bot, Chat, Message, World


class User(Seat):
    """A person in the private chat with the bot.

    What waits blocks its thread: in a coroutine of the loop the bot runs in, call it by `asyncio.to_thread`.
    """

    def start(self, payload: str = "") -> Message:
        """Open the chat, also by a link with a payload; unblocks the bot."""
        if self.chat.blocked:
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def block(self) -> None:
        """Stop and block the bot, which is told."""
        self._become("member", "kicked")

    def deactivate(self) -> None:
        """Give the account up; the bot is not told, only refused."""
        with self._world.lock:
            self.chat.deactivated = True

    def unblock(self) -> None:
        """Let the bot write again, which is told."""
        self._become("kicked", "member")

    def _become(self, old: str, new: str) -> None:
        with self._world.lock:
            self._acted = next(TICKS)
            self.chat.blocked = new == "kicked"
            put_member_change(self._world, self._bot, self.chat, self.fields, (old, new))


def put_member_change(world: World, bot: Bot, chat: Chat, by: Json, states: tuple[str, str]) -> None:
    """Tell the bot that it is now something else in a chat; states are member, left and kicked."""
    old, new = ({"user": bot.fields, "status": one} | ({"until_date": 0} if one == "kicked" else {}) for one in states)
    change = {"chat": chat.fields, "from": by, "date": int(world.now().timestamp())}
    bot.queue.put({"my_chat_member": change | {"old_chat_member": old, "new_chat_member": new}}, chat.id)


class Group:
    """A group the bot is in."""

    def __init__(self, world: World, bot: Bot, chat: Chat) -> None:
        self._world = world
        self._bot = bot
        self.chat = chat

    @property
    def id(self) -> int:
        """The id of the chat, below zero."""
        return self.chat.id

    def add(self, user: User) -> Seat:
        """Let a person in; the bot is told. The seat is how the person speaks there."""
        seat = Seat(self._world, self._bot, self.chat, user.fields)
        with self._world.lock:
            self.chat.members[user.id] = user.fields
        seat._send({"new_chat_members": [user.fields]})
        return seat

    def remove(self, user: User) -> None:
        """Let a person out; the bot is told."""
        with self._world.lock:
            self.chat.members.pop(user.id, None)
        Seat(self._world, self._bot, self.chat, user.fields)._send({"left_chat_member": user.fields})

    def kick_bot(self, by: User) -> None:
        """Remove the bot; it is told."""
        with self._world.lock:
            self.chat.bot_is_in = False
            put_member_change(self._world, self._bot, self.chat, by.fields, ("member", "kicked"))

    def invite_bot(self, by: User) -> None:
        """Let the bot in again; it is told."""
        with self._world.lock:
            self.chat.bot_is_in = True
            put_member_change(self._world, self._bot, self.chat, by.fields, ("left", "member"))
