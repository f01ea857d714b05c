"""Carries out what the dialogue wants done about talks with a person: both sides move in one transaction."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import col, select

from booking.store import find_request
from booking.terms import CITY, District
from booking.work import Work
from bot.dialogue import talks
from bot.dialogue.events import Event
from bot.dialogue.person_acts import (
    AnswerTalk,
    CallPerson,
    HandTalkBack,
    LeavePerson,
    PersonAct,
    TakeTalk,
    TellPerson,
)
from bot.dialogue.person_events import (
    HandedBack,
    PersonCalled,
    PersonCame,
    PersonLate,
    TalkAnswered,
    TalkGivenBack,
    TalkRefused,
    TalkTaken,
)
from bot.dialogue.says import Say
from bot.mail.chats import lock_chat
from bot.mail.deadlines import Handler
from bot.mail.entities import Chat, Deadline
from bot.telling.closings import close
from bot.telling.post import Post
from bot.views.talks import answerable, talk_view
from bot.views.transcripts import transcript
from locales.args import Named, Term
from oversight import alerts, handovers
from oversight.entities import Alert, AlertKind
from oversight.handover_life import Handover, HandoverStatus
from oversight.handovers import Wish
from oversight.offices import Inbox, timetable
from vendors import store

#: So many messages go into a chat with a talk; the desk shows the whole.
_LAST = 10
#: After being late so often the resident is not told again.
_MOST_TOLD = 4
_MOST_WORDS = 2000

#: Lets something happen in another chat, which is locked for it.
Happen = Callable[[Work, int, Event], None]


class HandingOver:
    """Moves a talk between bot and person. Locks the resident's chat before the handover, in this order always."""

    def __init__(self, post: Post, happen: Happen) -> None:
        self._post = post
        self._happen = happen
        self._performers: dict[type[Any], Callable[[Work, Chat, Any], Event | None]] = {
            CallPerson: self._call,
            TellPerson: self._tell,
            LeavePerson: self._leave,
            TakeTalk: self._take,
            AnswerTalk: self._answer,
            HandTalkBack: self._hand_back,
        }

    def perform(self, work: Work, chat: Chat, act: PersonAct) -> Event | None:
        """Do it for the party of this (locked) chat; what is not theirs to do is reported as TalkRefused."""
        return self._performers[type(act)](work, chat, act)

    def handlers(self) -> Mapping[str, Handler]:
        """Who handles the deadline of a talk that waits."""
        return {handovers.ANSWER_DUE: self._on_due}

    def _call(self, work: Work, chat: Chat, act: CallPerson) -> Event:
        wish = Wish(chat.id, chat.party, act.words, act.district or CITY, act.emergency, act.request)
        standing = handovers.open_in(work.session, chat.id)
        again = standing is not None
        inbox = Inbox(standing.inbox) if standing is not None else wish.inbox
        table = timetable(work.session, inbox)
        if standing is None:
            standing = handovers.begin(work, wish, table.due(work.now))
            self._tell_inbox(work, standing)
        due = standing.due_at or table.due(work.now)
        taken = standing.status == HandoverStatus.TAKEN
        centre = _centre(work, standing) if inbox is Inbox.CENTRE else None
        return PersonCalled(table.opening(work.now).now, max(due, work.now), centre, again, taken)

    def _tell_inbox(self, work: Work, handover: Handover) -> None:
        said = transcript(work.session, handover.chat_id)
        say = talks.card(talk_view(handover), said[-_LAST:], max(len(said) - _LAST, 0), work.now)
        if handover.inbox == Inbox.CENTRE:
            self._post.to_party(work, f"{Inbox.CENTRE}:{handover.district}", say)
        else:
            self._post.to_supervisors(work, handover.district, say)

    def _tell(self, work: Work, chat: Chat, act: TellPerson) -> None:
        standing = handovers.open_in(work.session, chat.id)
        if standing is None:
            return
        handover = handovers.lock(work.session, standing.id)
        if act.danger:
            known = handover.district != CITY or act.district is not None
            table = timetable(work.session, Inbox.CENTRE if known else Inbox.SUPERVISOR)
            handovers.is_urgent(work, handover, act.district or CITY, table.due(work.now))
        if handover.taken_by is not None:
            words = Term("talk-photo") if act.photo else act.words
            say = talks.passed_on(talk_view(handover), words, work.now, danger=act.danger)
            self._post.to_party(work, handover.taken_by, say)
        elif act.danger:
            self._tell_inbox(work, handover)
        if handover.due_at is None:
            table = timetable(work.session, Inbox(handover.inbox))
            handovers.expect_answer(work, handover, table.due(work.now))

    def _leave(self, work: Work, chat: Chat, act: LeavePerson) -> Event:  # noqa: ARG002
        standing = handovers.open_in(work.session, chat.id)
        if standing is not None:
            handover = handovers.lock(work.session, standing.id)
            handovers.hand_back(work, handover, chat.party)
            self._settle_alerts(work, handover, chat.party)
            if handover.taken_by is not None:
                self._post.to_party(work, handover.taken_by, talks.gone("talk-left", talk_view(handover), work.now))
        return HandedBack(by_person=False)

    def _mine(self, work: Work, chat: Chat, talk: int) -> tuple[Chat, Handover] | None:
        """The resident's chat and the handover, both locked; None where it is over or not this party's."""
        found = answerable(work.session, chat.party, talk)
        if found is None:
            return None
        theirs = lock_chat(work.session, found.chat_id)
        handover = handovers.lock(work.session, talk)
        return None if handover.status == HandoverStatus.BACK else (theirs, handover)

    def _take(self, work: Work, chat: Chat, act: TakeTalk) -> Event:
        found = self._mine(work, chat, act.talk)
        if found is None:
            return TalkRefused(act.talk, "gone")
        _, handover = found
        if handover.taken_by not in (None, chat.party) and not act.anyway:
            return TalkRefused(act.talk, "taken", talk_view(handover))
        self._take_over(work, handover, chat.party)
        said = transcript(work.session, handover.chat_id)
        return TalkTaken(talk_view(handover), said[-_LAST:], max(len(said) - _LAST, 0))

    def _take_over(self, work: Work, handover: Handover, party: str) -> None:
        """Nothing happens where this party has the talk already."""
        before = handover.taken_by
        if before == party:
            return
        due = timetable(work.session, Inbox(handover.inbox)).due(work.now)
        handovers.take_over(work, handover, party, due)
        self._settle_alerts(work, handover, party)
        close(work, f"talk:{handover.id}", "telegram-over-taken")
        if before is not None:
            self._post.to_party(work, before, talks.gone("talk-taken-away", talk_view(handover), work.now))
        self._happen(work, handover.chat_id, PersonCame(_role(party)))

    def _answer(self, work: Work, chat: Chat, act: AnswerTalk) -> Event:
        found = self._mine(work, chat, act.talk)
        if found is None:
            return TalkRefused(act.talk, "gone")
        theirs, handover = found
        if handover.taken_by not in (None, chat.party):
            return TalkRefused(act.talk, "taken", talk_view(handover))
        words = act.words.strip()[:_MOST_WORDS]
        if not words:
            return TalkRefused(act.talk, "empty", talk_view(handover))
        self._take_over(work, handover, chat.party)
        role = _role(chat.party)
        said = Say("person-says", {"who": Term(f"speaker-{role}"), "words": words}, by=role)
        self._post.to_chat(work, theirs, said)
        handovers.answered(work, handover)
        return TalkAnswered(talk_view(handover))

    def _hand_back(self, work: Work, chat: Chat, act: HandTalkBack) -> Event:
        found = self._mine(work, chat, act.talk)
        if found is None:
            return TalkRefused(act.talk, "gone")
        _, handover = found
        if handover.taken_by != chat.party:
            return TalkRefused(act.talk, "taken" if handover.taken_by else "gone", talk_view(handover))
        handovers.hand_back(work, handover, chat.party)
        self._happen(work, handover.chat_id, HandedBack(by_person=True))
        return TalkGivenBack(talk_view(handover))

    def _on_due(self, work: Work, deadline: Deadline) -> None:
        """Nobody has answered in time: supervisors get an alert, and the resident is told, a few times."""
        found = handovers.find(work.session, deadline.subject)
        if found is None:
            return
        lock_chat(work.session, found.chat_id)
        handover = handovers.lock(work.session, deadline.subject)
        if handover.status == HandoverStatus.BACK or handover.due_at is None or handover.due_at > work.now:
            return
        told = int(deadline.data.get("told", 0))
        table = timetable(work.session, Inbox(handover.inbox))
        opening = table.opening(work.now)
        handovers.is_late(work, handover)
        if told == 0:
            self._raise_alert(work, handover)
        shut = not opening.now and handover.taken_by is None
        next_due = opening.until if opening.now else table.due(work.now)
        if told + 1 < _MOST_TOLD:
            handovers.expect_answer(work, handover, next_due, told=told + 1)
        self._happen(work, handover.chat_id, PersonLate(next_due if shut else None))

    def _raise_alert(self, work: Work, handover: Handover) -> None:
        request = find_request(work.session, handover.request_id) if handover.request_id else None
        alerts.raise_alert(
            work,
            AlertKind.HUMAN,
            request=request,
            district=handover.district,
            resident=handover.resident,
            words=handover.words,
        )

    def _settle_alerts(self, work: Work, handover: Handover, party: str) -> None:
        """Who takes the talk, or no longer wants one, has seen to the alert that it waited too long."""
        waiting = work.session.exec(
            select(Alert.id).where(
                Alert.resident == handover.resident,
                Alert.kind == AlertKind.HUMAN,
                col(Alert.acked_at).is_(None),
                Alert.at >= handover.asked_at,
            )
        ).all()
        for alert_id in waiting:
            alerts.acknowledge(work, alert_id, party)


def _centre(work: Work, handover: Handover) -> tuple[Named, str]:
    centre = store.centre_of(work.session, District(handover.district))
    return Named(centre.name_zh, centre.name_en), centre.phone


def _role(party: str) -> str:
    return party.partition(":")[0]
