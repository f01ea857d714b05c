"""A resident's talk that a person answers: handed over, kept silent, told how it stands, and taken up again."""

from collections.abc import Sequence

from booking.lifecycle import ENDED
from booking.requests import MOST_PHOTOS
from booking.terms import Danger, Intent, Phase, Urgency
from booking.windows import Window
from bot.dialogue import afterwards, emergencies, picking, questions
from bot.dialogue.acts import AttachPhoto
from bot.dialogue.events import ContactSent, Event, LocationSent, PhotosSent, Pressed, Said, VoiceSent
from bot.dialogue.lacking import learn_lacking
from bot.dialogue.onward import back_to_question
from bot.dialogue.people import merged
from bot.dialogue.person_acts import CallPerson, LeavePerson, TellPerson
from bot.dialogue.person_events import HandedBack, PersonCalled, PersonCame, PersonLate
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step, switch_language
from bot.dialogue.talk import Ask, Speaker
from bot.dialogue.wording import address, danger_key, issue_term, span, standing_term
from bot.understanding.meaning import Meaning, Who
from locales.args import Moment, Term
from locales.keys import Key

_BACK = Choice("button-back-to-bot", "back")
#: Buttons that settle something by themselves, whoever has the talk.
_QUICK = frozenset({"works", "rate", "norate", "reason", "side", "skip", "receipt"})
_MOST_WORDS = 500
#: The bot falls silent when a person is asked for: a guess is not enough for that.
_SURE = 0.5
#: The same where place, time or people are told too.
_BESIDE_FACTS = 0.95


def take(step: Step, event: Event) -> bool:
    """Take what concerns a person who answers; False where the bot goes on as ever."""
    match event:
        case PersonCalled():
            _on_called(step, event)
        case PersonCame(role=role):
            step.talk.speaker = Speaker.PERSON
            step.say("person-came", who=Term(f"speaker-{role}"))
        case PersonLate():
            _on_late(step, event)
        case HandedBack():
            come_back(step)
        case _:
            return step.talk.speaker is Speaker.PERSON and _is_passed_on(step, event)
    return True


def is_wanted(meaning: Meaning) -> bool:
    """Whether a person is asked for, in words that leave no doubt.

    "Call me Peter" answers whom to call, "I want someone today, building 5" is about the visit.
    """
    if meaning.answer.person:
        return True
    if meaning.intent is not Intent.HUMAN or meaning.answer.presence or meaning.answer.wish:
        return False
    facts = meaning.who or meaning.where or meaning.when
    return meaning.confidence >= (_BESIDE_FACTS if facts else _SURE)


def call(step: Step, meaning: Meaning | None) -> None:
    """Hand the talk over; the outcome says to whom and by when there is an answer."""
    if meaning is not None:
        learn_lacking(step, meaning)
    draft = step.talk.draft
    active = [request for request in step.world.my_requests() if request.status not in ENDED]
    alarm = next((request for request in active if request.urgency is Urgency.EMERGENCY), None)
    where = (draft.where if draft else None) or (alarm.where if alarm else None) or step.talk.where
    about = alarm or (active[0] if active and (draft is None or draft.is_idle()) else None)
    step.act(
        CallPerson(
            words=meaning.text[:_MOST_WORDS] if meaning else "",
            request=about.id if about else None,
            district=about.where.district if about else where.district if where else None,
            emergency=alarm is not None or _emergency_under_way(step),
        )
    )


def leave(step: Step) -> None:
    """The resident wants the bot."""
    if step.talk.speaker is Speaker.BOT:
        come_back(step)
    else:
        step.act(LeavePerson())


def come_back(step: Step) -> None:
    """The bot goes on: where things stood in one line, then the question that was open."""
    talk = step.talk
    talk.speaker, talk.asked_danger = Speaker.BOT, None
    _tell_where(step)
    pick = talk.pick
    if talk.ask is Ask.CONFIRM and pick is not None and pick.window is not None and _has_lapsed(step):
        window = Window(pick.window)
        step.say("hold-lapsed", window=span(window, step.world.now))
        if window.start > step.world.now:
            picking.hold(step, window)
        else:
            picking.find_window(step)
    elif talk.ask is Ask.NOTHING and talk.draft is None and talk.later:
        questions.offer_next_problem(step)
    else:
        back_to_question(step)


def _has_lapsed(step: Step) -> bool:
    until = step.talk.pick.until if step.talk.pick else None
    return until is not None and until <= step.world.now


def _tell_where(step: Step) -> None:
    draft, active = step.talk.draft, afterwards.open_requests(step)
    if draft is not None and draft.issue is not None:
        step.say("bot-back-draft", category=issue_term(draft.issue), address=address(draft.where))
    elif draft is not None and not draft.is_idle():
        step.say("bot-back-words")
    elif active:
        step.say("bot-back-request", number=active[0].number, status=standing_term(active[0]))
    else:
        step.say("bot-back", *questions.CATEGORY_CHOICES, expects=Expects.PROBLEM)


def _emergency_under_way(step: Step) -> bool:
    """Whether the way to help is not yet gone to its end: then the bot goes on, whoever else has the talk."""
    draft = step.talk.draft
    return (draft is not None and bool(draft.danger or draft.doubt)) or emergencies.lacks_phone(step)


