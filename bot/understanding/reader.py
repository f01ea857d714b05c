"""Reads everything out of one message: what it wants, danger, time, place, person, answer."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache

from threadpoolctl import threadpool_limits

from booking.terms import SHANGHAI, Intent
from bot.understanding import model
from bot.understanding.answers import read_answer
from bot.understanding.concepts import SIDE_KINDS
from bot.understanding.danger import DangerRecogniser, settle
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.length import Shortener
from bot.understanding.meaning import Answer, Meaning
from bot.understanding.message import Analyser, Message
from bot.understanding.normal import language_of
from bot.understanding.pieces import Pieces
from bot.understanding.place_words import names_place_alone
from bot.understanding.redact import problem_words, without_facts
from bot.understanding.script import script_of
from bot.understanding.second_opinion import Asked, SecondOpinion
from bot.understanding.side_questions import read_questions
from bot.understanding.verdicts import MERE_ANSWER, Classifier, TrainedClassifier, Verdict
from bot.understanding.when import read_when
from bot.understanding.where import outside_city, read_where
from bot.understanding.who import read_who

_NO_ESTATES = Gazetteer()
#: Characters of an answer in a few words, and what it may hold beside the answer.
_SHORT, _POLITE = 16, frozenset({"thank"})
_ABOUT_PEOPLE = frozenset({"party", "cue", "plain"})
#: How sure the classifier must be of a message in which the lexicon finds nothing, and of one that tells no matter.
_SURE, _LIKELY = 0.55, 0.35
#: How sure it must be where a wrong guess undoes what was said.
_DRASTIC = {Intent.CANCEL: 0.65}


#: Messages that need every table and pattern once.
_FIRST_WORDS = (
    "浦东张杨路1弄2号301室水管漏水,周六上午,电话13800000000",
    "leak, Rm 2, 5 Huamu Rd, Monday 9am, call Ann 13800000000",
)
_FIRST_DAY = datetime(2026, 1, 5, 9, 0, tzinfo=SHANGHAI)


class Reader:
    """Deterministic and safe to share among threads; what all readers of a process need is loaded once."""

    def __init__(
        self,
        gazetteer: Gazetteer = _NO_ESTATES,
        classifier: Classifier | None = None,
        endpoint: Asked | None = None,
    ) -> None:
        """Load the lexicon (some 0.7 s), the model only at need; `classifier` takes the place of the trained one.

        `endpoint` is asked where the classifier is unsure; without one nothing leaves the machine.
        """
        self._gazetteer = gazetteer
        self._model = _Later(lambda: _with_opinions(classifier or _trained(), endpoint))
        self._shorten = Shortener()
        self._analyse = _analyser()
        self._danger = DangerRecogniser()
        #: whether the first message would wait for nothing any more
        self.loaded = False

    def warm(self) -> None:
        """Begin to load what the first message would wait for."""
        threading.Thread(target=self.load, name="anxiu-model", daemon=True).start()

    def load(self) -> None:
        """Load what the first message would wait for: the model, and patterns that are built at need."""
        for words in _FIRST_WORDS:
            self.read(words, _FIRST_DAY)
        self.loaded = True

    def read(self, text: str, now: datetime) -> Meaning:
        """The meaning of `text`, any string, sent at `now`; read (as far as length.py says), never obeyed."""
        told = self._shorten(text)
        where, who = read_where(told, self._gazetteer), read_who(told)
        message = self._analyse(without_facts(told, where, who))
        when, answer = read_when(told, now), read_answer(told)
        wishless = replace(answer, person=False, wish=None)  # those two are wishes of their own, no mere answers
        answers = bool(when) or wishless != Answer()
        mere = _is_mere_answer(message, facts=bool(where or who), answers=answers)
        mere = mere or names_place_alone(message.raw)
        verdict = MERE_ANSWER if mere else self._classify(message, facts=bool(where or who))
        danger, doubt = self._danger.read(message, verdict)
        intent, issues = settle(verdict.intent, verdict.issues, danger, doubt)
        return Meaning(
            text=text,
            lang=language_of(told),
            script=script_of(told),
            intent=intent,
            issues=issues,
            problem=problem_words(told, where, who),
            when=when,
            where=where,
            who=who,
            outside=outside_city(told),
            danger=danger,
            danger_doubt=doubt,
            answer=answer,
            confidence=verdict.confidence,
            guesses=verdict.guesses,
            asked=read_questions(told),
            told=tuple(frozenset(concept.name for concept in clause.concepts()) for clause in message.clauses),
        )

    def _classify(self, message: Message, *, facts: bool) -> Verdict:
        """The verdict of the classifier; where nothing is named it must be surer, or nothing is taken as said.

        Beside `facts`, a place or a person, words that are only about people belong to these.
        """
        verdict = self._model().classify(message)
        told = verdict.issues and not (facts and _speaks_of_no_matter(message))
        least = _SURE if _speaks_of_nothing(message) else 0.0 if told else _LIKELY
        if verdict.confidence >= max(least, _DRASTIC.get(verdict.intent, 0.0)):
            return verdict
        return replace(verdict, intent=Intent.OTHER, issues=())


def _is_mere_answer(message: Message, *, facts: bool, answers: bool) -> bool:
    """Whether a message is only a place, phone or name, or a few words of answer that speak of nothing."""
    if not any(map(str.isalnum, message.text)):
        return facts
    if not answers or len(message.text) > _SHORT:
        return False
    return _speaks_of_nothing(message)


def _speaks_of_nothing(message: Message) -> bool:
    """Whether the lexicon knows nothing of what is told but grades, frames and thanks."""
    return all(concept.kind in SIDE_KINDS or concept.name in _POLITE for concept in message.concepts())


def _speaks_of_no_matter(message: Message) -> bool:
    """Whether the lexicon knows only people and ways of speaking in it, no thing, fault or work."""
    return all(concept.kind in SIDE_KINDS or concept.kind in _ABOUT_PEOPLE for concept in message.concepts())


class _Later:
    """A classifier that is made once, when it is first asked for."""

    def __init__(self, make: Callable[[], Classifier]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Classifier | None = None

    def __call__(self) -> Classifier:
        """The classifier; whoever comes while it is being made waits."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


def _with_opinions(classifier: Classifier, endpoint: Asked | None) -> Classifier:
    return SecondOpinion(classifier, endpoint) if endpoint else classifier


@cache
def _analyser() -> Analyser:
    return Analyser()


@cache
def _trained() -> Classifier:
    # A message needs many small products: threads of the library of algebra would only wait for each other.
    threadpool_limits(1, "blas")
    return TrainedClassifier(model.load(), Pieces())
