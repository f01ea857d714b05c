"""Conversations of the data played through Telegram: updates in, real calls of the Bot API out."""

import asyncio
import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from booking.terms import District, Role
from bot import accounts
from bot.channels.converse import CHANNEL as CONVERSE
from bot.channels.converse import Conversation
from bot.channels.telegram import invitations, members
from bot.channels.telegram.carrier import Line, TelegramCarrier
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.limits import Limits
from bot.channels.telegram.names import CHANNEL, telegram_chat
from bot.channels.telegram.service import make_bot
from bot.clock import ManualClock
from bot.mail.entities import OutMessage
from bot.mail.message import Body, Button, Parcel
from bot.understanding.reader import Reader
from bot.wiring import App, build, load_gazetteer
from tests.conftest import MONDAY
from tests.conversations.player import Player
from tests.conversations.stage import KEPT, clear_rows
from tests.telegram.bot_api import BotApiServer, User, bot_api_server
from tests.telegram.office import settings_of
from vendors.entities import Kind, Provider, Technician

STAYS = KEPT | {"telegram_invitation", "telegram_member"}
_files = itertools.count(1)


class People:
    """Who is who in Telegram: residents as they come, staff from the beginning."""

    def __init__(self, server: BotApiServer) -> None:
        self._server = server
        self._users: dict[str, User] = {}
        self._names: dict[str, str] = {}

    def user(self, party: str) -> User:
        """The person who speaks for this party of a script."""
        if party not in self._users:
            user = self._server.user(party[-20:], language_code="")
            user.start()
            self._users[party] = user
            role = party.partition(":")[0]
            self._names[f"resident:tg-{user.id}" if role == Role.RESIDENT else party] = party
        return self._users[party]

    def name(self, party: str) -> str:
        """The party as the script calls it."""
        return self._names.get(party, party)

    def forget_residents(self) -> None:
        """The next conversation has other residents."""
        self._users = {party: user for party, user in self._users.items() if not party.startswith("resident:")}


class Echo:
    """Delivers to the Bot API server, and tells the player what arrived there."""

    def __init__(self, server: BotApiServer, people: People) -> None:
        seconds = itertools.count(0, 10)  # nothing has to wait for the limits
        line = Line(server.token, server.url)
        self.carrier = TelegramCarrier(line, Limits(lambda: float(next(seconds))), lambda _: True, lambda _: None)
        self._server, self._people = server, people
        self.app: App | None = None

    def deliver(self, parcel: Parcel) -> str | None:
        """To Telegram, and then to whoever listens to the script."""
        assert self.app is not None
        known_as = self.carrier.deliver(replace(parcel, body=parcel.body.model_copy(update={"photos": ()})))
        if parcel.closes is not None:
            return known_as
        chat = self._server.bot.chats[telegram_chat(parcel.address)]
        shown = chat.history[-1]
        assert parcel.body.text.rstrip().endswith(shown.text[-40:].rstrip())
        assert shown.labels == [button.label for button in parcel.body.buttons]
        self.app.hub.deliver(replace(parcel, channel=CONVERSE, party=self._people.name(parcel.party)))
        return known_as


