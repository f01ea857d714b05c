"""What a resident is told of an own request, as pairs of a name and a value."""

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.views import RequestView
from bot.dialogue.wording import address, when_of
from bot.web.words import Words
from locales.args import Money


def request_facts(words: Words, view: RequestView, now: datetime) -> Sequence[tuple[str, str]]:
    """Problem, time, who comes, address, price and stars, as far as they are known."""
    rows = [("what", view.problem), ("when", words.value(when_of(view, now)))]
    if view.provider_name is not None:
        rows.append(("provider", words.value(view.provider_name)))
    if view.technician_name is not None:
        rows.append(("technician", words.value(view.technician_name)))
    rows.append(("address", words.value(address(view.where))))
    if view.price_cents is not None:
        rows.append(("price", words.value(Money(view.price_cents))))
    if view.stars:
        rows.append(("stars", "★" * view.stars + "☆" * (5 - view.stars)))
    return [(words.term("web", name), value) for name, value in rows]
