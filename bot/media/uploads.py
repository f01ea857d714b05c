"""Sorts the files that someone sends at once into messages: an album of photos is one, each recording is one."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.mail.message import Content
from bot.media.kinds import FileKind, kind_of
from bot.media.photos import PhotoStore
from bot.media.voices import Voices

#: Files of one message that are looked at; more than a request takes, so that it can be said that some are left out.
MOST_FILES = 20
#: Bytes of one message in all.
MOST_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Uploads:
    """Takes files in, for every channel."""

    photos: PhotoStore
    voices: Voices

    def take(self, files: Sequence[bytes]) -> list[Content]:
        """The messages that these files are; what is no photo is in the album with the reason why not."""
        looked_at = files[:MOST_FILES]
        spoken = [data for data in looked_at if kind_of(data) is FileKind.VOICE]
        shown = [data for data in looked_at if kind_of(data) is not FileKind.VOICE]
        album = tuple(self.photos.keep(data) for data in shown)
        made = [Content(photos=album)] if album else []
        return made + [Content(voice=self.voices.keep(data)) for data in spoken]
