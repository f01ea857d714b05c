"""Photos on the pages: who sees them, and when."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from booking.entities import Request
from booking.requests import attach_photo
from booking.store import lock_request
from booking.terms import CITY, Phase
from bot.web.reads_desk import read_desk
from bot.web.reads_photos import Photos, may_see_photo, photos_of
from tests.media import files
from tests.rooms import Rooms, compose_rooms, rooms
from tests.web.people import Resident, Site, Staff, fits, shot
from tests.web.test_desk import DRAIN_FIRMS, _asked

__all__ = ["compose_rooms", "rooms"]

PHOTO = "ab" * 32
OTHER = "cd" * 32
BOOKING = "厨房水槽堵了，明天下午在家，浦东新区潍坊路1376弄3号802室，电话13700137000"


def _attach(rooms: Rooms, request: int, photo: str, phase: Phase = Phase.BEFORE) -> None:
    rooms.do(lambda work: attach_photo(work, lock_request(work.session, request), photo, "resident:r1", phase))


def _sees(rooms: Rooms, party: str, request: int, photo: str = PHOTO, district: str = CITY) -> bool:
    return rooms.see(lambda session: may_see_photo(session, party, district, request, photo))


def test_a_firm_sees_photos_after_it_accepts_and_never_before(rooms: Rooms) -> None:
    request = rooms.book()
    _attach(rooms, request, PHOTO)
    offer = rooms.offer(request)
    firm = rooms.party(offer)
    assert not _sees(rooms, firm, request)
    rooms.accept(request)
    assert _sees(rooms, firm, request)
    assert not _sees(rooms, firm, request, OTHER), "only photos of this request"
    visit = rooms.see(lambda session: read_desk(session, firm, rooms.clock.now())).visits[0]
    assert visit.photos == Photos(before=(PHOTO,))
    assert visit.request.technician is not None
    assert _sees(rooms, f"technician:{visit.request.technician}", request)
    for stranger in ("vendor:pudong-big-nut", "technician:pudong-big-nut-1", "resident:r2", "centre:pudong", ""):
        assert not _sees(rooms, stranger, request), stranger


def test_a_firm_that_declined_or_lost_the_visit_sees_no_photo(rooms: Rooms) -> None:
    request = rooms.book()
    _attach(rooms, request, PHOTO)
    first = rooms.party(rooms.decline(request))
    assert not _sees(rooms, first, request)
    rooms.accept(request)
    second = rooms.party(rooms.offers(request)[-1])
    assert _sees(rooms, second, request)
    rooms.press("resident:r1", f"cancel:{request}")
    rooms.press("resident:r1", f"cancelok:{request}")
    assert not _sees(rooms, second, request)
    assert _sees(rooms, "resident:r1", request)


def test_the_centre_and_supervisors_see_photos_of_their_district(rooms: Rooms) -> None:
    request = rooms.alarm()
    _attach(rooms, request, PHOTO)
    assert _sees(rooms, "centre:xuhui", request), "it cannot decline, so it sees what it is asked for"
    offered = rooms.see(lambda session: read_desk(session, "centre:xuhui", rooms.clock.now())).offers[0]
    assert offered.photos == Photos(before=(PHOTO,))
    assert not _sees(rooms, "centre:pudong", request)
    rooms.accept(request)
    assert _sees(rooms, "centre:xuhui", request)
    assert not _sees(rooms, "centre:pudong", request)
    assert _sees(rooms, "supervisor:city", request)
    assert _sees(rooms, "supervisor:xuhui", request, district="xuhui")
    assert not _sees(rooms, "supervisor:pudong", request, district="pudong")


def test_ten_photos_of_each_phase_are_kept_and_each_is_a_fact(rooms: Rooms) -> None:
    request = rooms.book()
    for number in range(12):
        _attach(rooms, request, f"{number:064x}")
        _attach(rooms, request, f"{number + 100:064x}", Phase.AFTER)
    _attach(rooms, request, f"{0:064x}")
    kept = rooms.see(lambda session: photos_of(session, [request, 7])).get(request, Photos())
    assert (len(kept.before), len(kept.after)) == (10, 10)
    assert rooms.kinds(request).count("photo_added") == 20
    assert isinstance(rooms.request(request), Request)


@pytest.mark.browser
def test_a_photo_reaches_the_firm_only_when_it_accepts(
    resident: Callable[..., Resident], staff: Callable[..., Staff], site: Site, tmp_path: Path
) -> None:
    """An album is one message; the desk shows it after accepting; photos of the work come back to the resident."""
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"sink{number}.jpg")
        paths[-1].write_bytes(files.jpeg(300 + number, 200, orientation=6))
    desks = [staff(login) for login in DRAIN_FIRMS]
    her = resident(390)
    with her.page.expect_file_chooser() as picker:
        her.page.locator(".composer .icon-button").first.click()
    picker.value.set_files(paths[:2])
    her.hears("照片收到了")
    expect(her.own().locator("img")).to_have_count(2)
    expect(her.own()).to_have_count(1)
    her.say(BOOKING)
    her.confirm()
    number = her.number()
    desk = _asked(desks, number)
    expect(desk.card(number)).to_be_visible()
    expect(desk.card(number).locator("img")).to_have_count(0)
    shot(desk.page, "photos-offer-1280-zh")
    her.page.locator("[data-opens]").click()
    link = her.page.locator("#requests .thumbs a").first.get_attribute("href") or ""
    assert re.fullmatch(r"/photo/[0-9a-f]{64}\?of=\d+", link)
    seen = her.page.request.get(site.base + link)
    assert seen.status == 200
    picture = Image.open(io.BytesIO(seen.body()))
    assert picture.size == (200, 300), "upright"
    assert dict(picture.getexif()) == {}
    for one in desks:
        assert one.page.request.get(site.base + link).status == 404, "asked is not accepted"

    desk.press(number, "接单")
    expect(desk.card(number).locator(".thumbs img")).to_have_count(2)
    shot(desk.page, "photos-visit-1280-zh")
    assert desk.page.request.get(site.base + link).status == 200
    other = next(one for one in desks if one is not desk)
    assert other.page.request.get(site.base + link).status == 404

    desk.card(number).get_by_text("提前上门").click()
    desk.press(number, "到达")
    with desk.page.expect_file_chooser() as chooser:
        desk.press(number, "发照片")
    chooser.value.set_files(paths[2])
    expect(desk.card(number).locator(".photo-row")).to_have_count(2)
    expect(her.page.locator("#requests .photo-row").nth(1)).to_contain_text("修好后", timeout=20_000)
    assert fits(her.page)
    shot(her.page, "photos-panel-390-zh")
    boss = staff("supervisor")
    assert boss.page.request.get(site.base + link).status == 200
    boss.go(f"/supervisor/request/{number}")
    expect(boss.page.locator(".photo-row")).to_have_count(2)
    shot(boss.page, "photos-supervisor-1280-zh")


@pytest.mark.browser
def test_other_files_are_answered_and_the_chat_goes_on(resident: Callable[..., Resident], tmp_path: Path) -> None:
    """A text that calls itself a photo, half a photo, a bomb, a recording: one plain answer each."""
    he = resident(390, "en-US")
    for name, data, answer in (
        ("text.jpg", files.TEXT, "cannot open this file"),
        ("half.jpg", files.jpeg()[:400], "did not arrive whole"),
        ("bomb.png", files.png_bomb(), "too large"),
        ("voice.wav", files.recording(), "cannot listen to voice messages"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        he.page.locator("input[type=file]").set_input_files(path)
        he.hears(answer)
    expect(he.own().filter(has_text="Voice message")).to_have_count(1)
    he.say("The kitchen tap is dripping")
    he.hears(re.compile("address|district", re.IGNORECASE))
    assert fits(he.page)
    shot(he.page, "photos-refused-390-en")
