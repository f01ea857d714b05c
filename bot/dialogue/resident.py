"""A resident's side of the talk: danger first, then the open question, then whatever else was said."""

from booking.terms import Intent, Route
from bot.dialogue import (
    after_wishes,
    afterwards,
    answering,
    asides,
    booking_flow,
    buttons,
    case_progress,
    elsewhere,
    emergencies,
    filing,
    joining,
    nearby,
    persons,
    photos,
    places,
    proposals,
    questions,
    self_help_answers,
    side_questions,
    silence,
    surge,
    undoing,
)
from bot.dialogue.corrections import acknowledge
from bot.dialogue.drafting import absorb, begin_draft, keep_words
from bot.dialogue.events import (
    CaseFiled,
    Changed,
    ContactSent,
    Event,
    Held,
    Joined,
    LocationSent,
    NotHeld,
    PhotosSent,
    Pressed,
    Refused,
    Said,
    Submitted,
    VoiceSent,
)
from bot.dialogue.lacking import learn_lacking
from bot.dialogue.onward import ask_next, back_to_question, open_question
from bot.dialogue.outcomes import on_changed, on_refused, on_submitted
from bot.dialogue.picking import on_held, on_not_held
from bot.dialogue.says import Choice
from bot.dialogue.shared_contact import on_contact
from bot.dialogue.step import Step, begin
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.world import World
from bot.understanding.case_words import asks_where_it_stands
from bot.understanding.meaning import Meaning

#: Characters of a voice message that are repeated.
_REPEATED = 120
#: Said beside what is being booked; a fact told with them still counts.
_ASIDES = frozenset({Intent.PROGRESS, Intent.PRICE, Intent.HUMAN, Intent.COMPLAINT})


def step(talk: Talk, event: Event, world: World) -> Step:
    """The next step of a resident's talk; the given talk is not changed."""
    made = begin(talk, world)
    if not persons.take(made, event):
        _on_event(made, event, talk)
    undoing.remember(made, talk, event)
    if isinstance(event, undoing.BY_PEOPLE):
        made.talk.heard_at = world.now
        made.talk.tip_shown = any(say.key == "self-help" for say in made.says)
    if made.says:
        made.talk.shown = [choice.action for choice in made.says[-1].choices]
    return made


def _on_event(made: Step, event: Event, before: Talk) -> None:
    match event:
        case Said(meaning=meaning):
            _on_said(made, meaning)
            acknowledge(made, before)
        case Pressed(action=action):
            buttons.press(made, action)
        case PhotosSent():
            photos.on_photos(made, event)
        case VoiceSent(heard=heard):
            _on_voice(made, heard)
            acknowledge(made, before)
        case LocationSent(latitude=latitude, longitude=longitude):
            nearby.on_location(made, latitude, longitude)
        case ContactSent(who=who, own=own):
            on_contact(made, who, own=bool(own))
        case Held(hold=hold, window=window, until=until, further=further):
            on_held(made, hold, window, until, further)
        case NotHeld(window=window):
            on_not_held(made, window)
        case Submitted(request=request, also=also):
            on_submitted(made, request, also)
        case Joined(host=host, requests=requests):
            joining.on_joined(made, host, requests)
        case Changed(what=what, request=request):
            on_changed(made, what, request)
        case Refused():
            on_refused(made, event)
        case CaseFiled():
            filing.on_filed(made, event)
            if made.talk.draft is not None and made.talk.ask not in filing.QUESTIONS:
                back_to_question(made)


def _on_voice(made: Step, heard: Said | None) -> None:
    """What was heard is repeated and then counts as typed; where nobody could tell, say how to go on."""
    if heard is None:
        made.say("voice-advice")
        back_to_question(made)
        return
    words = heard.meaning.text
    made.say("voice-heard", words=words if len(words) <= _REPEATED else f"{words[:_REPEATED]}…")
    _on_said(made, heard.meaning)


