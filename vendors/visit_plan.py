"""Shares problems out over visits: as few visits as there are technicians who can do them together."""

from collections.abc import Callable, Iterator, Sequence

from booking.terms import Category

Part = tuple[Category, ...]


def fewest_visits(categories: Sequence[Category], possible: Callable[[Part], bool]) -> tuple[Part, ...] | None:
    """The fewest parts of these different categories of which each is possible as one visit; None where none is.

    The first category stands in the first part; of equally few parts those with an early big one come first.
    """
    known: dict[Part, bool] = {}

    def can(part: Part) -> bool:
        if part not in known:
            known[part] = possible(part)
        return known[part]

    ways = sorted(_partitions(tuple(categories)), key=lambda way: (len(way), [-len(part) for part in way]))
    return next((way for way in ways if all(map(can, way))), None)


def _partitions(categories: Part) -> Iterator[tuple[Part, ...]]:
    """Every way to share these out."""
    if len(categories) == 1:
        yield (categories,)
        return
    *others, last = categories
    for way in _partitions(tuple(others)):
        for place, part in enumerate(way):
            yield (*way[:place], (*part, last), *way[place + 1 :])
        yield (*way, (last,))
