"""An application whose messages leave for Telegram when the test says so."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from bot.channels.telegram.limits import Limits
from bot.channels.telegram.members import as_resident, open_speaker
from bot.channels.telegram.service import Delivery
from bot.clock import ManualClock
from bot.mail import outbox
from bot.mail.entities import OutMessage, OutStatus
from bot.mail.message import Body
from bot.wiring import App, build
from oversight.entities import Alert, AlertKind
from tests.conftest import MONDAY
from tests.telegram.bot_api import BotApiServer, User, bot_api_server
from tests.telegram.office import settings_of


class Desk:
    """An application that delivers when the test says so, with a clock turned by hand."""

    def __init__(self, app: App, server: BotApiServer, clock: ManualClock) -> None:
        self.app, self.server, self.clock = app, server, clock
        self.limits = Limits(lambda: clock.now().timestamp())
        self.delivery = Delivery(app, self.limits)

    def person(self, name: str) -> User:
        """Somebody who may be written to."""
        user = self.server.user(name)
        user.start()
        return user

    def put(self, user: User, *texts: str, priority: int = outbox.ORDINARY, body: Body | None = None) -> None:
        """Queue messages for a person."""
        self.clock.advance(timedelta(milliseconds=1))

        def put(session: Session) -> None:
            work = self.app.make_work(session)
            chat = open_speaker(work, as_resident(user.id), None)
            for one in [body] if body is not None else [Body(text=words) for words in texts]:
                outbox.put(session, work.ids, work.now, chat, one, priority=priority)

        self.app.database.write(put)

    def flow(self, seconds: float, step: float = 0.5) -> None:
        """Let time pass, and deliver all the while."""
        for _ in range(int(seconds / step)):
            self.delivery.pump.flow()
            self.clock.advance(timedelta(seconds=step))
        self.delivery.pump.flow()

    def waiting(self) -> list[OutMessage]:
        """What has not arrived."""
        query = select(OutMessage).where(OutMessage.status == OutStatus.WAITING).order_by(col(OutMessage.id))
        return list(self.app.database.read(lambda session: session.exec(query).all()))

    def alerts(self) -> list[Alert]:
        """What supervisors have to see to about people out of reach."""
        query = select(Alert).where(Alert.kind == AlertKind.UNREACHED)
        return list(self.app.database.read(lambda session: session.exec(query).all()))


@contextmanager
def open_desk(url: str, folder: Path) -> Iterator[Desk]:
    """A desk with a server of its own."""
    clock = ManualClock(MONDAY)
    with ExitStack() as open_things:
        server = open_things.enter_context(bot_api_server(clock.now))
        app = build(settings_of(server, folder, url, "polling"), clock=clock)
        open_things.callback(app.close)
        made = Desk(app, server, clock)
        open_things.callback(made.delivery.stop)
        yield made
