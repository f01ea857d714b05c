"""Takes every fact that a message holds into the draft, whatever was being asked."""

from datetime import datetime

from booking.terms import SHANGHAI, Danger, Intent, Route, Urgency
from bot.dialogue.acts import ReleaseHold
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Waiting
from bot.understanding.meaning import Issue, Meaning, When, Where, Who
from bot.understanding.where import merge

#: Questions whose answers are free words that may look like a report.
_ANSWERS_WITH_PROBLEM = (Ask.PROBLEM, Ask.CATEGORY, Ask.CHANGE_WHAT)
_ANSWERS_WITH_ROOM = (Ask.ADDRESS, Ask.ROOM, Ask.CHANGE_WHAT)
MAX_WORDS = 300
MAX_LATER = 3
#: So many stretches of what was told are kept for finding help.
_MOST_GROUPS = 8


def begin_draft(step: Step) -> Draft:
    """The open draft, or a new one that starts from what is remembered of the person."""
    talk = step.talk
    if talk.draft is None:
        talk.draft = Draft(where=talk.where, who=talk.who, photos=talk.photos)
        talk.draft.room_asked = talk.where is not None
        talk.photos = []
    return talk.draft


def absorb(step: Step, meaning: Meaning) -> bool:
    """Put all facts of the message into the draft; True when any of them was new."""
    draft = step.talk.draft
    if draft is None:
        return False
    heard = [
        _hear_where(step, draft, meaning),
        _hear_who(step, draft, meaning),
        _hear_when(draft, meaning.when),
        _hear_issues(step, draft, meaning),
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


def _hear_who(step: Step, draft: Draft, meaning: Meaning) -> bool:
    who = meaning.who
    if who is None:
        return False
    known = draft.who or Who()
    asked = step.talk.ask is Ask.CONTACT or known.phone is None or meaning.answer.correction
    draft.bad_phone = who.bad_phone if asked and who.phone is None else None
    if who.phone is None and who.name is None:
        return draft.bad_phone is not None
    draft.who = Who(name=who.name or known.name, phone=who.phone or known.phone)
    return draft.who != known or draft.bad_phone is not None


def _hear_when(draft: Draft, when: When | None) -> bool:
    if when is None:
        return False
    draft.when = when
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
    draft.issue = issue


def _raise_urgency(draft: Draft, issue: Issue) -> None:
    order = [Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY]
    known = draft.issue.urgency if draft.issue else None
    if draft.issue is not None and issue.urgency and (known is None or order.index(issue.urgency) > order.index(known)):
        draft.issue = Issue(draft.issue.route, draft.issue.category, issue.urgency)


def _queue(step: Step, issues: list[Issue], meaning: Meaning) -> None:
    for issue in issues:
        words = [_short(meaning.problem)] if meaning.problem.strip() else []
        wait_for(step, Waiting(issue=issue, words=words, told=_told(meaning)))


def wait_for(step: Step, waiting: Waiting) -> bool:
    """Remember another problem until the present one is settled; False where it is known already, or too many wait."""
    later = step.talk.later
    if len(later) >= MAX_LATER or any(known.issue == waiting.issue for known in later):
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
    """Give the kept window back."""
    pick = step.talk.pick
    if pick is not None and pick.hold is not None:
        step.act(ReleaseHold(pick.hold))
        pick.hold = pick.window = None


def as_danger(draft: Draft, danger: Danger) -> None:
    """The draft is about this danger from now on."""
    draft.danger = danger
    draft.doubt = None
