"""How many people each locality is from its own plan, the furthest behind first."""

from typing import Any

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
from dashboard.charts.part_words import when
from dashboard.services.localities import Localities, LocalityShare
from dashboard.services.wording import units, words

_LETTER = 8  # px
_PLOT, _PLOT_ON_PHONE = 480, 240  # px; the least that the bars have


def ranked_bar(localities: Localities) -> Chart | None:
    """How many people each part is from its plan, or without plans how many are outside.

    None where nothing can be counted.
    """
    ranked, indicator = localities.ranked, localities.indicator
    if not ranked and localities.parts.by:
        return _outside(localities)
    if not ranked:
        return None
    title = f"{_people(indicator.people)} from plan by {localities.parts.one}, {when(localities)}"
    numbers = [share.patients or 0.0 for share in ranked]
    worse = -1 if localities.more_is_better else 1
    return _chart(
        title,
        ranked,
        numbers,
        [words.more_or_fewer(number) for number in numbers],
        [ACTUAL if number * worse > 0 else LAST_YEAR for number in numbers],
        localities.parts.one,
    )


def _outside(localities: Localities) -> Chart | None:
    """Where those are who are outside the standard; for a count, where they are at all."""
    counted = [share for share in localities.shares if share.breaches is not None]
    if not counted:
        return None
    ranked = tuple(sorted(counted, key=lambda share: -(share.breaches or 0.0)))
    indicator = localities.indicator
    who = f"{indicator.people} {f'who {indicator.breach}' if indicator.breach else ''}".strip()
    title = f"{_people(who)} by {localities.parts.one}, {when(localities)}"
    numbers = [share.breaches or 0.0 for share in ranked]
    said = [units.count(number) for number in numbers]
    return _chart(title, ranked, numbers, said, [ACTUAL] * len(ranked), localities.parts.one)


def _chart(
    title: str,
    ranked: tuple[LocalityShare, ...],
    numbers: list[float],
    said: list[str],
    colors: list[str],
    one: str,
) -> Chart:
    sentence = "; ".join(
        f"{share.line.name}: {text}" for share, text in zip(ranked, said, strict=True)
    )
    return Chart(
        title,
        f"{sentence}.",
        f"{title}. {sentence}.",
        _bars([share.line.name for share in ranked], numbers, said, colors),
        _bar_table(ranked, said, title, one),
    )


def _people(people: str) -> str:
    return f"{people[0].upper()}{people[1:]}"


def _bars(names: list[str], numbers: list[float], said: list[str], colors: list[str]) -> Figure:
    """The wrong side of plan in blue, the right side in grey."""
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [rounded(number) for number in numbers],
                "y": names,
                "marker": {"color": colors},
                "text": said,
                "textposition": "outside",
                "cliponaxis": False,
                "hoverinfo": "skip",
                "width": 0.36,
            }
        ],
        "layout": layout(
            48 + 64 * len(names),
            margin={"l": 8, "r": 96, "t": 16, "b": 32},
            hovermode=False,
            xaxis={
                "zeroline": True,
                "zerolinecolor": PLAN,
                "gridcolor": "#E8EDEE",
                "fixedrange": True,
                "separatethousands": True,
                "exponentformat": "none",
                "range": _bar_range(numbers, said, _PLOT),
                "nticks": 4,
                "tickangle": 0,
            },
            yaxis={"autorange": "reversed", "fixedrange": True, "showticklabels": False},
            annotations=[_bar_name(name, number) for number, name in enumerate(names)],
            meta={
                "wide": {"xaxis.range": _bar_range(numbers, said, _PLOT)},
                "narrow": {"xaxis.range": _bar_range(numbers, said, _PLOT_ON_PHONE)},
            },
        ),
    }


def _bar_name(name: str, number: int) -> dict[str, Any]:
    """The name above its bar, where a long one has room on a phone as well."""
    return label(name, 0, number, TEXT, xref="paper", xanchor="left", yanchor="bottom", yshift=14)


def _bar_range(numbers: list[float], said: list[str], plot: int) -> list[float]:
    """Room on both sides for the words at the end of each bar."""
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    share = min(0.375, _LETTER * max(map(len, said)) / plot)
    pad = (high - low or 1.0) * max(0.18, share / (1 - share))
    return [round(low - (pad if low < 0 else 0), 2), round(high + (pad if high > 0 else 0), 2)]


def _bar_table(ranked: tuple[LocalityShare, ...], said: list[str], caption: str, one: str) -> Table:
    return Table(
        caption,
        (
            Column(_people(one)),
            Column("Actual", True),
            Column("Plan", True),
            Column("From plan" if any(share.patients for share in ranked) else "People"),
        ),
        tuple(
            (
                share.line.name,
                words.honest_value(share.point, share.line.indicator) if share.point else "",
                units.value(share.point.plan_value, share.line.indicator) if share.point else "",
                text,
            )
            for share, text in zip(ranked, said, strict=True)
        ),
    )