def _on_said(made: Step, meaning: Meaning) -> None:
    if not meaning.text.strip():
        made.say("empty-message")
        return
    misses = made.talk.misses
    _follow_language(made, meaning)
    _take(made, meaning)
    if made.talk.misses == misses:
        made.talk.misses = 0
    if not any(say.key in ("price-list", "side-service-yes") for say in made.says):
        made.talk.priced = None  # "book it" right after the prices means what was priced, later it does not


def _follow_language(made: Step, meaning: Meaning) -> None:
    """Answer in the language of whole sentences; names, addresses and numbers say nothing of it."""
    facts_only = meaning.intent is Intent.OTHER or (meaning.where or meaning.who) is not None
    if made.talk.spoken is None and (meaning.issues or not facts_only):
        made.talk.speak(made.talk.language_of(meaning))


def _take(made: Step, meaning: Meaning) -> None:
    """Danger first, then the open question, then whatever else it is."""
    if meaning.answer.language:
        booking_flow.go_on_in(made, made.talk.language_of(meaning))
    elif (danger := emergencies.danger_in(meaning)) is not None:
        emergencies.take_over(made, danger, meaning)
    elif emergencies.hear_question(made, meaning):
        back_to_question(made)
    elif surge.hear_frail(made, meaning):
        ask_next(made)
    elif meaning.danger_doubt is not None and made.talk.ask is not Ask.DANGER:
        emergencies.ask_doubt(made, meaning.danger_doubt, meaning)
    elif persons.is_wanted(meaning):
        persons.call(made, meaning)
    elif meaning.answer.bot:
        persons.leave(made)
    elif meaning.answer.restart:
        booking_flow.start_over(made)
    elif places.hear_wish(made, meaning):
        back_to_question(made)
    elif silence.put_aside(made, meaning) or not _is_answered(made, meaning):
        _by_intent(made, meaning)


def _is_answered(made: Step, meaning: Meaning) -> bool:
    return (
        after_wishes.hear(made, meaning)
        or joining.hear(made, meaning)
        or _hear_about_talk(made, meaning)
        or answering.answer_open_question(made, meaning)
    )


def _hear_about_talk(made: Step, meaning: Meaning) -> bool:
    """Words about the talk itself, the service, or what was tried, not about the booking; True when that is all."""
    if meaning.answer.undo and undoing.undo(made):
        return True
    if self_help_answers.hear(made, meaning) or silence.hear(made, meaning):
        return True
    if side_questions.answer(made, meaning):
        back_to_question(made)
        return True
    return False


def _by_intent(made: Step, meaning: Meaning) -> None:
    """Not an answer to what was asked: take it for what it is, then come back to the open question."""
    if case_progress.take(made, meaning):
        back_to_question(made)
        return
    if meaning.intent in _ASIDES:
        learn_lacking(made, meaning)
    match meaning.intent:
        case Intent.REPORT:
            _report(made, meaning)
            return
        case Intent.PROGRESS:
            afterwards.tell_progress(made)
        case Intent.RESCHEDULE:
            _reschedule(made, meaning)
            return
        case Intent.CANCEL:
            _cancel(made)
            return
        case Intent.PRICE:
            _price(made, meaning)
            return
        case Intent.HUMAN if meaning.who is None:
            made.say("not-sure-person", Choice("button-person", "human"))
        case Intent.COMPLAINT:
            _complain(made, meaning)
            return
        case _:
            _other(made, meaning)
            return
    back_to_question(made)


def _report(made: Step, meaning: Meaning) -> None:
    others = [issue.route for issue in meaning.issues if issue.route is not Route.IN_HOME]
    if others and len(others) == len(meaning.issues):
        if made.talk.draft is not None and meaning.answer.correction:
            booking_flow.drop(made)  # it is not what was being booked, but this, which others look after
        if not elsewhere.point(made, meaning):
            back_to_question(made)
        return
    if others:
        elsewhere.point(made, meaning, alone=False)
    if not _about_last_visit(made, meaning):
        _draft_report(made, meaning)


