"""What the dialogue wants said: keys and values, never words of a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from locales.args import Arg
from locales.keys import Key


class Expects(StrEnum):
    """What kind of answer a message hopes for; part of the fixed interface."""

    PROBLEM = "problem"
    CATEGORY = "category"
    ADDRESS = "address"
    CONTACT = "contact"
    NAME = "name"
    WINDOW = "window"
    CONFIRM = "confirm"
    PRICE = "price"
    RATING = "rating"
    COMMENT = "comment"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: a text and the action that a press sends back (64 bytes at most)."""

    key: Key
    action: str
    args: Mapping[str, Arg] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """One message to one party."""

    key: Key
    args: Mapping[str, Arg] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    expects: Expects = Expects.NONE
    urgent: bool = False
    by: str = ""  # the role of the person who speaks; empty is the bot
    photos: tuple[str, ...] = ()  # of the request it is about, for who may see them
