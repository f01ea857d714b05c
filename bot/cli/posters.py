"""The command that writes posters."""

from pathlib import Path
from typing import Annotated

import typer


def poster(
    estate: Annotated[str, typer.Argument(help="Code of the estate, such as xuhui-songguo.")],
    buildings: Annotated[str, typer.Argument(help="Buildings, such as 5, 1-12 or 1,3,5.")],
    output: Annotated[str, typer.Option(help="The PDF to write; default is ESTATE.pdf.")] = "",
    url: Annotated[str, typer.Option(help="Address of the pages; default is ANXIU_PUBLIC_URL.")] = "",
) -> None:
    """Write posters with the QR code of each building, A4, as a PDF."""
    from bot.places.poster_file import write_pdf
    from bot.places.posters import buildings_of, posters_of
    from bot.settings import Settings
    from bot.wiring import build

    settings = Settings()  # type: ignore[call-arg]
    base, wanted = url or settings.public_url, buildings_of(buildings)
    if not base.startswith(("http://", "https://")):
        raise typer.BadParameter("set ANXIU_PUBLIC_URL or give --url: the address under which residents open the chat")
    if not wanted:
        raise typer.BadParameter(f"{buildings!r} names no building; write 5, 1-12 or 1,3,5")
    app = build(settings)
    try:
        bot = settings.telegram_bot
        made = app.database.read(lambda s: posters_of(s, app.texts, estate, wanted, base=base, bot=bot))
    finally:
        app.close()
    if not made:
        raise typer.BadParameter(f"there is no estate {estate!r}")
    path = Path(output or f"{estate}.pdf")
    path.write_bytes(write_pdf(made))
    typer.echo(f"written: {path} ({len(made)} pages)")
