"""Reading one message: everything that is read out of it, beside jieba and one matrix product alone."""

import resource
import time
from datetime import datetime

import numpy as np

from bench.report import percentile, report
from booking.terms import SHANGHAI
from bot.understanding.message import Analyser
from bot.understanding.network import HIDDEN, UNITS
from bot.understanding.pieces import WIDTH
from bot.understanding.reader import Reader
from bot.understanding.training.corpus import TEST_VOICES, examples
from bot.understanding.words import Words

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
_MESSAGES = 600


def run() -> None:
    """Measure and print."""
    texts = [example.text for example in examples() if example.voice in TEST_VOICES][:_MESSAGES]
    begin = time.perf_counter()
    reader = Reader()
    reader.read(texts[0], NOW)
    loaded = time.perf_counter() - begin
    words = Words(Analyser().lexicon.domain_words())
    vector, matrix = np.ones((1, WIDTH), dtype=np.float32), np.ones((WIDTH, UNITS + HIDDEN), dtype=np.float32)
    bare, whole = [], []
    for text in texts:
        begin = time.perf_counter()
        words.cut(text)
        vector @ matrix
        middle = time.perf_counter()
        reader.read(text, NOW)
        bare.append(middle - begin)
        whole.append(time.perf_counter() - middle)
    report(
        "understanding",
        len(whole) / sum(whole),
        "messages/s",
        len(bare) / sum(bare),
        messages=len(texts),
        p50_ms=round(percentile(whole, 0.5) * 1000, 2),
        p99_ms=round(percentile(whole, 0.99) * 1000, 2),
        load_s=round(loaded, 2),
        memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    )
