"""The parameters of one call: every one is text on the wire, and is read as what the method wants."""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.bot_api.errors import bad

Json = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Params:
    """Parameters by name; nested values are JSON in text, whatever form the body had."""

    values: dict[str, str]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text; empty when it is not given."""
        return self.values.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; refused when it is none."""
        value = self.values.get(name, "")
        if not value:
            return default
        try:
            return int(value)
        except ValueError as error:
            raise bad(f'parameter "{name}" must be a valid integer') from error

    def decimal(self, name: str) -> float | None:
        """A number; None when it is not given."""
        value = self.values.get(name, "")
        if not value:
            return None
        try:
            return float(value)
        except ValueError as error:
            raise bad(f'parameter "{name}" must be a valid number') from error

    def flag(self, name: str) -> bool:
        """Yes or no; no when it is not given."""
        return self.values.get(name, "").lower() in ("true", "yes", "1")

    def parsed(self, name: str) -> Any:
        """A value that came as JSON; None when it is not given."""
        value = self.values.get(name, "")
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad(f"can't parse {name} JSON object") from error

    def listed(self, name: str) -> list[Any] | None:
        """A list that came as JSON; None when it is not given."""
        value = self.parsed(name)
        if value is not None and not isinstance(value, list):
            raise bad(f"can't parse {name}: expected an Array")
        return value

    def mapping(self, name: str) -> Json | None:
        """An object that came as JSON; None when it is not given."""
        value = self.parsed(name)
        if value is not None and not isinstance(value, dict):
            raise bad(f"can't parse {name}: expected an Object")
        return value
