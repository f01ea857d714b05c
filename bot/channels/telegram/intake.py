"""Takes one update from its JSON to its answer: in order within a chat, stored before it counts as taken."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import AiogramError
from aiogram.types import Update
from pydantic import ValidationError
from sqlalchemy.exc import DataError, SQLAlchemyError

from bot.channels.telegram.chats import Place, last_said, place_of
from bot.channels.telegram.commands import Commands
from bot.channels.telegram.files import Files
from bot.channels.telegram.invitations import is_invitation
from bot.channels.telegram.lanes import Album, Lanes
from bot.channels.telegram.members import Speaker, as_resident, choose, speaker_at
from bot.channels.telegram.menus import ChatMenus, set_menu
from bot.channels.telegram.names import CHANNEL
from bot.channels.telegram.pressing import Press, find_press
from bot.channels.telegram.reading import Kind, News, read_update
from bot.channels.telegram.replies import AS, Replies
from bot.channels.telegram.tongue import language_of
from bot.dialogue.says import Say
from bot.mail import inbox
from bot.mail.message import Content, Inbound
from bot.media.kinds import FileKind
from bot.wiring import App
from locales.languages import DEFAULT

log = logging.getLogger(__name__)

T = TypeVar("T")
#: Typing is shown when an answer takes longer than this, and again before Telegram lets it fade.
TYPING_AFTER, TYPING_EVERY = 1.0, 4.0


class Intake:
    """Takes updates; for one event loop."""

    def __init__(self, app: App, bot: Bot, threads: int) -> None:
        self._app = app
        self._bot = bot
        self._files = Files(bot)
        self._replies = Replies(app)
        self._commands = Commands(app, self._replies)
        self._lanes = Lanes()
        self._menus = ChatMenus(self._find_place, self._set_menu, self._errand)
        self._albums: dict[tuple[int, str], Album] = {}
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="telegram-in")
        self.errands: set[asyncio.Task[None]] = set()  # what is done on the side just now

    async def close(self) -> None:
        """End what is under way and give the connections back."""
        for errand in self.errands:
            errand.cancel()
        self._pool.shutdown(wait=True)
        await self._bot.session.close()

    async def take(self, raw: object) -> None:
        """Store an update and answer it. Raises where it could not be stored: it must come again."""
        news = _read(raw)
        if news is None:
            return
        try:
            await self._in_lane(news)
        except DataError:
            log.exception("the database refuses what an update holds; it is left out")
        except (SQLAlchemyError, OSError):
            raise
        except Exception:
            log.exception("an update could not be handled and is left out")

    async def _in_lane(self, news: News) -> None:
        key = (news.chat, news.album)
        standing = self._albums.get(key) if news.album else None
        if standing is not None:
            standing.add(news)
            await asyncio.shield(standing.stored)
            return
        album = Album([news], asyncio.get_running_loop().create_future()) if news.album else None
        if album is not None:
            self._albums[key] = album
        try:
            async with self._lanes.lane(news.chat):
                parts = [news]
                if album is not None:
                    parts = [*await album.whole()]
                    self._albums.pop(key, None)
                await self._take_in_turn(parts)
            _settle(album, None)
        except BaseException as error:
            self._albums.pop(key, None)
            _settle(album, error)
            raise

    async def _take_in_turn(self, parts: Sequence[News]) -> None:
        news = parts[0]
        if not news.private:
            if news.kind is Kind.COMMAND:
                await self._do(self._replies.say, news, as_resident(news.chat), Say("telegram-private-only"))
            return
        match news.kind:
            case Kind.PRESS:
                await self._pressed(news)
            case Kind.BLOCKED | Kind.UNBLOCKED:
                await self._do(self._reach, news)
            case Kind.COMMAND if not news.edited:
                await self._commanded(news)
            case _:
                await self._told(parts)

    async def _told(self, parts: Sequence[News]) -> None:
        news = parts[0]
        if news.kind is Kind.WORDS and not news.edited:
            self._menus.look(news, await self._while_typing(news.chat, self._do(self._answer, news)))
            return
        place = await self._do(self._place, news)
        if news.edited and not await self._do(self._counts_anew, news, place):
            return
        if news.kind is Kind.UNKNOWN:
            await self._do(self._replies.say, news, place.speaker, Say("telegram-unknown-kind"))
            return
        if news.album:
            parts = await self._do(self._unknown, parts)
        if parts:
            await self._while_typing(news.chat, self._receive_all(parts, place))
            self._menus.look(parts[0], place)

    def _unknown(self, parts: Sequence[News]) -> Sequence[News]:
        """The parts of an album that are not stored yet: its parts may come again, and in other company."""
        ids = [part.external_id for part in parts]
        stored = self._app.database.read(lambda session: inbox.known(session, CHANNEL, ids))
        return [part for part in parts if part.external_id not in stored]

    async def _receive_all(self, parts: Sequence[News], place: Place) -> None:
        """The last message is stored together with the parts that came with the first."""
        first, *others = [part.external_id for part in parts]
        contents = await self._contents(parts)
        for number, content in enumerate(contents):
            external_id = first if number == 0 else f"{first}.{number}"
            also = tuple(others) if number == len(contents) - 1 else ()
            await self._do(self._receive, parts[0], place.speaker, external_id, content, also)

    async def _contents(self, parts: Sequence[News]) -> list[Content]:
        """All files together with the words below them, so that an album is one message."""
        news = parts[0]
        caption = "\n".join(part.words for part in parts if part.words) or None
        match news.kind:
            case Kind.FILE:
                return _with_words(caption, await self._fetch(parts))
            case Kind.FILM:
                return [Content(say=caption, photos=(FileKind.VIDEO,))]
            case Kind.LOCATION:
                return [Content(location=news.location)]
            case Kind.CONTACT:
                return [Content(contact=news.phone, name=news.name or None, own=news.own)]
            case _:
                return [Content(say=news.words)]

    async def _fetch(self, parts: Sequence[News]) -> list[Content]:
        fetched = await asyncio.gather(*[self._files.fetch(part) for part in parts])
        files = [one for one in fetched if isinstance(one, bytes)]
        lost = tuple(str(one) for one in fetched if not isinstance(one, bytes))
        taken = await self._do(self._app.uploads.take, files) if files else []
        if not lost:
            return taken
        album = next((one.photos for one in taken if one.photos is not None), ())
        return [Content(photos=(*album, *lost)), *(one for one in taken if one.photos is None)]

    async def _pressed(self, news: News) -> None:
        press = await self._do(self._find_press, news)
        stale = press is None
        self._errand(self._stop_waiting(news, stale=stale))
        if press is None:
            return
        if press.action.startswith(AS):
            await self._do(self._switch, news, press.action.removeprefix(AS))
            self._menus.show(news)
            return
        if press.elsewhere:  # whoever answers in one role goes on in it: the next words belong to its question
            await self._do(self._follow, press.speaker)
        content = Content(press=press.action)
        await self._while_typing(news.chat, self._do(self._receive, news, press.speaker, news.external_id, content))
        if press.action.startswith("lang:"):
            self._menus.show(news)

    async def _commanded(self, news: News) -> None:
        place = await self._do(self._place, news)
        content = await self._do(self._commands.take, news, place)
        if content is not None:
            await self._while_typing(news.chat, self._do(self._receive, news, place.speaker, news.external_id, content))
        if is_invitation(news.words):
            self._menus.show(news)
        else:
            self._menus.look(news, place)

    def _answer(self, news: News) -> Place:
        """What nearly every update is, in one thread from beginning to end; where it stood before."""
        place = self._place(news)
        self._receive(news, place.speaker, news.external_id, Content(say=news.words))
        return place

    def _place(self, news: News) -> Place:
        place = self._app.database.read(lambda session: place_of(session, news.user))
        if place.lost:
            self._replies.reach(news.user, reachable=True)
        return place

    def _reach(self, news: News) -> None:
        self._replies.reach(news.user, reachable=news.kind is Kind.UNBLOCKED)

    def _counts_anew(self, news: News, place: Place) -> bool:
        """Whether an edit is new words; one of words that were answered and followed by others is told it is late."""
        if place.chat_id is None:
            return True
        chat_id = place.chat_id
        newest, said = self._app.database.read(lambda session: last_said(session, chat_id))
        if newest == 0 or newest > news.message:
            self._replies.say(news, place.speaker, Say("telegram-edit-late"))
            return False
        return not (newest == news.message and said == news.words)

    def _find_press(self, news: News) -> Press | None:
        return self._app.database.read(lambda session: find_press(session, news.user, news.press))

    def _switch(self, news: News, party: str) -> None:
        speaker = self._app.database.read(lambda session: speaker_at(session, news.user, party))
        if speaker is not None:
            self._replies.choose(news, speaker)

    def _follow(self, speaker: Speaker) -> None:
        app = self._app
        app.database.write(lambda session: choose(app.make_work(session), speaker.user, speaker.party))

    async def _find_place(self, news: News) -> Place:
        return await self._do(self._app.database.read, lambda session: place_of(session, news.user))

    async def _set_menu(self, news: News, place: Place) -> None:
        """The menu of whom the person speaks for now, in the language of that talk."""
        await self._try(set_menu(self._bot, self._app.texts, news.chat, place.speaker.role, place.lang, news.lang))

    def _receive(
        self, news: News, speaker: Speaker, external_id: str, content: Content, also: tuple[str, ...] = ()
    ) -> None:
        lang = language_of(news.lang)
        self._app.turns.receive(
            Inbound(CHANNEL, external_id, speaker.address, speaker.role, speaker.party, content, lang, also)
        )

    async def _do(self, task: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, task, *args)

    async def _stop_waiting(self, news: News, *, stale: bool) -> None:
        """Telegram shows a pressed button as waiting until this; a press that is too old for it needs none."""
        lang = language_of(news.lang) or DEFAULT
        text = self._app.texts.say(lang, "stale-button") if stale else None
        await self._try(self._bot.answer_callback_query(news.query, text=text))

    async def _while_typing(self, chat: int, work: Awaitable[T]) -> T:
        """Do the work; who waits longer than a moment sees that an answer is being written."""
        task = asyncio.ensure_future(work)
        wait = TYPING_AFTER
        while not (await asyncio.wait({task}, timeout=wait))[0]:
            wait = TYPING_EVERY
            self._errand(self._try(self._bot.send_chat_action(chat, ChatAction.TYPING)))
        return await task

    def _errand(self, work: Any) -> None:
        """Something on the side that may fail."""
        errand: asyncio.Task[None] = asyncio.ensure_future(work)
        self.errands.add(errand)
        errand.add_done_callback(self.errands.discard)

    async def _try(self, call: Any) -> None:
        try:
            await call
        except (AiogramError, OSError, TimeoutError) as error:
            log.debug("a courtesy was not taken: %s", type(error).__name__)


def _read(raw: object) -> News | None:
    """The update; what is none of Telegram's shape is noted without its content, and left out."""
    try:
        return read_update(Update.model_validate(raw))
    except ValidationError as error:
        log.warning("an update of an unknown shape was left out: %d faults", error.error_count())
    except Exception:
        log.exception("an update could not be read and was left out")
    return None


def _with_words(caption: str | None, sent: Sequence[Content]) -> list[Content]:
    """The words are said with the photos; what was sent without photos has them as a message before."""
    if caption is None:
        return list(sent)
    first = next((one for one in sent if one.photos is not None), None)
    if first is None:
        return [Content(say=caption), *sent]
    return [one.model_copy(update={"say": caption}) if one is first else one for one in sent]


def _settle(album: Album | None, error: BaseException | None) -> None:
    """Tell the other parts of an album how it went."""
    if album is None or album.stored.done():
        return
    if error is None:
        album.stored.set_result(None)
    else:
        album.stored.set_exception(error if isinstance(error, Exception) else ConnectionAbortedError())
        album.stored.exception()  # the other parts raise it; without any it is told nowhere else
