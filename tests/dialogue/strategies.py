"""Draws what people can say, press and send, and how acts can end; odd combinations included."""

from datetime import date, timedelta

from hypothesis import strategies as st

from booking.lifecycle import Status
from booking.terms import Category, Danger, District, Intent, Route, Urgency
from booking.windows import Window
from bot.dialogue.events import (
    CaseFiled,
    CaseStepped,
    Changed,
    ContactSent,
    Event,
    Held,
    LocationSent,
    NotHeld,
    PhotosSent,
    Refused,
    Said,
    Submitted,
    VoiceSent,
)
from bot.dialogue.person_events import (
    HandedBack,
    PersonCalled,
    PersonCame,
    PersonLate,
    TalkAnswered,
    TalkGivenBack,
    TalkRefused,
    TalkTaken,
)
from bot.dialogue.views import CaseView, RequestView, TalkView
from bot.understanding.meaning import Answer, Guess, Issue, Meaning, Questions, Topic, When, Where, Who
from bot.understanding.staff_words import Command
from oversight.case_life import How
from oversight.case_rules import Stage
from tests.dialogue.fake_world import FIRM, HOME, MONDAY, case_view, request_view

WINDOWS = [Window(MONDAY + timedelta(days=days, hours=hours)) for days in (-1, 1, 2) for hours in (1, 4)]
ISSUES = [
    *(Issue(Route.IN_HOME, category, urgency) for category in Category for urgency in (Urgency.NORMAL, Urgency.URGENT)),
    Issue(Route.IN_HOME, Category.TAPS_PIPES, Urgency.EMERGENCY),
    *(Issue(route) for route in Route if route is not Route.IN_HOME),
]
WHERES = [
    HOME,
    Where(district=District.PUDONG, text="浦东"),
    Where(district=District.XUHUI, text="徐汇"),
    Where(district=District.XUHUI, estate="松果新村", building="3", text="徐汇松果新村3号"),
    Where(estate="松果新村", text="松果新村"),
    Where(road="田林路", lane="1186", text="田林路1186弄"),
    Where(building="8", room="801", text="8号801"),
    Where(room="502", text="502"),
    Where(room="603", text="603室"),
]
WHOS = [
    Who(phone="13800000001"),
    Who(phone="13900000002", name="王"),
    Who(name="李阿姨"),
    Who(bad_phone="1380000"),
    Who(name="Sarah", bad_phone="138"),
]
PARTS = ["morning", "afternoon", "evening", "any", "00:00", "09:30", "15:00", "23:59"]
DAYS = [None, *(date(2026, 11, 23) + timedelta(days=days) for days in (-30, -1, 0, 1, 2, 14, 15, 800))]
TEXTS = [
    "",
    " ",
    "嗯",
    "7号",
    "502",
    "3",
    "五",
    "2-10",
    "七号楼",
    "水龙头漏水",
    "{ $number }",
    "TP-01 x2 80",
    "1001 派李师傅",
    "assign Li Jianguo to 1001",
    "王师傅",
    "1001",
    "电梯坏了，帮我报上去",
    "帮我报",
    "2001到哪一步了",
    "80元",
    "上周",
    "report 1 Nov to 15 Nov",
    "报告",
    "x" * 500,
]


def maybe(values: st.SearchStrategy[object], share: int = 3) -> st.SearchStrategy[object]:
    """Nothing most of the time, else one of the values: `share` times nothing."""
    return st.one_of(*[st.none()] * share, values)


