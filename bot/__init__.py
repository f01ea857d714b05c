"""Talks to people: dialogue, understanding, channels, pages, mail, and the wiring of it all."""

import os

# The model's matrices are small: threads that share one cost more than they save, and this is read by numpy's import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
