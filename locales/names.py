"""Names that the data give in simplified Chinese, in traditional characters: whole, as signs have no one match."""

import tomllib
from functools import cache
from importlib.resources import files


def traditional(name: str) -> str:
    """A name of the data as Taiwan and Hong Kong write it; one that is not known stays as it is."""
    return _names().get(name, name)


@cache
def _names() -> dict[str, str]:
    tables = tomllib.loads(files("locales").joinpath("zh-TW", "names.toml").read_text("utf-8"))
    return {simplified: written for table in tables.values() for simplified, written in table.items()}
