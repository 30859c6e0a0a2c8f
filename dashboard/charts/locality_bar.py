"""How many people each locality is from its own plan, the furthest behind first."""

from typing import Any

from dashboard.charts import units, words
from dashboard.charts.chart import (
    ACTUAL,
    LAST_YEAR,
    PLAN,
    TEXT,
    Chart,
    Column,
    Figure,
    Table,
    label,
    layout,
    rounded,
)
from dashboard.charts.localities import when
from dashboard.services.localities import Localities, LocalityShare


def ranked_bar(localities: Localities) -> Chart | None:
    """How many people each locality is from its plan; None where nothing can be counted."""
    ranked = localities.ranked
    if not ranked:
        return None
    people = localities.indicator.people
    title = f"{_people(people)} from plan by locality, {when(localities)}"
    sentence = "; ".join(f"{s.line.name}: {words.more_or_fewer(s.patients or 0)}" for s in ranked)
    return Chart(
        title,
        f"{sentence}.",
        f"{title}. {sentence}.",
        _bars(ranked, localities.more_is_better),
        _bar_table(ranked, title),
    )


def _people(people: str) -> str:
    return f"{people[0].upper()}{people[1:]}"


def _bars(ranked: tuple[LocalityShare, ...], more_is_better: bool) -> Figure:
    """The wrong side of plan in blue, the right side in grey."""
    numbers = [share.patients or 0.0 for share in ranked]
    names = [share.line.name for share in ranked]
    worse = -1 if more_is_better else 1
    colors = [ACTUAL if number * worse > 0 else LAST_YEAR for number in numbers]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [rounded(number) for number in numbers],
                "y": names,
                "marker": {"color": colors},
                "text": [words.more_or_fewer(number) for number in numbers],
                "textposition": "outside",
                "cliponaxis": False,
                "hoverinfo": "skip",
                "width": 0.36,
            }
        ],
        "layout": layout(
            48 + 64 * len(ranked),
            margin={"l": 8, "r": 96, "t": 16, "b": 32},
            hovermode=False,
            xaxis={
                "zeroline": True,
                "zerolinecolor": PLAN,
                "gridcolor": "#E8EDEE",
                "fixedrange": True,
                "separatethousands": True,
                "range": _bar_range(numbers),
                "nticks": 4,
                "tickangle": 0,
            },
            yaxis={"autorange": "reversed", "fixedrange": True, "showticklabels": False},
            annotations=[_bar_name(share, number) for number, share in enumerate(ranked)],
        ),
    }


def _bar_name(share: LocalityShare, number: int) -> dict[str, Any]:
    """The name above its bar, where a long one has room on a phone as well."""
    return label(
        share.line.name, 0, number, TEXT, xref="paper", xanchor="left", yanchor="bottom", yshift=14
    )


def _bar_range(numbers: list[float]) -> list[float]:
    """Room on both sides for the words at the end of each bar."""
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    pad = (high - low or 1.0) * 0.18
    return [round(low - (pad if low < 0 else 0), 2), round(high + (pad if high > 0 else 0), 2)]


def _bar_table(ranked: tuple[LocalityShare, ...], caption: str) -> Table:
    return Table(
        caption,
        (Column("Locality"), Column("Actual", True), Column("Plan", True), Column("From plan")),
        tuple(
            (
                share.line.name,
                words.honest_value(share.point, share.line.indicator) if share.point else "",
                units.value(share.point.plan_value, share.line.indicator) if share.point else "",
                words.more_or_fewer(share.patients or 0),
            )
            for share in ranked
        ),
    )