ANSWERS = st.builds(
    Answer,
    yes=st.sampled_from([None, None, True, False]),
    ordinal=st.sampled_from([None, None, None, 1, 2, 5, 9, -1]),
    stars=st.sampled_from([None, None, None, 1, 3, 5]),
    shift=st.sampled_from([None, None, None, None, "earlier", "later"]),
    same_place=st.sampled_from([False, False, False, True]),
    skip=st.sampled_from([False, False, False, True]),
    correction=st.sampled_from([False, False, True]),
    undo=st.sampled_from([False, False, False, False, True]),
    restart=st.sampled_from([False] * 9 + [True]),
    person=st.sampled_from([False] * 9 + [True]),
    bot=st.sampled_from([False] * 9 + [True]),
    language=st.sampled_from([None] * 9 + ["zh", "zh-CN", "zh-TW", "en"]),
    wish=st.sampled_from([None] * 9 + ["rerate", "receipt", "rework"]),
    presence=st.sampled_from([False, False, False, True]),
    solved=st.sampled_from([False, False, False, True]),
    failed=st.sampled_from([False, False, False, True]),
)
GUESSES = st.lists(
    st.builds(Guess, st.sampled_from(list(Route)), st.sampled_from([None, *Category]), st.floats(0, 1)), max_size=3
)
QUESTIONS = st.builds(
    Questions, st.lists(st.sampled_from(list(Topic)), min_size=1, max_size=2).map(tuple), st.booleans()
)
#: Concepts of problems that can be helped, and of one that must not be.
TOLD = st.lists(
    st.sampled_from(
        [frozenset({"toilet", "block"}), frozenset({"tap", "leak"}), frozenset({"trip"}), frozenset({"gas"})]
    ),
    max_size=2,
).map(tuple)
#: What a plain message says most often: nothing but one fact, or an answer.
_NOTHING = st.just(Answer())
MEANINGS = st.builds(
    Meaning,
    text=st.one_of(st.sampled_from(TEXTS), st.text(max_size=20)),
    lang=st.sampled_from(["zh", "zh", "en"]),
    script=st.sampled_from([None, "zh-CN", "zh-TW"]),
    intent=st.sampled_from([Intent.OTHER, Intent.OTHER, Intent.REPORT, Intent.REPORT, *Intent]),
    issues=st.one_of(st.just([]), st.lists(st.sampled_from(ISSUES), max_size=3)).map(tuple),
    problem=st.sampled_from(["", "一直滴水", "not working at all", "  "]),
    when=maybe(st.builds(When, st.sampled_from(DAYS), st.sampled_from(PARTS))),
    where=maybe(st.sampled_from(WHERES)),
    who=maybe(st.sampled_from(WHOS)),
    outside=st.sampled_from([None] * 9 + ["苏州"]),
    danger=st.sampled_from([None] * 15 + list(Danger)),
    danger_doubt=st.sampled_from([None] * 15 + list(Danger)),
    answer=st.one_of(_NOTHING, ANSWERS),
    confidence=st.floats(0, 1),
    guesses=GUESSES.map(tuple),
    asked=st.one_of(st.just(Questions()), st.just(Questions()), st.just(Questions()), QUESTIONS),
    told=TOLD,
)
SAID = st.builds(Said, MEANINGS, st.sampled_from([None, None, *Command]))
SENT: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        PhotosSent,
        st.lists(st.integers(0, 12), max_size=12, unique=True).map(lambda some: tuple(f"{one:064x}" for one in some)),
        st.sampled_from([("broken",), ("large", "document"), ("video", "format", "other", "?"), ("",)]),
    ),
    st.builds(VoiceSent, st.none() | SAID),
    st.builds(ContactSent, st.sampled_from(WHOS)),
    st.builds(LocationSent, st.floats(-90, 90), st.floats(-180, 180)),
)
VERBS = [
    *("cat", "w", "ok", "chg", "drop", "noroom", "danger", "cancel", "cancelok", "keep", "move", "works", "bad"),
    *("rate", "skip", "next", "human", "price", "lang", "progress", "start", "acc", "dec", "why", "go", "arr"),
    *("absent", "fin", "pho", "at", "item", "note", "list", "ack", "back", "talks", "take", "talk", "giveback"),
    *("norate", "reason", "side", "rerate", "receipt", "rework", "eta", "called", "help"),
    *("swap", "asg", "kept", "see", "day", "tomorrow"),
    *("file", "nofile", "case", "keepcase", "again", "notagain"),
    *("prop", "pw", "agree", "stay"),
    *("call", "dial", "nocall", "open", "opencase", "reassign", "reassignnow", "keepfirm", "report", "callbacks"),
    *("", "unknown", "CAT", "cat cat"),
]
ARGUMENTS = [
    *(
        "",
        "1",
        "2",
        "99",
        "-1",
        "²",
        "٣",
        "1e9",
        "9" * 30,
        "yes",
        "no",
        "more",
        "time",
        "address",
        "contact",
        "problem",
    ),
    *("what", "taps_pipes", "nonsense", "1:5", "1:9", "1:", ":", "1:busy", "1:late", "1:bad", "1:20", "None", "none"),
    *("1:more", "2:1764000000", "1:"),
    *("1:cf6fafe42fe5", "2:1", "2026-11-24", "2026-11-99", "9999-12-31"),
    *("lift", "pets", "1:advanced:site_check", "1:skipped:site_check", "9:::"),
    *("ok:plunger_toilet", "no:angle_valve", "ok:"),
    *("yuxue", "songguo", "pudong-yuxue_5", "TP-01", "zh-CN", "zh-TW", "xx", "{", "\x00"),
]
FORGED = st.builds(lambda verb, rest: f"{verb}:{rest}", st.sampled_from(VERBS), st.sampled_from(ARGUMENTS))
ACTIONS = st.one_of(FORGED, st.text(max_size=80))
VIEWS: st.SearchStrategy[RequestView] = st.builds(
    request_view,
    st.integers(1, 4),
    st.sampled_from(list(Status)),
    st.sampled_from([None, *Category]),
    danger=st.sampled_from([None] * 8 + list(Danger)),
    phone=st.sampled_from([None, "13800000001"]),
    stars=st.sampled_from([None, None, 1, 5]),
    start=st.sampled_from([None, MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)]),
    proposed=st.booleans(),
)
CASES: st.SearchStrategy[CaseView] = st.builds(
    case_view, st.integers(1, 3), st.sampled_from(["lift", "pump"]), st.sampled_from([Stage.SITE_CHECK, Stage.CLOSED])
)
_WHATS = [
    *("cancel", "move", "works", "not_fixed", "rate", "comment", "escalate", "contact", "accept", "finish", "?"),
    *("reason", "unrated", "travel", "called_back", "set_out", "assign", "assign_same"),
    *("propose", "agree", "stay", "answerproposal"),
    *("called", "reassign", "notecall", "ackalert"),
]
_WHYS = ["gone", "ended", "not_yours", "no_longer_yours", "not_free", "price", "proposed", "taken", "late", "?"]
TALKS = st.builds(
    TalkView,
    id=st.integers(1, 4),
    status=st.sampled_from(["waiting", "taken"]),
    emergency=st.booleans(),
    district=st.sampled_from([None, District.PUDONG]),
    number=st.sampled_from([None, 1001]),
    words=st.just("找人工"),
    asked_at=st.just(MONDAY),
    due_at=st.sampled_from([None, MONDAY + timedelta(minutes=15)]),
    taken_by=st.sampled_from([None, "supervisor:city"]),
)
PEOPLE: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        PersonCalled,
        open=st.booleans(),
        due=st.just(MONDAY + timedelta(days=1)),
        centre=st.sampled_from([None, (FIRM, "021-55500000")]),
        again=st.booleans(),
        taken=st.booleans(),
    ),
    st.builds(PersonCame, st.sampled_from(["supervisor", "centre"])),
    st.builds(PersonLate, st.sampled_from([None, MONDAY + timedelta(days=1)])),
    st.builds(HandedBack, st.booleans()),
    st.builds(TalkTaken, TALKS),
    st.builds(TalkAnswered, TALKS),
    st.builds(TalkGivenBack, TALKS),
    st.builds(TalkRefused, st.integers(1, 4), st.sampled_from(["gone", "taken", "empty"]), maybe(TALKS, 1)),
)
UNEXPECTED: st.SearchStrategy[Event] = st.one_of(
    PEOPLE,
    st.builds(Held, st.integers(1, 9), st.sampled_from(WINDOWS), st.just(MONDAY)),
    st.builds(NotHeld, st.sampled_from(WINDOWS)),
    st.builds(Submitted, VIEWS),
    st.builds(Changed, st.sampled_from(_WHATS), VIEWS),
    st.builds(CaseFiled, CASES, st.sampled_from(list(How)), st.integers(1, 9)),
    st.builds(CaseStepped, CASES),
    st.builds(Refused, st.sampled_from(_WHATS), st.sampled_from(_WHYS), maybe(VIEWS)),
)
