"""Serves photos by links that only someone who may see the photo is given."""

import hashlib
import hmac

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.requests import Request

from bot.secrets import derive
from bot.web.errors import plain_page
from bot.wiring import App


def photo_link(app: App, photo: str, cookie_id: str) -> str:
    """The address of a photo for one browser session; another session cannot use it."""
    return f"/photo/{photo}?for={_mark(app.secret, photo, cookie_id)}"


def _mark(secret: bytes, photo: str, cookie_id: str) -> str:
    key = derive(secret, "photo links")
    return hmac.new(key, f"{photo} {cookie_id}".encode(), hashlib.sha256).hexdigest()


def register(site: FastAPI, app: App) -> None:
    """Add the route that serves photos."""

    @site.get("/photo/{photo}", include_in_schema=False)
    def serve(request: Request, photo: str) -> Response:
        mark = _mark(app.secret, photo, str(request.session.get("id", "")))
        allowed = hmac.compare_digest(mark, request.query_params.get("for", ""))
        found = app.photos.read(photo) if allowed else None
        if found is None:
            return plain_page(request, app.texts, 404, "web-missing-title", "web-missing")
        data, media_type = found
        return Response(data, media_type=media_type, headers={"Cache-Control": "private, max-age=86400"})