def _on_called(step: Step, called: PersonCalled) -> None:
    step.talk.speaker = Speaker.PERSON if called.open or called.taken else Speaker.BOT_MEANWHILE
    if not called.taken:
        _tell_due(step, called)
    if not called.open or _emergency_under_way(step):
        back_to_question(step)


def _tell_due(step: Step, called: PersonCalled) -> None:
    due = Moment(called.due, step.world.now)
    if called.centre is not None:
        name, phone = called.centre
        step.say("person-called-centre", _BACK, urgent=True, centre=name, phone=phone, due=due)
        return
    key: Key = "person-called-closed"
    if called.open:
        key = "person-waiting" if called.again else "person-called"
    step.say(key, _BACK, due=due)


def _on_late(step: Step, late: PersonLate) -> None:
    if late.due is None:
        if step.talk.speaker is Speaker.PERSON:
            step.say("person-late", _BACK)
        else:
            step.say("person-late-meanwhile")
        return
    step.talk.speaker = Speaker.BOT_MEANWHILE
    step.say("person-late-closed", due=Moment(late.due, step.world.now))
    back_to_question(step)


def _is_passed_on(step: Step, event: Event) -> bool:
    """While a person has the talk, what the resident sends goes there; False where the bot must act too."""
    match event:
        case Said(meaning=meaning):
            return _pass_words(step, meaning)
        case Pressed(action=action):
            return _pass_press(step, action)
        case PhotosSent(photos=photos):
            _keep_photos(step, photos)
            step.act(TellPerson("", photo=True))
        case VoiceSent(heard=Said(meaning=meaning)):
            return _pass_words(step, meaning)
        case VoiceSent():
            step.say("voice-advice")
        case ContactSent(who=who):
            _pass_contact(step, who)
        case LocationSent(latitude=latitude, longitude=longitude):
            step.act(TellPerson(f"{latitude:.5f}, {longitude:.5f}"))
        case _:
            return False
    return True


def _pass_words(step: Step, meaning: Meaning) -> bool:
    if meaning.answer.bot:
        step.act(LeavePerson())
        return True
    confirmed = _confirmed_danger(step, meaning)
    doubt = meaning.danger_doubt
    certain = confirmed or emergencies.danger_in(meaning)
    where = meaning.where or (step.talk.draft.where if step.talk.draft else None) or step.talk.where
    told = TellPerson(meaning.text, danger=bool(certain or doubt), district=where.district if where else None)
    step.act(told)
    learn_lacking(step, meaning)
    if confirmed is not None:
        emergencies.take_over(step, confirmed, None)
    elif certain is not None or _emergency_under_way(step):
        return False
    elif doubt is not None:
        _ask_danger(step, doubt)
    elif is_wanted(meaning):
        call(step, meaning)
    return True


def _confirmed_danger(step: Step, meaning: Meaning) -> Danger | None:
    """The danger that was asked about just now, if the answer is yes; what is asked later is the person's."""
    shown, step.talk.shown = step.talk.shown, []
    asked = step.talk.asked_danger
    return asked if asked is not None and shown == [f"alarm:{asked}"] and meaning.answer.yes else None


def _ask_danger(step: Step, danger: Danger) -> None:
    """Advice that harms nobody and a way to call for help, once; the question that is open for later stays."""
    if step.talk.asked_danger != danger:
        step.talk.asked_danger = danger
        yes = Choice("button-danger-yes", f"alarm:{danger}")
        step.say(danger_key("doubt", danger), yes, urgent=True)


def alarm(step: Step, rest: str) -> None:
    """The button that says that the danger asked about is real."""
    if rest in set(Danger):
        emergencies.take_over(step, Danger(rest), None)
    else:
        step.say("stale-button")


def _pass_press(step: Step, action: str) -> bool:
    name, _, rest = action.partition(":")
    if name == "back":
        step.act(LeavePerson())
    elif name == "human":
        call(step, None)
    elif name == "alarm":
        alarm(step, rest)
    elif name == "lang" and switch_language(step, rest):
        return True
    elif _emergency_under_way(step) or (name in _QUICK and step.talk.draft is None):
        return False
    else:
        step.say("with-person", _BACK)
    return True


def _pass_contact(step: Step, who: Who) -> None:
    """Told to the person, and kept for the draft where it lacks a phone."""
    step.act(TellPerson(" ".join(filter(None, (who.name, who.phone or who.bad_phone)))))
    draft = step.talk.draft
    if draft is not None and who.phone is not None and (draft.who is None or draft.who.phone is None):
        draft.who = merged(draft.who, who)


def _keep_photos(step: Step, photos: Sequence[str]) -> None:
    """Photos belong to what is being booked or is under way, as ever; only nothing is said."""
    talk, active = step.talk, afterwards.open_requests(step)
    if talk.draft is not None:
        talk.draft.photos = list(dict.fromkeys([*talk.draft.photos, *photos]))[:MOST_PHOTOS]
    elif active:
        room = max(0, MOST_PHOTOS - step.world.photo_count(active[0].id, Phase.BEFORE))
        step.act(*[AttachPhoto(active[0].id, photo, Phase.BEFORE) for photo in photos[:room]])
    else:
        talk.photos = list(dict.fromkeys([*talk.photos, *photos]))[:MOST_PHOTOS]
