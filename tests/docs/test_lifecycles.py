"""The page of lifecycles follows the tables that the code obeys."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from booking.lifecycle import TRANSITIONS, VISIT_TRANSITIONS
from docs.generate_lifecycles import main, page
from oversight.case_life import GOVERNANCE_CHANGES, SHARED_PARTS_CHANGES
from oversight.handover_life import HANDOVER_TRANSITIONS
from tests.docs.pages import fenced, rows
from vendors.offer_life import OFFER_TRANSITIONS

TABLES: tuple[Mapping[tuple[StrEnum, StrEnum], StrEnum], ...] = (
    dict(TRANSITIONS.items()),
    dict(VISIT_TRANSITIONS.items()),
    dict(OFFER_TRANSITIONS.items()),
    dict(HANDOVER_TRANSITIONS.items()),
    dict(SHARED_PARTS_CHANGES.items()),
    dict(GOVERNANCE_CHANGES.items()),
)


def test_page_is_up_to_date() -> None:
    assert main(["--check"]) == 0


def test_check_finds_a_missing_or_stale_page_and_writing_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "lifecycles.md"
    assert main(["--check"], target) == 1
    target.write_text(page() + "one line more\n", "utf-8")
    assert main(["--check"], target) == 1
    assert "stale" in capsys.readouterr().err
    assert main([], target) == 0
    assert main(["--check"], target) == 0


def test_every_change_stands_in_the_tables_and_no_other() -> None:
    listed = [tuple(row) for row in rows("docs/lifecycles.md") if row[0] not in {"from", "---"}]
    assert listed == [(*pair, after) for table in TABLES for pair, after in table.items()]


@pytest.mark.parametrize("place", range(len(TABLES)))
def test_diagrams_show_every_arrow_and_every_end(place: int) -> None:
    table = {(str(a), str(event)): str(b) for (a, event), b in TABLES[place].items()}
    diagram = fenced("docs/lifecycles.md", "mermaid")[place]
    for (status, event), after in table.items():
        labels = [line for line in diagram.splitlines() if f" {status} --> {after}: " in line]
        assert len(labels) == 1
        assert event in labels[0].partition(": ")[2].split(" / ")
    ends = set(table.values()) - {status for status, _ in table}
    assert {line.split()[0] for line in diagram.splitlines() if line.endswith("--> [*]")} == ends
