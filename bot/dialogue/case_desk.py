"""A supervisor moves cases on in the chat: a case by its number, a step by its button, a reason in words."""

from bot.dialogue.acts import StepCase
from bot.dialogue.case_wording import case_values
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import CaseView
from locales.keys import Key
from oversight.case_life import CaseEvent, events_at

_BUTTONS: dict[CaseEvent, Key] = {
    CaseEvent.ADVANCED: "button-case-advance",
    CaseEvent.SKIPPED: "button-case-skip",
    CaseEvent.DISMISSED: "button-case-dismiss",
}
LONGEST_REASON = 200


def show(step: Step, case: CaseView) -> None:
    """One case, with what can be done about it."""
    step.say(
        "case-card",
        *[
            Choice(_BUTTONS[event], f"case:{case.id}:{event}:{case.stage}")
            for event in events_at(case.route, case.stage)
        ],
        expects=Expects.NONE,
        urgent=False,
        reports=case.reports,
        **case_values(case, step.world.now),
    )


def press(step: Step, rest: str) -> bool:
    """A step of a case by button: ask for its reason. False for a button that is stale or forged."""
    found = _read(step, rest)
    if found is None:
        return False
    case, _event = found
    step.talk.about, step.talk.purpose = case.id, rest
    step.ask(
        Ask.REASON,
        "case-ask-reason",
        Choice("button-case-keep", "keepcase"),
        expects=Expects.COMMENT,
        urgent=False,
        **case_values(case, step.world.now),
    )
    return True


def _read(step: Step, rest: str) -> tuple[CaseView, CaseEvent] | None:
    """The case and the step that a button names, if it is still at that stage and may take it."""
    number, _, more = rest.partition(":")
    event, _, stage = more.partition(":")
    known = number.isascii() and number.isdigit() and len(number) < 20 and int(number) < 2**63
    case = step.world.case(int(number)) if known else None
    if case is None or case.stage != stage or event not in [str(one) for one in events_at(case.route, case.stage)]:
        return None
    return case, CaseEvent(event)


def hear_reason(step: Step, text: str) -> None:
    """The reason completes the step."""
    found = _read(step, step.talk.purpose)
    reason = " ".join(text.split())[:LONGEST_REASON]
    if found is None:
        leave(step)
        step.say("case-stale")
    elif not reason:
        step.say("case-reason-needed", expects=Expects.COMMENT)
    else:
        leave(step)
        case, event = found
        step.act(StepCase(case.id, event, case.stage, reason))


def leave(step: Step) -> None:
    """No step is being taken any more."""
    step.talk.about, step.talk.purpose = None, ""
    step.settle()


def on_stepped(step: Step, case: CaseView) -> None:
    """The step is stored; those who reported were told."""
    step.say("case-stepped", expects=Expects.NONE, urgent=False, **case_values(case, step.world.now))


def on_refused(step: Step) -> None:
    """Someone else was faster, or it is not theirs."""
    step.say("case-stale")
