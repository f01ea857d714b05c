"""Matters that others look after: who that is, and the one question whether to file them as a case."""

from dataclasses import replace

from booking.terms import Route
from bot.dialogue.acts import FileCase
from bot.dialogue.case_wording import case_values, contacts_phrase, matter_name, place_without_door
from bot.dialogue.doors import number_alone
from bot.dialogue.events import CaseFiled
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Told
from bot.dialogue.views import CaseView
from bot.dialogue.wording import address, place_of
from bot.understanding.case_words import matters_told, wants_filed
from bot.understanding.meaning import Meaning, Where
from bot.understanding.where import merge, missing
from locales.args import Arg, Phrase, Term
from locales.keys import Key
from oversight.case_life import How
from oversight.case_rules import ENDS
from oversight.matters import Scope, matter, unnamed

MAX_MATTERS = 3
_MAX_WORDS = 500
#: Questions that give way when a matter is told: nothing that was said hangs on them.
_GIVE_WAY = frozenset({Ask.NOTHING, Ask.PROBLEM, Ask.CATEGORY, Ask.FILE, Ask.FILE_PLACE})
#: The questions about a matter.
QUESTIONS = frozenset({Ask.FILE, Ask.FILE_PLACE})


def hear(step: Step, route: Route, meaning: Meaning) -> None:
    """Remember the matters of a route that a message tells, before those that were told earlier."""
    count = sum(issue.route is route for issue in meaning.issues)
    codes = matters_told(meaning.text, route, count) or [unnamed(route).code]
    where = known_place(step, meaning)
    told = [Told(matter=code, words=meaning.text[:_MAX_WORDS], where=where) for code in codes]
    earlier = [one for one in step.talk.matters if one.matter not in codes]
    step.talk.matters = [*told, *earlier][:MAX_MATTERS]


def known_place(step: Step, meaning: Meaning) -> Where | None:
    """The place that a message is about: told in it, before it, or remembered of the person."""
    known = _place_of_talk(step)
    if meaning.where is None or (meaning.outside is not None and meaning.where.district is None):
        return place_without_door(known)
    return place_without_door(merge(known, meaning.where))


def _place_of_talk(step: Step) -> Where | None:
    talk = step.talk
    return (talk.draft.where if talk.draft else None) or talk.where or talk.place


def tell(step: Step) -> None:
    """Say who looks after the matter told last, while something else is being asked: a button files it."""
    told = step.talk.matters[0]
    told.shown = True
    button, values = Choice("button-file", f"file:{told.matter}"), _door(step, told, "case-or-button")
    step.say(_door_key(told), button, expects=Expects.NONE, urgent=False, **values)


def ask(step: Step) -> bool:
    """Say who looks after the first matter and ask whether to file it; False where something else is under way.

    What the same person reported before is not asked again: it is added to that case.
    """
    if not step.talk.matters:
        return False
    told = step.talk.matters[0]
    mine = _own_case(step, told)
    if mine is not None:
        step.talk.matters.pop(0)
        if step.talk.ask in QUESTIONS:
            step.settle()
        step.act(FileCase(told.matter, place_of(mine.where), told.words))
        return True
    draft = step.talk.draft
    if step.talk.ask not in _GIVE_WAY or (draft is not None and not draft.is_idle()):
        tell(step)
        return False
    if told.shown:
        ask_again(step)
        return True
    told.shown = True
    values = _door(step, told, "case-ask")
    step.ask(Ask.FILE, _door_key(told), *_choices(told), expects=Expects.CONFIRM, urgent=False, **values)
    return True


def _own_case(step: Step, told: Told) -> CaseView | None:
    mine = [c for c in step.world.my_cases() if c.matter == told.matter and c.stage not in ENDS]
    return next((case for case in mine if told.where is None or _same_place(case, told.where)), None)


def _same_place(case: CaseView, where: Where) -> bool:
    """Whether a case is about this place, as far as both are told."""
    pairs = [(case.where.district, where.district), (case.where.estate, where.estate), (case.where.lane, where.lane)]
    if matter(case.matter).scope is Scope.BUILDING:
        pairs.append((case.where.building, where.building))
    return all(None in (one, other) or one == other for one, other in pairs)


def _door_key(told: Told) -> Key:
    return "door-common-parts" if matter(told.matter).route is Route.COMMON_PARTS else "door-governance"


def _door(step: Step, told: Told, question: Key) -> dict[str, Arg]:
    name = matter_name(told.matter)
    place: Arg = address(told.where) if told.where is not None else Term("case-your-place")
    return {
        "matter": name,
        "contacts": contacts_phrase(step.world, told.where, matter(told.matter)),
        "place": place,
        "ask": Phrase(question, (("matter", name),)),
    }


