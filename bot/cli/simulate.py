"""The commands that simulate a city and that check a database."""

import json
import logging
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from booking.terms import District
from bot.simulation.scenario import Scenario


def simulate(
    days: Annotated[int, typer.Option(min=1, max=400, help="So many days pass.")] = 3,
    seed: Annotated[int, typer.Option(help="The same seed gives the same report.")] = 1,
    scenario: Annotated[Scenario, typer.Option(help="What happens.")] = Scenario.ORDINARY,
    district: Annotated[list[District] | None, typer.Option(help="Only this one; may be given several times.")] = None,
    scale: Annotated[float, typer.Option(min=0.01, max=100, help="How much is reported, 1 is usual.")] = 1.0,
    first_day: Annotated[str, typer.Option("--first-day", help="The day it begins, such as 2026-11-02.")] = "",
    db: Annotated[str, typer.Option("--db", help="An empty database to fill; default is a scratch one.")] = "",
    report: Annotated[Path | None, typer.Option(help="Write JSON lines to this file.")] = None,
) -> None:
    """Simulate residents, firms and weather over the real application, in accelerated time; exit 1 on any fault."""
    from bot.settings import Settings
    from bot.simulation.run import FIRST_DAY, NotEmptyError, Options, simulate
    from bot.wiring import settings_for

    logging.basicConfig(level=logging.ERROR)
    options = Options(days, seed, scenario, tuple(district or District), scale, _day(first_day) or FIRST_DAY)
    with tempfile.TemporaryDirectory(prefix="anxiu-sim-") as scratch:
        settings = Settings(database_url=db) if db else settings_for(Path(scratch))  # type: ignore[call-arg]
        try:
            made = simulate(settings, options, lambda line: typer.echo(line, err=True))
        except NotEmptyError as error:
            typer.echo(f"anxiu: {error}", err=True)
            raise typer.Exit(2) from None
    if report is not None:
        with report.open("w", encoding="utf-8") as out:
            made.write(out)
    for fault in made.faults:
        typer.echo(fault, err=True)
    typer.echo(json.dumps(made.summary, ensure_ascii=False, indent=2))
    raise typer.Exit(0 if made.is_well else 1)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day such as 2026-11-02") from None


def check(
    now: Annotated[str, typer.Option("--now", help="The time of the database, if it is not the present.")] = "",
) -> None:
    """Check the whole database: nothing lost, nothing booked twice, no step that may not be; exit 1 on any fault."""
    from bot.ledger_check import check as examine
    from bot.secrets import AesCipher, load_secret
    from bot.settings import Settings
    from bot.storage.engine import open_engine
    from bot.storage.migrate import require_newest
    from bot.storage.unit import Database

    settings = Settings()  # type: ignore[call-arg]
    at = datetime.fromisoformat(now).astimezone(UTC) if now else datetime.now(UTC)
    secret = load_secret(settings.secret_key.get_secret_value(), settings.data_dir)
    engine = open_engine(settings.database(), AesCipher(secret))
    try:
        require_newest(engine)
        faults = Database(engine).read(lambda session: list(examine(session, at)))
    finally:
        engine.dispose()
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(faults)} faults" if faults else "no request lost, nobody booked twice, every log whole")
    raise typer.Exit(1 if faults else 0)
