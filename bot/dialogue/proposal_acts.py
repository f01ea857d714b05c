"""Acts around another window that a firm proposes."""

from dataclasses import dataclass

from booking.windows import Window


@dataclass(frozen=True, slots=True)
class Propose:
    """A firm would come in another window than the offered one; answered by Changed or Refused."""

    offer: int
    window: Window


@dataclass(frozen=True, slots=True)
class AnswerProposal:
    """The resident agrees to the proposed window, or stays with the first; answered by Changed or Refused."""

    request: int
    offer: int
    agree: bool


ProposalAct = Propose | AnswerProposal
