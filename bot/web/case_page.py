"""The supervisor's page of one tracked case: where it stands, its facts, and the step that comes next."""

from datetime import datetime
from functools import partial

from nicegui import Client, ui
from starlette.requests import Request
from starlette.responses import Response

from booking.terms import Role
from bot.dialogue.case_desk import LONGEST_REASON
from bot.dialogue.case_wording import matter_name, stage_term
from bot.dialogue.views import CaseView
from bot.dialogue.wording import address
from bot.mail.message import Content
from bot.web.demo import is_demo
from bot.web.desk_chat import DeskChat
from bot.web.errors import plain_page, tell_trouble
from bot.web.frame import (
    PATIENCE,
    dress,
    footer,
    header,
    language_menu,
    reading_tools,
    sample_notice,
    sign_out_button,
    skip_link,
)
from bot.web.guard import turned_away
from bot.web.look import look_of
from bot.web.reads_cases import FullCase, age, full_case
from bot.web.session import form_token, staff_of
from bot.web.tags import Tag
from bot.web.words import Words, stamp
from bot.web.work import in_thread
from bot.wiring import App
from locales.keys import Key
from oversight.case_entities import CaseFact
from oversight.case_life import CaseEvent, events_at
from oversight.case_rules import Stage
from oversight.matters import matter

_BUTTONS: dict[CaseEvent, Key] = {
    CaseEvent.ADVANCED: "button-case-advance",
    CaseEvent.SKIPPED: "button-case-skip",
    CaseEvent.DISMISSED: "button-case-dismiss",
}
_FACTS: dict[str, Key] = {
    "filed": "web-case-fact-filed",
    "joined": "web-case-fact-joined",
    "again": "web-case-fact-again",
    "advanced": "web-case-fact-advanced",
    "skipped": "web-case-fact-skipped",
    "dismissed": "web-case-fact-dismissed",
    "late": "web-case-fact-late",
}


def register(app: App) -> None:
    """Add the page."""

    @ui.page("/supervisor/case/{number}", response_timeout=PATIENCE)
    async def page(request: Request, client: Client, number: str) -> Response | None:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role is not Role.SUPERVISOR:
            return turned_away(app, request, staff)
        wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
        found = await in_thread(app.database.read, lambda session: full_case(session, wanted, staff.scope))
        if found is None:
            return plain_page(request, app.texts, 404, "web-missing-title", "web-no-case", desk=staff.home)
        look = look_of(request)
        words = Words(app.texts, look.lang)
        chat = DeskChat(app, staff, look.lang, client.id)
        await in_thread(app.database.write, chat.open)
        dress(look, words, "web-cases", "desk.css", "supervisor.css")
        tell_trouble(words)
        skip_link(words, "main", "web-skip-main")
        with header(words, "web-tagline-supervisor"):
            language_menu(look, words)
            reading_tools(look, words)
            sign_out_button(words, form_token(app.secret, request.session))
        CasePage(app, words, chat, staff.scope).build(found)
        footer(words)
        return None