def _choices(told: Told) -> tuple[Choice, Choice]:
    return Choice("button-file", f"file:{told.matter}"), Choice("button-no", "nofile")


def ask_again(step: Step) -> None:
    """The question whether to file is still open, in one line."""
    if not step.talk.matters:
        step.settle()
        return
    told = step.talk.matters[0]
    step.ask(Ask.FILE, "case-ask-again", *_choices(told), expects=Expects.CONFIRM, matter=matter_name(told.matter))


def answer(step: Step, meaning: Meaning) -> bool:
    """Take a message as the answer whether to file; an address means yes. False when it is none."""
    if not step.talk.matters or meaning.issues:
        return False
    _hear_place(step.talk.matters[0], meaning)
    if meaning.answer.yes or wants_filed(meaning.text) or meaning.where is not None:
        agree(step)
        return True
    if meaning.answer.yes is False or meaning.answer.skip:
        let_go(step)
        return True
    return False


def answer_place(step: Step, meaning: Meaning) -> bool:
    """Take a message as the place of a matter; False when it is none."""
    if not step.talk.matters:
        return False
    told = step.talk.matters[0]
    number = number_alone(meaning.text, told.where)
    if number is not None and told.where is not None and "building" in missing(told.where):
        meaning = replace(meaning, where=Where(building=number.building or number.room, text=meaning.text))
    if meaning.where is not None and meaning.outside is None:
        _hear_place(told, meaning)
    elif meaning.outside is not None:
        step.say("outside-city", place=meaning.outside)
    elif not (meaning.answer.skip or meaning.answer.yes is False):
        return False
    elif not _place_is_known(told):
        let_go(step)
        return True
    agree(step)
    return True


def _hear_place(told: Told, meaning: Meaning) -> None:
    if meaning.where is not None:
        told.where = place_without_door(merge(told.where, meaning.where))


def agree(step: Step, code: str | None = None) -> None:
    """File the first matter, or the one of this code, as soon as its place is known."""
    told = next((one for one in step.talk.matters if code in (None, one.matter)), None)
    if told is None:
        return
    told.where = told.where or place_without_door(_place_of_talk(step))
    step.talk.matters = [told, *(one for one in step.talk.matters if one is not told)]
    if not _place_is_known(told) or _building_is_missing(told):
        ask_place(step)
        return
    step.settle()
    step.talk.matters.pop(0)
    assert told.where is not None  # noqa: S101
    step.talk.place = told.where
    step.act(FileCase(told.matter, place_of(told.where), told.words))


def ask_place(step: Step) -> None:
    """Ask for the part of the place that is missing; the building only once, not every matter has one."""
    if not step.talk.matters:
        step.settle()
        return
    told = step.talk.matters[0]
    if _place_is_known(told):
        told.building_asked = True
        key: Key = "case-ask-building"
    elif told.where is not None and "place" not in missing(told.where):
        key = "ask-district"
    else:
        key = "case-ask-place"
    step.ask(Ask.FILE_PLACE, key, expects=Expects.ADDRESS, address=address(told.where))


def _place_is_known(told: Told) -> bool:
    return told.where is not None and not {"district", "place"} & set(missing(told.where))


def _building_is_missing(told: Told) -> bool:
    wanted = matter(told.matter).scope is Scope.BUILDING and not told.building_asked
    return wanted and told.where is not None and "building" in missing(told.where)


def let_go(step: Step) -> None:
    """The person does not want it filed; go on with the next matter that was told."""
    step.talk.matters.pop(0)
    step.settle()
    step.say("case-not-filed")
    ask(step)


def on_filed(step: Step, filed: CaseFiled) -> None:
    """Tell the number, what became of the report and where the case stands; go on with the next matter."""
    values = case_values(filed.case, step.world.now)
    if filed.how is How.NEW:
        key: Key = "case-filed" if filed.case.follows is None else "case-filed-again"
        values |= {"follows": filed.case.follows or 0, "contacts": _contacts(step, filed.case)}
    elif filed.how is How.AGAIN:
        key = "case-known"
    else:
        whole = matter(filed.case.matter).scope is Scope.ESTATE or filed.case.where.building is None
        key = "case-joined-estate" if whole else "case-joined"
        values["person"] = filed.person
    step.say(key, Choice("button-progress", "progress"), expects=Expects.NONE, urgent=False, **values)
    ask(step)


def _contacts(step: Step, case: CaseView) -> Arg:
    return contacts_phrase(step.world, case.where, matter(case.matter))
