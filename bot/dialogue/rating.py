"""Stars and what goes with them: asked for once, changed within days, given anew after a callback or rework."""

from booking.lifecycle import Status
from booking.rating_reasons import GOOD_STARS, reasons, shown
from bot.dialogue import rework
from bot.dialogue.acts import Comment, DeclineRating, Rate
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, status_term
from bot.understanding.words_with_stars import tells_more_than_stars
from locales.args import Arg, Moment, Named
from locales.keys import Key

LOW_STARS = 2
#: Words with the stars, at most so many signs of them.
_LONGEST = 1000
_RATEABLE = frozenset({Status.DONE, Status.CONFIRMED, Status.CLOSED})


def star_choices(request_id: int) -> list[Choice]:
    """Buttons for one to five stars."""
    return [Choice("button-stars", f"rate:{request_id}:{stars}", {"stars": stars}) for stars in (5, 4, 3, 2, 1)]


def asking_choices(request_id: int) -> list[Choice]:
    """Buttons for the stars, and one to be left in peace."""
    return [*star_choices(request_id), Choice("button-no-stars", f"norate:{request_id}")]


def wants_stars(request: RequestView) -> bool:
    """Whether stars are still hoped for."""
    return request.stars is None or request.rate_again_until is not None


def can_change(step: Step, request: RequestView) -> bool:
    """Whether stars that were given can be changed now."""
    until = request.rating_until
    return request.status in _RATEABLE and until is not None and step.world.now <= until


def awaiting_rating(step: Step) -> RequestView | None:
    """The newest request that works and has no stars yet, or is to be rated anew since not long ago."""
    return next((r for r in step.world.my_requests() if _is_awaited(step, r)), None)


def _is_awaited(step: Step, request: RequestView) -> bool:
    if request.status is Status.CONFIRMED:
        return wants_stars(request)
    until = request.rate_again_until
    return request.status is Status.CLOSED and until is not None and step.world.now <= until


def ask_rating(step: Step, request: RequestView) -> None:
    """Ask for stars, or for new ones."""
    key: Key = "ask-rating" if request.stars is None else "ask-rating-anew"
    step.talk.about = request.id
    step.ask(Ask.RATING, key, *asking_choices(request.id), expects=Expects.RATING)


def ask_other_stars(step: Step, request: RequestView) -> None:
    """The resident wants to change the stars."""
    if request.status not in _RATEABLE:
        step.say("rating-refused", status=status_term(request.status))
    elif wants_stars(request):
        ask_rating(step, request)
    elif not can_change(step, request):
        step.say("rating-stands", number=request.number, stars=request.stars or 0)
    else:
        step.talk.about = request.id
        step.ask(
            Ask.RATING,
            "ask-other-stars",
            *star_choices(request.id),
            expects=Expects.RATING,
            number=request.number,
            stars=request.stars or 0,
        )


def ask_rating_again(step: Step) -> None:
    """The question for stars is still open, unless nothing can be rated any more."""
    request = _about(step)
    if request is None or not (wants_stars(request) or can_change(step, request)):
        step.settle()
    else:
        ask_other_stars(step, request)


def rate(step: Step, request_id: int, stars: int, text: str = "") -> None:
    """Give stars; whoever says in the same `text` what for is not asked for it again."""
    words = text[:_LONGEST] if tells_more_than_stars(text) else ""
    step.act(Rate(request_id, stars, words))
    if words:
        step.settle()


def skip_rating(step: Step, request_id: int) -> None:
    """No stars, and no more questions about them."""
    step.settle()
    step.act(DeclineRating(request_id))


def ask_details(step: Step, request: RequestView) -> None:
    """Thank for the stars and ask what for: taps, words, photos, or nothing; who was let down hears what happens."""
    due = request.callback_due
    if request.stars is not None and request.stars <= LOW_STARS and due is not None:
        _ask(step, request, "ask-comment-low", good=False, due=Moment(due, step.world.now))
    elif request.stars is not None and request.stars < GOOD_STARS:
        _ask(step, request, "ask-comment-fair", good=False)
    else:
        _ask(step, request, "ask-comment", good=True)


def ask_side(step: Step, request: RequestView, *, good: bool) -> None:
    """Show what was good, or what was not, to be tapped."""
    _ask(step, request, "ask-reasons-good" if good else "ask-reasons-bad", good=good)


def note_reason(step: Step, request: RequestView) -> None:
    """A reason was tapped: say so, and show those that are left."""
    reason = reasons().get(request.reasons[-1]) if request.reasons else None
    if reason is None:
        ask_details(step, request)
    else:
        _ask(step, request, "reason-noted", good=reason.good, reason=Named(reason.zh, reason.en))


def ask_details_again(step: Step) -> None:
    """The question for words is still open."""
    request = _about(step)
    if request is None:
        step.settle()
    else:
        ask_details(step, request)


def _ask(step: Step, request: RequestView, key: Key, *, good: bool, **args: Arg) -> None:
    step.talk.about, step.talk.ask = request.id, Ask.COMMENT
    step.put(Say(key, args, tuple(_detail_choices(step, request, good=good)), Expects.COMMENT))


def _detail_choices(step: Step, request: RequestView, *, good: bool) -> list[Choice]:
    made = [
        Choice("button-reason", f"reason:{request.id}:{reason.code}", {"reason": Named(reason.zh, reason.en)})
        for reason in shown(good=good)
        if reason.code not in request.reasons
    ]
    other: Key = "button-reasons-bad" if good else "button-reasons-good"
    made.append(Choice(other, f"side:{request.id}:{'bad' if good else 'good'}"))
    if not good:
        made += rework.choices_for(request, step.world.now)
    made.append(Choice("button-done-rating" if request.reasons else "button-skip", f"skip:{request.id}"))
    return made


def comment(step: Step, words: str) -> None:
    """Give words, or none, and be done with it."""
    if step.talk.about is not None:
        step.act(Comment(step.talk.about, words[:_LONGEST]))
    step.settle()


def thank(step: Step, request: RequestView) -> None:
    """The rating is complete: thanks, or what happens next and by when."""
    change = Choice("button-other-stars", f"rerate:{request.id}")
    if request.callback_due is not None:
        due = Moment(request.callback_due, step.world.now)
        step.say("rated-sorry", *rework.choices_for(request, step.world.now), change, due=due)
    else:
        step.say("rated-thanks", Choice("button-receipt", f"receipt:{request.id}"), change)


def nudge(request: RequestView) -> Say:
    """Ask for stars once more."""
    values: dict[str, Arg] = {"number": request.number, "category": category_term(request.category)}
    return Say("nudge-rating", values, tuple(asking_choices(request.id)), Expects.RATING)


def _about(step: Step) -> RequestView | None:
    """The request that the open question is about."""
    return step.world.request(step.talk.about) if step.talk.about is not None else None
