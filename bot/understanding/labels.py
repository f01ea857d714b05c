"""The labels that a trained model gives scores to, in the order of its outputs."""

from booking.terms import Category, Danger, Intent, Route, Urgency

#: What an issue is about: a category at home, or another route.
TARGETS: tuple[tuple[Route, Category | None], ...] = (
    *((Route.IN_HOME, category) for category in Category),
    *((route, None) for route in Route if route is not Route.IN_HOME),
)
INTENTS = tuple(Intent)
URGENCIES = (Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY)
DANGERS: tuple[Danger | None, ...] = (None, *Danger)
#: At most so many issues are read from one message (TAXONOMY.md).
MOST_ISSUES = 3

#: Each question that the model answers, with the number of its answers.
HEADS = {
    "intent": len(INTENTS),
    "target": len(TARGETS),
    "count": MOST_ISSUES + 1,
    "urgency": len(URGENCIES),
    "danger": len(DANGERS),
}
OUTPUTS = sum(HEADS.values())


def _slices() -> dict[str, slice]:
    places, start = {}, 0
    for head, size in HEADS.items():
        places[head] = slice(start, start + size)
        start += size
    return places


#: Where the answers of each question stand among the outputs.
PLACES = _slices()
