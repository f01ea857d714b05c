"""Takes every fact that a message holds into the draft, whatever was being asked."""

from datetime import datetime

from booking.terms import SHANGHAI, Danger, Intent, Route, Urgency
from bot.dialogue.acts import ReleaseHold
from bot.dialogue.people import hear_people
from bot.dialogue.places import hear_place, remembered
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Waiting
from bot.understanding.frail_words import tells_of_frail
from bot.understanding.meaning import Issue, Meaning, When, Where, Who
from bot.understanding.where import merge

#: Questions whose answers are free words that may look like a report.
_ANSWERS_WITH_PROBLEM = (Ask.PROBLEM, Ask.CATEGORY, Ask.CHANGE_WHAT)
_ANSWERS_WITH_ROOM = (Ask.ADDRESS, Ask.ROOM, Ask.CHANGE_WHAT)
MAX_WORDS = 300
MAX_LATER = 3
#: So many stretches of what was told are kept for finding help.
_MOST_GROUPS = 8


def begin_draft(step: Step, *, same_place: bool = False) -> Draft:
    """The open draft, or a new one that starts from what is remembered of the person.

    Someone with several places is asked which one it is, unless it is for certain the `same_place`.
    """
    talk = step.talk
    if talk.draft is None:
        where = talk.where if same_place else remembered(step)
        talk.draft = Draft(where=where or talk.place, who=talk.who, photos=talk.photos)
        talk.draft.room_asked = where is not None
        talk.photos = []
    return talk.draft


def absorb(step: Step, meaning: Meaning) -> bool:
    """Put all facts of the message into the draft; True when any of them was new."""
    draft = step.talk.draft
    if draft is None:
        return False
    heard = [
        _hear_where(step, draft, meaning),
        hear_place(step, draft, meaning),
        hear_people(step, draft, meaning),
        _hear_when(draft, meaning.when),
        _hear_issues(step, draft, meaning),
        _hear_frail(draft, meaning),
    ]
    return any(heard)


def _hear_where(step: Step, draft: Draft, meaning: Meaning) -> bool:
    where = meaning.where
    if where is None or (meaning.outside is not None and where.district is None):
        return False
    asked = step.talk.ask in _ANSWERS_WITH_ROOM
    corrected = meaning.answer.correction or meaning.answer.yes is False
    if _is_bare_number(where) and not asked and not corrected:
        return False
    if where == Where(room=where.room, text=where.text) and _begins_phone(where.room or "", meaning.who):
        return False
    merged = merge(draft.where, where)
    if merged == draft.where:
        return False
    if draft.where is not None and merged.district != draft.where.district:
        wish_again(step, draft)
    draft.where = merged
    if merged.room:
        draft.room_asked = True
    return True


def _is_bare_number(where: Where) -> bool:
    """A number and nothing else: a room if one was asked for, else a choice or an amount."""
    return where == Where(room=where.room, text=where.text) and where.text.strip() == where.room


def _begins_phone(number: str, who: Who | None) -> bool:
    """Whether a number is no room but the beginning of the phone in the same message."""
    return bool(number) and who is not None and who.phone is not None and who.phone.startswith(number)


def _hear_when(draft: Draft, when: When | None) -> bool:
    if when is None:
        return False
    draft.when = when
    return True


def _hear_frail(draft: Draft, meaning: Meaning) -> bool:
    """Somebody at home who is helped first while many wait."""
    if draft.frail or not tells_of_frail(meaning.text):
        return False
    draft.frail = True
    return True


