"""What a button carries: where it was shown, not what it does, so that nothing can be made up that was never shown."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.channels.telegram.members import Speaker, speakers
from bot.channels.telegram.names import CHANNEL, telegram_chat
from bot.mail.entities import OutMessage
from bot.mail.message import Body

_DATA = re.compile(r"([0-9a-f]{1,16})\.([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was shown to this speaker, with its action."""

    speaker: Speaker
    action: str
    elsewhere: bool = False  # the person last wrote as another party


def button_data(message_id: int, place: int) -> str:
    """The callback data of a button: at most 19 of the 64 bytes."""
    return f"{message_id:x}.{place}"


def find_press(session: Session, user: int, data: str) -> Press | None:
    """The button, if it was shown to this person and they may still speak for whom it was shown to."""
    found = _DATA.fullmatch(data)
    message_id = int(found[1], 16) if found else 0
    row = session.get(OutMessage, message_id) if 0 < message_id < 2**63 else None
    if found is None or row is None or row.channel != CHANNEL or telegram_chat(row.address) != user:
        return None
    buttons, place = Body.model_validate_json(row.body).buttons, int(found[2])
    known = speakers(session, user)
    speaker = next((one for one in known if one.party == row.party), None)
    if speaker is None or place >= len(buttons):
        return None
    return Press(speaker, buttons[place].action, speaker != known[0])
