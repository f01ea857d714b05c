"""What the commands of the menu do, by role."""

from booking.terms import Role
from bot.channels.telegram.chats import Place
from bot.channels.telegram.invitations import is_invitation
from bot.channels.telegram.reading import News
from bot.channels.telegram.replies import Replies
from bot.channels.telegram.tongue import language_of
from bot.mail.message import Content
from bot.places.house_codes import arrival, read_house_code
from bot.wiring import App
from locales.keys import Key
from locales.languages import DEFAULT

#: The menus, in their order; what each command says about itself is the text of this key.
RESIDENT_MENU: dict[str, Key] = {
    "start": "telegram-command-start",
    "human": "telegram-command-human",
    "cancel": "telegram-command-cancel",
    "language": "telegram-command-language",
    "help": "telegram-command-help",
}
STAFF_MENU: dict[str, Key] = {
    "list": "telegram-command-list",
    "tomorrow": "telegram-command-tomorrow",
    "role": "telegram-command-role",
    "language": "telegram-command-language",
    "help": "telegram-command-help",
}
SUPERVISOR_MENU: dict[str, Key] = {
    "alerts": "telegram-command-alerts",
    "report": "telegram-command-report",
    **{name: key for name, key in STAFF_MENU.items() if name != "tomorrow"},
}


def menu_of(role: Role) -> dict[str, Key]:
    """The commands of a role."""
    match role:
        case Role.RESIDENT:
            return RESIDENT_MENU
        case Role.SUPERVISOR:
            return SUPERVISOR_MENU
        case _:
            return STAFF_MENU


class Commands:
    """Answers commands, or says as what they go into the talk."""

    def __init__(self, app: App, replies: Replies) -> None:
        self._app = app
        self._replies = replies

    def take(self, news: News, place: Place) -> Content | None:
        """Answer a command; what goes into the talk in its stead, or None where it has its answer."""
        match news.command:
            case "start" if is_invitation(news.words):
                self._replies.join(news)
            case "language":
                self._replies.languages(news, place.speaker)
            case "role":
                self._replies.roles(news, place.speaker)
            case command:
                return self._as_said(news, place, command)
        return None

    def _as_said(self, news: News, place: Place, command: str) -> Content | None:
        if place.speaker.role is not Role.RESIDENT and command in ("start", "list"):
            return Content(press="list")
        if command in menu_of(place.speaker.role) and command == "tomorrow":
            return Content(press="tomorrow")
        if place.speaker.role is Role.SUPERVISOR and command in ("alerts", "report"):
            return Content(press="list" if command == "alerts" else f"report:{news.words[:40]}")
        if place.speaker.role is Role.RESIDENT:
            match command:
                case "start" if read_house_code(news.words) is not None:
                    return Content(press=arrival(news.words))
                case "start":
                    return Content(press="start")
                case "human":
                    return Content(press="human")
                case "cancel":
                    lang = place.lang or language_of(news.lang) or DEFAULT
                    return Content(say=self._app.texts.say(lang, "telegram-word-cancel"))
        self._replies.help(news, place.speaker)
        return None
