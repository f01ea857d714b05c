"""The words that understanding knows, as data with a reason each, and the one way to read these files."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def text_of(name: str) -> str:
    """The text of the lexicon file called `name`, such as "characters.txt"."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def tables_of(name: str) -> Mapping[str, Any]:
    """The tables of the TOML lexicon file called `name`, such as "rewrites.toml"."""
    return tomllib.loads(text_of(name))


@cache
def any_word(name: str) -> re.Pattern[str]:
    """What finds any of the patterns in the list `words` of the TOML lexicon file called `name`."""
    return re.compile("|".join(tables_of(name)["words"]))


@cache
def folder_tables(folder: str) -> tuple[tuple[str, Any], ...]:
    """Name and value of everything at the top of the TOML files in `folder`, in the order of the files' names.

    Read once for all who ask; to be read, not changed.
    """
    found = sorted(files(__name__).joinpath(folder).iterdir(), key=lambda entry: entry.name)
    told = (tomllib.loads(file.read_text(encoding="utf-8")) for file in found if file.name.endswith(".toml"))
    return tuple(item for tables in told for item in tables.items())
