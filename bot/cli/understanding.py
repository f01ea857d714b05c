"""The commands that train the model of understanding and measure it."""

import csv
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from booking.terms import SHANGHAI

hotline = typer.Typer(name="hotline", help="Tickets of the citizens' hotline.", no_args_is_help=True)


def _model_file() -> Path:
    """Where the model of this installation lies."""
    from bot.understanding.model import FILE

    return Path(__file__).parents[1] / "understanding" / "model" / FILE


def train(
    output: Annotated[str, typer.Option(help="Where to write the model; default is the installed one.")] = "",
    seed: Annotated[int, typer.Option(help="The same seed gives the same model.")] = 1,
) -> None:
    """Train the model of understanding from the corpus; some minutes."""
    from bot.understanding.training.train import train as run

    path = Path(output) if output else _model_file()
    with typer.progressbar(length=1000, label="training") as bar:
        run(path, lambda part: bar.update(round(part * 1000) - bar.pos), seed)
    typer.echo(f"written: {path} ({path.stat().st_size / 1e6:.1f} MB)")


def evaluate(
    file: Annotated[str, typer.Argument(help="JSON lines as in the corpus; default is the test voices.")] = "",
    wrong: Annotated[int, typer.Option(help="Show so many wrong readings too, those first that it was surest of.")] = 0,
) -> None:
    """Measure how well messages of known meaning are understood."""
    from bot.understanding.reader import Reader
    from bot.understanding.training.corpus import TEST_VOICES, example_of, examples
    from bot.understanding.training.evaluate import read_all, report, worst

    if file:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        told = [example_of(json.loads(line)) for line in lines if line.strip()]
    else:
        told = [example for example in examples() if example.voice in TEST_VOICES]
    reads = read_all(told, Reader())
    for line in (*report(reads), *worst(reads, wrong)):
        typer.echo(line)


@hotline.callback()
def _hotline() -> None:
    """Tickets of the citizens' hotline."""


@hotline.command()
def classify(
    file: Annotated[Path, typer.Argument(help="A CSV table with a heading and a column text.")],
) -> None:
    """Write the table with route, category, class, repeat key and confidence of every ticket, as CSV."""
    from bot.understanding.reader import Reader
    from bot.understanding.tickets import COLUMNS, TableError, decoded
    from bot.understanding.tickets import classify as run

    writer = csv.DictWriter(sys.stdout, COLUMNS)
    faults = 0
    try:
        tickets = run(decoded(file.read_bytes()).splitlines(keepends=True), Reader(), datetime.now(SHANGHAI))
        writer.writeheader()
        for ticket in tickets:
            writer.writerow(ticket.row())
            if ticket.fault:
                faults += 1
                typer.echo(f"line {ticket.line}: {ticket.fault}", err=True)
    except (OSError, TableError, csv.Error) as error:
        typer.echo(f"anxiu: {file}: {error}", err=True)
        raise typer.Exit(1) from None
    if faults:
        typer.echo(f"{faults} rows could not be read; they are in the output with their fault", err=True)
