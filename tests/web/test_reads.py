"""What the desks read from the database, of each kind."""

from booking.terms import District, Urgency
from booking.windows import Window
from bot.web import reads_supervisor
from bot.web.desk_proposals import windows_to_propose
from bot.web.filters import Filters
from bot.web.reads_desk import Desk, price_choices, read_desk
from bot.web.reads_prices import read_prices
from bot.web.reads_requests import own_requests
from bot.web.reads_supervisor import Found
from bot.web.standing import standing
from oversight.overview import counts
from tests.rooms import PHONE, Rooms, compose_rooms, rooms

__all__ = ["compose_rooms", "rooms"]


def desk_of(rooms: Rooms, party: str) -> Desk:
    """The desk of a party as it stands."""
    return rooms.see(lambda session: read_desk(session, party, rooms.clock.now()))


def found_by(rooms: Rooms, **wanted: str) -> Found:
    """What a supervisor finds."""
    filters = Filters(**wanted)  # type: ignore[arg-type]
    return rooms.see(lambda session: reads_supervisor.find(session, filters, rooms.clock.now()))


def test_an_offer_shows_neither_door_nor_phone_until_it_is_accepted(rooms: Rooms) -> None:
    """The same request reads differently before and after."""
    request = rooms.book()
    firm = rooms.party(rooms.offer(request))
    offered = desk_of(rooms, firm).offers[0].request
    assert (offered.where.building, offered.where.room, offered.contact_phone) == (None, None, None)
    assert offered.contact_name is None
    assert offered.where.road is not None
    rooms.accept(request)
    desk = desk_of(rooms, firm)
    assert desk.offers == ()
    assert desk.visits[0].request.contact_phone == PHONE
    assert desk.visits[0].request.where.room is not None


def test_nobody_elses_desk_shows_it(rooms: Rooms) -> None:
    """Offers and visits belong to one provider; an unknown party has an empty desk."""
    request = rooms.book()
    rooms.accept(request)
    for party in ("vendor:pudong-big-nut", "vendor:no-such-firm", "technician:nobody", "resident:r1"):
        assert desk_of(rooms, party) == Desk((), (), 0)


def test_emergencies_come_first_and_a_centre_cannot_decline(rooms: Rooms) -> None:
    """Before the centre lies the emergency, marked as its last resort."""
    rooms.alarm()
    offer = desk_of(rooms, "centre:xuhui").offers[0]
    assert offer.request.urgency is Urgency.EMERGENCY
    assert offer.last_resort


def test_the_desk_offers_other_times_until_one_is_proposed(rooms: Rooms) -> None:
    """Only windows in which the firm is free, never the offered one; then it says what waits for the resident."""
    request = rooms.book()
    offer = rooms.offer(request)
    firm = rooms.party(offer)
    read = rooms.do(lambda work: windows_to_propose(work, firm, offer.id))
    assert read
    assert Window(offer.window_start) not in read
    assert rooms.do(lambda work: windows_to_propose(work, "vendor:pudong-big-nut", offer.id)) == ()
    rooms.press(firm, f"pw:{offer.id}:{int(read[0].start.timestamp())}")
    desk = desk_of(rooms, firm)
    assert [one.proposed for one in desk.offers] == [read[0]]
    assert desk.to_answer == 0
    assert rooms.do(lambda work: windows_to_propose(work, firm, offer.id)) == ()
    own = rooms.see(lambda session: own_requests(session, "resident:r1"))
    assert standing(own.requests[0].view) == "proposed"
    assert "proposed" in [fact.kind for fact in own.requests[0].facts]


def test_the_report_offers_items_of_the_category_and_the_free_call_out(rooms: Rooms) -> None:
    """Nothing of another trade can be charged."""
    request = rooms.book()
    firm = rooms.party(rooms.offer(request))
    view = desk_of(rooms, firm).offers[0].request
    codes = {item.code for item in rooms.see(lambda s: price_choices(s, view, rooms.clock.now()))}
    assert "CALL-0" in codes
    assert "TP-01" in codes
    assert not any(code.startswith("DC") for code in codes)


def test_a_supervisor_finds_requests_by_number_place_and_firm(rooms: Rooms) -> None:
    """Whole numbers, parts of names; percent signs are letters like others."""
    first, second = rooms.book(), rooms.book("resident:r2")
    number = rooms.request(second).number
    estate = rooms.request(first).estate or rooms.request(first).road or ""
    for text in (str(number), f"#{number}", f"{number}号"):
        assert [view.id for view, _ in found_by(rooms, text=text).rows] == [second]
    assert [view.id for view, _ in found_by(rooms, text=estate[:2]).rows] == [second, first]
    assert found_by(rooms, text="%").total == 0
    assert found_by(rooms, district=District.PUDONG).total == 0
    assert found_by(rooms, district=District.XUHUI, status="offering").total == 2


def test_pages_hold_twenty_five(rooms: Rooms) -> None:
    """The twenty-sixth request is alone on the second page."""
    for count in range(26):
        rooms.alarm(f"resident:r{count}")
    first = found_by(rooms)
    assert (len(first.rows), first.total, first.pages) == (25, 26, 2)
    filters = Filters(page=2)
    last = rooms.see(lambda session: reads_supervisor.find(session, filters, rooms.clock.now()))
    assert len(last.rows) == 1
    counted = rooms.see(lambda session: counts(session, None, rooms.clock.now()))
    assert (counted.new, counted.emergencies, counted.waiting, counted.overdue) == (26, 26, 26, 0)
    elsewhere = rooms.see(lambda session: counts(session, "pudong", rooms.clock.now()))
    assert elsewhere.new == 0


def test_a_request_of_another_district_is_not_told(rooms: Rooms) -> None:
    """A district's supervisor cannot read it by its number either."""
    request = rooms.book()
    number = rooms.request(request).number
    assert rooms.see(lambda session: reads_supervisor.full(session, number, "pudong")) is None
    whole = rooms.see(lambda session: reads_supervisor.full(session, number, "xuhui"))
    assert whole is not None
    assert [fact.kind for fact in whole.facts] == rooms.kinds(request)


def test_the_panel_changes_its_mark_when_anything_happens(rooms: Rooms) -> None:
    """Two looks are equal exactly when nothing happened between them."""
    request = rooms.book()
    looks = [rooms.see(lambda session: own_requests(session, "resident:r1")).mark for _ in range(2)]
    assert looks[0] == looks[1]
    rooms.accept(request)
    assert rooms.see(lambda session: own_requests(session, "resident:r1")).mark != looks[0]
    assert rooms.see(lambda session: own_requests(session, "resident:r2")).requests == ()


def test_the_price_book_by_category(rooms: Rooms) -> None:
    """All categories in their order, what fits every category last, and the notice that prices are invented."""
    prices = rooms.see(lambda session: read_prices(session, rooms.clock.now()))
    assert prices is not None
    assert prices.sample
    assert list(prices.items)[-1] is None
