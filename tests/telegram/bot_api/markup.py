"""Formatted text: HTML is parsed as the Bot API does, into plain text and entities in UTF-16 units."""

import html
import re
from dataclasses import dataclass

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.params import Json, Params

_TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ATTRIBUTE = re.compile(r"([^\s=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.\-]+)))?")
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w+)?")


def units(text: str) -> int:
    """The length in UTF-16 code units, by which Telegram measures texts."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class _Open:
    tag: str
    entity: Json
    starts: int  # in characters of the text so far


class _Html:
    """One pass over a text with tags."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.text = ""
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def _offset(self) -> int:
        return len(self.source[: self.place].encode())

    def _fail(self, reason: str) -> Exception:
        return bad(f"can't parse entities: {reason}")

    def parse(self) -> tuple[str, list[Json]]:
        """The plain text and its entities, in the order they start."""
        while self.place < len(self.source):
            if self.source.startswith("</", self.place):
                self._end()
            elif self.source[self.place] == "<":
                self._start()
            elif found := _CHARACTER.match(self.source, self.place):
                self.text += html.unescape(found.group())
                self.place = found.end()
            else:
                self.text += self.source[self.place]
                self.place += 1
        if self.open:
            raise self._fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.text, sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))

    def _start(self) -> None:
        at = self._offset()
        name = re.compile(r"[^\s>]*").match(self.source, self.place + 1)
        end = name.end() if name else len(self.source)
        tag = self.source[self.place + 1 : end].lower()
        if end == len(self.source):
            raise self._fail(f"Unclosed start tag at byte offset {at}")
        if tag not in _TAGS:
            raise self._fail(f'Unsupported start tag "{tag}" at byte offset {at}')
        self.place = end
        attributes = self._attributes(tag, at)
        self.open.append(_Open(tag, self._entity(tag, attributes, at), len(self.text)))

    def _attributes(self, tag: str, at: int) -> dict[str, str]:
        """Read on to behind the end of the tag."""
        found: dict[str, str] = {}
        while True:
            self.place += len(self.source[self.place :]) - len(self.source[self.place :].lstrip())
            if self.place == len(self.source):
                raise self._fail(f"Unclosed start tag at byte offset {at}")
            if self.source[self.place] == ">":
                self.place += 1
                return found
            one = _ATTRIBUTE.match(self.source, self.place)
            if one is None:
                raise self._fail(f'Empty attribute name in the tag "{tag}" at byte offset {at}')
            found[one.group(1).lower()] = html.unescape(one.group(2) or one.group(3) or one.group(4) or "")
            self.place = one.end()
            if self.source[self.place :].lstrip().startswith("="):
                raise self._fail(f"Unclosed start tag at byte offset {at}")

    def _entity(self, tag: str, attributes: dict[str, str], at: int) -> Json:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._fail(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        entity: Json = {"type": _TAGS[tag]}
        if tag == "a":
            entity["url"] = attributes.get("href", "")
        elif tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        elif tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        return entity

    def _end(self) -> None:
        at = self._offset()
        close = self.source.find(">", self.place)
        if not self.open:
            raise self._fail(f"Unexpected end tag at byte offset {at}")
        if close < 0:
            raise self._fail(f"Unclosed end tag at byte offset {at}")
        tag = self.source[self.place + 2 : close].strip().lower()
        last = self.open.pop()
        if tag not in ("", last.tag):
            raise self._fail(f'Unmatched end tag at byte offset {at}, expected "</{last.tag}>", found "</{tag}>"')
        inside = self.text[last.starts :]
        if inside and (last.entity["type"] != "text_link" or last.entity["url"]):
            self.entities.append(last.entity | {"offset": units(self.text[: last.starts]), "length": units(inside)})
        self.place = close + 1


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The text without space at its ends; entities move with it."""
    cut = units(text) - units(text.lstrip())
    text = text.strip()
    length = units(text)
    kept = []
    for entity in entities:
        starts = max(entity["offset"] - cut, 0)
        ends = min(entity["offset"] + entity["length"] - cut, length)
        if ends > starts:
            kept.append(entity | {"offset": starts, "length": ends - starts})
    return text, kept


def commands(text: str) -> list[Json]:
    """The entities of the commands in a text."""
    return [
        {"type": "bot_command", "offset": units(text[: one.start()]), "length": units(one.group())}
        for one in _COMMAND.finditer(text)
    ]


def formatted(text: str, parse_mode: str, given: list[Json]) -> tuple[str, list[Json]]:
    """Plain text and entities of a text as a bot sends it; refused when it does not parse."""
    if parse_mode.lower() == "html":
        plain, entities = _Html(text).parse()
    elif parse_mode:
        # Only HTML is parsed here: a text that is wrong in another mode must not pass unseen.
        raise bad(f"unsupported parse_mode {parse_mode}")
    else:
        plain, entities = text, given
    plain, entities = trimmed(plain, entities)
    return plain, entities + commands(plain)


def text_of(params: Params) -> tuple[str, list[Json]]:
    """The text of a message: 1 to 4096 units after parsing."""
    plain, entities = formatted(params.text("text"), params.text("parse_mode"), params.listed("entities") or [])
    if not plain:
        raise bad("message text is empty")
    if units(plain) > 4096:
        raise bad("message is too long")
    return plain, entities


def caption_of(caption: str, parse_mode: str, given: list[Json]) -> Json:
    """The fields of a caption: none, or up to 1024 units after parsing."""
    plain, entities = formatted(caption, parse_mode, given)
    if units(plain) > 1024:
        raise bad("message caption is too long")
    fields: Json = {"caption": plain} if plain else {}
    return fields | ({"caption_entities": entities} if plain and entities else {})
