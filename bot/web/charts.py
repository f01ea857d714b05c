"""Satisfaction as charts, each with the same figures in a table beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui

from bot.web.tags import Tag
from bot.web.words import Words
from oversight.satisfaction import Satisfaction

#: A chart shows so many bars; the table shows all.
BARS = 12
_BRAND, _MIDDLE, _LOW = "#0e5f56", "#b07a1a", "#a3362a"


def satisfaction_chart(words: Words, title: str, rows: Sequence[Satisfaction], name: Callable[[str], str]) -> None:
    """Mean stars as bars, and all figures as a table."""
    with Tag("figure", classes="card figure"):
        Tag("figcaption", title, "figure-title")
        if not rows:
            Tag("p", words("web-figures-none"), "soft empty")
            return
        with Tag("div", classes="figure-body"):
            rated = [row for row in rows if row.mean_stars is not None][:BARS]
            with Tag("div", classes="chart", role="img", aria_label=words("web-chart-label", title=title)):
                if rated:
                    ui.echart(bars(rated, name)).style(f"height: {len(rated) * 2.4 + 3}rem")
                else:
                    Tag("p", words("web-ratings-none"), "soft empty")
            _table(words, title, rows, name)


def bars(rows: Sequence[Satisfaction], name: Callable[[str], str]) -> dict[str, Any]:
    """Options of an ECharts bar chart: mean stars, 0 to 5, the best row on top."""
    return {
        "animation": False,
        "grid": {"left": 8, "right": 44, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "value", "min": 0, "max": 5, "interval": 1, "axisLabel": {"fontSize": 13}},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [name(row.key) for row in rows],
            "axisLabel": {"fontSize": 13, "color": "#22302e", "width": 150, "overflow": "truncate"},
            "axisTick": {"show": False},
        },
        "series": [
            {
                "type": "bar",
                "barMaxWidth": 20,
                "label": {"show": True, "position": "right", "fontSize": 13, "color": "#22302e"},
                "data": [
                    {"value": row.mean_stars, "itemStyle": {"color": _colour(row.mean_stars or 0)}} for row in rows
                ],
            }
        ],
    }


def _colour(stars: float) -> str:
    if stars < 3:
        return _LOW
    return _MIDDLE if stars < 4 else _BRAND


def _table(words: Words, title: str, rows: Sequence[Satisfaction], name: Callable[[str], str]) -> None:
    heads = ("name", "requests", "ratings", "stars", "low", "unconfirmed")
    with Tag("div", classes="table-wrap", tabindex="0", role="region", aria_label=title), Tag("table"):
        with Tag("thead"), Tag("tr"):
            for head in heads:
                Tag("th", words.term("web-figure", head), scope="col")
        with Tag("tbody"):
            for row in rows:
                with Tag("tr"):
                    Tag("th", name(row.key), scope="row")
                    stars = "–" if row.mean_stars is None else f"{row.mean_stars:.2f}"
                    for value in (row.requests, row.ratings, stars, row.low, row.unconfirmed):
                        Tag("td", str(value))
