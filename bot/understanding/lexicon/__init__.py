"""The words that understanding knows, as data with a reason each, and the one way to read these files."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any


def text_of(name: str) -> str:
    """The text of the lexicon file called `name`, such as "characters.txt"."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def tables_of(name: str) -> Mapping[str, Any]:
    """The tables of the TOML lexicon file called `name`, such as "rewrites.toml"."""
    return tomllib.loads(text_of(name))


def concept_tables() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and table of every concept of the files in the folder concepts, in the order of their names."""
    folder = files(__name__).joinpath("concepts")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            yield from tomllib.loads(file.read_text(encoding="utf-8")).items()
