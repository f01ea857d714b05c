"""What a supervisor does about one request: look at it, call the resident, take it from its firm."""

from booking.lifecycle import Status
from booking.terms import Urgency
from bot.dialogue.acts import FinishCallback, NoteCall, Reassign
from bot.dialogue.events import Refused
from bot.dialogue.people import contact_told
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import AlertView, RequestView
from bot.dialogue.wording import address, category_term, desk_standing_term, when_of
from bot.understanding.meaning import Meaning
from locales.args import Arg, Lines, Moment, Phrase, Term
from locales.keys import Key
from oversight.entities import AlertKind

_LONGEST_NOTE = 1000
_CALL = "call"
_BEFORE_ARRIVAL = (Status.OFFERING, Status.SCHEDULED, Status.ON_THE_WAY)


def show(made: Step, request: RequestView) -> None:
    """One request, with what can be done about it."""
    made.say(
        "supervisor-request",
        *_choices(made, request),
        number=request.number,
        category=category_term(request.category),
        status=desk_standing_term(request),
        address=address(request.where),
        window=when_of(request, made.world.now),
        provider=request.provider_name or Term("nothing-yet"),
        stars=Phrase("stars-given", (("stars", request.stars),)) if request.stars else Term("stars-none"),
    )


def _choices(made: Step, request: RequestView) -> list[Choice]:
    found = [Choice("button-call-resident", f"dial:{request.id}")] if request.contact_phone else []
    take = made.world.takeable(request.id)
    if take is not None:
        found.append(Choice("button-reassign", f"reassign:{request.id}:{take.offer}"))
    return found


def dial(made: Step, request: RequestView, alert: AlertView | None = None) -> None:
    """Show whom to call, and ask what came of it: that settles a callback which is owed, and the alert."""
    owed = next((one for one in made.world.callbacks() if one.request.id == request.id), None)
    made.talk.about = owed.id if owed is not None else request.id
    made.talk.purpose = "" if owed is not None else f"{_CALL}:{alert.id if alert else ''}"
    made.ask(
        Ask.NOTE,
        "ask-call-note",
        Choice("button-no-call-note", "nocall"),
        expects=Expects.COMMENT,
        number=request.number,
        contact=Lines((contact_told(request), *_centre(made, request, alert))),
    )


def _centre(made: Step, request: RequestView, alert: AlertView | None) -> tuple[Arg, ...]:
    """The centre's phone where it is the centre that does not answer."""
    if alert is None or alert.kind != AlertKind.CENTRE_SILENT or request.where.district is None:
        return ()
    name, phone = made.world.centre(request.where.district)
    return (Phrase("call-centre-too", (("name", name), ("phone", phone))),)


def hear_note(made: Step, text: str) -> None:
    """What came of a call."""
    about, purpose, note = made.talk.about, made.talk.purpose, text.strip()[:_LONGEST_NOTE]
    if about is None or not note:
        made.say("call-note-needed", Choice("button-no-call-note", "nocall"), expects=Expects.COMMENT)
        return
    leave(made)
    name, _, alert = purpose.partition(":")
    if name == _CALL:
        made.act(NoteCall(about, note, int(alert) if alert else None))
    else:
        made.act(FinishCallback(about, note))


def leave(made: Step) -> None:
    """No call is being noted any more, and no request taken from its firm."""
    made.talk.about, made.talk.purpose = None, ""
    made.settle()


def want_reassign(made: Step, request: RequestView) -> None:
    """Someone says that a request should go to another firm."""
    take = made.world.takeable(request.id)
    if take is not None:
        ask_reassign(made, request.id, take.offer)
    else:
        made.put(Say(_why("no_reason", request), _status_values(request)))


def hear_sure(made: Step, meaning: Meaning) -> bool:
    """A yes or a no to taking a request from its firm; anything else leaves the question."""
    about, offer = made.talk.about, made.talk.purpose
    leave(made)
    if meaning.answer.yes is None or about is None or not offer.isdigit():
        return False
    if meaning.answer.yes:
        made.act(Reassign(about, int(offer)))
    else:
        made.say("reassign-kept")
    return True


def ask_reassign(made: Step, request_id: int, offer: int) -> None:
    """Tell what taking a request from its firm means, before it is done."""
    request, take = made.world.request(request_id), made.world.takeable(request_id)
    if request is None:
        made.say("request-not-yours")
    elif take is None or take.offer != offer:
        made.act(Reassign(request_id, offer))  # it says why it cannot be
    else:
        started = request.window is not None and request.window.start <= made.world.now
        made.talk.about, made.talk.purpose = request_id, str(offer)
        made.ask(
            Ask.CONFIRM,
            "reassign-late-sure" if started else "reassign-sure",
            Choice("button-reassign-sure", f"reassignnow:{request_id}:{offer}"),
            Choice("button-reassign-keep", "keepfirm"),
            expects=Expects.CONFIRM,
            number=request.number,
            provider=request.provider_name or Term("nothing-yet"),
            because=Term(f"reassign-{take.because}"),
            window=when_of(request, made.world.now),
        )


def on_reassigned(made: Step, request: RequestView) -> None:
    """It was taken from its firm: who is asked now, or that nobody is."""
    if request.status is Status.OFFERING:
        made.say(
            "reassign-done",
            number=request.number,
            provider=request.provider_name or Term("nothing-yet"),
            due=Moment(request.due_at or made.world.now, made.world.now),
        )
    else:
        made.say("reassign-nobody", *_choices(made, request), number=request.number)


def on_reassign_refused(made: Step, refused: Refused) -> None:
    """Why a request stays where it is, in plain words."""
    request = refused.request
    if request is None or refused.why == "not_yours":
        made.say("request-not-yours" if refused.why == "not_yours" else "reassign-gone")
        return
    made.put(Say(_why(refused.why, request), _status_values(request)))


def _why(why: str, request: RequestView) -> Key:
    if request.urgency is Urgency.EMERGENCY and request.status in _BEFORE_ARRIVAL:
        return "reassign-centre"
    if request.status is Status.UNRESOLVED:
        return "reassign-free"
    if request.status not in _BEFORE_ARRIVAL:
        return "reassign-over"
    return "reassign-no-reason" if why == "no_reason" else "reassign-changed"


def _status_values(request: RequestView) -> dict[str, Arg]:
    return {
        "number": request.number,
        "status": desk_standing_term(request),
        "provider": request.provider_name or Term("nothing-yet"),
    }
