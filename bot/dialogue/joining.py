"""What is told about a visit that is booked already: one more problem for it, or words for who comes."""

from collections.abc import Sequence

from booking.lifecycle import Status
from booking.requests import Order
from booking.terms import Route, Urgency
from bot.dialogue import afterwards
from bot.dialogue.acts import AddNote, AttachPhoto, JoinVisit
from bot.dialogue.bundle import leave_out, problems
from bot.dialogue.drafting import wait_for, wish_of
from bot.dialogue.linked import names, numbers, same_visit
from bot.dialogue.onward import ask_next
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Waiting
from bot.dialogue.views import RequestView
from bot.dialogue.wording import issue_term, place_of, price_range, when_of
from bot.understanding.meaning import Issue, Meaning, Who
from bot.understanding.visit_words import adds_to_visit, tells_technician
from locales.args import Joined

_LONGEST_NOTE = 200
_OPEN_TO_MORE = (Status.OFFERING, Status.SCHEDULED)
_ON_ITS_WAY = (Status.OFFERING, Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS)


def hear(step: Step, meaning: Meaning) -> bool:
    """Take a message for the visit that is booked; False where it is not about it, or something else is under way."""
    draft = step.talk.draft
    if (draft is not None and not draft.is_idle()) or step.talk.ask not in (Ask.NOTHING, Ask.PROBLEM, Ask.NEXT_PROBLEM):
        return False
    found = [issue for issue in meaning.issues if issue.route is Route.IN_HOME and issue.category is not None]
    adds, tells = adds_to_visit(meaning.text), tells_technician(meaning.text)
    host = _ahead(step)
    if host is not None and found and (adds or tells) and meaning.where is None:
        known = {one.category for one in same_visit(step, host)}
        new = list({issue.category: issue for issue in reversed(found) if issue.category not in known}.values())
        if new:
            _join(step, host, new, meaning)
            return True
    coming = next((one for one in afterwards.open_requests(step) if one.status in _ON_ITS_WAY), None)
    if coming is None or not (tells or (found and adds)) or (meaning.where is not None and meaning.issues):
        return False
    step.act(AddNote((host or coming).id, " ".join(meaning.text.split())[:_LONGEST_NOTE]))
    return True


def _ahead(step: Step) -> RequestView | None:
    """The next visit that has not begun."""
    ahead = [
        one
        for one in afterwards.open_requests(step)
        if one.status in _OPEN_TO_MORE and one.window is not None and one.window.start > step.world.now
    ]
    return min(ahead, key=lambda one: (one.window.start if one.window else step.world.now, one.id), default=None)


def _join(step: Step, host: RequestView, found: list[Issue], meaning: Meaning) -> None:
    """Ask for the problems to join; the draft keeps them in case they cannot."""
    words = [" ".join(meaning.problem.split())[:300]] if meaning.problem.strip() else []
    kept = Draft(where=host.where, room_asked=True, issue=found[0], words=words, photos=step.talk.photos)
    kept.who = Who(host.contact_name, host.contact_phone)
    kept.relation = host.relation
    kept.caller = Who(host.caller_name, host.caller_phone) if host.relation is not None else None
    kept.when = meaning.when or (wish_of(host.window.start) if host.window else None)
    step.talk.draft, step.talk.photos, step.talk.pick, step.talk.later = kept, [], None, []
    for issue in found[1:]:
        wait_for(step, Waiting(issue=issue, words=words))
    step.settle()
    step.act(JoinVisit(host.id, tuple(_order(step, host, issue, words) for issue in found)))


def _order(step: Step, host: RequestView, issue: Issue, words: list[str]) -> Order:
    return Order(
        resident=step.world.party,
        route=issue.route,
        category=issue.category,
        urgency=issue.urgency if issue.urgency is not Urgency.EMERGENCY and issue.urgency else Urgency.NORMAL,
        problem=" / ".join(words),
        place=place_of(host.where),
        contact_name=host.contact_name,
        contact_phone=host.contact_phone,
        caller_name=host.caller_name,
        caller_phone=host.caller_phone,
        relation=host.relation,
        window=host.window,
    )


def on_joined(step: Step, host: RequestView, joined: Sequence[RequestView]) -> None:
    """What is in the visit now is told; what cannot be gets a visit of its own, which is looked for at once."""
    draft = step.talk.draft
    for request in joined:
        step.act(*[AttachPhoto(request.id, photo) for photo in (draft.photos if draft else [])])
        if request.category is None or not leave_out(step, request.category):
            step.talk.draft = draft = None
    if joined:
        _tell_joined(step, host, joined)
    if draft is None or draft.issue is None:
        return
    left = tuple(issue_term(problem.issue) for problem in problems(step))
    step.say("join-not-possible", category=Joined(left), host=host.number)
    ask_next(step)


def _tell_joined(step: Step, host: RequestView, joined: Sequence[RequestView]) -> None:
    first = joined[0]
    step.say(
        "joined",
        Choice("button-cancel", f"cancel:{first.id}"),
        number=numbers(joined),
        category=names(joined),
        host=host.number,
        window=when_of(first, step.world.now),
        price=price_range([item for one in joined for item in step.world.prices(one.category)]),
    )
