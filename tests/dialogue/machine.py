"""Plays arbitrary events against the dialogue and checks each step: pure, whole, never silent, forgetting nothing."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from booking.lifecycle import Status
from booking.terms import Category
from booking.windows import Window
from bot.dialogue import acts, resident, staff, supervisor
from bot.dialogue.events import (
    CaseFiled,
    CaseStepped,
    Changed,
    ContactSent,
    Event,
    Held,
    LocationSent,
    NotHeld,
    PhotosSent,
    Pressed,
    Refused,
    Said,
    Submitted,
    VoiceSent,
)
from bot.dialogue.person_acts import AnswerTalk, CallPerson, HandTalkBack, LeavePerson, TakeTalk, TellPerson
from bot.dialogue.person_events import HandedBack, PersonCalled, TalkRefused
from bot.dialogue.proposal_acts import AnswerProposal, Propose
from bot.dialogue.says import Choice, Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Talk
from bot.dialogue.views import AlertView, CaseView, RequestView
from bot.dialogue.world import World
from locales.languages import LANGUAGES
from locales.texts import Texts
from oversight.case_life import How
from oversight.entities import CASE_KINDS, AlertKind
from tests.dialogue.facts import lost_facts
from tests.dialogue.fake_world import FakeWorld, case_view, offer_view, request_view
from tests.dialogue.strategies import ACTIONS, CASES, SAID, SENT, UNEXPECTED, VIEWS

_texts = Texts()
#: Telegram carries no more in a button.
MOST_BYTES = 64
#: What a person does is always answered; outcomes need not be.
_FROM_PEOPLE = (Said, Pressed, PhotosSent, VoiceSent, LocationSent, ContactSent)


class DialogueMachine(RuleBasedStateMachine):
    """A resident's talk; other parties override the stepper and the party."""

    stepper: Callable[[Talk, Event, World], Step] = staticmethod(resident.step)
    party = "resident:li"

    def __init__(self) -> None:
        super().__init__()
        self.world = FakeWorld(party=self.party)
        self.talk = Talk()
        self.shown: list[str] = []
        self.pending: list[acts.Act] = []
        self.turns = 0

    @rule(event=SAID)
    def say(self, event: Said) -> None:
        self._step(event)

    @rule(event=SAID, thing=st.sampled_from(["where", "who", "when"]))
    def say_one_thing(self, event: Said, thing: str) -> None:
        """Most people tell one thing at a time."""
        told = event.meaning
        meaning = replace(
            told,
            danger=None,
            danger_doubt=None,
            outside=None,
            where=told.where if thing == "where" else None,
            who=told.who if thing == "who" else None,
            when=told.when if thing == "when" else None,
        )
        self._step(Said(meaning, event.command))

    @rule(place=st.integers(0, 30))
    def press_shown(self, place: int) -> None:
        if self.shown:
            self._step(Pressed(self.shown[-1 - place % len(self.shown)]))

    @rule(action=ACTIONS)
    def press_anything(self, action: str) -> None:
        self._step(Pressed(action))

    @rule(event=SENT)
    def send(self, event: Event) -> None:
        self._step(event)

    @rule(works=st.booleans(), view=VIEWS)
    def finish_act(self, works: bool, view: RequestView) -> None:
        """The oldest act that was asked for ends, well or not."""
        if self.pending:
            event = self._outcome(self.pending.pop(0), view, works=works)
            if event is not None:
                self._step(event)

    @rule(event=UNEXPECTED)
    def finish_what_was_not_asked(self, event: Event) -> None:
        self._step(event)

    @rule(view=VIEWS, hours=st.sampled_from([0, 1, 30, 400]), free=st.sampled_from([True, True, True, False]))
    def change_world(self, view: RequestView, hours: int, free: bool) -> None:
        world = self.world
        world.now += timedelta(hours=hours)
        world.free = free
        world.requests = [request for request in world.requests if request.id != view.id] + [view]
        world.waiting = [offer_view(view.id, view)] if view.status is Status.OFFERING else []
        kind = list(AlertKind)[view.id % len(AlertKind)] if free else AlertKind.HUMAN
        about = view if kind not in CASE_KINDS else None
        seen = world.now if hours == 400 else None
        alert = AlertView(view.id, kind, world.now, view.where.district, view.number, "", about, seen)
        world.raised = [replace(alert, in_charge=hours != 1)]

    @rule(number=st.integers(1, 2), category=st.sampled_from(list(Category)), proposed=st.booleans())
    def offer(self, number: int, category: Category, proposed: bool) -> None:
        """A firm is asked for a visit, or has proposed another window for it just now."""
        now = self.world.now
        view = request_view(number, Status.OFFERING, category, start=now + timedelta(days=1), proposed=proposed)
        if view.proposed is not None:
            asked = replace(view.proposed, asked_at=now, until=now + timedelta(hours=2))
            view = replace(view, proposed=asked)
        self.world.requests = [one for one in self.world.requests if one.id != number] + [view]
        self.world.waiting = [*(one for one in self.world.waiting if one.id != number), offer_view(number, view)]

    @rule(name=st.sampled_from(["prop", "pw", "acc", "dec", "agree", "stay"]), number=st.integers(1, 2))
    def press_offer(self, name: str, number: int) -> None:
        """Buttons of an offer and of a proposal, as often stale as not."""
        self._step(Pressed(f"{name}:{number}" + (":more" if name == "pw" else "")))

    @rule(case=CASES)
    def change_cases(self, case: CaseView) -> None:
        self.world.cases = [one for one in self.world.cases if one.id != case.id] + [case]

    def _outcome(self, act: acts.Act, view: RequestView, *, works: bool) -> Event | None:
        match act:
            case acts.HoldWindow(window=window):
                return Held(7, window, self.world.now) if works else NotHeld(window)
            case acts.Submit(order=order):
                made = request_view(view.id, Status.OFFERING, order.category, danger=order.danger)
                made = replace(made, contact_phone=order.contact_phone, urgency=order.urgency)
                return Submitted(made) if works else NotHeld(order.window or Window(self.world.now))
            case CallPerson():
                return PersonCalled(works, self.world.now + timedelta(minutes=15))
            case LeavePerson():
                return HandedBack(by_person=False)
            case TakeTalk() | AnswerTalk() | HandTalkBack():
                return TalkRefused(act.talk, "gone")
            case TellPerson() | acts.ReleaseHold() | acts.AskPerson() | acts.AttachPhoto() | acts.AckAlert():
                return None
            case acts.Refer():
                return None
            case acts.FileCase(matter=code):
                return CaseFiled(case_view(3, code), How.NEW if works else How.JOINED, 2)
            case acts.StepCase():
                return CaseStepped(case_view(1)) if works else Refused("stepcase", "ended")
            case AnswerProposal(agree=agree):
                return Changed("agree" if agree else "stay", view) if works else Refused("answerproposal", "gone", view)
            case Propose():
                return Changed("propose", view) if works else Refused("propose", "taken", view)
            case _:
                what = _WHAT.get(type(act), "?")
                if what == "works" and isinstance(act, acts.Verdict) and not act.works:
                    what = "not_fixed"
                return Changed(what, view) if works else Refused(what, "ended", view)

    def _step(self, event: Event) -> None:
        self.turns += 1
        before, world_before = self.talk.model_dump_json(), copy.deepcopy(self.world)
        made = self.stepper(self.talk, event, self.world)
        again = self.stepper(self.talk, event, self.world)
        assert self.talk.model_dump_json() == before, "the given talk was changed"
        assert self.world == world_before, "the world was changed"
        assert (made.says, made.acts, made.talk) == (again.says, again.acts, again.talk), (
            "the same twice, but different"
        )
        assert made.says or made.acts or not isinstance(event, _FROM_PEOPLE), f"silence after {event}"
        assert Talk.model_validate_json(made.talk.model_dump_json(exclude_defaults=True)) == made.talk
        for say in made.says:
            check_say(say)
        faults = lost_facts(self.talk, event, made)
        assert not faults, f"{faults} lost after {event}"
        self.talk = made.talk
        self.shown = [*self.shown, *(choice.action for say in made.says for choice in say.choices)][-30:]
        self.pending = [*self.pending, *made.acts][-10:]


