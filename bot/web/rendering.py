"""Pages that need no script: made whole on the server from the files in `templates`, where everything is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.frame import asset
from bot.web.look import Look


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = asset
    return made


def render(name: str, look: Look, title: str, **values: object) -> str:
    """The HTML of a page in the reader's look; raises jinja2's errors where a value is missing."""
    return _templates().get_template(name).render(look=look, title=title, **values)
