"""A supervisor sees in chat where a surge lasts and why, and begins or ends one by hand with a reason."""

from datetime import datetime

from booking.terms import District, Role
from bot.dialogue.acts import SetSurge
from bot.dialogue.events import Refused
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.surge_view import SurgeView
from bot.dialogue.talk import Ask
from bot.dialogue.wording import district_term
from bot.understanding.meaning import Meaning
from bot.understanding.surge_words import SurgeWish, read_surge_wish
from locales.args import Arg, Lines, Moment, Phrase, Term
from locales.keys import Key
from oversight.surge_entities import SurgeFact
from oversight.surge_rules import surge_rules
from oversight.surges import BEGAN

_PURPOSE = "surge:"
#: Districts beyond these have their button on the page.
_MOST_BUTTONS = 4


def news_say(fact: SurgeFact) -> Say:
    """What a district's people are told of a beginning or an end."""
    district = District(fact.district)
    by_hand = fact.actor.partition(":")[0] == Role.SUPERVISOR
    values: dict[str, Arg] = {
        "district": district_term(district),
        "why": Phrase("surge-by-hand", (("reason", fact.words),)) if by_hand else _figures(fact.data),
    }
    if fact.kind == BEGAN:
        return Say("surge-began", values, (_button("end", district),), urgent=True)
    return Say("surge-ended", values)


def _figures(data: dict[str, Arg]) -> Arg:
    return Phrase(
        "surge-figures",
        (
            ("minutes", data["minutes"]),
            ("observed", data["observed"]),
            ("expected", str(data["expected"])),
            ("bound", data["bound"]),
            ("rule", _rule(str(data["rule"]), int(str(data["days"])))),
        ),
    )


def _rule(rule: str, days: int) -> Arg:
    return Phrase(f"surge-rule-{rule}", (("days", days),))


def _button(what: str, district: District) -> Choice:
    key: Key = "button-surge-end" if what == "end" else "button-surge-begin"
    return Choice(key, f"{_PURPOSE}{what}:{district}", {"district": district_term(district)})


def hear(step: Step, meaning: Meaning) -> bool:
    """Words about surge mode; False where there are none."""
    wish = read_surge_wish(meaning.text)
    if wish is None:
        return False
    named = meaning.where.district if meaning.where is not None else None
    district = named or step.world.in_charge_of()
    if wish is SurgeWish.ABOUT:
        list_all(step)
    elif district is None:
        step.say("surge-which")
    else:
        _ask_reason(step, wish.value, district)
    return True


def list_all(step: Step) -> None:
    """Where a surge lasts, and how arrivals stand elsewhere."""
    found, mine = step.world.surges(), step.world.in_charge_of()
    lasting = [view for view in found if view.since is not None]
    buttons = [_button("end", view.district) for view in lasting[:_MOST_BUTTONS]]
    if mine is not None and not lasting:
        buttons.append(_button("begin", mine))
    lines = Lines(tuple(line_of(view, step.world.now) for view in found)) if found else Term("surge-nothing-seen")
    step.say("surge-list", *buttons, lines=lines, minutes=_minutes())


def _minutes() -> int:
    """How far back arrivals are counted."""
    return round(surge_rules().window.total_seconds() / 60)


def line_of(view: SurgeView, now: datetime) -> Arg:
    """One district in one line."""
    values: tuple[tuple[str, Arg], ...] = (
        ("district", district_term(view.district)),
        ("observed", view.observed),
        ("expected", str(view.expected)),
        ("bound", view.bound),
        ("minutes", _minutes()),
    )
    if view.since is None:
        return Phrase("surge-line-usual", values)
    return Phrase("surge-line-lasting", (*values, ("since", Moment(view.since, now))))


def press(step: Step, rest: str) -> bool:
    """A button of surge mode; False for one that is forged."""
    what, _, code = rest.partition(":")
    if rest == "list":
        list_all(step)
    elif rest == "keep" and is_asked(step):
        _leave(step)
        step.say("surge-kept")
    elif what in (SurgeWish.BEGIN, SurgeWish.END) and code in set(District):
        _ask_reason(step, what, District(code))
    else:
        return False
    return True


def _ask_reason(step: Step, what: str, district: District) -> None:
    step.talk.about, step.talk.purpose = None, f"{_PURPOSE}{what}:{district}"
    step.ask(
        Ask.REASON,
        "surge-ask-end" if what == SurgeWish.END else "surge-ask-begin",
        Choice("button-surge-keep", f"{_PURPOSE}keep"),
        expects=Expects.COMMENT,
        district=district_term(district),
    )


def is_asked(step: Step) -> bool:
    """Whether the open question is the reason for a beginning or an end."""
    return step.talk.ask is Ask.REASON and step.talk.purpose.startswith(_PURPOSE)


def hear_reason(step: Step, text: str) -> None:
    """The reason completes it; everybody in charge hears of it, whoever does it too."""
    _, what, code = step.talk.purpose.split(":", 2)
    if not text.strip():
        step.say("case-reason-needed", expects=Expects.COMMENT)
        return
    _leave(step)
    step.act(SetSurge(District(code), what == SurgeWish.BEGIN, text.strip()))


def _leave(step: Step) -> None:
    step.talk.purpose = ""
    step.settle()


def on_refused(step: Step, refused: Refused) -> None:
    """It is not theirs to do, or somebody else was faster."""
    key: Key = "surge-not-yours" if refused.why == "not_yours" else "surge-as-it-is"
    step.say(key, Choice("button-surge-list", "surge:list"))
