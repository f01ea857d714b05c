"""The real client libraries against the Bot API server, over real HTTP on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiogram
import pytest
import telegram as ptb
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from aiohttp import web
from PIL import Image
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from tests.telegram.bot_api import BotApiServer
from tests.telegram.pictures import picture

SECRET = "Shanghai-2026"


@asynccontextmanager
async def aiogram_bot(server: BotApiServer) -> AsyncIterator[aiogram.Bot]:
    """aiogram's bot, for the server's first one."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with aiogram.Bot(server.token, session=session) as bot:
        yield bot


@asynccontextmanager
async def ptb_bot(server: BotApiServer) -> AsyncIterator["ExtBot[None]"]:
    """python-telegram-bot's bot, for the server's first one."""
    bot = ExtBot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
    async with bot:
        yield bot


def test_aiogram_has_a_conversation(telegram: BotApiServer) -> None:
    wang = telegram.user("Wang")

    async def talk() -> None:
        async with aiogram_bot(telegram) as bot:
            me = await bot.get_me()
            assert me.username == "anxiu_test_bot"
            wang.start("qr_17")
            (update,) = await bot.get_updates(timeout=10)
            assert update.message is not None
            assert update.message.text == "/start qr_17"
            rows = [[InlineKeyboardButton(text="水管", callback_data="c1")]]
            markup = InlineKeyboardMarkup(inline_keyboard=rows)
            sent = await bot.send_message(wang.id, "<b>哪里</b>坏了?", parse_mode="HTML", reply_markup=markup)
            assert sent.text == "哪里坏了?"
            wang.press("水管")
            (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=10)
            assert update.callback_query is not None
            assert update.callback_query.data == "c1"
            assert await bot.answer_callback_query(update.callback_query.id, "好")
            await bot.edit_message_text("水管坏了", chat_id=wang.id, message_id=sent.message_id)

    asyncio.run(talk())
    assert [message.text for message in wang.heard] == ["水管坏了"]
    assert wang.last.labels == []
    assert wang.toasts == ["好"]
    assert not telegram.complaints


def test_aiogram_sends_and_fetches_pictures(telegram: BotApiServer) -> None:
    wang = telegram.user("Wang")
    wang.start()
    content = picture()

    async def talk() -> None:
        async with aiogram_bot(telegram) as bot:
            sent = await bot.send_photo(wang.id, BufferedInputFile(content, "tap.jpg"), caption="水龙头")
            assert sent.photo is not None
            assert [size.width for size in sent.photo] == [90, 320, 800, 1280, 1600]
            again = await bot.send_photo(wang.id, sent.photo[-1].file_id)
            assert again.photo == sent.photo
            await bot.send_media_group(
                wang.id, [InputMediaPhoto(media=BufferedInputFile(content, f"{n}.jpg")) for n in range(2)]
            )
            file = await bot.get_file(sent.photo[-1].file_id)
            assert file.file_path is not None
            whole = await bot.download_file(file.file_path)
            assert whole is not None
            assert whole.read() == content
            small = await bot.download(sent.photo[0])
            assert small is not None
            with Image.open(small) as image:
                assert image.size == (90, 68)

    asyncio.run(talk())
    assert len(wang.heard) == 4
    assert wang.heard[2].body["media_group_id"] == wang.heard[3].body["media_group_id"]
    assert not telegram.complaints