_WHAT: dict[type, str] = {
    acts.Cancel: "cancel",
    acts.Move: "move",
    acts.Verdict: "works",
    acts.Rate: "rate",
    acts.Comment: "comment",
    acts.GiveReason: "reason",
    acts.DeclineRating: "unrated",
    acts.Rework: "not_fixed",
    acts.TellTravel: "travel",
    acts.FinishCallback: "called_back",
    acts.NoteCall: "called",
    acts.Reassign: "reassign",
    acts.Escalate: "escalate",
    acts.AddContact: "contact",
    acts.Accept: "accept",
    acts.Decline: "decline",
    acts.Progress: "arrived",
    acts.Finish: "finish",
}


def check_say(say: Say) -> None:
    """A message can be read in every language, and its buttons can be pressed."""
    for lang in LANGUAGES:
        assert _texts.say(lang, say.key, say.args).strip(), f"{say.key} says nothing in {lang}"
        for choice in say.choices:
            _check_choice(choice, lang)


def _check_choice(choice: Choice, lang: str) -> None:
    assert _texts.say(lang, choice.key, choice.args).strip()
    assert 0 < len(choice.action.encode()) <= MOST_BYTES, f"{choice.action!r} is no action"


class StaffMachine(DialogueMachine):
    """A firm's, technician's or centre's talk."""

    stepper = staticmethod(staff.step)
    party = "vendor:firm"


class SupervisorMachine(DialogueMachine):
    """A supervisor's talk."""

    stepper = staticmethod(supervisor.step)
    party = "supervisor:city"
