"""The offers before a firm, those of one visit together: they are answered together."""

from booking.terms import Role
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.views import OfferView
from bot.dialogue.wording import category_term
from bot.dialogue.world import World
from locales.args import Arg

Visit = list[OfferView]


def offered_visits(world: World) -> list[Visit]:
    """All that are not decided yet, the most pressing first."""
    visits: list[Visit] = []
    for offer in world.offers():
        known = next((visit for visit in visits if _one_visit(visit[0], offer)), None)
        if known is None:
            visits.append([offer])
        else:
            known.append(offer)
    return visits


def open_visits(world: World) -> list[Visit]:
    """Those that wait for the firm, not for the resident."""
    return [visit for visit in offered_visits(world) if not is_proposed(visit)]


def is_proposed(visit: Visit) -> bool:
    """Whether the firm proposed another window, and the resident is being asked."""
    return visit[0].request.proposed is not None


def with_offer(world: World, offer_id: int | str | None) -> Visit | None:
    """The visit to which an offer belongs; None where it is decided, or not of this firm."""
    return next((visit for visit in offered_visits(world) if str(offer_id) in [str(one.id) for one in visit]), None)


def _one_visit(one: OfferView, other: OfferView) -> bool:
    group = one.request.group
    same = one.window == other.window and (one.request.proposed is None) == (other.request.proposed is None)
    return group is not None and group == other.request.group and same


def has_number(visit: Visit, number: int) -> bool:
    """Whether a request of the visit has this number."""
    return any(offer.request.number == number for offer in visit)


def which_choice(offer: OfferView, name: str) -> Choice:
    """A button that says which offer is meant."""
    told: dict[str, Arg] = {"number": offer.request.number, "category": category_term(offer.request.category)}
    return Choice("button-request", f"{name}:{offer.id}", told)


def offer_choices(offer_id: int, *, last_resort: bool) -> list[Choice]:
    """Buttons to answer an offer; the last resort can only accept."""
    accept = Choice("button-accept", f"acc:{offer_id}")
    if last_resort:
        return [accept]
    return [accept, Choice("button-propose", f"prop:{offer_id}"), Choice("button-decline", f"dec:{offer_id}")]


def is_last_resort(made: Step) -> bool:
    """Whether this party can neither decline nor propose another window."""
    return made.world.party.startswith(f"{Role.CENTRE}:")
