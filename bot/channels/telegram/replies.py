"""What the channel answers by itself: help, languages, roles, invitations, and what it cannot take."""

from collections.abc import Callable, Sequence

from sqlmodel import Session, select

from booking.terms import District, Role
from booking.work import Work
from bot.accounts import Account
from bot.channels.telegram import members
from bot.channels.telegram.chats import mark_person
from bot.channels.telegram.members import Speaker
from bot.channels.telegram.names import CHANNEL
from bot.channels.telegram.reading import News
from bot.channels.telegram.tongue import language_of
from bot.dialogue.says import Choice, Say
from bot.dialogue.wording import district_term
from bot.mail import inbox
from bot.mail.entities import Chat, InStatus
from bot.mail.message import Content, Inbound, Outgoing
from bot.turns import outgoing
from bot.wiring import App
from locales.args import Arg, Named, Phrase, Term
from locales.keys import Key
from locales.languages import LANGUAGES
from vendors import store
from vendors.entities import Provider, Technician

#: Buttons that the channel itself answers.
AS = "as:"
_HELP: dict[Role, Key] = {Role.RESIDENT: "telegram-help-resident", Role.SUPERVISOR: "telegram-help-supervisor"}
_ROLE: dict[Role, Key] = {
    Role.RESIDENT: "telegram-as-resident",
    Role.VENDOR: "telegram-as-vendor",
    Role.TECHNICIAN: "telegram-as-technician",
    Role.CENTRE: "telegram-as-centre",
    Role.SUPERVISOR: "telegram-as-supervisor",
}
#: What the answer is, made in the transaction that stores the question; in which chat, and the words.
Answer = Callable[[Work], tuple[Chat, Sequence[Say]]]


class Replies:
    """Stores what came and answers it in one transaction, once."""

    def __init__(self, app: App) -> None:
        self._app = app

    def say(self, news: News, speaker: Speaker, say: Say) -> None:
        """Answer with this message."""
        self._answer(news, speaker, lambda work: (members.open_speaker(work, speaker, self._lang(news)), [say]))

    def help(self, news: News, speaker: Speaker) -> None:
        """What can be done here in this role."""
        self.say(news, speaker, Say(_HELP.get(speaker.role, "telegram-help-staff")))

    def languages(self, news: News, speaker: Speaker) -> None:
        """The choice of a language."""
        choices = tuple(
            Choice("telegram-language", f"lang:{lang}", {"lang": Term(f"telegram-in-{lang.lower()}")})
            for lang in LANGUAGES
        )
        self.say(news, speaker, Say("telegram-ask-language", {}, choices))

    def roles(self, news: News, speaker: Speaker) -> None:
        """The choice of a role, for who has several."""
        known = self._app.database.read(
            lambda session: [(one.party, _named(session, one)) for one in members.speakers(session, news.user)]
        )
        choices = tuple(Choice(key, f"{AS}{party}", args) for party, (key, args) in known)
        one = len(known) == 1
        self.say(news, speaker, Say("telegram-one-role" if one else "telegram-ask-role", {}, () if one else choices))

    def choose(self, news: News, speaker: Speaker) -> None:
        """Speak for another party from now on."""

        def answer(work: Work) -> tuple[Chat, Sequence[Say]]:
            members.choose(work, news.user, speaker.party)
            chat = members.open_speaker(work, speaker, self._lang(news))
            return chat, [_welcome(work.session, speaker, "telegram-role-chosen")]

        self._answer(news, speaker, answer)

    def join(self, news: News) -> Speaker | None:
        """Take the invitation that came with /start; the new member, or None where it is void."""
        joined: list[Speaker] = []
        resident = members.as_resident(news.user)

        def answer(work: Work) -> tuple[Chat, Sequence[Say]]:
            joined.clear()
            member = members.join(work, news.user, news.words, self._lang(news))
            if member is None:
                chat = members.open_speaker(work, resident, self._lang(news))
                return chat, [Say("telegram-invitation-void")]
            joined.append(member)
            chat = members.open_speaker(work, member, self._lang(news))
            return chat, [_welcome(work.session, member, "telegram-joined")]

        self._answer(news, resident, answer)
        return joined[0] if joined else None

    def reach(self, user: int, *, reachable: bool) -> None:
        """The person blocked the bot, or let it in again."""
        self._app.database.write(lambda session: mark_person(self._app.make_work(session), user, reachable=reachable))

    def _lang(self, news: News) -> str | None:
        return language_of(news.lang)

    def _answer(self, news: News, speaker: Speaker, answer: Answer) -> None:
        def take(session: Session) -> Sequence[Outgoing]:
            work = self._app.make_work(session)
            chat = members.open_speaker(work, speaker, self._lang(news))
            told = f"/{news.command} {news.words}".strip() if news.command else news.words
            inbound = Inbound(CHANNEL, news.external_id, chat.address, speaker.role, speaker.party, Content(say=told))
            if inbox.store(session, work.ids, work.now, chat.id, inbound, InStatus.DONE).message_id is None:
                return ()
            target, says = answer(work)
            for say in says:
                self._app.post.to_chat(work, target, say)
            return outgoing(work)

        self._app.courier.pass_on(self._app.database.write(take))


def _welcome(session: Session, speaker: Speaker, key: Key) -> Say:
    name, args = _named(session, speaker)
    choices = () if speaker.role is Role.RESIDENT else (Choice("telegram-list", "list"),)
    return Say(key, {"role": Phrase(name, tuple(args.items()))}, choices)


def _named(session: Session, speaker: Speaker) -> tuple[Key, dict[str, Arg]]:
    """What a role is called, with whom it is for."""
    code = speaker.party.partition(":")[2]
    key = _ROLE[speaker.role]
    if speaker.role is Role.RESIDENT:
        return key, {}
    return key, {"name": _name_of(session, speaker, code)}


def _name_of(session: Session, speaker: Speaker, code: str) -> Arg:
    if speaker.role is Role.CENTRE and code in set(District):
        return district_term(District(code))
    if speaker.role is Role.VENDOR:
        found: Provider | Technician | Account | None = store.provider(session, code)
    elif speaker.role is Role.TECHNICIAN:
        found = store.technician(session, code)
    else:
        found = session.exec(select(Account).where(Account.party == speaker.party)).first()
    return Named(found.name_zh, found.name_en) if found is not None else code
