"""The `anxiu` command."""

import json
import logging
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer

from booking.terms import SHANGHAI
from bot.cli import archive, backup, posters, simulate, telegram, understanding

cli = typer.Typer(
    name="anxiu",
    help="Anxiu 安修: book a repair by chat, from first words to rating.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
cli.command()(understanding.train)
cli.command()(understanding.evaluate)
cli.command()(posters.poster)
cli.command()(backup.backup)
cli.command()(backup.restore)
cli.command()(simulate.simulate)
cli.command()(simulate.check)
cli.command()(archive.archive)
cli.add_typer(understanding.hotline)
cli.add_typer(telegram.telegram)
Now = Annotated[str, typer.Option("--now", help="The time to start from (ISO 8601); default is the present.")]


def _moment(text: str) -> datetime:
    if not text:
        return datetime.now(SHANGHAI)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no ISO time such as 2026-11-23T09:00+08:00") from None
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def _emit(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@cli.command()
def serve(
    role: Annotated[str, typer.Option(help="all, web, bot or worker")] = "all",
    demo: Annotated[bool, typer.Option("--demo", help="Sample data, and sample firms that answer.")] = False,
    port: Annotated[int, typer.Option(help="Port of the pages; 0 takes ANXIU_PORT.")] = 0,
) -> None:
    """Serve the pages, the channels and the workers."""
    from bot.running.serve import run
    from bot.settings import Settings

    if role not in ("all", "web", "bot", "worker"):
        raise typer.BadParameter(f"{role!r}: use all, web, bot or worker")
    settings = Settings()  # type: ignore[call-arg]
    changes: dict[str, object] = {"port": port} if port else {}
    if demo and not settings.sample_firms_answer:
        changes["sample_firms_answer"] = 6.0
    raise typer.Exit(run(settings.model_copy(update=changes), role=role, sample=demo))


@cli.command()
def understand(now: Now = "") -> None:
    """Read JSON lines {"id", "text"} and write what each means."""
    from bot.understanding.lines import answer_lines

    for answer in answer_lines(sys.stdin, _moment(now)):
        _emit(answer)


@cli.command()
def converse(
    db: Annotated[str, typer.Option("--db", help="A database to use instead of a scratch one.")] = "",
    now: Now = "",
) -> None:
    """Play a conversation of JSON lines with a simulated clock."""
    logging.basicConfig(level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="anxiu-") as scratch:
        _converse(sys.stdin, Path(scratch), db, _moment(now))


def _converse(lines: TextIO, scratch: Path, db: str, now: datetime) -> None:
    from bot.channels.converse import CHANNEL, Conversation, run_script
    from bot.clock import ManualClock
    from bot.running.prepare import prepare
    from bot.settings import Settings
    from bot.wiring import build, settings_for

    settings = Settings(database_url=db) if db else settings_for(scratch)  # type: ignore[call-arg]
    prepare(settings, sample=not db)
    clock = ManualClock(now)
    app = build(settings, clock=clock, staff_channel=CHANNEL)
    try:
        for answer in run_script(Conversation(app, clock), lines):
            _emit(answer)
    finally:
        app.close()


@cli.command()
def chat(
    demo: Annotated[bool, typer.Option("--demo", help="Sample data, and sample firms that answer.")] = False,
) -> None:
    """Chat as a resident in this terminal, over the same database as the pages."""
    from bot.channels.terminal import Terminal
    from bot.running.prepare import prepare
    from bot.running.ticker import Ticker
    from bot.settings import Settings
    from bot.wiring import build

    logging.basicConfig(level=logging.ERROR)
    settings = Settings()  # type: ignore[call-arg]
    if demo:
        settings = settings.model_copy(update={"sample_firms_answer": settings.sample_firms_answer or 6.0})
    if not prepare(settings, sample=demo):
        typer.echo("There are no repair firms in this database yet. Try `anxiu chat --demo`.", err=True)
        raise typer.Exit(1)
    app = build(settings)
    ticker = Ticker(app.clockwork, settings.tick_seconds)
    ticker.start()
    app.bells.start()
    try:
        Terminal(app, typer.echo, os.urandom(8).hex()).run(sys.stdin)
    except KeyboardInterrupt:
        typer.echo("")
    finally:
        ticker.stop()
        app.close()


@cli.command()
def audit() -> None:
    """Verify the fact chains and seals; exit 1 where any is broken."""
    from bot.settings import Settings
    from bot.wiring import build
    from oversight.audit import audit as verify

    app = build(Settings())  # type: ignore[call-arg]
    faults = app.database.read(lambda session: list(verify(session)))
    app.close()
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(faults)} faults" if faults else "all chains and seals are whole")
    raise typer.Exit(1 if faults else 0)


@cli.command()
def doctor() -> None:
    """Check configuration, database, migrations, channels and disk; exit 1 if anything is wrong."""
    from bot.running.doctor import examine, listed
    from bot.settings import Settings

    settings = Settings()  # type: ignore[call-arg]
    for line in listed(settings):
        typer.echo(line)
    sick = False
    for finding in examine(settings):
        sick = sick or not finding.well
        typer.echo(f"{'ok   ' if finding.well else 'WRONG'} {finding.what}: {finding.detail}")
        if not finding.well:
            typer.echo(f"      what to do: {finding.mend}")
    raise typer.Exit(1 if sick else 0)


def main() -> None:
    """Entry point; what an operator can mend is said in one line."""
    from bot.storage.migrate import NotPreparedError

    try:
        cli()
    except NotPreparedError as error:
        typer.echo(f"anxiu: {error}", err=True)
        raise SystemExit(1) from None
