"""The guides say what is there: links, commands, settings, tables and accounts are checked against the code."""

import re
from pathlib import Path

import pytest
from sqlmodel import SQLModel
from typer.testing import CliRunner

import bot.storage.tables  # noqa: F401  (registers every table)
from bot.cli.app import cli
from bot.sample.files import read_sample
from bot.settings import Settings
from tests.docs.pages import GUIDES, ROOT, anchors, links, pages, rows, text_of

_TARGET = re.compile(r"^([a-z]+):(?!=)", re.MULTILINE)
#: Work trackers, paths of somebody's machine, package registries.
_FOREIGN = re.compile(
    r"\bissues? #|\bpull request\b|(?<![\w.}/])/(?:work|tmp|root|home|Users)\b|--index-url|"
    r"\b(?:pypi|pythonhosted|npmjs|crates)\.(?:org|io|com)\b",
    re.IGNORECASE,
)
RUNNER = CliRunner(env={"COLUMNS": "200", "TERM": "dumb"})


def _help(*command: str) -> str:
    result = RUNNER.invoke(cli, [*command, "--help"])
    assert result.exit_code == 0, result.output
    return result.output


def _whole_help(command: str) -> str:
    """The help of a command and of those below it."""
    groups = [group.typer_instance for group in cli.registered_groups if group.typer_instance]
    below = next((group.registered_commands for group in groups if group.info.name == command), [])
    names = [one.name or str(getattr(one.callback, "__name__", "")) for one in below]
    return "\n".join([_help(command), *[_help(command, name) for name in names]])


def _commands() -> set[str]:
    alone = {command.name or str(getattr(command.callback, "__name__", "")) for command in cli.registered_commands}
    return alone | {str(group.typer_instance.info.name) for group in cli.registered_groups if group.typer_instance}


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page):
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), target
        assert found.is_relative_to(ROOT), target
        if anchor:
            assert anchor in anchors(found), target


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_speak_of_the_product_alone(page: Path) -> None:
    found = _FOREIGN.search(page.read_text("utf-8"))
    assert found is None, found


@pytest.mark.parametrize("name", GUIDES)
def test_readme_names_every_command_and_no_other(name: str) -> None:
    named = set(re.findall(r"\banxiu ([a-z]+)\b", text_of(name)))
    assert named == _commands()
    overview = _help()
    assert all(f" {command} " in overview for command in named)


@pytest.mark.parametrize("name", [str(page.relative_to(ROOT)) for page in pages()])
def test_options_that_are_named_exist(name: str) -> None:
    for command, rest in re.findall(r"\banxiu ([a-z]+)((?: [^`\n]*)?)", text_of(name)):
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in _whole_help(command), f"anxiu {command} {option}"


@pytest.mark.parametrize("name", [*GUIDES, "CONTRIBUTING.md", "docs/operators.md"])
def test_make_targets_that_are_named_exist(name: str) -> None:
    targets = set(_TARGET.findall(text_of("Makefile")))
    named = set(re.findall(r"(?:`|^ {4})make ([a-z]+)", text_of(name), re.MULTILINE))
    assert named
    assert named <= targets


def test_every_setting_is_explained_with_its_default() -> None:
    explained = {row[0].strip("`"): row[1] for row in rows("docs/operators.md") if row[0].startswith("`ANXIU_")}
    blank = Settings.model_construct()
    for name in Settings.model_fields:
        default = getattr(blank, name)
        plain = default.get_secret_value() if hasattr(default, "get_secret_value") else str(default)
        assert explained.pop(f"ANXIU_{name.upper()}") == (f"`{plain}`" if plain else "empty")
    assert not explained


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_settings_that_are_named_exist(page: Path) -> None:
    known = {f"ANXIU_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bANXIU_[A-Z][A-Z_]*[A-Z]\b", page.read_text("utf-8"))) <= known


def test_data_model_lists_every_table_with_its_key() -> None:
    listed = {row[0].strip("`"): row[1].strip("`") for row in rows("docs/data-model.md") if row[0].startswith("`")}
    assert listed.pop("request_number") == "none"
    assert listed == {
        name: ", ".join(column.name for column in table.primary_key) for name, table in SQLModel.metadata.tables.items()
    }


def test_data_model_names_every_encrypted_column() -> None:
    personal = text_of("docs/data-model.md").partition("## Personal data")[2].partition("\n## ")[0]
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if type(column.type).__name__ == "PrivateText":
                assert column.name in personal, f"{table.name}.{column.name}"


@pytest.mark.parametrize("name", GUIDES)
def test_readme_names_every_demo_account(name: str) -> None:
    for account in read_sample().accounts.accounts:
        assert f"`{account.login}`" in text_of(name)
        assert f"`{account.password}`" in text_of(name)


def test_decisions_are_numbered_listed_and_whole() -> None:
    folder = ROOT / "docs/decisions"
    found = sorted(folder.glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in found] == list(range(1, len(found) + 1))
    for page in found:
        title, *_ = text = page.read_text("utf-8").splitlines()
        assert title.startswith(f"# {page.name[:4]} ")
        assert [line for line in text if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
        assert f"[{title[2:]}]({page.name})" in text_of("docs/decisions/README.md")
