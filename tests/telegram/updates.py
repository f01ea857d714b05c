"""Updates as the Bot API sends them, and a way to hand them to the channel without waiting for anything."""

import asyncio
import itertools
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from bot.channels.telegram.service import make_intake
from bot.mail.entities import Chat, InMessage, OutMessage
from bot.mail.message import Body, Content
from bot.wiring import App

Json = dict[str, Any]
_count = itertools.count(1_000)


def somebody() -> int:
    """The id of a person who never wrote before."""
    return 6_000_000_000 + next(_count)


def person(user: int, lang: str = "zh-hans") -> Json:
    """A User object."""
    return {"id": user, "is_bot": False, "first_name": "Wang", "language_code": lang}


def message(user: int, update: int = 0, number: int = 0, **content: Any) -> Json:
    """An update with a new message."""
    return {"update_id": update or next(_count), "message": body(user, number, **content)}


def edited(user: int, number: int, **content: Any) -> Json:
    """An update with an edited message."""
    return {"update_id": next(_count), "edited_message": body(user, number, edit_date=1_795_000_000, **content)}


def body(user: int, number: int = 0, **content: Any) -> Json:
    """A Message object in a private chat."""
    return {
        "message_id": number or next(_count),
        "from": person(user),
        "chat": {"id": user, "type": "private", "first_name": "Wang"},
        "date": 1_795_000_000,
        **content,
    }


def press(user: int, data: str) -> Json:
    """An update with a pressed button."""
    query = {"id": f"{next(_count)}", "from": person(user), "message": body(user, text="?"), "chat_instance": "1"}
    return {"update_id": next(_count), "callback_query": query | {"data": data}}


def became(user: int, status: str) -> Json:
    """An update with what the bot has become in a private chat: member or kicked."""
    bot = {"id": 7, "is_bot": True, "first_name": "Anxiu"}
    member = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    changed = {"chat": {"id": user, "type": "private"}, "from": person(user), "date": 1}
    return {
        "update_id": next(_count),
        "my_chat_member": changed | {"old_chat_member": {"user": bot, "status": "left"}, "new_chat_member": member},
    }


def take(app: App, *updates: object, together: bool = False) -> None:
    """Hand updates to the channel, one after the other or all at once."""

    async def run() -> None:
        intake = make_intake(app)
        try:
            if together:
                await asyncio.gather(*[intake.take(update) for update in updates])
            else:
                for update in updates:
                    await intake.take(update)
            await asyncio.sleep(0)
        finally:
            await intake.close()

    asyncio.run(run())


def rows(app: App, user: int) -> Sequence[OutMessage]:
    """What waits for a person in any role, or has been delivered."""
    query = select(OutMessage).where(OutMessage.channel == "telegram", col(OutMessage.closes).is_(None))
    query = query.order_by(col(OutMessage.id))
    found = app.database.read(lambda session: session.exec(query).all())
    return [row for row in found if row.address.partition("/")[0] == str(user)]


def told(app: App, user: int) -> list[str]:
    """The words of it."""
    return [Body.model_validate_json(row.body).text for row in rows(app, user)]


def closed(app: App, user: int) -> list[tuple[str, str]]:
    """The messages of a person that were shown to be over: their words, and the line below them."""
    closing = aliased(OutMessage)
    query = select(OutMessage, closing).join(closing, col(closing.closes) == col(OutMessage.id))
    found = app.database.read(lambda session: session.exec(query.order_by(col(closing.id))).all())
    mine = [(row, over) for row, over in found if row.address.partition("/")[0] == str(user)]
    return [(Body.model_validate_json(row.body).text, Body.model_validate_json(over.body).text) for row, over in mine]


def said(app: App, user: int) -> list[Content]:
    """Everything that came from a person in any role, in order."""
    query = (
        select(InMessage, Chat.address).join(Chat, col(Chat.id) == col(InMessage.chat_id)).order_by(col(InMessage.id))
    )
    found = app.database.read(lambda session: session.exec(query).all())
    return [Content.model_validate_json(row.body) for row, address in found if address.partition("/")[0] == str(user)]


def data_of(app: App, user: int, label: str) -> str:
    """The callback data of the newest button with this label."""
    for row in reversed(rows(app, user)):
        for place, button in enumerate(Body.model_validate_json(row.body).buttons):
            if label in button.label:
                return f"{row.id:x}.{place}"
    raise AssertionError(f"no button {label!r}")
