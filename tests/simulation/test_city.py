"""A simulated city: the same seed tells the same story, nothing is lost, and a typhoon begins and ends a surge."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from booking.terms import District
from bot.cli.app import cli
from bot.settings import Settings
from bot.simulation.report import Report
from bot.simulation.run import NotEmptyError, Options, simulate
from bot.simulation.scenario import Scenario, plan_from, read_plan
from bot.simulation.voices import problems, voice
from tests.conftest import settings
from tests.databases import copied

QUIET = Options(days=1, seed=7, scenario=Scenario.ORDINARY, districts=(District.XUHUI,), scale=0.25)
STORM = Options(days=1, seed=11, scenario=Scenario.TYPHOON, districts=(District.XUHUI,), scale=2)
#: Nothing but the afternoon of the typhoon, or the short form would not be short.
AFTERNOON = tuple(1.0 if hour == 14 else 0.1 if hour in range(15, 24) else 0.0 for hour in range(24))


def _settings(folder: Path) -> Settings:
    folder.mkdir()
    return settings(folder)


def _written(report: Report) -> str:
    out = StringIO()
    report.write(out)
    return out.getvalue()


def test_the_same_seed_gives_the_same_report_and_another_one_does_not(tmp_path: Path) -> None:
    first, again = (_written(simulate(_settings(tmp_path / name), QUIET)) for name in ("a", "b"))
    assert first == again
    other = simulate(_settings(tmp_path / "c"), Options(1, 8, Scenario.ORDINARY, QUIET.districts, 0.25))
    assert _written(other) != first
    assert other.is_well


def test_a_typhoon_in_one_district(tmp_path: Path) -> None:
    plan = replace(read_plan(Scenario.TYPHOON), hours=AFTERNOON)
    report = simulate(_settings(tmp_path / "storm"), STORM, plan=plan)
    summary = report.summary
    assert report.faults == []
    assert (summary["double_bookings"], summary["lost"]) == (0, 0)
    (surge, *_) = summary["surges"]
    assert surge["began"] < surge["ended"]
    assert surge["began"].startswith("2026-11-02T14:")
    assert summary["emergencies"]["seconds_from_request"]["p99"] < 1
    assert summary["requests"] >= 0.85 * summary["residents"]
    assert summary["bookings"] >= 0.85 * summary["requests"]


@pytest.mark.soak
@pytest.mark.timeout(7_200)
def test_a_typhoon_in_the_whole_city(tmp_path: Path) -> None:
    # five whole days of history before the storm: with fewer, only fixed figures tell what is unusual
    report = simulate(_settings(tmp_path / "city"), Options(days=10, seed=1, scenario=Scenario.TYPHOON), print)
    print(json.dumps(report.summary, ensure_ascii=False, indent=2))
    assert report.faults == []
    assert len({surge["district"] for surge in report.summary["surges"]}) == len(District)
    assert all(surge["ended"] for surge in report.summary["surges"])
    assert report.summary["emergencies"]["seconds_from_request"]["p99"] < 1


def test_the_database_is_left_filled_and_is_not_filled_twice(tmp_path: Path) -> None:
    where = _settings(tmp_path / "kept")
    simulate(where, Options(1, 3, Scenario.ORDINARY, QUIET.districts, 0.05))
    with pytest.raises(NotEmptyError):
        simulate(where, QUIET)


def test_the_same_story_on_postgresql(tmp_path: Path, postgres: str) -> None:
    options = Options(1, 3, Scenario.ORDINARY, QUIET.districts, 0.1)
    (tmp_path / "pg").mkdir()
    with copied(postgres, "anxiu_simulated") as url:
        there = simulate(settings(tmp_path / "pg", url), options)
    assert there.is_well
    assert _written(there) == _written(simulate(_settings(tmp_path / "lite"), options))


def test_a_full_database_is_refused_in_one_line(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANXIU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ANXIU_SECRET_KEY", "a secret for tests")
    result = CliRunner().invoke(cli, ["simulate", "--db", sqlite_url])
    assert result.exit_code == 2
    assert "name an empty one" in result.output


@pytest.mark.parametrize("scenario", list(Scenario))
def test_every_scenario_can_be_read_and_said(scenario: Scenario) -> None:
    plan = read_plan(scenario)
    for name in plan.voices:
        lang = voice(name).lang
        assert all(problems(lang, kind, danger=False) for kind in plan.categories)
        assert all(problems(lang, kind, danger=True) for kind in plan.dangers)


@pytest.mark.parametrize(("name", "value"), [("hours", [1.0]), ("categories", {"magic": 1}), ("firms", {"lazy": 1})])
def test_scenarios_that_make_no_sense_are_refused(name: str, value: object) -> None:
    table: dict[str, object] = {
        "per_hour": 1.0,
        "hours": [1.0] * 24,
        "danger_share": 0.1,
        "extra_firms": 0,
        "categories": {"taps_pipes": 1},
        "dangers": {"water": 1},
        "voices": {"terse": 1},
        "firms": {"quick": 1},
    }
    assert plan_from(table).per_hour == 1
    with pytest.raises(ValueError, match=r"hours|unknown"):
        plan_from(table | {name: value})
