"""Who is woken in this process by what another one has left in a chat: readers of pages, deliverers."""

from collections.abc import Container

from bot.channels.hub import Hub
from bot.mail.courier import Courier
from bot.mail.entities import Chat
from bot.storage.bells import Bells
from bot.storage.unit import Database

#: So many addresses of chats are known without asking the database.
REMEMBERED = 20_000


class Wakes:
    """Hears the bells for everyone in this process."""

    def __init__(self, database: Database, hub: Hub, courier: Courier, mailboxes: Container[str]) -> None:
        self._db = database
        self._hub = hub
        self._courier = courier
        self._mailboxes = mailboxes
        self._addresses: dict[int, str] = {}  # a chat keeps its address

    def attend(self, bells: Bells) -> None:
        """Wake readers and deliverers from now on."""
        bells.on_mail(self._mail)
        bells.on_gap(self._hub.ring_all)

    def _mail(self, channel: str, chat_id: int) -> None:
        if channel not in self._mailboxes:
            self._courier.wake(channel, chat_id)
        elif self._hub.is_watched(channel):
            self._hub.ring(channel, self._address(chat_id))

    def _address(self, chat_id: int) -> str:
        known = self._addresses.get(chat_id)
        if known is None:
            known = self._db.read(lambda session: session.get_one(Chat, chat_id).address)
            if len(self._addresses) >= REMEMBERED:
                self._addresses.clear()
            self._addresses[chat_id] = known
        return known
