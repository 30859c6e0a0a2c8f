"""What a chart is, and the house style that every chart shares."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from html import escape
from textwrap import shorten
from typing import Any

from dashboard.periods import add_months, financial_year, short_month

# Roles of colour; contrast on white is in the design notes of the README.
ACTUAL = "#005EB8"
PLAN = "#425563"
STANDARD = "#8A1538"
LAST_YEAR = "#768692"
TEXT = "#231F20"
MUTED = "#425563"
GRID = "#E8EDEE"
SHADE = "#F7F9FB"
LINES = (ACTUAL, "#801650", "#28A197", "#3D3D3D")

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
CONFIG: Any = {
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}

_HOVER = 80  # characters that fit a label on a phone; all of it stands beneath the chart

Figure = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; numbers stand right."""

    label: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The plotted figures, as text ready to read."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with its words and its table, all of one result.

    figure: a plain dictionary of rounded numbers; plotly.py validates it in the tests.
    alternative: the text that stands for the picture.
    """

    title: str
    sentence: str
    alternative: str
    figure: Figure
    table: Table
    notes: tuple[str, ...] = field(default=())


def rounded(number: float | None) -> float | None:
    """Four significant decimals are more than a screen can show, and half the bytes."""
    return None if number is None else round(number, 3)


def all_rounded(numbers: Iterable[float | None]) -> list[float | None]:
    """As `rounded`, of many at once."""
    return [None if number is None else round(number, 3) for number in numbers]


def layout(height: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - Plotly's own keys
    """The house style; written out since no template is sent."""
    return {
        "height": height,
        "autosize": True,
        "font": {"family": FONT, "size": 14, "color": TEXT},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "showlegend": False,
        "hovermode": "x unified",
        "hoverlabel": {"font": {"family": FONT, "size": 14}, "bgcolor": "#FFFFFF"},
        "dragmode": False,
        **more,
    }


def value_axis(low: float, high: float, suffix: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "range": [rounded(low), rounded(high)],
        "ticksuffix": suffix,
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
        "nticks": 7,
        "tickfont": {"color": MUTED},
        "separatethousands": True,
        **more,
    }


def month_axis(first: date, last: date, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Months with the financial year under each April; quarters or months in a short stretch."""
    days = (last - first).days
    step = 12 if days > 600 else 3 if days > 200 else 1
    tick = _april(first) if step == 12 else add_months(first, (4 - first.month) % step)
    ticks = []
    while tick <= last:
        ticks.append(tick)
        tick = add_months(tick, step)
    if not ticks or (step == 12 and len(ticks) < 2):
        ticks = sorted({first, *ticks})
    return {
        "type": "date",
        "tickvals": [each.isoformat() for each in ticks],
        "ticktext": [_tick(each) for each in ticks],
        "showgrid": False,
        "ticks": "outside",
        "tickcolor": LAST_YEAR,
        "linecolor": "#D8DDE0",
        "showline": True,
        "fixedrange": True,
        "tickangle": 0,
        "tickfont": {"color": MUTED},
        "hoverformat": "%b %y",
        **more,
    }


def _april(day: date) -> date:
    return date(day.year if day.month <= 4 else day.year + 1, 4, 1)


def _tick(day: date) -> str:
    return f"{short_month(day)}<br>{financial_year(day)}" if day.month == 4 else short_month(day)


def label(text: str, x: object, y: float | None, color: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A direct label: text at a place, without an arrow."""
    return {
        "text": text,
        "x": x,
        "y": rounded(y),
        "showarrow": False,
        "font": {"color": color, "size": 14},
        "align": "left",
        **more,
    }


def typed(text: str) -> str:
    """What people typed, as a label of Plotly's, which would read some of it as markup."""
    return escape(shorten(text, _HOVER, placeholder="…"), quote=False)
