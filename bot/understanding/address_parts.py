"""Puts the pieces of one address together in a scene, from which the rules of each kind of piece take their say."""

from dataclasses import dataclass, field

from bot.understanding.address_token import Kind, Token, joined

#: Pieces by which a road or an estate is known to be the address and no landmark.
_NUMBERS = frozenset({Kind.LANE, Kind.NUMBER, Kind.BARE, Kind.DASHED, Kind.BUILDING, Kind.ROOM, Kind.UNIT, Kind.FLOOR})
_AREAS = frozenset({Kind.DISTRICT, Kind.SUBDISTRICT})


@dataclass(slots=True)
class Scene:
    """The pieces of one stretch of text, the piece that is looked at, and the parts found so far.

    `corrects` names the parts that a correction at the position `anchor` of the text may put right.
    """

    text: str
    tokens: list[Token]
    anchor: int = 0
    corrects: frozenset[str] = frozenset()
    parts: dict[str, str] = field(default_factory=dict)
    used: list[Token] = field(default_factory=list)
    at: int = 0

    @property
    def token(self) -> Token:
        """The piece that is looked at."""
        return self.tokens[self.at]

    def near(self, step: int) -> Token | None:
        """Return the piece before (-1) or after (1), districts passed over, when it joins on to this one."""
        place = self.at
        while 0 <= place + step < len(self.tokens):
            low, high = sorted((place, place + step))
            if not joined(self.text, self.tokens[low], self.tokens[high]):
                return None
            place += step
            if self.tokens[place].kind not in _AREAS:
                return self.tokens[place]
        return None

    def near_kind(self, step: int) -> Kind | None:
        """Return the kind of the joined piece before (-1) or after (1)."""
        other = self.near(step)
        return other.kind if other else None

    def put(self, part: str, value: str) -> None:
        """Keep a part, unless it was told before; either way the piece belongs to the address."""
        self.parts.setdefault(part, value)
        if self.parts[part] == value and self.token not in self.used[-1:]:
            self.used.append(self.token)


def main_places(text: str, tokens: list[Token]) -> list[Token]:
    """Return the pieces without those of other roads and estates that only help to find the way."""
    kept: list[Token] = []
    chosen = {kind: _main(text, tokens, kind) for kind in (Kind.ROAD, Kind.ESTATE)}
    skipping = False
    previous: Token | None = None
    for token in tokens:
        if token.kind in chosen:
            skipping = token.value != chosen[token.kind]
        elif not (skipping and token.kind in _NUMBERS and joined(text, previous, token)):
            skipping = False
        if not skipping:
            kept.append(token)
        previous = token
    return kept


def _main(text: str, tokens: list[Token], kind: Kind) -> str | None:
    """Return the name of the road or estate that is meant: the first with a number beside it, or the first."""
    first: str | None = None
    for index, token in enumerate(tokens):
        if token.kind is not kind:
            continue
        first = first or token.value
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        before = tokens[index - 1] if index else None
        if after and after.kind in _NUMBERS and joined(text, token, after):
            return token.value
        if before and before.kind is Kind.LANE and joined(text, before, token):
            return token.value
    return first