class CasePage:
    """One open page of a case."""

    def __init__(self, app: App, words: Words, chat: DeskChat, scope: str | None) -> None:
        self._app = app
        self._words = words
        self._chat = chat
        self._scope = scope

    def build(self, found: FullCase) -> None:
        """Build the page around what changes."""
        words, view = self._words, found.view
        with Tag("main", classes="page", id="main", tabindex="-1"):
            Tag("a", words("web-cases-back"), "tool back", href="/supervisor/cases")
            Tag("h1", f"{words('web-number', number=view.number)} {words.value(matter_name(view.matter))}")
            self._body = Tag("div", classes="two-columns")
            sample_notice(words, shown=is_demo(self._app.settings))
        self._show(found)

    def _show(self, found: FullCase, *, refused: bool = False) -> None:
        self._body.clear()
        now = self._app.clock.now()
        with self._body:
            with Tag("div", classes="stack"):
                _facts(self._words, found, now)
                self._step(found.view, refused=refused)
            _log(self._words, found)

    def _step(self, view: CaseView, *, refused: bool) -> None:
        """The reason and a button for each step that the case may take."""
        words, events = self._words, events_at(view.route, view.stage)
        if not events:
            return
        with Tag("section", classes="card stack", aria_labelledby="step-title"):
            Tag("h2", words("web-case-step"), id="step-title")
            fault = Tag("p", words("web-case-refused"), "fault", role="alert")
            fault.set_visibility(refused)
            Tag("label", words("web-case-reason"), for_="reason")
            reason = ui.textarea().props(f"id=reason for=reason maxlength={LONGEST_REASON} outlined autogrow")
            with Tag("div", classes="actions"):
                for event in events:
                    kind = "button primary" if event is CaseEvent.ADVANCED else "button quiet"
                    button = Tag("button", words(_BUTTONS[event]), kind, type="button")
                    button.on("click", partial(self._take, view, event, reason, fault), args=[])

    async def _take(self, view: CaseView, event: CaseEvent, reason: ui.textarea, fault: Tag) -> None:
        """The step goes the way of all messages: a press, then the reason in words."""
        told = str(reason.value or "").strip()
        if not told:
            fault.text = self._words("case-reason-needed")
            fault.set_visibility(True)
            return
        await self._chat.send(Content(press=f"case:{view.id}:{event}:{view.stage}"), Content(say=told))
        found = await in_thread(self._app.database.read, lambda s: full_case(s, view.number, self._scope))
        if found is not None:
            self._show(found, refused=found.view.stage is view.stage)


def _facts(words: Words, found: FullCase, now: datetime) -> None:
    view = found.view
    days, over = age(view, now)
    rows: list[tuple[Key, str]] = [
        ("web-case-stage", f"{words.term('stage', view.stage)} {view.step}/{view.steps}"),
        ("web-case-column-age", words("web-case-days-over" if over else "web-case-days", days=days)),
        ("web-case-limit", words("web-case-limit-days", days=view.days) if view.days else "–"),
        ("web-address", words.value(address(view.where))),
        ("web-case-made", stamp(view.created_at)),
        ("web-case-column-people", words("web-case-people", people=view.people, reports=view.reports)),
        ("web-case-words", "\n".join(found.words)),
    ]
    with Tag("section", classes="card"):
        if matter(view.matter).from_source:
            Tag("p", words("web-case-source"), "soft small")
        with Tag("dl", classes="facts"):
            for name, value in rows:
                Tag("dt", words(name))
                Tag("dd", value, "text")
            if view.follows is not None:
                Tag("dt", words("web-case-follows"))
                with Tag("dd"):
                    Tag("a", str(view.follows), "number-link", href=f"/supervisor/case/{view.follows}")


def _log(words: Words, found: FullCase) -> None:
    with Tag("section", classes="card", aria_labelledby="log-title"):
        Tag("h2", words("web-log"), id="log-title")
        Tag("p", words("web-log-how"), "soft small")
        with Tag("ol", classes="log-list"):
            for fact in found.facts:
                with Tag("li"):
                    with Tag("p", classes="soft small"):
                        Tag("time", f"{stamp(fact.at)} ")
                        Tag("span", words.term("web-role", fact.actor.partition(":")[0]))
                    Tag("p", _sentence(words, fact))
                    if fact.words:
                        Tag("p", fact.words, "text small")


def _sentence(words: Words, fact: CaseFact) -> str:
    key, data = _FACTS.get(fact.kind), fact.data
    if key is None:
        return words("web-fact-other", kind=fact.kind)
    stage = stage_term(Stage(data["stage"])) if "stage" in data else ""
    was = stage_term(Stage(data["was"])) if "was" in data else ""
    return words(key, stage=stage, was=was, people=data.get("people", 1))
