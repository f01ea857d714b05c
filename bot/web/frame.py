"""What all pages share: head, header, navigation, language and type-size controls, the notice of sample data."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path

from nicegui import ui

from bot.web.look import SIZES, Look
from bot.web.tags import Tag
from bot.web.words import Words
from locales.keys import Key
from locales.languages import LANGUAGE_NAMES

STATIC = Path(__file__).parent / "static"
VIEWPORT = "width=device-width, initial-scale=1, interactive-widget=resizes-content"
#: Reading for a page may wait for the database this long, in seconds.
PATIENCE = 20.0
_SHORT_NAMES = {"zh-CN": "简", "zh-TW": "繁", "en": "EN"}


@cache
def asset(name: str) -> str:
    """The address of one of our own files; it changes with the content."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/assets/{name}?v={digest}"


def dress(look: Look, words: Words, title: Key, *styles: str, scripts: tuple[str, ...] = ()) -> None:
    """Put title, styles, scripts and the reader's look into the head of the page being built."""
    _own_main()
    ui.page_title(words(title))
    sheets = "".join(f'<link rel="stylesheet" href="{asset(s)}">' for s in ("base.css", *styles))
    files = "".join(f'<script src="{asset(s)}" defer></script>' for s in ("page.js", *scripts))
    told = {"lost": words("web-connection-lost"), "retry": words("web-connection-retry")}
    settings = json.dumps(told).replace("<", "\\u003c")
    root = (
        f"document.documentElement.lang={json.dumps(look.lang)};"
        f"document.documentElement.className={json.dumps(look.classes())};window.anxiuWords={settings};"
    )
    ui.add_head_html(f'<meta name="theme-color" content="#0e5f56">{sheets}<script>{root}</script>{files}')


def _own_main() -> None:
    """Quasar makes the whole page one `main`; ours begins below the header."""
    slot = ui.context.client.content.parent_slot
    if slot is not None:
        slot.parent.tag = "div"


def skip_link(words: Words, target: str, key: Key) -> None:
    """The first stop for the keyboard: past the header."""
    Tag("a", words(key), "skip", href=f"#{target}")


def without_scripts(words: Words, path: str) -> None:
    """What a browser without scripts shows of the page being built: the way to the same chat without them."""
    ui.add_body_html(
        "<noscript><style>#esm-fallback{display:none!important}</style>"
        f'<main class="page narrow"><h1>{escape(words("web-title-chat"))}</h1><p>{escape(words("web-noscript"))}</p>'
        f'<p><a class="button primary" href="{escape(path)}">{escape(words("web-noscript-link"))}</a></p>'
        "</main></noscript>"
    )


@contextmanager
def header(words: Words, tagline: Key) -> Iterator[None]:
    """The bar at the top; what is built inside stands on its right."""
    with Tag("header", classes="bar"), Tag("div", classes="bar-inner"):
        with Tag("a", classes="brand", href="/"):
            Tag("img", classes="brand-mark", src=asset("mark.svg"), alt="", width="36", height="36")
            with Tag("span", classes="brand-text"):
                with Tag("span", classes="brand-name"):
                    Tag("span", words("web-name-zh"), lang="zh-CN")
                    Tag("span", words("web-name-latin"), "brand-latin", lang="en")
                Tag("span", words(tagline), "brand-tag")
        with Tag("div", classes="bar-tools"):
            yield


def reading_tools(look: Look, words: Words) -> None:
    """A small menu: size of type and contrast. The page's script does the rest."""
    with Tag("details", classes="menu look"):
        Tag("summary", words("web-look"), "tool", aria_label=words("web-look-label"))
        with Tag("div", classes="menu-body"):
            Tag("p", words("web-size"), "menu-title", id="size-title")
            with Tag("div", classes="menu-row", role="group", aria_labelledby="size-title"):
                for size in SIZES:
                    pressed = "true" if look.size == size else "false"
                    label = words.term("web-size", size)
                    Tag("button", label, "choice", type="button", data_size=size, aria_pressed=pressed)
            pressed = "true" if look.contrast else "false"
            label = words("web-contrast")
            Tag("button", label, "choice wide", type="button", data_contrast="1", aria_pressed=pressed)


def language_menu(look: Look, words: Words, *, reload: bool = True) -> Mapping[str, Tag]:
    """A small menu: the other languages, each named in itself; `reload` lets the page's script do it alone."""
    others = other_languages(look.lang)
    with Tag("details", classes="menu languages"):
        with Tag("summary", classes="tool"):
            Tag("span", words("web-language"), "sr-only")
            for lang, name, short in others:
                Tag("span", name, "full", lang=lang)
                Tag("span", short, "short", lang=lang)
        with Tag("div", classes="menu-body menu-row", role="group", aria_label=words("web-language")):
            buttons = {lang: Tag("button", name, "choice", type="button", lang=lang) for lang, name, _ in others}
    if reload:
        for lang, button in buttons.items():
            button.set("data_lang", lang)
    return buttons


def other_languages(lang: str) -> Sequence[tuple[str, str, str]]:
    """Every language but one, with its name and its short name, both in itself."""
    return [(other, name, _SHORT_NAMES[other]) for other, name in LANGUAGE_NAMES.items() if other != lang]


def sign_out_button(words: Words, token: str) -> None:
    """The way out for staff."""
    with Tag("form", method="post", action="/logout", classes="inline-form"):
        Tag("input", type="hidden", name="token", value=token)
        Tag("button", words("web-logout"), "tool", type="submit")


def sample_notice(words: Words, *, shown: bool) -> None:
    """The line that says that everything here is invented."""
    if shown:
        Tag("p", words("web-sample"), "sample-notice", role="note")


def footer(words: Words) -> None:
    """Where else to go, and whom to call."""
    with Tag("footer", classes="foot"), Tag("nav", aria_label=words("web-footer-label")):
        Tag("a", words("web-link-chat"), href="/")
        Tag("a", words("web-link-prices"), href="/prices")
        Tag("a", words("web-link-login"), href="/login")
