"""The other side of the bot: what a person does and sees in one chat."""

import time
from collections.abc import Callable
from typing import Any

from tests.telegram.bot_api.markup import commands
from tests.telegram.bot_api.params import Json
from tests.telegram.bot_api.world import BOT, TICKS, Bot, Chat, Message, Query, World, inline_buttons

Wanted = str | Callable[[Message], bool]


class Seat:
    """One person in one chat with one bot; in a private chat that is all of it."""

    def __init__(self, world: World, bot: Bot, chat: Chat, fields: Json) -> None:
        self._world = world
        self._bot = bot
        self.chat = chat
        self.fields = fields  # the User object of the Bot API
        self._acted = 0

    @property
    def id(self) -> int:
        """The id of the person."""
        return int(self.fields["id"])

    # What the person sees.

    @property
    def heard(self) -> list[Message]:
        """The messages of the bot in the order they came, as they look now; deleted ones are gone."""
        with self._world.lock:
            return [one for one in self.chat.history if one.by == BOT and one.deleted_at is None]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        return self.heard[-1]

    @property
    def history(self) -> list[Message]:
        """All that was ever said in the chat, deleted messages too."""
        with self._world.lock:
            return list(self.chat.history)

    @property
    def keyboard(self) -> list[str]:
        """The labels of the keyboard the bot put in place of the person's own."""
        return [button["text"] for button in self._keyboard_buttons()]

    @property
    def toasts(self) -> list[str]:
        """What answers to pressed buttons said, in the order of pressing; silent answers are empty."""
        with self._world.lock:
            mine = [query for query in self._bot.queries.values() if query.user_id == self.id]
            return [query.answer["text"] for query in mine if query.answer is not None]

    @property
    def menu(self) -> list[tuple[str, str]]:
        """The commands the app offers here: names and descriptions."""
        language = str(self.fields.get("language_code", ""))[:2]
        with self._world.lock:
            shown = self._bot.profile.shown_commands(self.chat.id, self.id, language)
        return [(one["command"], one["description"]) for one in shown]

    def wait_for(self, wanted: Wanted = "", timeout: float = 10.0, fresh: bool = False) -> Message:
        """The newest message of the bot that holds a text or meets a condition, as soon as there is one.

        With `fresh` only what was sent or edited since the person last did something counts. Fails with what was
        heard when nothing comes in `timeout` seconds.
        """

        def fits(message: Message) -> bool:
            new = not fresh or message.touched > self._acted
            return new and (wanted in message.text if isinstance(wanted, str) else wanted(message))

        found: list[Message] = []

        def look() -> bool:
            found[:] = [message for message in self.heard if fits(message)]
            return bool(found)

        if not self._wait(look, timeout):
            raise AssertionError(f"{self.fields['first_name']} waited in vain for {wanted!r}; heard: {self.heard}")
        return found[-1]

    def _wait(self, condition: Callable[[], bool], timeout: float) -> bool:
        ends = time.monotonic() + timeout
        with self._world.changed:
            while not condition():
                left = ends - time.monotonic()
                if left <= 0:
                    return False
                self._world.changed.wait(left)
        return True

    def wait_answered(self, query: Query, timeout: float = 10.0) -> Json:
        """The answer to a pressed button: text and show_alert."""
        if not self._wait(lambda: query.answer is not None, timeout) or query.answer is None:
            raise AssertionError(f"nobody answered the button of {self.fields['first_name']}")
        return query.answer

    @property
    def actions(self) -> list[str]:
        """What the chat showed the bot doing (typing, upload_photo), one entry a call."""
        with self._world.lock:
            return [action for _, action in self.chat.actions]

    # What the person says.

    def _send(self, content: Json) -> Message:
        with self._world.lock:
            assert not self.chat.blocked, "who blocked a bot cannot write to it"
            self._acted = next(TICKS)
            self.chat.started = True
            message = self.chat.add(str(self.id), self.fields, content, self._world.now())
            self._bot.queue.put({"message": dict(message.body)}, self.chat.id)
            self._world.changed.notify_all()
            return message

    def say(self, text: str, reply_to: Message | None = None) -> Message:
        """Write a text, also as a reply to a message."""
        found = commands(text)
        content: Json = {"text": text} | ({"entities": found} if found else {})
        return self._send(content | ({"reply_to_message": reply_to.body} if reply_to else {}))

    def edit(self, message: Message, text: str) -> Message:
        """Change the text or the caption of an own message."""
        with self._world.lock:
            now = self._world.now()
            self._acted = next(TICKS)
            name = "text" if "text" in message.body else "caption"
            message.change(message.body | {name: text, "edit_date": int(now.timestamp())}, now, str(self.id))
            self._bot.queue.put({"edited_message": dict(message.body)}, self.chat.id)
            return message

    def delete(self, message: Message) -> None:
        """Remove a message for both sides; bots are not told."""
        with self._world.lock:
            message.deleted_at, message.deleted_by = self._world.now(), str(self.id)

    def _file(self, kind: str, content: bytes, suffix: str, **more: Any) -> Json:
        with self._world.lock:
            file = self._bot.files.add(kind, content, suffix)
        return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(content)} | more

    def photo(self, content: bytes, caption: str = "", **more: Any) -> Message:
        """Send a picture; bytes that are none are sent all the same."""
        with self._world.lock:
            sizes = self._bot.files.add_photo(content)
        return self._send({"photo": sizes} | ({"caption": caption} if caption else {}) | more)

    def album(self, contents: list[bytes], caption: str = "") -> list[Message]:
        """Send several pictures as one; the caption stands below the first."""
        group = f"{self.id}{len(self.chat.history):06}"
        captions = [caption] + [""] * (len(contents) - 1)
        return [self.photo(one, text, media_group_id=group) for one, text in zip(contents, captions, strict=True)]

    def voice(self, content: bytes, seconds: int = 3) -> Message:
        """Send a recording."""
        return self._send({"voice": self._file("voice", content, ".oga", duration=seconds, mime_type="audio/ogg")})

    def document(self, name: str, content: bytes, caption: str = "", mime_type: str = "") -> Message:
        """Send a file."""
        suffix = "." + name.rpartition(".")[2] if "." in name else ""
        more = {"file_name": name} | ({"mime_type": mime_type} if mime_type else {})
        fields = {"document": self._file("document", content, suffix, **more)}
        return self._send(fields | ({"caption": caption} if caption else {}))

    def location(self, latitude: float, longitude: float) -> Message:
        """Send a place, in degrees."""
        return self._send({"location": {"latitude": latitude, "longitude": longitude}})

    def venue(self, latitude: float, longitude: float, title: str, address: str) -> Message:
        """Send a place with a name and an address."""
        place = {"latitude": latitude, "longitude": longitude}
        return self._send({"location": place, "venue": {"location": place, "title": title, "address": address}})

    def contact(self, phone: str, own: bool = True, name: str = "", user_id: int | None = None) -> Message:
        """Send a phone number: the own one, or that of somebody else (who has a `user_id` only in Telegram)."""
        who = self.id if own else user_id
        fields: Json = {"phone_number": phone, "first_name": name or self.fields["first_name"]}
        return self._send({"contact": fields | ({"user_id": who} if who else {})})

    def sticker(self) -> Message:
        """Send a sticker."""
        more = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "🔧"}
        return self._send({"sticker": self._file("document", b"sticker", ".webp", **more)})

    def dice(self, value: int = 4) -> Message:
        """Throw a die."""
        return self._send({"dice": {"emoji": "🎲", "value": value}})

    def poll(self, question: str, options: list[str]) -> Message:
        """Ask a question with answers to choose from."""
        choices = [{"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(options)]
        flags = ("is_closed", "allows_multiple_answers", "allows_revoting", "members_only")
        fields: Json = {"id": "1", "question": question, "options": choices, "total_voter_count": 0, "type": "regular"}
        return self._send({"poll": fields | dict.fromkeys(flags, False) | {"is_anonymous": True}})

    def raw(self, update: Json) -> int | None:
        """Hand the bot any update; without an update_id it gets the next one, which is returned."""
        with self._world.lock:
            self._acted = next(TICKS)
            return self._bot.queue.put(update, self.chat.id)

    # What the person presses.

    def _keyboard_buttons(self) -> list[Json]:
        with self._world.lock:
            rows = (self.chat.keyboard or {}).get("keyboard", [])
            return [{"text": one} if isinstance(one, str) else one for row in rows for one in row]

    def _shown(self, label: str) -> tuple[Message | None, Json] | None:
        for message in reversed(self.heard):
            if button := _labelled(message.buttons, label):
                return message, button
        button = _labelled(self._keyboard_buttons(), label)
        return (None, button) if button else None

    def _find(self, label: str, timeout: float) -> tuple[Message | None, Json]:
        found: list[tuple[Message | None, Json]] = []

        def look() -> bool:
            one = self._shown(label)
            found.extend([one] if one else [])
            return bool(found)

        if not self._wait(look, timeout):
            raise AssertionError(f"nothing shows {label!r} to {self.fields['first_name']}; heard: {self.heard}")
        return found[0]

    def press(self, label: str, timeout: float = 10.0) -> Query | None:
        """Press a button by its label or a part of it, on the newest message that shows it, as soon as one does.

        Gives the query that waits for its answer; nothing for a button of the keyboard below, which says its
        label, the own number or the place.
        """
        message, button = self._find(label, timeout)
        if message is not None:
            assert "callback_data" in button, f"{button['text']!r} is no button that calls the bot; see link()"
            return self._query(message, button["callback_data"])
        if (self.chat.keyboard or {}).get("one_time_keyboard"):
            self.chat.keyboard = None
        if button.get("request_contact"):
            self.contact("8613800000000")
        elif button.get("request_location"):
            self.location(31.2304, 121.4737)
        else:
            self.say(button["text"])
        return None

    def link(self, label: str, timeout: float = 10.0) -> str:
        """The address behind a button."""
        return str(self._find(label, timeout)[1]["url"])

    def press_old(self, label: str) -> Query:
        """Press a button that may be gone: on the newest message that ever showed it, even a deleted one."""
        for message in reversed(self.history):
            for body in reversed([*(edit.before for edit in message.edits), message.body]):
                button = _labelled(inline_buttons(body), label)
                if button and "callback_data" in button:
                    return self._query(message, button["callback_data"])
        raise AssertionError(f"nothing ever showed {label!r} to {self.fields['first_name']}")

    def forge(self, data: str, message: Message | None = None) -> Query:
        """Send any data as if a button (of a message, or the bot's newest) had held it."""
        return self._query(message or self.last, data)

    def _query(self, message: Message, data: str) -> Query:
        with self._world.lock:
            self._acted = next(TICKS)
            query = Query(f"{self._bot.id}{len(self._bot.queries):08}", self.id, self._world.now())
            self._bot.queries[query.id] = query
            shown = dict(message.body)
            if message.deleted_at is not None:
                shown = {"message_id": message.id, "chat": self.chat.fields, "date": 0}
            call = {"id": query.id, "from": self.fields, "message": shown, "chat_instance": str(self.chat.id)}
            self._bot.queue.put({"callback_query": call | {"data": data}}, self.chat.id)
            return query


def _labelled(buttons: list[Json], label: str) -> Json | None:
    exact = [button for button in buttons if button["text"] == label]
    return next(iter(exact or [button for button in buttons if label in button["text"]]), None)
