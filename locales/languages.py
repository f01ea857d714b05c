"""The languages of the texts."""

#: Each language with the name that its readers know it by.
LANGUAGE_NAMES = {"zh-CN": "简体中文", "zh-TW": "繁體中文", "en": "English"}
LANGUAGES = tuple(LANGUAGE_NAMES)
DEFAULT = "zh-CN"
#: The languages that are Chinese, each in a script of its own.
CHINESE = ("zh-CN", "zh-TW")
#: The traditional script, and the regions where it is written, in tags of languages.
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def language_of_tag(tag: str) -> str | None:
    """The language of ours that a tag such as zh-Hant-HK (RFC 5646) asks for; a named script outweighs the region."""
    name, *rest = tag.lower().split("-")
    if name == "zh":
        return "zh-TW" if "hans" not in rest and not _TRADITIONAL.isdisjoint(rest) else "zh-CN"
    return "en" if name == "en" else None
