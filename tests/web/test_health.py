"""What machines ask of the site, and what it tells browsers to allow."""

import httpx
import pytest

from tests.web.people import Site

pytestmark = pytest.mark.browser


def test_alive_and_ready(site: Site) -> None:
    """Both answer ok while the demo runs."""
    for path in ("/healthz", "/readyz"):
        answer = httpx.get(site.base + path)
        assert (answer.status_code, answer.text) == (200, "ok")


def test_nothing_foreign_is_loaded_and_no_site_may_frame_us(site: Site) -> None:
    """Every page forbids foreign sources, frames and guessing of content types."""
    headers = httpx.get(site.base + "/prices").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_session_cookie_is_out_of_reach_of_scripts(site: Site) -> None:
    """HttpOnly and SameSite."""
    cookie = httpx.get(site.base + "/login").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_a_form_of_another_site_cannot_sign_in(site: Site) -> None:
    """Without the token of the session the right password is worth nothing."""
    with httpx.Client(base_url=site.base) as client:
        client.get("/login")
        data = {"login": "supervisor", "password": "anxiu-demo", "token": "made up"}
        answer = client.post("/login", data=data)
        assert "fault=expired" in answer.headers["location"]
        assert "/login" in client.get("/supervisor").headers["location"]


def test_a_body_larger_than_any_photo_is_refused(site: Site) -> None:
    """Announced as too large, it is not even read."""
    answer = httpx.post(site.base + "/login", content=b"x" * (11 * 1024 * 1024))
    assert answer.status_code == 413
