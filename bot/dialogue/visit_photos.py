"""Photos that firms and technicians send: what the work looks like when it is done."""

from booking.lifecycle import Status
from booking.terms import Phase
from bot.dialogue.events import PhotosSent
from bot.dialogue.photos import attach, tell_refused
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term

#: When there is something to show.
_SHOWN = frozenset({Status.IN_PROGRESS, Status.DONE, Status.CONFIRMED})
_LISTED = 5


def on_photos(step: Step, sent: PhotosSent) -> None:
    """Add photos to the visit they are of; where several are under way, ask which."""
    if not sent.photos:
        tell_refused(step, sent)
        return
    visit = _chosen(step)
    under_way = [one for one in step.world.visits_today() if one.status is Status.IN_PROGRESS]
    if visit is None and len(under_way) == 1:
        visit = under_way[0]
    if visit is not None:
        attach(step, visit, sent, Phase.AFTER)
        return
    tell_refused(step, sent)
    if not under_way:
        step.say("photo-no-visit")
        return
    step.talk.photos = [*step.talk.photos, *sent.photos][-20:]
    step.say("photo-which", *[_choice(one) for one in under_way[:_LISTED]])


def choose(step: Step, request_id: int) -> bool:
    """Photos are of this visit from now on, those that wait too; False where it has nothing to show."""
    visit = step.world.request(request_id)
    if visit is None or visit.status not in _SHOWN:
        return False
    step.talk.photographed = visit.id
    waiting, step.talk.photos = tuple(step.talk.photos), []
    if waiting:
        attach(step, visit, PhotosSent(waiting), Phase.AFTER)
    else:
        step.say("ask-photos", expects=Expects.COMMENT, number=visit.number)
    return True


def _chosen(step: Step) -> RequestView | None:
    """The visit that is being reported, or that was named, or that was finished last."""
    talk = step.talk
    chosen = talk.work.request if talk.work is not None else talk.photographed
    visit = step.world.request(chosen) if chosen is not None else None
    return visit if visit is not None and visit.status in _SHOWN else None


def _choice(visit: RequestView) -> Choice:
    return Choice(
        "button-request", f"pho:{visit.id}", {"number": visit.number, "category": category_term(visit.category)}
    )
