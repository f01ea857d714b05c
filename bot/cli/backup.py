"""The commands that make a backup and restore one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from booking.terms import SHANGHAI
from bot.backup.archive import Manifest


def backup(
    path: Annotated[Path, typer.Argument(help="The file to write, such as anxiu-2026-11-26.zip.")],
) -> None:
    """Write everything into one file: rows, photos, recordings; the key that opens it is not in it."""
    from bot.backup.making import make
    from bot.secrets import AesCipher, find_secret
    from bot.settings import Settings
    from bot.storage.engine import open_engine
    from bot.storage.migrate import NotPreparedError

    settings = Settings()  # type: ignore[call-arg]
    secret = find_secret(settings.secret_key.get_secret_value(), settings.data_dir)
    if secret is None:
        _refuse(f"there is no key in {settings.data_dir}: set ANXIU_DATA_DIR to that of the installation")
    engine = open_engine(settings.database(), AesCipher(secret))
    try:
        made = make(engine, settings.data_dir, secret, datetime.now(UTC), path)
    except FileExistsError:
        _refuse(f"{path} is there already: give another name")
    except (NotPreparedError, OSError) as error:
        _refuse(str(error))
    except OperationalError as error:
        _refuse(f"the database does not open ({error.orig}): see `anxiu doctor`")
    finally:
        engine.dispose()
    typer.echo(f"written: {path} ({_told(made)})")
    if not settings.secret_key.get_secret_value():
        typer.echo(f"keep {settings.data_dir / 'secret.key'} in another place: without it the backup cannot be read")


def restore(
    path: Annotated[Path, typer.Argument(help="A file that `anxiu backup` wrote.")],
    check: Annotated[bool, typer.Option("--check", help="Read it from end to end and change nothing.")] = False,
) -> None:
    """Fill an empty installation from a backup, and verify the chains of facts."""
    from bot.backup import restoring
    from bot.backup.archive import DamagedBackupError
    from bot.secrets import AesCipher, find_secret
    from bot.settings import Settings
    from bot.storage.engine import open_engine

    settings = Settings()  # type: ignore[call-arg]
    secret = find_secret(settings.secret_key.get_secret_value(), settings.data_dir)
    try:
        if check:
            typer.echo(f"whole: {path} ({_told(restoring.check(path, secret))})")
            return
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        engine = open_engine(settings.database(), AesCipher(secret or b""))
        try:
            found = restoring.restore(path, engine, settings.data_dir, secret)
            faults = _verify(engine)
        finally:
            engine.dispose()
    except DamagedBackupError as error:
        _refuse(f"{path} is damaged: {error}; take another backup")
    except (restoring.NotRestoredError, OSError) as error:
        _refuse(str(error))
    except OperationalError as error:
        _refuse(f"the database does not open ({error.orig}): see `anxiu doctor`")
    typer.echo(f"restored: {path} ({_told(found)})")
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(faults)} faults" if faults else "all chains and seals are whole")
    raise typer.Exit(1 if faults else 0)


def _verify(engine: Engine) -> list[str]:
    from bot.storage.unit import Database
    from oversight.audit import audit

    return Database(engine).read(lambda session: list(audit(session)))


def _told(manifest: Manifest) -> str:
    at = datetime.fromisoformat(manifest.made_at).astimezone(SHANGHAI)
    return f"of {at:%Y-%m-%d %H:%M}, {manifest.rows} rows, {len(manifest.files)} files, schema {manifest.revision}"


def _refuse(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(1)
