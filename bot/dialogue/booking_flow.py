"""The turns that a booking can take, from the first words to the stored request."""

from collections.abc import Sequence

from booking.requests import MOST_PHOTOS
from booking.terms import Category, Urgency
from bot.dialogue import bundle, emergencies, picking, questions
from bot.dialogue.acts import AttachPhoto, Submit
from bot.dialogue.drafting import absorb, begin_draft, drop_hold, keep_words, set_issue
from bot.dialogue.onward import ask_next, back_to_question
from bot.dialogue.people import speaker
from bot.dialogue.places import keep_place
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step, switch_language
from bot.dialogue.talk import Ask, Draft, Waiting
from bot.dialogue.wording import category_term, danger_key, issue_term
from bot.understanding.meaning import Issue, Meaning
from locales.args import Joined


def settle_doubt(step: Step, *, real: bool, meaning: Meaning | None = None) -> None:
    """The question whether it is dangerous has been answered."""
    draft = step.talk.draft
    if draft is None or draft.doubt is None:
        step.say("stale-button")
        return
    danger, draft.doubt = draft.doubt, None
    if real:
        emergencies.take_over(step, danger, None)
        return
    step.settle()
    step.say(danger_key("calm", danger))
    if draft.issue is not None and draft.issue.urgency is Urgency.EMERGENCY:
        draft.issue = Issue(draft.issue.route, draft.issue.category, Urgency.URGENT)
    if draft.issue is None and meaning is not None:
        keep_words(draft, meaning)
    ask_next(step)


def change_fact(step: Step, what: str) -> None:
    """A button asked to change one fact: ask for it; the old one counts until the new one is told."""
    draft, pick = step.talk.draft, step.talk.pick
    if draft is None or draft.issue is None or draft.danger is not None:
        step.say("stale-button")
        back_to_question(step)
        return
    if what == "what":
        questions.ask_change(step)
    elif what == "time" and pick is not None and pick.request is None:
        pick.when = None
        pick.offered = []
        picking.more(step)
    elif what == "address":
        step.ask(Ask.ADDRESS, "ask-address", expects=Expects.ADDRESS, address="")
    elif what == "contact":
        step.ask(Ask.CONTACT, "ask-contact", expects=Expects.CONTACT)
    elif what == "problem":
        step.ask(Ask.PROBLEM, "ask-problem", *questions.CATEGORY_CHOICES, expects=Expects.PROBLEM)
    else:
        step.say("stale-button")
        back_to_question(step)


def submit(step: Step) -> None:
    """The word was given: store the request."""
    draft, pick = step.talk.draft, step.talk.pick
    if draft is None or draft.issue is None or draft.where is None or pick is None or pick.window is None:
        ask_next(step)
        return
    if not questions.place_is_known(draft) or draft.who is None or draft.who.phone is None:
        ask_next(step)
        return
    first, *also = bundle.orders(step, pick)
    step.act(Submit(first, tuple(also)))


def booked(step: Step, request_ids: Sequence[int]) -> None:
    """The draft has become requests: remember person and place, keep photos."""
    talk = step.talk
    if talk.draft is not None:
        step.act(*[AttachPhoto(one, photo) for one in request_ids for photo in talk.draft.photos])
    remember(step)
    talk.later = []
    talk.draft = talk.pick = talk.priced = None
    talk.undo = []  # what is booked is moved or cancelled, not taken back
    step.settle()


def remember(step: Step) -> None:
    """Keep the address and the contact for the next time, so that they are not asked again."""
    draft = step.talk.draft
    if draft is not None:
        keep_place(step)
        step.talk.where, step.talk.who = draft.where, speaker(step.talk)


def next_problem(step: Step, *, wanted: bool, meaning: Meaning | None = None) -> None:
    """Begin the draft of what waited while an emergency was sent out, or drop it."""
    talk = step.talk
    if not talk.later or talk.draft is not None:
        step.say("stale-button")
        back_to_question(step)
        return
    step.settle()
    if not wanted:
        talk.later = []
        step.say("next-dropped")
        return
    waiting = talk.later.pop(0)
    draft = begin_draft(step, same_place=True)
    draft.issue, draft.words, draft.told = waiting.issue, waiting.words, waiting.told
    draft.photos = [*draft.photos, *waiting.photos][:MOST_PHOTOS]
    if meaning is not None:
        absorb(step, meaning)
    ask_next(step)


def leave_out(step: Step, category: Category) -> bool:
    """Book without one of the problems after all; False where it is none of several."""
    if not bundle.leave_out(step, category):
        return False
    step.say("left-out", category=category_term(category))
    ask_next(step)
    return True


def keep(step: Step) -> None:
    """The booking stays."""
    step.settle()
    step.say("kept")
    back_to_question(step)


def go_on_in(step: Step, language: str) -> bool:
    """Go on in the other language, with the open question again; False for one that we do not speak."""
    if not switch_language(step, language):
        return False
    back_to_question(step)
    return True


def start_over(step: Step) -> None:
    """Forget the draft; nothing that was booked changes."""
    _forget(step)
    step.ask(Ask.PROBLEM, "started-over", *questions.CATEGORY_CHOICES, expects=Expects.PROBLEM)


def drop(step: Step) -> None:
    """The resident does not want this booking after all."""
    _forget(step)
    step.settle()
    step.say("dropped")


def _forget(step: Step) -> None:
    drop_hold(step)
    talk = step.talk
    talk.draft = talk.pick = talk.priced = None
    talk.later, talk.matters = [], []


def greet_problem(step: Step, *, fresh: bool) -> None:
    """Repeat back in one line what was understood."""
    draft = step.talk.draft
    step.talk.greeted = True
    if fresh and draft is not None and draft.issue is not None:
        urgent = draft.issue.urgency is Urgency.URGENT
        step.say("understood-urgent" if urgent else "understood", category=issue_term(draft.issue))


def begin_chosen(step: Step, draft: Draft, chosen: Waiting) -> None:
    """Book the kind of work that was chosen; without words about it a technician would know too little."""
    set_issue(step, draft, chosen.issue)
    draft.words, draft.told = draft.words or chosen.words, draft.told or chosen.told
    if draft.words:
        ask_next(step)
    else:
        questions.ask_detail(step)


def later_names(step: Step) -> Joined:
    """The names of the problems that wait for their turn."""
    return Joined(tuple(issue_term(waiting.issue) for waiting in step.talk.later))


def not_understood(step: Step, meaning: Meaning) -> None:
    """Say so; after the second time offer a person."""
    step.talk.misses += 1
    draft = step.talk.draft
    if draft is not None and draft.issue is None and draft.doubt is None:
        keep_words(draft, meaning)
        questions.ask_guess(step, meaning.guesses)
        return
    if step.talk.misses >= 2:
        step.say("not-sure-person", Choice("button-person", "human"))
    else:
        step.say("not-sure")
    back_to_question(step)
