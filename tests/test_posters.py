"""Posters: the codes in their links, the lists of buildings, the PDF, the command."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli.app import cli
from bot.places.house_codes import arrival, house_code, read_house_code, telegram_link, web_link
from bot.places.houses import house_of_code
from bot.places.poster_file import write_pdf
from bot.places.posters import MOST_SHEETS, buildings_of, posters_of
from bot.sample.files import read_sample
from bot.wiring import App

ESTATES = st.sampled_from([estate.code for district in read_sample().districts for estate in district.estates])
BUILDINGS = st.from_regex(r"[1-9][0-9]{0,3}[A-Z]?", fullmatch=True)


@given(ESTATES, BUILDINGS)
def test_a_code_is_read_as_it_was_written(estate: str, building: str) -> None:
    """And fits into a button, into Telegram's start parameter, and into a QR code that scanners read."""
    code = house_code(estate, building)
    assert read_house_code(code) == (estate, building)
    assert len(arrival(code).encode()) <= 64
    assert all(sign.isascii() and (sign.isalnum() or sign in "_-") for sign in code)
    assert len(code) <= 64


@given(st.text(max_size=80))
def test_no_text_gets_through_a_code(text: str) -> None:
    """What is read from a code are an estate's code and a number, whatever it held."""
    read = read_house_code(text)
    assert read is None or (house_code(*read) == text and text.isascii() and " " not in text)


@given(st.text(max_size=40))
def test_lists_of_buildings_hold_buildings_only(text: str) -> None:
    """Never more than the sheets that are made at once, none twice, and no other text."""
    found = buildings_of(text)
    assert len(found) == len(set(found)) <= MOST_SHEETS
    assert all(read_house_code(house_code("e", building)) for building in found)


@pytest.mark.parametrize(
    ("text", "buildings"),
    [
        ("5", ["5"]),
        ("1-3", ["1", "2", "3"]),
        ("1, 3，5A", ["1", "3", "5A"]),
        ("3-1", []),
        ("", []),
        ("five", []),
        ("2-2", ["2"]),
    ],
)
def test_lists_of_buildings(text: str, buildings: list[str]) -> None:
    assert list(buildings_of(text)) == buildings
    assert len(buildings_of("1-9999")) == MOST_SHEETS


def test_links_are_scanned_as_they_are() -> None:
    """A scanner reads both links from the codes that are drawn."""
    code = house_code("xuhui-songguo", "3")
    for link in (web_link("https://anxiu.example/", code), telegram_link("anxiu_bot", code)):
        rows = [
            [0 if dark else 255 for dark in row] for row in segno.make(link, error="m").matrix_iter(scale=4, border=4)
        ]
        assert zxingcpp.read_barcodes(np.array(rows, np.uint8))[0].text == link


def test_a_poster_speaks_every_language(app: App) -> None:
    """The house in both scripts of Chinese and in English, and in the address that its code stands for."""
    made = app.database.read(
        lambda session: posters_of(
            session, app.texts, "xuhui-songguo", ["3"], base="https://a.example", bot="anxiu_bot"
        )
    )
    places = ["徐汇区松果新村 3号", "徐匯區松果新村 3號", "Songguo Village, building 3, Xuhui"]
    assert [words.place for words in made[0].words] == places
    assert made[0].telegram == "https://t.me/anxiu_bot?start=xuhui-songguo_3"
    where = app.database.read(lambda session: house_of_code(session, made[0].code))
    assert where is not None
    assert (where.estate, where.lane, where.building, where.room) == ("松果新村", "1186", "3", None)
    pdf = write_pdf(made)
    assert pdf.startswith(b"%PDF-")
    for font, coded in ((b"STSong-Light", b"UniGB-UCS2-H"), (b"MSung-Light", b"UniCNS-UCS2-H")):
        assert re.search(rb"/BaseFont /%b .*?/Encoding /%b" % (font, coded), pdf, re.DOTALL)
    assert pdf == write_pdf(made)
    assert app.database.read(lambda session: house_of_code(session, "nowhere_3")) is None
    assert not app.database.read(lambda session: posters_of(session, app.texts, "nowhere", ["3"], base="x", bot=""))


def test_the_command(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes one page a building; says in words what is missing."""
    monkeypatch.setenv("ANXIU_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("ANXIU_SECRET_KEY", "a secret for tests")
    monkeypatch.setenv("ANXIU_DATA_DIR", str(tmp_path))
    run, out = CliRunner(env={"COLUMNS": "200"}), tmp_path / "out.pdf"
    url = ["--url", "https://a.example", "--output", str(out)]
    done = run.invoke(cli, ["poster", "xuhui-songguo", "1-3", *url])
    assert done.exit_code == 0, done.output
    assert "3 pages" in done.output
    assert io.BytesIO(out.read_bytes()).getvalue().count(b"/Type /Page\n") == 3
    for arguments, words in (
        (["nowhere", "1", *url], "no estate"),
        (["xuhui-songguo", "x", *url], "names no building"),
        (["xuhui-songguo", "1"], "ANXIU_PUBLIC_URL"),
    ):
        failed = run.invoke(cli, ["poster", *arguments])
        assert failed.exit_code != 0
        assert words in failed.output
