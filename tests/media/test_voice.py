"""Voice messages: heard where an endpoint is set, repeated and taken as typed; else, or when it fails, advice."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from booking.terms import Role
from bot.channels.converse import Conversation, run_script
from bot.clock import ManualClock
from bot.mail import inbox
from bot.mail.chats import open_chat
from bot.mail.entities import InMessage, InStatus
from bot.mail.message import Inbound
from bot.media.speech import Recogniser
from bot.media.voices import LARGEST_VOICE, Voices
from bot.running.doctor import examine
from bot.wiring import App, settings_for
from tests.conftest import BuildApp
from tests.media import files
from tests.media.speech_server import SpeechServer, speech_server

REPORT = "厨房水龙头漏水，浦东雨靴苑7号502"


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with speech_server() as running:
        running.hears = REPORT
        yield running


@pytest.fixture
def app(server: SpeechServer, database_url: str, clock: ManualClock, build_app: BuildApp) -> App:
    return build_app(database_url, clock, asr_url=server.url, asr_model="small", asr_key="a-key", asr_seconds=1.0)


@pytest.fixture
def voice(tmp_path: Path) -> str:
    """The path of a recording."""
    path = tmp_path / "voice.wav"
    path.write_bytes(files.recording())
    return str(path)


def play(app: App, clock: ManualClock, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    """What residents are told."""
    answers = run_script(Conversation(app, clock), [json.dumps(line) for line in lines])
    return [answer for answer in answers if answer.get("to", "").startswith("resident:")]


def recordings(app: App) -> list[Path]:
    """Voice messages that lie on disk."""
    folder = app.settings.data_dir / "voices"
    return list(folder.iterdir()) if folder.exists() else []


def test_what_was_heard_is_repeated_and_taken_as_typed(
    app: App, clock: ManualClock, server: SpeechServer, voice: str
) -> None:
    told = play(app, clock, {"as": "resident:li", "voice": voice})
    assert REPORT in told[0]["text"]
    assert "龙头水管" in told[1]["text"]
    assert told[-1]["expects"] == "contact"
    path, key, body = server.asked[0]
    assert (path, key) == ("/v1/audio/transcriptions", "Bearer a-key")
    assert b"small" in body
    assert b'filename="voice.wav"' in body
    assert files.recording() in body
    assert recordings(app) == [], "what was understood is not kept"


def test_danger_told_by_voice_is_answered_with_advice(
    app: App, clock: ManualClock, server: SpeechServer, voice: str
) -> None:
    server.hears = "水管爆了，水喷得到处都是"
    told = play(app, clock, {"as": "resident:li", "voice": voice})
    assert "关总阀" in told[1]["text"]


def test_a_long_voice_message_is_repeated_in_one_line(
    app: App, clock: ManualClock, server: SpeechServer, voice: str
) -> None:
    server.hears = "水龙头漏水。\n" * 3000
    told = play(app, clock, {"as": "resident:li", "voice": voice})
    assert "\n" not in told[0]["text"]
    assert len(told[0]["text"]) < 200


def test_no_transaction_is_open_while_somebody_listens(
    app: App, clock: ManualClock, server: SpeechServer, voice: str
) -> None:
    """Meanwhile others can write, though SQLite has one writer at a time."""
    wrote: list[int] = []

    def write() -> None:
        wrote.append(app.database.write(lambda session: len(session.exec(select(InMessage.id)).all())))

    server.meanwhile = write
    play(app, clock, {"as": "resident:li", "voice": voice})
    assert wrote == [0], "and the message is not stored before it is understood"


@pytest.mark.parametrize("manner", ["error", "slow", "garbage", "number"])
def test_a_failed_transcription_falls_back_to_the_advice(
    app: App, clock: ManualClock, server: SpeechServer, voice: str, manner: str
) -> None:
    server.manner = manner
    say = {"as": "resident:li", "say": "水龙头漏水"}
    told = play(app, clock, say, {"as": "resident:li", "voice": voice})
    assert "打字" in told[-2]["text"]
    assert told[-1]["expects"] == "address", "and the open question stays"
    assert recordings(app) == []


def test_silence_is_answered_with_the_advice(app: App, clock: ManualClock, server: SpeechServer, voice: str) -> None:
    server.hears = "  \n"
    assert "打字" in play(app, clock, {"as": "resident:li", "voice": voice})[0]["text"]


def test_an_endpoint_that_keeps_failing_is_left_alone(server: SpeechServer) -> None:
    clock = [0.0]
    server.manner = "error"
    with closing(Recogniser(server.url, "small", now=lambda: clock[0])) as recogniser:
        assert [recogniser.words_of(b"x") for _ in range(6)] == [None] * 6
        assert len(server.asked) == 3
        clock[0], server.manner = 61.0, "well"
        assert recogniser.words_of(b"x") == REPORT


def test_staff_are_not_listened_to(app: App, clock: ManualClock, server: SpeechServer, voice: str) -> None:
    list(run_script(Conversation(app, clock), [json.dumps({"as": "vendor:pudong-big-nut", "voice": voice})]))
    assert server.asked == []
    assert recordings(app) == []


def test_a_process_that_dies_while_listening_loses_nothing(app: App, clock: ManualClock, server: SpeechServer) -> None:
    """The message was stored and not answered: it is listened to again."""
    (content,) = app.uploads.take([files.recording()])
    inbound = Inbound("converse", "v1", "resident:li", Role.RESIDENT, "resident:li", content)

    def store(session: Session) -> None:
        work = app.make_work(session)
        chat = open_chat(
            session,
            work.ids,
            work.now,
            channel=inbound.channel,
            address=inbound.address,
            role=inbound.role,
            party=inbound.party,
            lang=None,
        )
        inbox.store(session, work.ids, work.now, chat.id, inbound, InStatus.PENDING)

    app.database.write(store)
    assert len(recordings(app)) == 1
    app.turns.recover()
    assert len(server.asked) == 1
    assert recordings(app) == []

    def status(session: Session) -> set[str]:
        return set(session.exec(select(InMessage.status)).all())

    assert app.database.read(status) == {InStatus.DONE}


class Deaf:
    """Somebody who hears nothing."""

    def words_of(self, recording: bytes) -> str | None:
        return None


def test_recordings_are_kept_only_for_a_listener_and_not_for_long(tmp_path: Path, clock: ManualClock) -> None:
    silent = Voices(tmp_path / "a", None, clock.now, bytes)
    assert silent.keep(files.recording()) == ""
    assert not (tmp_path / "a").exists()
    numbers = iter(range(9))
    voices = Voices(tmp_path / "b", Deaf(), clock.now, lambda size: next(numbers).to_bytes(size))
    assert voices.keep(b"no sound") == ""
    assert voices.keep(files.recording() + bytes(LARGEST_VOICE)) == ""
    old = voices.keep(files.recording())
    clock.advance(timedelta(hours=25))
    new = voices.keep(files.recording())
    assert [path.name for path in (tmp_path / "b").iterdir()] == [new]
    assert voices.words(old) is None
    voices.forget("../../etc/passwd")
    voices.forget(new)
    voices.forget(new)
    assert list((tmp_path / "b").iterdir()) == []


def test_the_operator_sees_where_recordings_go(tmp_path: Path) -> None:
    def finding(**values: str) -> tuple[bool, str]:
        found = examine(settings_for(tmp_path, **values))
        return next((one.well, one.detail) for one in found if one.what == "voice messages")

    assert finding() == (True, "off: residents are asked to type")
    assert finding(asr_url="http://127.0.0.1:9/v1") == (False, "no model at http://127.0.0.1:9/v1")
    assert finding(asr_url="http://127.0.0.1:9/v1", asr_model="m") == (True, "m at http://127.0.0.1:9/v1")
