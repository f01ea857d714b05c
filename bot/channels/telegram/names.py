"""How people and chats of Telegram are named in the mail room."""

from booking.terms import Role

CHANNEL = "telegram"


def resident_of(user: int) -> str:
    """The party of a person as a resident."""
    return f"{Role.RESIDENT}:tg-{user}"


def address_of(user: int, party: str) -> str:
    """Where a person is talked to as this party: each role of a person has a talk of its own."""
    return str(user) if party == resident_of(user) else f"{user}/{party}"


def telegram_chat(address: str) -> int:
    """The id that Telegram knows the chat by. Raises ValueError for what is no address of ours."""
    return int(address.partition("/")[0])