class TelegramConversation(Conversation):
    """A script whose people write to the bot."""

    def __init__(self, app: App, clock: ManualClock, people: People, intake: Intake, loop: Any) -> None:
        self._people, self._intake, self._loop = people, intake, loop
        super().__init__(app, clock)

    def _send(self, party: str, line: Mapping[str, Any]) -> None:
        self._clock.advance(timedelta(milliseconds=1))
        user = self._people.user(party)
        updates = self._updates(user, party, line)
        self._loop.run_until_complete(self._take(updates))

    async def _take(self, updates: Sequence[Mapping[str, Any]]) -> None:
        await asyncio.gather(*[self._intake.take(update) for update in updates])

    def _updates(self, user: User, party: str, line: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        if "say" in line:
            return [self._message(user.say(str(line["say"])).body)]
        if "press" in line:
            return [self._pressed(user, party, str(line["press"]))]
        if "location" in line:
            return [self._message(user.location(*line["location"]).body)]
        if "contact" in line:
            shared = line["contact"] if isinstance(line["contact"], dict) else {"phone": line["contact"]}
            body = user.contact(str(shared.get("phone", "")), own=False, name=str(shared.get("name", " "))).body
            return [self._message(body)]
        if "poster" in line:
            return [self._message(user.say(f"/start {line['poster']}").body)]
        kind = "photo" if "photo" in line else "voice"
        return self._sent_files(user, [Path(path) for path in line[kind]])

    def _sent_files(self, user: User, paths: Sequence[Path]) -> list[Mapping[str, Any]]:
        group = {"media_group_id": f"g{next(_files)}"} if len(paths) > 1 else {}
        bodies = [user.document(path.name, path.read_bytes()).body | group for path in paths]
        return [self._message(body) for body in bodies]

    def _message(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"update_id": 10_000_000 + next(_files), "message": dict(body)}

    def _pressed(self, user: User, party: str, wanted: str) -> Mapping[str, Any]:
        """A press as the script means it: by the label or number of the buttons shown last."""
        data = self._data(user, self._action(party, wanted))
        call = {"id": user.forge(data).id, "from": dict(user.fields), "chat_instance": "1", "data": data}
        return {"update_id": 10_000_000 + next(_files), "callback_query": call}

    def _data(self, user: User, action: str) -> str:
        def find(session: Session) -> str:
            query = select(OutMessage).where(OutMessage.channel == CHANNEL).order_by(col(OutMessage.id).desc())
            for row in session.exec(query):
                if telegram_chat(row.address) == user.id:
                    buttons: Sequence[Button] = Body.model_validate_json(row.body).buttons
                    place = next((n for n, button in enumerate(buttons) if button.action == action), None)
                    if place is not None:
                        return f"{row.id:x}.{place}"
            return "0.0"

        return self._app.database.read(find)

    def _show(self) -> Iterator[dict[str, Any]]:
        for row in super()._show():
            yield row | {"resident": self._people.name(row["resident"])}


class TelegramStage:
    """The application once for all conversations, with everyone of the staff in Telegram."""

    def __init__(self, app: App, clock: ManualClock, people: People) -> None:
        self.app, self.clock, self.people = app, clock, people
        self.reader = Reader(load_gazetteer(app.database))
        self.loop = asyncio.new_event_loop()
        self.intake = Intake(app, make_bot(app.settings), 4)
        app.database.write(self._employ)

    def close(self) -> None:
        """End what is under way."""
        self.loop.run_until_complete(self.intake.close())
        self.loop.close()

    def clear(self, now: datetime) -> None:
        """Nothing has happened yet, and it is `now`."""
        self.clock.move_to(now)
        self.people.forget_residents()
        self.app.database.write(lambda session: clear_rows(session, STAYS))

    def _employ(self, session: Session) -> None:
        work = self.app.make_work(session)
        firms = session.exec(select(Provider)).all()
        parties = [f"vendor:{firm.code}" for firm in firms if firm.kind != Kind.CENTRE]
        parties += [f"centre:{district}" for district in District]
        parties += [f"technician:{one.code}" for one in session.exec(select(Technician)).all()]
        parties += sorted(accounts.all_supervisors(session))
        for party in parties:
            code = invitations.invite(work, Role(party.partition(":")[0]), party, 7, os.urandom)
            session.flush()
            assert members.join(work, self.people.user(party).id, code, None) is not None


@contextmanager
def telegram_stage(folder: Path, url: str) -> Iterator[TelegramStage]:
    """A stage with a Bot API server of its own."""
    clock = ManualClock(MONDAY)
    with ExitStack() as open_things:
        server = open_things.enter_context(bot_api_server(clock.now))
        people = People(server)
        echo = Echo(server, people)
        open_things.callback(echo.carrier.close)
        values = settings_of(server, folder, url, "polling").model_copy(update={"seal_minutes": 720})
        app = build(values, clock=clock, staff_channel=CONVERSE, carriers={CHANNEL: echo})
        echo.app = app
        open_things.callback(app.close)
        stage = TelegramStage(app, clock, people)
        open_things.callback(stage.close)
        yield stage
        assert not server.complaints


@dataclass
class TelegramPlayer(Player):
    """A player whose conversation goes through Telegram."""

    stage: TelegramStage | None = None

    def __post_init__(self) -> None:
        assert self.stage is not None
        self._stop = self.app.hub.listen(CONVERSE, "*", self._on_parcel)
        stage = self.stage
        self._conversation = TelegramConversation(stage.app, stage.clock, stage.people, stage.intake, stage.loop)