def _draft_report(made: Step, meaning: Meaning) -> None:
    """A problem, or words that could be one, go into the draft."""
    draft = begin_draft(made)
    known, queued = draft.issue, len(made.talk.later)
    absorb(made, meaning)
    if draft.issue is None and made.talk.priced is not None and not meaning.issues:
        booking_flow.begin_chosen(made, draft, made.talk.priced)
        return
    if draft.issue is None:
        keep_words(draft, meaning)
        if meaning.guesses:
            questions.ask_guess(made, meaning.guesses)
            return
    booking_flow.greet_problem(made, fresh=draft.issue != known)
    if len(made.talk.later) > queued:
        made.say("noted-also", category=booking_flow.later_names(made))
    if meaning.outside is not None:
        made.say("outside-city", place=meaning.outside)
    ask_next(made)


def _about_last_visit(made: Step, meaning: Meaning) -> bool:
    """A failed repair told in words, while we wait to hear whether it works; where that stays open, ask."""
    waiting = afterwards.awaiting_verdict(made)
    if waiting is None or (made.talk.draft is not None and not made.talk.draft.is_idle()):
        return False
    if any(issue.category == waiting.category for issue in meaning.issues):
        afterwards.give_verdict(made, waiting.id, works=False, words=meaning.problem)
    elif not meaning.issues:
        afterwards.ask_verdict(made, waiting)
    else:
        return False
    return True


def _complain(made: Step, meaning: Meaning) -> None:
    """A complaint goes to a supervisor; about a visit just finished it leaves open whether it works."""
    if asides.hear_complaint(made, meaning):
        return
    waiting = afterwards.awaiting_verdict(made)
    if waiting is not None and made.talk.draft is None:
        afterwards.ask_verdict(made, waiting)
    else:
        back_to_question(made)


def _reschedule(made: Step, meaning: Meaning) -> None:
    draft, pick = made.talk.draft, made.talk.pick
    if draft is None or draft.issue is None or (pick is not None and pick.request is not None):
        afterwards.ask_move(made, meaning)
        return
    absorb(made, meaning)
    if pick is not None:
        pick.when = meaning.when
        pick.window = None if meaning.when is None else pick.window
    ask_next(made)


def _cancel(made: Step) -> None:
    if made.talk.draft is not None:
        booking_flow.drop(made)
    else:
        afterwards.ask_cancel(made)


def _price(made: Step, meaning: Meaning) -> None:
    category = next((i.category for i in meaning.issues if i.category), None)
    draft = made.talk.draft
    if category is None and draft is not None and draft.issue is not None:
        category = draft.issue.category
    if category is None and not meaning.issues:
        category = next((r.category for r in afterwards.open_requests(made)), None)
    asides.tell_prices(made, category)
    if meaning.when is not None and category is not None and draft is None:
        opened = begin_draft(made)
        absorb(made, meaning)
        keep_words(opened, meaning)
        ask_next(made)
    else:
        back_to_question(made)


def _other(made: Step, meaning: Meaning) -> None:
    facts = bool(meaning.where or meaning.when or meaning.who)
    if made.talk.draft is None and made.talk.ask is Ask.NOTHING and facts:
        begin_draft(made)
    heard = absorb(made, meaning)
    if meaning.outside is not None:
        made.say("outside-city", place=meaning.outside)
    if heard:
        ask_next(made)
    elif meaning.outside is not None or (facts and made.talk.draft is not None):
        open_question(made)
    elif made.talk.draft is not None or made.talk.ask is not Ask.NOTHING:
        booking_flow.not_understood(made, meaning)
    else:
        waiting = afterwards.awaiting_verdict(made)
        if asks_where_it_stands(meaning.text) and afterwards.open_requests(made):
            afterwards.tell_progress(made)
        elif proposals.comes_before(made, waiting):
            proposals.ask_again(made)
        elif waiting is not None:
            afterwards.ask_verdict(made, waiting)
        else:
            asides.small_talk(made)
