"""What machines ask of the site, and what it tells browsers to allow."""

import re
import socket

import httpx
import pytest

from bot.web.forms import storable
from tests.web.people import Site

pytestmark = pytest.mark.browser
PNG_HEAD = b"\x89PNG\r\n\x1a\n"


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
    answer = httpx.post(site.base + "/plain", content=iter(parts), headers=kind)
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


def test_words_that_no_database_can_hold_are_no_fault(site: Site) -> None:
    """A token that is not ASCII, other encodings, the sign of number 0, a sender who goes away in the middle."""
    with httpx.Client(base_url=site.base) as client:
        client.get("/plain")
        for path in ("/plain", "/plain/photo"):
            assert client.post(path, data={"token": "é"}).status_code == 403
        for path in ("/plain/look", "/login", "/logout"):
            assert client.post(path, data={"token": "é"}).status_code == 303
        body = b'--x\r\nContent-Disposition: form-data; name="say"\r\n\r\nx\\ud800\r\n--x--\r\n'
        for charset in ("unicode_escape", "undefined", "utf-16"):
            kind = {"content-type": f"multipart/form-data; boundary=x; charset={charset}"}
            for path in ("/plain", "/plain/photo", "/plain/look", "/login", "/logout"):
                assert client.post(path, content=body, headers=kind).status_code == 400
        assert client.get("/photo/%00?of=1").status_code == 404
    with socket.create_connection(("127.0.0.1", int(site.base.rpartition(":")[2]))) as sender:
        sender.sendall(b"POST /plain HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nsay=")
    assert httpx.get(site.base + "/healthz").status_code == 200


def test_words_lose_what_no_database_can_hold() -> None:
    assert storable("a\0b\ud800c 水") == "ab?c 水"


def test_an_album_by_form_may_be_larger_than_one_photo(site: Site) -> None:
    """As large as the chat with scripts takes them."""
    with httpx.Client(base_url=site.base) as client:
        found = re.findall(r'name="(token|form)" value="([^"]*)"', client.get("/plain").text)
        large = PNG_HEAD + b"\0" * 7 * 1024 * 1024
        files = [("photo", (name, large)) for name in ("a.png", "b.png")]
        assert client.post("/plain/photo", data=dict(found), files=files).status_code == 303
