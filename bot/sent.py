"""What was sent without words, as an event of the talk: presses, photos, places and contacts."""

from bot.dialogue.events import ContactSent, Event, LocationSent, PhotosSent, Pressed
from bot.mail.message import Content
from bot.media.photos import is_kept
from bot.understanding.who import shared_contact


def event_of(content: Content) -> Event | None:
    """The event; None for words, which have to be understood first."""
    if content.press is not None:
        return Pressed(content.press)
    if content.photos is not None:
        kept = tuple(dict.fromkeys(photo for photo in content.photos if is_kept(photo)))
        return PhotosSent(kept, tuple(dict.fromkeys(why for why in content.photos if not is_kept(why))))
    if content.location is not None:
        return LocationSent(*content.location)
    if content.contact is not None:
        return ContactSent(shared_contact(content.contact, content.name), content.own)
    return None
