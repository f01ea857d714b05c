"""A resident's side of the talk: danger first, then the open question, then whatever else was said."""

from booking.terms import Intent, Route, Urgency
from bot.dialogue import afterwards, answering, asides, booking_flow, buttons, emergencies, questions
from bot.dialogue.acts import AttachPhoto
from bot.dialogue.drafting import absorb, begin_draft, keep_words
from bot.dialogue.events import (
    Changed,
    Event,
    Held,
    LocationSent,
    NotHeld,
    PhotoSent,
    Pressed,
    Refused,
    Said,
    Submitted,
)
from bot.dialogue.outcomes import on_changed, on_refused, on_submitted
from bot.dialogue.picking import on_held, on_not_held
from bot.dialogue.step import Step, begin
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.views import World
from bot.understanding.meaning import Issue, Meaning


def step(talk: Talk, event: Event, world: World) -> Step:
    """The next step of a resident's talk; the given talk is not changed."""
    made = begin(talk, world)
    match event:
        case Said(meaning=meaning):
            _on_said(made, meaning)
        case Pressed(action=action):
            buttons.press(made, action)
        case PhotoSent(photo=photo):
            _on_photo(made, photo)
        case LocationSent():
            _on_location(made)
        case Held(hold=hold, window=window):
            on_held(made, hold, window)
        case NotHeld(window=window):
            on_not_held(made, window)
        case Submitted(request=request):
            on_submitted(made, request)
        case Changed(what=what, request=request):
            on_changed(made, what, request)
        case Refused():
            on_refused(made, event)
    return made


def _on_said(made: Step, meaning: Meaning) -> None:
    if not meaning.text.strip():
        made.say("empty-message")
        return
    if meaning.answer.language:
        booking_flow.switch_language(made, meaning.answer.language)
    elif (danger := emergencies.danger_in(meaning)) is not None:
        emergencies.take_over(made, danger, meaning)
    elif meaning.danger_doubt is not None and made.talk.ask is not Ask.DANGER:
        emergencies.ask_doubt(made, meaning.danger_doubt, meaning)
    elif meaning.answer.restart:
        booking_flow.start_over(made)
    elif not answering.answer_open_question(made, meaning):
        _by_intent(made, meaning)


def _by_intent(made: Step, meaning: Meaning) -> None:
    """Not an answer to what was asked: take it for what it is, then come back to the open question."""
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
        case Intent.COMPLAINT:
            asides.hear_complaint(made, meaning)
        case Intent.HUMAN:
            asides.call_person(made, meaning)
        case _:
            _other(made, meaning)
            return
    booking_flow.back_to_question(made)


def _report(made: Step, meaning: Meaning) -> None:
    elsewhere = [issue.route for issue in meaning.issues if issue.route is not Route.IN_HOME]
    for route in dict.fromkeys(elsewhere):
        asides.point_to_door(made, route)
    if elsewhere and len(elsewhere) == len(meaning.issues):
        booking_flow.back_to_question(made)
        return
    if _about_last_visit(made, meaning):
        return
    fresh = made.talk.draft is None
    draft = begin_draft(made)
    queued = len(made.talk.later)
    absorb(made, meaning)
    if draft.issue is None and made.talk.priced is not None and not meaning.issues:
        draft.issue = Issue(Route.IN_HOME, made.talk.priced, Urgency.NORMAL)
    if draft.issue is None:
        keep_words(draft, meaning)
        if meaning.guesses:
            questions.ask_guess(made, meaning.guesses)
            return
    if len(made.talk.later) > queued:
        made.say("noted-also", category=booking_flow.later_names(made))
    booking_flow.greet_problem(made, fresh=fresh)
    if meaning.outside is not None:
        made.say("outside-city", place=meaning.outside)
    questions.ask_next(made)


def _about_last_visit(made: Step, meaning: Meaning) -> bool:
    """A failed repair told in words, while we wait to hear whether it works."""
    waiting = afterwards.awaiting_verdict(made)
    if waiting is None or made.talk.draft is not None:
        return False
    same = [i for i in meaning.issues if i.category == waiting.category]
    if meaning.issues and not same:
        return False
    afterwards.give_verdict(made, waiting.id, works=False, words=meaning.problem)
    return True


def _reschedule(made: Step, meaning: Meaning) -> None:
    if made.talk.draft is not None and made.talk.draft.issue is not None:
        absorb(made, meaning)
        if made.talk.pick is not None:
            made.talk.pick.when = meaning.when
            made.talk.pick.window = None if meaning.when is None else made.talk.pick.window
        questions.ask_next(made)
        return
    afterwards.ask_move(made, meaning)


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
        questions.ask_next(made)


def _other(made: Step, meaning: Meaning) -> None:
    draft = made.talk.draft
    if draft is None and (meaning.where or meaning.when or meaning.who):
        draft = begin_draft(made)
    heard = absorb(made, meaning)
    if meaning.outside is not None:
        made.say("outside-city", place=meaning.outside)
    if heard:
        questions.ask_next(made)
    elif meaning.outside is not None:
        booking_flow.back_to_question(made)
    elif draft is not None or made.talk.ask is not Ask.NOTHING:
        booking_flow.not_understood(made, meaning)
    else:
        asides.small_talk(made, meaning)


def _on_photo(made: Step, photo: str | None) -> None:
    if photo is None:
        made.say("photo-unreadable")
        booking_flow.back_to_question(made)
        return
    talk = made.talk
    active = afterwards.open_requests(made)
    if talk.draft is None and active:
        made.act(AttachPhoto(active[0].id, photo))
        made.say("photo-attached", number=active[0].number)
        return
    draft = begin_draft(made)
    draft.photos = [*draft.photos, photo][-10:]
    made.say("photo-kept")
    questions.ask_next(made)


def _on_location(made: Step) -> None:
    begin_draft(made)
    made.say("location-thanks")
    questions.ask_next(made)
