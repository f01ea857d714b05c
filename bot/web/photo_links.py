"""Serves photos: of a request to whom may see it at that moment, of a chat to the browser that they were sent from."""

import hashlib
import hmac

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.requests import Request

from booking.terms import CITY, Role
from bot.media.photos import MEDIA_TYPE, is_kept
from bot.secrets import derive
from bot.web.errors import plain_page
from bot.web.reads_photos import may_see_photo
from bot.web.session import staff_of
from bot.wiring import App


def photo_link(app: App, photo: str, cookie_id: str) -> str:
    """The address of a photo for one browser session; another session cannot use it."""
    return f"/photo/{photo}?for={_mark(app.secret, photo, cookie_id)}"


def request_photo_link(request_id: int, photo: str) -> str:
    """The address of a photo of a request; whether somebody may see it is decided when it is asked for."""
    return f"/photo/{photo}?of={request_id}"


def _mark(secret: bytes, photo: str, cookie_id: str) -> str:
    key = derive(secret, "photo links")
    return hmac.new(key, f"{photo} {cookie_id}".encode(), hashlib.sha256).hexdigest()


def register(site: FastAPI, app: App) -> None:
    """Add the route that serves photos."""

    @site.get("/photo/{photo}", include_in_schema=False)
    def serve(request: Request, photo: str) -> Response:
        allowed = is_kept(photo) and (_was_given(app, request, photo) or _may_see(app, request, photo))
        found = app.photos.read(photo, small="small" in request.query_params) if allowed else None
        if found is None:
            return plain_page(request, app.texts, 404, "web-missing-title", "web-missing")
        # who may see it can change: a browser asks again each time, and is spared the bytes if it has them
        kept = {"Cache-Control": "private, no-cache", "ETag": f'"{photo}"'}
        if request.headers.get("If-None-Match") == kept["ETag"]:
            return Response(status_code=304, headers=kept)
        return Response(found, media_type=MEDIA_TYPE, headers=kept)


def _was_given(app: App, request: Request, photo: str) -> bool:
    """Whether the address was made for this browser."""
    mark = _mark(app.secret, photo, str(request.session.get("id", "")))
    return hmac.compare_digest(mark.encode(), request.query_params.get("for", "").encode())


def _may_see(app: App, request: Request, photo: str) -> bool:
    """Whether the resident of this browser, or who is signed in there, may see this photo of a request."""
    number = request.query_params.get("of", "")
    if not (number.isascii() and number.isdigit() and len(number) < 20 and int(number) < 2**63):
        return False
    people = [(f"resident:web-{request.session.get('id', '')}", CITY)]
    staff = staff_of(app, request.session)
    if staff is not None:
        people.append((staff.party, (staff.scope if staff.role is Role.SUPERVISOR else None) or CITY))
    return app.database.read(
        lambda session: any(may_see_photo(session, party, district, int(number), photo) for party, district in people)
    )
