"""Ten days with requests of every fate in two districts, the same each time."""

import random
from dataclasses import replace
from datetime import date, timedelta

from booking import ratings, requests
from booking.lifecycle import Event
from booking.requests import submit
from booking.store import lock_request
from booking.terms import Category, Danger, District, Urgency
from booking.windows import Window, local
from booking.work import Work
from oversight import callbacks
from tests.rooms import PHONE, XUHUI, Rooms, order
from vendors import holding

FIRST = date(2026, 11, 23)
DAYS = 10
#: What becomes of a request; of each the firm's answer comes after some minutes.
_FATES = ("rated", "rated", "low", "silent", "declined", "cancelled", "absent", "unrated", "emergency")


def live_through(rooms: Rooms) -> None:
    """Ten days."""
    chance = random.Random(7)
    for day in range(DAYS):
        for count in range(5):
            rooms.live_until(max(local(FIRST + timedelta(days=day), 9 + count, 3), rooms.clock.now()))
            district = chance.choice((District.XUHUI, District.XUHUI, District.JINGAN))
            _live(rooms, chance, f"resident:{day}-{count}", district)
    rooms.live_until(local(FIRST + timedelta(days=DAYS), 11, 30))


def _live(rooms: Rooms, chance: random.Random, resident: str, district: District) -> None:
    fate = chance.choice(_FATES)
    if fate == "emergency":
        _emergency(rooms, chance, resident, district)
        return
    request_id = _book(rooms, chance, resident, district)
    if fate == "silent":
        return
    rooms.live_for(timedelta(minutes=chance.randint(1, 20)))
    if fate == "cancelled":
        rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), Event.CANCELLED, resident))
        return
    if fate == "declined":
        rooms.decline(request_id)
    rooms.accept(request_id)
    if fate not in ("absent", "declined"):
        rooms.do(lambda work: _serve(work, request_id, resident))
    stars = {"rated": chance.randint(3, 5), "low": chance.randint(1, 2)}.get(fate)
    if stars is not None:
        rooms.do(lambda work: ratings.rate(work, lock_request(work.session, request_id), stars, resident))
    if fate == "low" and chance.random() < 0.7:
        rooms.live_for(timedelta(minutes=30))
        rooms.do(lambda work: _call_back(work, request_id))


def _book(rooms: Rooms, chance: random.Random, resident: str, district: District) -> int:
    category = chance.choice(list(Category))
    tomorrow = rooms.clock.now().date() + timedelta(days=1)

    def book(work: Work) -> int:
        for hour in (10, 13, 15, 17, 19):
            window = Window(local(tomorrow, hour))
            hold = holding.hold_window(work, resident, district, category, window)
            if hold is not None:
                made = order(resident, window, category, hold=hold.id)
                return submit(work, replace(made, place=replace(XUHUI, district=district))).id
        raise LookupError("nobody is free all day")

    return rooms.do(book)


def _emergency(rooms: Rooms, chance: random.Random, resident: str, district: District) -> None:
    made = order(resident, None, Category.TAPS_PIPES, urgency=Urgency.EMERGENCY, danger=Danger.WATER, phone=PHONE)
    request_id = rooms.do(lambda work: submit(work, replace(made, place=replace(XUHUI, district=district))).id)
    rooms.live_for(timedelta(minutes=chance.randint(1, 12)))
    if chance.random() < 0.8:
        rooms.accept(request_id)
        rooms.do(lambda work: _serve(work, request_id, resident))
    else:  # somebody else helped
        rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), Event.CANCELLED, resident))


def _serve(work: Work, request_id: int, resident: str) -> None:
    request = lock_request(work.session, request_id)
    requests.change(work, request, Event.ARRIVED, "staff")
    requests.finish(work, request, "staff", note="", lines=[], price_cents=0)
    requests.change(work, request, Event.CONFIRMED, resident)


def _call_back(work: Work, request_id: int) -> None:
    owed = callbacks.open_for(work.session, lock_request(work.session, request_id))
    if owed is not None:
        callbacks.finish(work, owed.id, "supervisor:lin", "道歉")
