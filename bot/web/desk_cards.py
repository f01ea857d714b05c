"""Cards of the vendor desk: an offer to answer, a visit to make."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from booking.lifecycle import Status
from booking.terms import Urgency
from bot.dialogue.staff_cards import visit_choices
from bot.dialogue.views import RequestView
from bot.dialogue.wording import address, category_term, problem_told, span
from bot.web.desk_proposals import ReadWindows, Send, TimesToPropose
from bot.web.linked_text import map_anchor
from bot.web.photo_rows import photo_rows
from bot.web.reads_desk import Offered, Planned
from bot.web.requests_panel import TONES
from bot.web.tags import Tag
from bot.web.visit_photos import VisitPhotos
from bot.web.words import Words
from locales.args import Span, Term

REASONS = ("busy", "far", "skill", "other")


def offer_card(words: Words, offer: Offered, now: datetime, send: Send, windows: ReadWindows) -> None:
    """An offer: what, where about, when, how long is left; accept in one tap, propose a time, decline with a reason."""
    view = offer.request
    urgent = view.urgency is Urgency.EMERGENCY
    with Tag("article", classes="card offer" + (" emergency-offer" if urgent else "")):
        with Tag("div", classes="request-head"):
            Tag("h3", words.value(category_term(view.category)))
            Tag("span", words("web-number", number=view.number), "number")
        with Tag("p", classes="request-status"):
            if view.urgency is not Urgency.NORMAL:
                Tag("span", words.term("web-urgency", view.urgency), "pill bad")
            if view.danger is not None:
                Tag("span", words.term("danger", view.danger), "pill bad")
            _again(words, view)
            if offer.proposed is not None:
                Tag("span", words("web-proposed-waits"), "pill ask")
            left, over = words("web-time-left"), words("web-time-over")
            due = str(int(offer.due_at.timestamp()))
            Tag("span", "", "pill wait countdown", data_due=due, data_left=left, data_over=over)
        when = Span(offer.window_start, offer.window_end, now)
        rows = [
            (words("web-what"), words.value(problem_told(view))),
            (words("web-where-about"), words.value(address(view.where))),
            (words("web-when"), words.value(Term("at-once") if urgent else when)),
        ]
        if offer.proposed is not None:
            rows.append((words("web-proposed"), words.value(span(offer.proposed, now))))
        _rows(rows)
        photo_rows(words, view.id, offer.photos)
        if not urgent:
            Tag("p", words("web-door-later"), "soft small")
        if offer.proposed is not None:
            _reasons(words, offer, send)
        else:
            _answers(words, offer, now, send, windows)


def _again(words: Words, view: RequestView) -> None:
    if view.rework:
        Tag("span", words.value(Term("rework-free")), "pill ask")


def _answers(words: Words, offer: Offered, now: datetime, send: Send, windows: ReadWindows) -> None:
    urgent = offer.request.urgency is Urgency.EMERGENCY
    with Tag("div", classes="actions"):
        key = words("button-acknowledge") if urgent else words("button-accept")
        accept = Tag("button", key, "button primary", type="button")
        accept.on("click", partial(send, f"acc:{offer.id}"), args=[])
        if not offer.last_resort:
            TimesToPropose(words, offer.id, now, send, windows)
            _reasons(words, offer, send)


def _reasons(words: Words, offer: Offered, send: Send) -> None:
    with Tag("details", classes="reasons"):
        Tag("summary", words("web-decline"), "button quiet")
        Tag("p", words("web-decline-why"), "soft small")
        with Tag("div", classes="actions"):
            for reason in REASONS:
                button = Tag("button", words.term("decline", reason), "button quiet", type="button")
                button.on("click", partial(send, f"why:{offer.id}:{reason}"), args=[])


def visit_card(
    words: Words,
    visit: Planned,
    now: datetime,
    send: Send,
    finish: Callable[[Planned], Awaitable[None]],
    picker: VisitPhotos,
    *,
    today: bool,
    reassign: Callable[[Planned], Awaitable[None]],
) -> None:
    """A visit: when, where, whom to call, who goes, and the next step."""
    view = visit.request
    with Tag("article", classes="card visit"):
        with Tag("div", classes="request-head"):
            Tag("h3", words.value(category_term(view.category)))
            Tag("span", words("web-number", number=view.number), "number")
        with Tag("p", classes="request-status"):
            Tag("span", words.term("web-desk-status", view.status), f"pill {TONES[view.status]}")
            if view.urgency is not Urgency.NORMAL:
                Tag("span", words.term("web-urgency", view.urgency), "pill bad")
            _again(words, view)
        _visit_rows(words, visit, now)
        photo_rows(words, view.id, visit.photos)
        if visit.reassignable:
            with Tag("div", classes="actions"):
                change = Tag("button", words("button-change-technician"), "button quiet", type="button")
                change.on("click", partial(reassign, visit), args=[])
        if today or view.status is not Status.SCHEDULED:
            _steps(words, visit, send, finish, picker)
        else:
            with Tag("details", classes="reasons"):
                Tag("summary", words("web-go-early"), "button quiet")
                _steps(words, visit, send, finish, picker)


def _visit_rows(words: Words, visit: Planned, now: datetime) -> None:
    view = visit.request
    when = Term("at-once") if view.urgency is Urgency.EMERGENCY else Span(visit.start, visit.end, now)
    name = words.value(view.technician_name or Term("nobody-named"))
    with Tag("dl", classes="facts"):
        for label, text in (
            (words("web-when"), words.value(when)),
            (words("web-address"), words.value(address(view.where))),
        ):
            Tag("dt", label)
            Tag("dd", text, "strong")
        if visit.map:
            Tag("dt", words("web-map"))
            with Tag("dd"):
                map_anchor(words, visit.map)
        Tag("dt", words("web-contact"))
        with Tag("dd"):
            Tag("span", f"{view.contact_name} " if view.contact_name else "")
            if view.contact_phone:
                Tag("a", view.contact_phone, "tel", href=f"tel:{view.contact_phone}")
            else:
                Tag("span", words("no-phone"))
        for label, text in ((words("web-what"), words.value(problem_told(view))), (words("web-technician"), name)):
            Tag("dt", label)
            Tag("dd", text)


def _steps(
    words: Words,
    visit: Planned,
    send: Send,
    finish: Callable[[Planned], Awaitable[None]],
    picker: VisitPhotos,
) -> None:
    with Tag("div", classes="actions"):
        for place, choice in enumerate(visit_choices(visit.request)):
            style = "button primary" if place == 0 else "button quiet"
            button = Tag("button", words(choice.key), style, type="button")
            if choice.action.startswith("fin:"):
                button.on("click", partial(finish, visit), args=[])
            elif choice.action.startswith("pho:"):
                picker.opens(button, choice.action)
            else:
                button.on("click", partial(send, choice.action), args=[])


def _rows(rows: list[tuple[str, str]]) -> None:
    with Tag("dl", classes="facts"):
        for label, text in rows:
            Tag("dt", label)
            Tag("dd", text)
