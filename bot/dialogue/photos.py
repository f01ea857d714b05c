"""Photos that a resident sends: into the draft, or to a booked visit; a file that is none is told so plainly."""

from booking.lifecycle import Status
from booking.requests import MOST_PHOTOS
from booking.terms import Phase
from bot.dialogue import afterwards
from bot.dialogue.acts import AttachPhoto
from bot.dialogue.drafting import begin_draft
from bot.dialogue.events import PhotosSent
from bot.dialogue.onward import back_to_question, open_question
from bot.dialogue.questions import CATEGORY_CHOICES
from bot.dialogue.says import Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from locales.keys import Key

#: What is said to each reason why a file is no photo of ours; to any other that it is none.
_REFUSALS: dict[str, Key] = {
    "large": "photo-large",
    "broken": "photo-broken",
    "format": "photo-format",
    "document": "file-document",
    "video": "file-video",
}
_DONE = frozenset({Status.DONE, Status.CONFIRMED, Status.CLOSED})


def on_photos(step: Step, sent: PhotosSent) -> None:
    """Take an album: one answer for all of it, then back to the open point."""
    booked = _request_shown(step)
    if not sent.photos:
        tell_refused(step, sent)
        back_to_question(step)
    elif booked is not None:
        attach(step, booked, sent, Phase.AFTER if booked.status in _DONE else Phase.BEFORE)
        back_to_question(step)
    else:
        _into_draft(step, sent)


def tell_refused(step: Step, sent: PhotosSent) -> None:
    """Say of each kind of file that is no photo what to send instead."""
    for key in dict.fromkeys(_REFUSALS.get(why, "photo-unreadable") for why in sent.refused):
        step.say(key)


def attach(step: Step, request: RequestView, sent: PhotosSent, phase: Phase) -> None:
    """Add photos to a request, as many as it takes, and say what became of all that was sent."""
    room = max(0, MOST_PHOTOS - step.world.photo_count(request.id, phase))
    taken = sent.photos[:room]
    step.act(*[AttachPhoto(request.id, photo, phase) for photo in taken])
    if taken and step.talk.ask is Ask.COMMENT and step.talk.about == request.id:
        step.say("photo-with-rating", count=len(taken))
    elif taken:
        step.say("photo-attached", number=request.number, count=len(taken))
    if len(taken) < len(sent.photos):
        step.say("photo-too-many", most=MOST_PHOTOS)
    tell_refused(step, sent)


def _request_shown(step: Step) -> RequestView | None:
    """The request that photos belong to: the one being rated, else the newest open one; none while one is booked."""
    talk = step.talk
    if talk.ask in (Ask.RATING, Ask.COMMENT) and talk.about is not None:
        return step.world.request(talk.about)
    active = afterwards.open_requests(step) if talk.draft is None else []
    return active[0] if active else None


def _into_draft(step: Step, sent: PhotosSent) -> None:
    draft = begin_draft(step)
    fresh = [photo for photo in sent.photos if photo not in draft.photos]
    taken = fresh[: MOST_PHOTOS - len(draft.photos)]
    draft.photos = [*draft.photos, *taken]
    over = len(fresh) - len(taken)
    kept = len(sent.photos) - over
    if over:
        step.say("photo-too-many", most=MOST_PHOTOS)
    if kept and draft.is_idle() and step.talk.ask in (Ask.NOTHING, Ask.PROBLEM, Ask.CATEGORY):
        tell_refused(step, sent)
        step.ask(Ask.PROBLEM, "photo-first", *CATEGORY_CHOICES, expects=Expects.PROBLEM)
        return
    if kept:
        step.says.insert(0, Say("photo-kept", {"count": kept}))
    tell_refused(step, sent)
    open_question(step)
