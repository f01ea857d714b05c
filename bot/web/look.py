"""How a reader wants pages to look: language, size of type, contrast; remembered in plain cookies."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from starlette.requests import Request

from locales.languages import DEFAULT, LANGUAGES, language_of_tag

#: Cookies that the page's script sets; they hold nothing that must be trusted.
LANG_COOKIE, SIZE_COOKIE, CONTRAST_COOKIE = "anxiu_lang", "anxiu_size", "anxiu_contrast"
#: How long they are remembered: a year.
LOOK_SECONDS = 365 * 24 * 3600
SIZES = ("normal", "large", "huge")


_CONTRASTS = {None: "", True: " contrast", False: " no-contrast"}


@dataclass(frozen=True, slots=True)
class Look:
    """Choices of one reader."""

    lang: str = DEFAULT
    size: str = "normal"
    contrast: bool | None = None  # None follows the wish of the reader's system

    def classes(self) -> str:
        """The classes of the html element."""
        return f"size-{self.size}{_CONTRASTS[self.contrast]}"

    def speaking(self, lang: str | None) -> "Look":
        """The same look in a language, if one is given that pages have."""
        return replace(self, lang=lang) if lang in LANGUAGES else self


def look_of(request: Request) -> Look:
    """The look by cookies; the language else by what the browser asks for."""
    cookies = request.cookies
    size = cookies.get(SIZE_COOKIE, "")
    asked = preferred(request.headers.get("accept-language", ""))
    contrast = {"1": True, "0": False}.get(cookies.get(CONTRAST_COOKIE, ""))
    look = Look(asked, size if size in SIZES else "normal", contrast)
    return look.speaking(cookies.get(LANG_COOKIE))


def preferred(accepted: str) -> str:
    """The language of ours that an Accept-Language header likes best, by RFC 9110 section 12.5.4."""
    known = (language_of_tag(tag) for tag in _by_weight(accepted.split(",")))
    return next((lang for lang in known if lang is not None), DEFAULT)


def _by_weight(parts: Iterable[str]) -> list[str]:
    weighed: list[tuple[float, str]] = []
    for part in parts:
        tag, _, weight = part.strip().lower().partition(";q=")
        try:
            weighed.append((float(weight or 1), tag))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]
