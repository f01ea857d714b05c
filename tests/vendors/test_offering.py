"""Offers: asked one after another until someone comes, the centre at the latest, and danger at once."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from booking import requests
from booking.lifecycle import Event, Status
from booking.store import current_visit, lock_request
from booking.terms import SHANGHAI, Danger, District, Urgency
from booking.windows import Window, local
from booking.work import Work
from oversight.alerts import open_alerts
from tests.rooms import TUESDAY, Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors import offering, parties
from vendors.entities import Cell, Kind, Offer
from vendors.offer_life import OfferStatus
from vendors.offering import NotYoursError, OfferGoneError

RESIDENT = "resident:r1"
TEN = Window(local(TUESDAY, 10))


@pytest.fixture
def two_firms(rooms: Rooms) -> None:
    """Alder and birch, and behind them the centre of Xuhui."""
    close_samples(rooms, centres=False)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": WEEK})


def _asked(rooms: Rooms, request_id: int) -> list[tuple[str, str]]:
    return [(offer.provider, offer.status) for offer in rooms.offers(request_id)]


def _alerts(rooms: Rooms) -> list[str]:
    return rooms.see(lambda session: [alert.kind for alert in open_alerts(session, District.XUHUI)])


def _live_cells(rooms: Rooms) -> dict[str, int]:
    """How many cells each technician has given away."""
    taken: dict[str, int] = {}
    for cell in rooms.see(lambda session: session.exec(select(Cell)).all()):
        if cell.expires_at is None or cell.expires_at > rooms.clock.now():
            taken[cell.technician] = taken.get(cell.technician, 0) + 1
    return taken


def _dec(rooms: Rooms, offer: Offer, provider: str = "", reason: str = "busy") -> None:
    who = provider or offer.provider
    rooms.do(lambda work: offering.decline(work, offer.id, who, f"vendor:{who}", reason))


def test_a_request_goes_to_one_firm_with_a_deadline(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    offer = rooms.offer(request_id)
    assert rooms.request(request_id).status == Status.OFFERING
    assert (offer.provider, offer.technician, offer.status) == ("alder", "alder-1", OfferStatus.OPEN)
    assert offer.due_at == rooms.clock.now() + timedelta(minutes=30)
    assert _live_cells(rooms) == {"alder-1": 3}


def test_who_takes_it_gets_the_visit(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.accept(request_id)
    request = rooms.request(request_id)
    visit = rooms.see(lambda session: current_visit(session, request))
    assert visit is not None
    assert (request.status, request.provider) == (Status.SCHEDULED, "alder")
    assert (visit.provider, visit.technician, visit.window_start) == ("alder", "alder-1", TEN.start)
    assert rooms.offer(request_id).status == OfferStatus.ACCEPTED
    rooms.live_for(timedelta(hours=2))
    assert _asked(rooms, request_id) == [("alder", "accepted")]


def test_who_declines_is_passed_over_and_gets_the_time_back(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    declined = rooms.decline(request_id, "far")
    assert _asked(rooms, request_id) == [("alder", "declined"), ("birch", "open")]
    assert rooms.offers(request_id)[0].reason == "far"
    assert _live_cells(rooms) == {"birch-1": 3}
    with pytest.raises(OfferGoneError):
        rooms.do(lambda work: offering.accept(work, declined.id, "alder", "vendor:alder"))
    assert rooms.kinds(request_id) == ["submitted", "offered", "declined", "offered"]


def test_who_stays_silent_is_passed_over_at_the_deadline(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    due = rooms.offer(request_id).due_at
    rooms.live_until(due - timedelta(seconds=1))
    assert _asked(rooms, request_id) == [("alder", "open")]
    rooms.live_until(due)
    assert _asked(rooms, request_id) == [("alder", "expired"), ("birch", "open")]
    assert _live_cells(rooms) == {"birch-1": 3}
    expired = rooms.offers(request_id)[0]
    with pytest.raises(OfferGoneError, match="expired"):
        rooms.do(lambda work: offering.accept(work, expired.id, "alder", "vendor:alder"))


def test_what_no_firm_takes_goes_to_the_centre(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.decline(request_id)
    rooms.decline(request_id)
    assert _asked(rooms, request_id)[-1] == ("centre-xuhui", "open")
    rooms.accept(request_id)
    assert rooms.request(request_id).provider == "centre-xuhui"


def test_the_centre_cannot_decline(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book(provider="centre-xuhui")
    offer = rooms.offer(request_id)
    with pytest.raises(NotYoursError):
        _dec(rooms, offer)
    assert _asked(rooms, request_id) == [("centre-xuhui", "open")]
    assert _live_cells(rooms) == {offer.technician: 3}


def test_a_silent_centre_is_called_again_and_supervisors_are_told(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book(provider="centre-xuhui")
    rooms.live_for(timedelta(minutes=61))
    assert _asked(rooms, request_id) == [("centre-xuhui", "open")]
    assert rooms.kinds(request_id).count("centre_silent") == 2
    assert _alerts(rooms) == ["centre_silent"]
    rooms.accept(request_id)
    assert rooms.request(request_id).status == Status.SCHEDULED


def test_nobody_free_is_said_and_keeps_no_time(rooms: Rooms) -> None:
    close_samples(rooms)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": WEEK})
    request_id = rooms.book()
    rooms.decline(request_id)
    assert rooms.request(request_id).status == Status.OFFERING
    rooms.decline(request_id)
    assert rooms.request(request_id).status == Status.UNRESOLVED
    assert rooms.facts(request_id)[-1].data == {"asked": ["alder", "birch"]}
    assert _alerts(rooms) == ["nobody_free"]
    assert _live_cells(rooms) == {}


def test_a_centre_that_stays_silent_past_the_window_leaves_nobody(rooms: Rooms, two_firms: None) -> None:
    """A promise that cannot be kept any more is not kept up."""
    request_id = rooms.book(provider="centre-xuhui")
    rooms.live_until(TEN.start + timedelta(hours=1))
    assert rooms.request(request_id).status == Status.UNRESOLVED
    assert _live_cells(rooms) == {}
    assert "nobody_free" in _alerts(rooms)


def test_night_does_not_count_for_ordinary_offers(rooms: Rooms, two_firms: None) -> None:
    rooms.clock.move_to(datetime(2026, 11, 23, 20, 50, tzinfo=SHANGHAI))
    request_id = rooms.book(window=Window(local(TUESDAY, 15)))
    assert rooms.offer(request_id).due_at == datetime(2026, 11, 24, 8, 20, tzinfo=SHANGHAI)


def test_urgent_offers_are_due_sooner(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book(urgency=Urgency.URGENT)
    assert rooms.offer(request_id).due_at == rooms.clock.now() + timedelta(minutes=15)


def test_the_resident_hears_who_is_asked_next(rooms: Rooms, two_firms: None) -> None:
    rooms.press(RESIDENT, "start")
    request_id = rooms.book()
    seen = len(rooms.told(RESIDENT))
    rooms.decline(request_id)
    texts = [body.text for body in rooms.told(RESIDENT)[seen:]]
    assert len(texts) == 1
    assert "birch" in texts[0]


def test_another_provider_can_neither_take_nor_decline(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    offer = rooms.offer(request_id)
    with pytest.raises(NotYoursError):
        rooms.do(lambda work: offering.accept(work, offer.id, "birch", "vendor:birch"))
    with pytest.raises(NotYoursError):
        _dec(rooms, offer, "birch")
    with pytest.raises(OfferGoneError, match="unknown"):
        rooms.do(lambda work: offering.accept(work, 42, "alder", "vendor:alder"))
    assert _asked(rooms, request_id) == [("alder", "open")]


@pytest.mark.parametrize("event", [Event.CANCELLED])
def test_an_offer_is_withdrawn_with_its_request(rooms: Rooms, two_firms: None, event: Event) -> None:
    request_id = rooms.book()
    offer = rooms.offer(request_id)
    rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), event, RESIDENT))
    assert _asked(rooms, request_id) == [("alder", "withdrawn")]
    assert _live_cells(rooms) == {}
    with pytest.raises(OfferGoneError, match="withdrawn"):
        rooms.do(lambda work: offering.accept(work, offer.id, "alder", "vendor:alder"))


def test_a_withdrawal_tells_firm_and_technician(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.accept(request_id)
    rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), Event.CANCELLED, RESIDENT))
    number = str(rooms.request(request_id).number)
    for party in ("vendor:alder", "technician:alder-1"):
        text = rooms.last_told(party).text
        assert number in text
        assert "撤回" in text


def test_a_firm_that_declined_one_time_may_be_asked_for_another(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.decline(request_id)
    later = Window(local(TUESDAY, 15))
    hold = rooms.hold(RESIDENT, later, provider="alder")
    assert hold is not None
    rooms.do(
        lambda work: requests.rebook(
            work,
            lock_request(work.session, request_id),
            Event.MOVED,
            RESIDENT,
            window=later,
            hold=hold.id,
            reason="resident",
        )
    )
    assert _asked(rooms, request_id) == [("alder", "declined"), ("birch", "withdrawn"), ("alder", "open")]
    assert _live_cells(rooms) == {"alder-1": 3}


def test_danger_goes_to_the_centre_at_once(rooms: Rooms) -> None:
    request_id = rooms.alarm()
    offer = rooms.offer(request_id)
    assert (offer.provider, offer.status, offer.technician) == ("centre-xuhui", "open", None)
    assert offer.due_at == rooms.clock.now() + timedelta(minutes=5)
    alarm = rooms.last_told("centre:xuhui")
    assert alarm.text.startswith("【紧急】")
    assert "2-301" in alarm.text or "301" in alarm.text
    assert [button.action for button in alarm.buttons] == [f"acc:{offer.id}"]


def test_danger_is_told_again_until_someone_answers_by_day_and_by_night(rooms: Rooms) -> None:
    rooms.clock.move_to(datetime(2026, 11, 24, 2, 0, tzinfo=SHANGHAI))
    raised = rooms.clock.now()
    request_id = rooms.alarm()
    rooms.live_for(timedelta(minutes=15))
    silent = [fact.at for fact in rooms.facts(request_id) if fact.kind == "centre_silent"]
    assert silent == [raised + timedelta(minutes=minutes) for minutes in (5, 10, 15)]
    assert sum("【紧急】" in body.text for body in rooms.told("centre:xuhui")) == 4
    assert _alerts(rooms) == ["centre_silent"]
    rooms.accept(request_id)
    rooms.live_for(timedelta(minutes=30))
    assert rooms.kinds(request_id).count("centre_silent") == 3
    request = rooms.request(request_id)
    assert (request.status, request.provider) == (Status.SCHEDULED, "centre-xuhui")


def test_a_long_silence_is_told_to_the_resident_ever_more_seldom(rooms: Rooms) -> None:
    """The centre is called every five minutes; the resident hears after 5, 10, 20, 40 and 80."""
    rooms.press(RESIDENT, "start")
    request_id = rooms.alarm()
    rooms.live_for(timedelta(minutes=100))
    assert rooms.kinds(request_id).count("centre_silent") == 20
    assert sum("【紧急】" in body.text for body in rooms.told("centre:xuhui")) == 21
    told = [body.text for body in rooms.told(RESIDENT)]
    assert sum("还没回应" in text for text in told) == 5


def test_a_booked_visit_that_becomes_dangerous_goes_to_the_centre(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.accept(request_id)

    def escalate(work: Work) -> None:
        requests.escalate(
            work, lock_request(work.session, request_id), RESIDENT, danger=Danger.WATER, words="水关不住了"
        )

    rooms.do(escalate)
    request = rooms.request(request_id)
    assert (request.status, request.urgency, request.danger) == (Status.OFFERING, Urgency.EMERGENCY, Danger.WATER)
    assert _asked(rooms, request_id) == [("alder", "withdrawn"), ("centre-xuhui", "open")]
    assert _live_cells(rooms) == {}
    visit = rooms.see(lambda session: current_visit(session, request))
    assert visit is None


def test_a_missed_visit_gives_the_time_back(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.accept(request_id)
    rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), Event.ABSENT, "technician:t"))
    assert rooms.request(request_id).status == Status.NO_SHOW
    assert _asked(rooms, request_id) == [("alder", "withdrawn")]
    assert _live_cells(rooms) == {}


def test_finished_work_fulfils_the_offer(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.accept(request_id)

    def work_done(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "technician:alder-1")
        requests.finish(work, request, "technician:alder-1", note="换了阀芯", lines=[], price_cents=8000)

    rooms.do(work_done)
    assert _asked(rooms, request_id) == [("alder", "fulfilled")]
    assert rooms.request(request_id).price_cents == 8000


def test_a_district_without_firms_of_a_kind_goes_straight_to_the_centre(rooms: Rooms) -> None:
    close_samples(rooms, centres=False)
    request_id = rooms.book()
    offer = rooms.offer(request_id)
    assert offer.provider == "centre-xuhui"
    assert offer.due_at == rooms.clock.now() + timedelta(minutes=30)


def test_every_provider_kind_is_known(rooms: Rooms) -> None:
    open_firm(rooms, "alder", {"alder-1": WEEK}, kind=Kind.CENTRE)
    assert rooms.see(lambda session: parties.party_of(session, "alder", "xuhui")) == "centre:xuhui"
