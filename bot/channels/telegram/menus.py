"""The menus of commands: one for everyone in each language, and one for each member of staff in their chat."""

from collections.abc import Iterator

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from booking.terms import Role
from bot.channels.telegram.commands import menu_of
from bot.channels.telegram.tongue import code_of
from locales.languages import DEFAULT, LANGUAGES
from locales.texts import Texts


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


async def set_menu(bot: Bot, texts: Texts, chat: int, role: Role) -> None:
    """The menu of one chat, in every language, by whom its person speaks for."""
    for lang, code in languages():
        scope = BotCommandScopeChat(chat_id=chat)
        if role is Role.RESIDENT:
            await bot.delete_my_commands(scope, code)
        else:
            await bot.set_my_commands(menu(texts, lang, role), scope, code)
