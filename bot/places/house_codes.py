"""The short code of a building, such as `xuhui-songguo_5`, and the links of its poster, which carry it."""

import re

#: Digits with at most one letter behind: whatever else a link holds is no building.
BUILDING = re.compile(r"[1-9][0-9]{0,3}[A-Z]?")
_CODE = re.compile(rf"(?P<estate>[a-z0-9-]{{1,50}})_(?P<building>{BUILDING.pattern})")


def house_code(estate: str, building: str) -> str:
    """The code of a building; at most 56 of the 64 letters that Telegram's start parameter may have."""
    return f"{estate}_{building}"


def read_house_code(code: str) -> tuple[str, str] | None:
    """Estate code and building of a code; None for what is none. Whether the estate exists is not known here."""
    found = _CODE.fullmatch(code)
    return None if found is None else (found["estate"], found["building"])


def arrival(code: str) -> str:
    """The action that tells a chat that its person came by the link of a poster."""
    return f"at:{code}"


def web_link(base: str, code: str) -> str:
    """The address that opens the web chat at this building."""
    return f"{base.rstrip('/')}/?at={code}"


def telegram_link(bot: str, code: str) -> str:
    """The address that opens the chat with a Telegram bot at this building; the bot is sent `/start CODE`."""
    return f"https://t.me/{bot}?start={code}"