def _hear_issues(step: Step, draft: Draft, meaning: Meaning) -> bool:
    found = [issue for issue in meaning.issues if issue.route is Route.IN_HOME]
    if not found or meaning.intent not in (Intent.REPORT, Intent.PRICE):
        return False
    first = found[0]
    if draft.issue is None or step.talk.ask in _ANSWERS_WITH_PROBLEM or meaning.answer.correction:
        told_anew = draft.issue is not None
        set_issue(step, draft, first)
        _keep_words(draft, meaning, replace=told_anew)
        step.talk.later = [waiting for waiting in step.talk.later if waiting.issue.category != first.category]
        _queue(step, found[1:], meaning)
        return True
    if first.category == draft.issue.category:
        _raise_urgency(draft, first)
        _keep_words(draft, meaning, replace=False)
        return True
    _queue(step, found, meaning)
    return True


def set_issue(step: Step, draft: Draft, issue: Issue) -> None:
    """The draft is about this from now on; another kind of work needs another technician's window."""
    if draft.issue is not None and draft.issue.category != issue.category:
        wish_again(step, draft)
        draft.rework_asked = False
    draft.issue = issue


def _raise_urgency(draft: Draft, issue: Issue) -> None:
    order = [Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY]
    known = draft.issue.urgency if draft.issue else None
    if draft.issue is not None and issue.urgency and (known is None or order.index(issue.urgency) > order.index(known)):
        draft.issue = Issue(draft.issue.route, draft.issue.category, issue.urgency)


def _queue(step: Step, issues: list[Issue], meaning: Meaning) -> None:
    draft = step.talk.draft
    words = [_short(meaning.problem)] if meaning.problem.strip() else []
    others = [i for i in issues if draft is None or draft.issue is None or i.category != draft.issue.category]
    added = [wait_for(step, Waiting(issue=issue, words=words, told=_told(meaning))) for issue in others]
    if any(added) and draft is not None and draft.danger is None:
        wish_again(step, draft)  # who comes must be able to do this too


def wait_for(step: Step, waiting: Waiting) -> bool:
    """Remember another problem, to be booked with the present one; False where it is known already, or too many are."""
    later = step.talk.later
    if len(later) >= MAX_LATER or any(known.issue.category == waiting.issue.category for known in later):
        return False
    later.append(waiting)
    return True


def _keep_words(draft: Draft, meaning: Meaning, *, replace: bool) -> None:
    words = _short(meaning.problem)
    if not words:
        return
    draft.told = _told(meaning, [] if replace else draft.told)
    if replace:
        draft.words = [words]
    elif words not in draft.words:
        draft.words = [*draft.words, words][-5:]


def keep_words(draft: Draft, meaning: Meaning) -> None:
    """Remember words about the problem even where they were not understood."""
    _keep_words(draft, meaning, replace=False)


def _told(meaning: Meaning, known: list[list[str]] | None = None) -> list[list[str]]:
    """The concepts told, with those known: of one problem together, of several apart, so that no two get mixed."""
    groups = [*(known or []), *(sorted(clause) for clause in meaning.told if clause)]
    if len(meaning.issues) > 1 or len(known or []) > 1:
        return groups[-_MOST_GROUPS:]
    together = sorted({name for group in groups for name in group})
    return [together] if together else []


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_WORDS]


def wish_again(step: Step, draft: Draft) -> None:
    """The job or the district changed: what was kept no longer fits, but its time stays wished for."""
    pick = step.talk.pick
    if pick is not None and pick.window is not None and draft.when is None:
        draft.when = wish_of(pick.window)
    drop_hold(step)
    step.talk.pick = None


def wish_of(start: datetime) -> When:
    """The wish for the window that starts then."""
    clock = start.astimezone(SHANGHAI)
    return When(clock.date(), f"{clock:%H:%M}")


def drop_hold(step: Step) -> None:
    """Give the kept window back, and those of further visits."""
    pick = step.talk.pick
    if pick is None:
        return
    step.act(*[ReleaseHold(kept.hold) for kept in pick.further])
    pick.further = []
    if pick.hold is not None:
        step.act(ReleaseHold(pick.hold))
        pick.hold = pick.window = None


def as_danger(draft: Draft, danger: Danger) -> None:
    """The draft is about this danger from now on."""
    draft.danger = danger
    draft.doubt = None