def test_python_telegram_bot_sends_and_fetches(telegram: BotApiServer) -> None:
    wang = telegram.user("Wang")
    wang.start()
    content = picture()
    wang.photo(content, caption="漏水")
    markup = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("接单", callback_data="o1")]])

    async def talk() -> None:
        async with ptb_bot(telegram) as bot:
            assert bot.username == "anxiu_test_bot"
            sent = await bot.send_message(wang.id, "a <i>b</i> &amp; c", parse_mode="HTML", reply_markup=markup)
            assert sent.text == "a b & c"
            await bot.send_photo(wang.id, content, caption="图")
            await bot.send_chat_action(wang.id, "typing")
            await bot.edit_message_reply_markup(wang.id, sent.message_id)
            _start, photo = await bot.get_updates(timeout=10)
            assert photo.message is not None
            assert photo.message.caption == "漏水"
            file = await photo.message.photo[-1].get_file()
            assert bytes(await file.download_as_bytearray()) == content
            await bot.set_my_commands([("help", "怎么用")], ptb.BotCommandScopeChat(wang.id), "zh")
            assert await bot.get_updates(offset=photo.update_id + 1, timeout=0) == ()
            chat = await bot.get_chat(wang.id)
            assert chat.first_name == "Wang"

    asyncio.run(talk())
    assert wang.menu == [("help", "怎么用")]
    assert [message.text for message in wang.heard] == ["a b & c", "图"]
    assert wang.chat.actions[0][1] == "typing"
    assert not telegram.complaints


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_python_telegram_bot_understands_refusals(telegram: BotApiServer) -> None:
    wang, li = telegram.user("Wang"), telegram.user("Li")
    wang.start()

    async def talk() -> None:
        async with ptb_bot(telegram) as bot:
            with pytest.raises(Forbidden, match="initiate"):
                await bot.send_message(li.id, "hello")
            with pytest.raises(BadRequest, match="Chat not found"):
                await bot.send_message(1, "hello")
            wang.block()
            with pytest.raises(Forbidden, match="blocked"):
                await bot.send_message(wang.id, "hello")
            telegram.faults.next("sendMessage", kind="429", retry_after=7)
            with pytest.raises(RetryAfter, match="7"):
                await bot.send_message(wang.id, "hello")
            for kind in ("500", "502", "drop", "lost", "garbage"):
                telegram.faults.next("sendChatAction", kind=kind)
                wang.chat.blocked = False
                with pytest.raises(TelegramError if kind == "garbage" else NetworkError):
                    await bot.send_chat_action(wang.id, "typing")
            await bot.set_webhook("https://example.org/hook")
            with pytest.raises(Conflict):
                await bot.get_updates()
            telegram.revoke()
            with pytest.raises(InvalidToken):
                await bot.get_me()

    asyncio.run(talk())
    assert len(wang.chat.actions) == 1  # of "lost": it was done, only nobody was told
    assert not telegram.complaints


def test_aiogram_understands_refusals(telegram: BotApiServer) -> None:
    wang = telegram.user("Wang")
    wang.start()

    async def talk() -> None:
        async with aiogram_bot(telegram) as bot:
            with pytest.raises(TelegramBadRequest, match="message is too long"):
                await bot.send_message(wang.id, "x" * 4097)
            telegram.faults.next(kind="429", retry_after=5)
            with pytest.raises(TelegramRetryAfter) as told:
                await bot.send_message(wang.id, "x")
            assert told.value.retry_after == 5
            telegram.faults.next(kind="drop")
            with pytest.raises(TelegramNetworkError):
                await bot.send_message(wang.id, "x")
            telegram.faults.next(kind="hang")
            with pytest.raises(TelegramNetworkError):
                await bot.send_message(wang.id, "x", request_timeout=1)
            telegram.down()
            with pytest.raises(TelegramNetworkError):
                await bot.get_me()
            telegram.up()
            assert (await bot.get_me()).id == telegram.bot.id
            telegram.revoke()
            with pytest.raises(TelegramUnauthorizedError):
                await bot.get_me()

    asyncio.run(talk())
    assert wang.heard == []


def test_the_webhook_of_aiogram(telegram: BotApiServer) -> None:
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler

    wang, li = telegram.user("Wang"), telegram.user("Li")
    dispatcher = aiogram.Dispatcher()

    @dispatcher.message()
    async def echo(message: aiogram.types.Message) -> aiogram.methods.SendMessage:
        return message.answer(f"echo {message.text}")

    async def serve() -> None:
        async with aiogram_bot(telegram) as bot:
            app = web.Application()
            handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)
            handler.register(app, path="/hook")
            runner = web.AppRunner(app)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            port = runner.addresses[0][1]
            await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
            for person in (wang, li):
                person.start()
                await asyncio.to_thread(person.wait_for, "echo /start")
            info = await bot.get_webhook_info()
            assert info.pending_update_count == 0
            await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="another")
            wang.say("lost")
            await asyncio.to_thread(
                telegram.wait_until, lambda: bool(telegram.bot.webhook and telegram.bot.webhook.last_error)
            )
            info = await bot.get_webhook_info()
            assert info.last_error_message == "Wrong response from the webhook: 401 Unauthorized"
            assert info.pending_update_count == 1
            await runner.cleanup()

    asyncio.run(serve())
    assert not telegram.complaints
