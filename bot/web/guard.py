"""Turns away who may not see a page: to the sign-in, or to the desk that is theirs."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.web.errors import plain_page
from bot.web.session import Staff
from bot.wiring import App


def turned_away(app: App, request: Request, staff: Staff | None) -> Response:
    """The answer to somebody who is not signed in, or signed in with a role this page is not for."""
    if staff is None:
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(wanted)}", 303)
    return plain_page(request, app.texts, 403, "web-forbidden-title", "web-forbidden", desk=staff.home)
