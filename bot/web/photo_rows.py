"""Small photos of a request in rows, the problem and the work done apart; each opens large."""

from bot.web.photo_links import request_photo_link
from bot.web.reads_photos import Photos
from bot.web.tags import Tag
from bot.web.words import Words


def photo_rows(words: Words, request_id: int, photos: Photos) -> None:
    """Draw a row for each phase that has photos."""
    for phase, hashes in (("before", photos.before), ("after", photos.after)):
        if not hashes:
            continue
        title = words.term("web-photos", phase)
        with Tag("div", classes="photo-row"):
            Tag("p", title, "soft small")
            with Tag("div", classes="thumbs"):
                for place, photo in enumerate(hashes, 1):
                    link = request_photo_link(request_id, photo)
                    with Tag("a", href=link, target="_blank", rel="noopener"):
                        Tag("img", src=f"{link}&small=1", alt=f"{title} {place}", loading="lazy")
