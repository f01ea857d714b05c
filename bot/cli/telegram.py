"""The commands that set up Telegram and invite people."""

import os
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.channels.telegram.setup import Found
    from bot.settings import Settings

telegram = typer.Typer(
    name="telegram", help="The Telegram bot: set it up, look at it, invite staff.", no_args_is_help=True
)
Days = Annotated[int, typer.Option(min=1, max=90, help="Days in which the link can be used.")]


@telegram.command()
def setup() -> None:
    """Register webhook or polling, commands and descriptions with Telegram; may be repeated."""
    from bot.channels.telegram.service import webhook_secret
    from bot.channels.telegram.setup import set_up
    from bot.secrets import load_secret
    from locales.texts import Texts

    settings = _settings()
    secret = load_secret(settings.secret_key.get_secret_value(), settings.data_dir)
    _show(lambda: set_up(settings, Texts(), webhook_secret(settings, secret)))


@telegram.command()
def status() -> None:
    """Show what is set with Telegram, what waits there, and the last error."""
    from bot.channels.telegram.setup import look

    settings = _settings()
    _show(lambda: look(settings))


@telegram.command()
def invite(
    role: Annotated[str, typer.Option(help="vendor, technician, centre or supervisor")],
    account: Annotated[str, typer.Option(help="A login, or the code of a firm or technician, or a district.")],
    days: Days = 7,
) -> None:
    """Make a link that binds one Telegram account to this role, once."""
    from bot.channels.telegram import invitations
    from bot.places.house_codes import telegram_link
    from bot.wiring import build

    settings = _settings()
    wanted = next((known for known in invitations.ROLES if known == role), None)
    if wanted is None:
        raise typer.BadParameter(f"{role!r}: use vendor, technician, centre or supervisor")
    if not settings.telegram_bot:
        raise typer.BadParameter("set ANXIU_TELEGRAM_BOT to the name of the bot: the link opens it")
    with closing(build(settings)) as app:
        try:
            party = app.database.read(lambda session: invitations.party_named(session, wanted, account))
        except invitations.UnknownPartyError as error:
            raise typer.BadParameter(str(error)) from None
        code = app.database.write(
            lambda session: invitations.invite(app.make_work(session), wanted, party, days, os.urandom)
        )
    typer.echo(telegram_link(settings.telegram_bot, code))
    typer.echo(f"for {party}; good once, within {days} days. Send it to that person alone.")


@telegram.command(name="invitations")
def list_invitations() -> None:
    """List invitations: for whom, and whether they are open, taken, revoked or too old."""
    from bot.channels.telegram import invitations
    from bot.wiring import build

    with closing(build(_settings())) as app:
        now = app.clock.now()
        rows = app.database.read(invitations.listed)
    for row in rows:
        typer.echo(f"{row.id}  {row.made_at:%Y-%m-%d}  {invitations.state(row, now):<8}  {row.party}")
    if not rows:
        typer.echo("there are no invitations; `anxiu telegram invite` makes one")


@telegram.command()
def revoke(number: Annotated[int, typer.Argument(help="As `anxiu telegram invitations` shows it.")]) -> None:
    """Revoke an invitation; who took it is removed at once."""
    from bot.channels.telegram import members
    from bot.wiring import build

    with closing(build(_settings())) as app:
        row = app.database.write(lambda session: members.revoke(app.make_work(session), number))
    if row is None:
        raise typer.BadParameter(f"there is no invitation {number}")
    typer.echo(f"revoked: {row.party}{' (who took it is removed)' if row.used_at else ''}")


def _settings() -> "Settings":
    from bot.settings import Settings

    return Settings()  # type: ignore[call-arg]


def _show(ask: "Callable[[], Found]") -> None:
    """What is set; exit 1 where something does not fit."""
    from bot.channels.telegram.setup import SetupError, faults

    settings = _settings()
    if not settings.telegram_token.get_secret_value():
        typer.echo("no bot: set ANXIU_TELEGRAM_TOKEN to the token that @BotFather shows", err=True)
        raise typer.Exit(1)
    try:
        found = ask()
    except SetupError as error:
        typer.echo(f"anxiu: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"bot        @{found.name}")
    typer.echo(f"mode       {settings.telegram_mode}")
    typer.echo(f"webhook    {found.webhook or 'none'}")
    typer.echo(f"waiting    {found.pending} updates")
    wrong = list(faults(settings, found))
    for fault in wrong:
        typer.echo(f"WRONG      {fault}")
    raise typer.Exit(1 if wrong else 0)
