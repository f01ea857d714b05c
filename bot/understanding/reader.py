"""Reads everything out of one message: what it wants, danger, time, place, person, answer."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from bot.understanding import model
from bot.understanding.answers import read_answer
from bot.understanding.danger import DangerRecogniser, settle
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.meaning import Meaning
from bot.understanding.message import Analyser
from bot.understanding.normal import LONGEST
from bot.understanding.pieces import Pieces
from bot.understanding.redact import only_facts, problem_words
from bot.understanding.verdicts import MERE_ANSWER, Classifier, TrainedClassifier
from bot.understanding.when import read_when
from bot.understanding.where import outside_city, read_where
from bot.understanding.who import read_who

_NO_ESTATES = Gazetteer()


class Reader:
    """Deterministic and safe to share among threads; construct one for a process."""

    def __init__(self, gazetteer: Gazetteer = _NO_ESTATES, classifier: Classifier | None = None) -> None:
        """Load the lexicon (some 0.7 s), and beside it the model; `classifier` takes the place of the trained one."""
        self._gazetteer = gazetteer
        self._classifier = _in_background() if classifier is None else _ready(classifier)
        self._analyse = Analyser()
        self._danger = DangerRecogniser()

    def read(self, text: str, now: datetime) -> Meaning:
        """The meaning of `text`, any string, sent at `now`; reads its first 4,000 characters, obeys none."""
        message = self._analyse(text)
        told = text[:LONGEST]
        where, who = read_where(told, self._gazetteer), read_who(told)
        problem = problem_words(told, where, who)
        mere = only_facts(told, where, who)
        verdict = MERE_ANSWER if mere else self._classifier.result().classify(message)
        danger, doubt = self._danger.read(message, verdict)
        intent, issues = settle(verdict.intent, verdict.issues, danger, doubt)
        return Meaning(
            text=text,
            lang=message.lang,
            intent=intent,
            issues=issues,
            problem=problem,
            when=read_when(told, now),
            where=where,
            who=who,
            outside=outside_city(told),
            danger=danger,
            danger_doubt=doubt,
            answer=read_answer(told),
            confidence=verdict.confidence,
            guesses=verdict.guesses,
        )


def _in_background() -> Future[Classifier]:
    """The trained classifier, loaded while the rest of the program starts; the first message waits for it."""
    loader = ThreadPoolExecutor(1, thread_name_prefix="anxiu-model")
    loading: Future[Classifier] = loader.submit(_trained)
    loader.shutdown(wait=False)
    return loading


def _trained() -> Classifier:
    return TrainedClassifier(model.load(), Pieces())


def _ready(classifier: Classifier) -> Future[Classifier]:
    done: Future[Classifier] = Future()
    done.set_result(classifier)
    return done
