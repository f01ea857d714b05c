"""The bare limit of the chat by forms: what is posted is read, the browser sent on; `python -m bench.bare_form PORT`"""

import sys
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response


def make() -> FastAPI:
    """A site that remembers nothing."""
    site = FastAPI()

    @site.get("/readyz")
    @site.get("/plain")
    async def show() -> Response:
        return HTMLResponse('<input name="token" value="-">')

    @site.post("/plain")
    async def take(say: Annotated[str, Form()]) -> Response:
        return RedirectResponse(f"/plain?{len(say)}", 303)

    return site


if __name__ == "__main__":
    uvicorn.run(make(), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
