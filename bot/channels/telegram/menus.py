"""The menus of commands: one for everyone in each language, and one for each member of staff in their chat."""

from collections.abc import Awaitable, Callable, Iterator

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from booking.terms import Role
from bot.channels.telegram.chats import Place
from bot.channels.telegram.commands import menu_of
from bot.channels.telegram.reading import News
from bot.channels.telegram.tongue import code_of
from locales.languages import DEFAULT, LANGUAGES
from locales.texts import Texts

#: So many chats are known to have the right menu.
REMEMBERED = 20_000


def languages() -> Iterator[tuple[str, str | None]]:
    """Our languages with Telegram's codes; the default first and without a code, for everyone else."""
    yield DEFAULT, None
    codes = {code_of(lang): lang for lang in reversed(LANGUAGES)}
    yield from ((lang, code) for code, lang in codes.items())


def menu(texts: Texts, lang: str, role: Role) -> list[BotCommand]:
    """The commands of a role with what they say about themselves."""
    return [BotCommand(command=name, description=texts.say(lang, key)) for name, key in menu_of(role).items()]


async def set_menus(bot: Bot, texts: Texts) -> None:
    """The menus that everyone starts with."""
    for lang, code in languages():
        commands = menu(texts, lang, Role.RESIDENT)
        await bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), code)


def shown_to(code: str | None) -> str:
    """The language of the menu that everyone starts with, by the language of a person's Telegram."""
    return {short: lang for lang, short in languages() if short is not None}.get((code or "")[:2], DEFAULT)


async def set_menu(bot: Bot, texts: Texts, chat: int, role: Role, lang: str | None, code: str | None) -> None:
    """The menu of one chat, by whom its person speaks for, in the language of the talk.

    `code` is the language of the person's Telegram; a resident to whom that shows the same menu needs no other.
    """
    scope = BotCommandScopeChat(chat_id=chat)
    spoken = lang or shown_to(code)
    if role is Role.RESIDENT and spoken == shown_to(code):
        await bot.delete_my_commands(scope)
    else:
        await bot.set_my_commands(menu(texts, spoken, role), scope)
    for _, short in languages():  # menus by language, as they were set once, would go before
        if short is not None and short == (code or "")[:2]:
            await bot.delete_my_commands(scope, short)


class ChatMenus:
    """Sees to it that the menu of a chat is in the language of its talk: once, and again when that changes."""

    def __init__(
        self,
        find: Callable[[News], Awaitable[Place]],
        put: Callable[[News, Place], Awaitable[None]],
        errand: Callable[[Awaitable[None]], None],
    ) -> None:
        """`find` says whom a person speaks for now, `put` sets the menu, `errand` does something on the side."""
        self._find, self._put, self._errand = find, put, errand
        self._langs: dict[int, str | None] = {}  # in which language people have their menus, as far as was looked

    def look(self, news: News, place: Place) -> None:
        """After a message: the first of a person, or the first that finds the talk in another language."""
        fits = place.lang in (None, self._langs.get(news.user, shown_to(news.lang)))
        if place.chat_id is None or not fits:
            self._errand(self._set(news, always=not fits))

    def show(self, news: News) -> None:
        """Set the menu of a chat, on the side."""
        self._errand(self._set(news, always=True))

    async def _set(self, news: News, *, always: bool) -> None:
        place = await self._find(news)
        if always or place.lang not in (None, shown_to(news.lang)):
            await self._put(news, place)
        if len(self._langs) >= REMEMBERED:
            self._langs.clear()
        self._langs[news.user] = place.lang
