"""Words on a page in which links to a map can be followed; no other address becomes a link."""

from collections.abc import Callable

from bot.dialogue.map_links import links
from bot.web.tags import Tag
from bot.web.words import Words


def map_anchor(words: Words, link: str) -> Tag:
    """A link that opens the map in a page of its own, which learns nothing of ours."""
    return Tag("a", words("web-map-open"), "map-link", href=link, target="_blank", rel="noopener noreferrer")


def linked_text(words: Words, text: str, plain: Callable[[str], object]) -> None:
    """Show a text: links to a map as such, everything else by `plain`."""
    for piece, is_link in links(text):
        if is_link:
            map_anchor(words, piece)
        else:
            plain(piece)
