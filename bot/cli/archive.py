"""The command that takes old facts and deliveries out of the database into a file, and brings them back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from sqlalchemy.exc import OperationalError

if TYPE_CHECKING:
    from booking.archives import Archive
    from bot.wiring import App


def archive(
    path: Annotated[Path, typer.Argument(help="The file to write or read, such as anxiu-until-2026-01.zip.")],
    before: Annotated[str, typer.Option("--before", help="Take out what is over from before this month: 2026-01")] = "",
    restore: Annotated[bool, typer.Option("--restore", help="Bring back what was taken out with this file.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Read it and compare it; change nothing.")] = False,
) -> None:
    """Take the facts and deliveries of requests that ended before a month into a file, or bring them back."""
    from bot.archiving.choice import TooEarlyError
    from bot.archiving.making import NothingToArchiveError
    from bot.archiving.work import FaultyError
    from bot.backup.archive import DamagedBackupError
    from bot.backup.restoring import NotRestoredError
    from bot.settings import Settings
    from bot.wiring import build

    if sum((bool(before), restore, check)) != 1:
        raise typer.BadParameter("say one of --before, --restore and --check")
    app = build(Settings())  # type: ignore[call-arg]
    try:
        _run(app, path, before, restore=restore)
    except FaultyError as error:
        for fault in error.faults:
            typer.echo(fault)
        _refuse(f"{path} is not what the database says ({error}); nothing was changed")
    except DamagedBackupError as error:
        _refuse(f"{path} is damaged: {error}")
    except (NothingToArchiveError, TooEarlyError, NotRestoredError, OSError) as error:
        _refuse(str(error))
    except OperationalError as error:
        _refuse(f"the database does not open ({error.orig}): see `anxiu doctor`")
    finally:
        app.close()


def _run(app: "App", path: Path, before: str, *, restore: bool) -> None:
    from bot.archiving import checking, work
    from bot.storage.months import Month

    if before:
        try:
            month = Month.read(before)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        archive_id = app.database.read(lambda session: app.make_work(session).ids.next())
        now = app.clock.now()
        done = work.archive(app.database, app.secret, archive_id, month, now, path, _progress)
        typer.echo(f"archived: {path} ({_told(done)} are in it and no longer in the database)")
        typer.echo("keep it as long as the records must be kept, and a copy on another machine")
    elif restore:
        done = work.bring_back(app.database, app.secret, app.clock.now(), path, _progress)
        left = f"; {_told(done)} are still only in it" if done.facts or done.messages else ""
        typer.echo(f"brought back: {path}{left}")
    else:
        checked = checking.check(app.database, path, app.secret)
        if checked.faults:
            raise work.FaultyError(list(checked.faults))
        typer.echo(
            f"whole: {path} (before {checked.archive.before}, {checked.requests} requests, each chain as sealed)"
        )


def _told(archived: "Archive") -> str:
    return f"{archived.facts} facts of {archived.requests} requests and {archived.messages} deliveries"


def _progress(requests: int, messages: int) -> None:
    typer.echo(f"\r{requests} requests, {messages} deliveries ...", err=True, nl=False)


def _refuse(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(1)
