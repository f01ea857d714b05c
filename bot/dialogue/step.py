"""The step under construction: a private copy of the talk, and what is to be said and done."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.dialogue.acts import Act
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.world import World
from locales.args import Arg
from locales.keys import Key
from locales.languages import LANGUAGES


@dataclass(slots=True)
class Step:
    """Collects the result of one event; rules add to it and change its talk."""

    talk: Talk
    world: World
    says: list[Say] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    def say(
        self,
        key: Key,
        *choices: Choice,
        expects: Expects = Expects.NONE,
        urgent: bool = False,
        **args: Arg,
    ) -> None:
        """Add a message."""
        self.says.append(Say(key, args, choices, expects, urgent))

    def put(self, say: Say) -> None:
        """Add a message that is made already."""
        self.says.append(say)

    def ask(
        self,
        question: Ask,
        key: Key,
        *choices: Choice,
        expects: Expects,
        urgent: bool = False,
        **args: Arg,
    ) -> None:
        """Add a message that opens a question."""
        self.talk.ask = question
        self.say(key, *choices, expects=expects, urgent=urgent, **args)

    def act(self, *acts: Act) -> None:
        """Add things to do."""
        self.acts.extend(acts)

    def settle(self) -> None:
        """No question is open any more."""
        self.talk.ask = Ask.NOTHING


def begin(talk: Talk, world: World) -> Step:
    """A step that starts from a copy of the talk, which itself stays as it is."""
    return Step(Talk.model_validate_json(talk.model_dump_json()), world)


def switch_language(made: Step, lang: str) -> bool:
    """Say so and speak another language from now on; False for one that we do not speak."""
    if lang not in LANGUAGES:
        return False
    made.talk.choose(lang)
    made.say("language-switched")
    return True


def choices(*made: Choice | None) -> Iterable[Choice]:
    """The choices that are there."""
    return [choice for choice in made if choice is not None]
