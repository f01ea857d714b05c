"""What a reader sees when something on our side is broken."""

import asyncio

import httpx
import pytest
from sqlalchemy import text

from bot.web.server import create
from bot.wiring import App
from tests.conftest import BuildApp

pytestmark = pytest.mark.browser


async def visit(app: App) -> None:
    """Break the database under a running site and ask for pages."""
    site = create(app)
    transport = httpx.ASGITransport(app=site, raise_app_exceptions=False)
    async with (
        site.router.lifespan_context(site),
        httpx.AsyncClient(transport=transport, base_url="http://t") as client,
    ):
        assert (await client.get("/prices")).status_code == 200
        app.database.write(lambda session: session.execute(text("DROP TABLE price_item")))
        answer = await client.get("/prices", headers={"accept-language": "en"})
        assert answer.status_code == 500
        assert "Sorry, something went wrong on our side" in answer.text
        assert "price_item" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["x-frame-options"] == "DENY"
        app.database.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = 'old'")))
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 503


def test_a_fault_of_ours_is_a_plain_sentence(build_app: BuildApp, sqlite_url: str) -> None:
    """No traceback and no name of a table; a process that lives may still not be ready."""
    asyncio.run(visit(build_app(sqlite_url)))
