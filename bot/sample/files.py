"""Reads the sample files of this package into checked values."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from booking.terms import District
from bot.sample.checks import check_sample
from bot.sample.shapes import (
    Accounts,
    Contacts,
    DistrictFile,
    EstateContacts,
    Holidays,
    Offices,
    PriceBook,
    Sample,
)

Shape = TypeVar("Shape")


def read_sample(folder: Traversable | None = None) -> Sample:
    """The sample data of `folder`, by default of this package.

    Raises ValueError naming file and key where something is unknown, duplicate, missing or impossible.
    """
    folder = folder or files("bot.sample") / "data"
    _check_names(folder)
    sample = Sample(
        districts=tuple(_read_district(folder, code) for code in District),
        price_book=_read_price_book(folder),
        accounts=_read(folder, "accounts.toml", Accounts),
        estate_contacts=_read(folder, "estate_contacts.toml", EstateContacts),
        contacts=_read(folder, "contacts.toml", Contacts),
        holidays=_read(folder, "holidays.toml", Holidays),
        offices=_read(folder, "offices.toml", Offices),
    )
    check_sample(sample)
    return sample


def _check_names(folder: Traversable) -> None:
    known = {f"{code}.toml" for code in District}
    for file in (folder / "districts").iterdir():
        if file.name not in known:
            raise ValueError(f"districts/{file.name}: its name is no district code")


def _read_district(folder: Traversable, code: District) -> DistrictFile:
    name = f"districts/{code}.toml"
    return _shaped(name, {**_table(folder, name), "code": code}, DistrictFile)


def _read_price_book(folder: Traversable) -> PriceBook:
    """Units and notes on what a price includes are written once and named by their keys."""
    name = "price_book.toml"
    table = _table(folder, name)
    wordings = {kind: table.pop(plural, {}) for kind, plural in (("unit", "units"), ("included", "included"))}
    for item in table.get("items", ()):
        for kind, wording in wordings.items():
            key = item.pop(kind, None)
            if key not in wording:
                raise ValueError(f"{name}: items {item.get('code')}: {kind} {key} is unknown")
            item |= {f"{kind}_{language}": text for language, text in wording[key].items()}
    return _shaped(name, table, PriceBook)


def _read(folder: Traversable, name: str, shape: type[Shape]) -> Shape:
    return _shaped(name, _table(folder, name), shape)


def _table(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(*name.split("/")).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ValueError(f"{name}: the file is missing") from error
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error


def _shaped(name: str, table: dict[str, Any], shape: type[Shape]) -> Shape:
    try:
        return TypeAdapter(shape).validate_python(table)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{name}: {key}: {first['msg']}") from error
