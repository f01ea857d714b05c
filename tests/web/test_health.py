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


def test_a_body_that_goes_on_for_too_long_is_refused(site: Site) -> None:
    """Sent in parts that nobody announced, it is read to the limit and no further."""
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    parts = (head, *[b"a" * 1024 * 1024] * 11)
    kind = {"content-type": "multipart/form-data; boundary=x"}
    answer = httpx.post(site.base + "/plain/photo", content=iter(parts), headers=kind)
    assert (answer.status_code, answer.text) == (413, "too large")


def test_a_form_that_is_none_is_refused_without_a_fault(site: Site) -> None:
    """Bytes that call themselves a form with files, fields that are files, and no fields at all."""
    broken = {"content-type": "multipart/form-data"}
    assert httpx.post(site.base + "/plain", content=b"--x", headers=broken).status_code == 400
    files = dict.fromkeys(("token", "form", "say", "press"), b"x")
    assert httpx.post(site.base + "/plain", files=files).status_code == 403
    for path in ("/plain", "/plain/photo"):
        assert httpx.post(site.base + path).status_code == 403
    assert httpx.post(site.base + "/plain/look").status_code == 303


def test_pages_are_compressed_for_browsers_that_can_read_it(site: Site) -> None:
    """Others get them as they are."""
    packed, plain = (
        httpx.get(site.base + "/plain", headers={"accept-encoding": kind}) for kind in ("gzip", "identity")
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
