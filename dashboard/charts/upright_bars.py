"""A ranking of so many that only a few of them have a name."""

from typing import Any

from dashboard.charts import comparison_words as said
from dashboard.charts.chart import ACTUAL, MUTED, Figure, label, layout
from dashboard.charts.ranked_bars import (
    bars_of,
    base_of_bars,
    lengths,
    levels,
    line_at,
    span_of,
)
from dashboard.charts.unit_axis import unit_axis
from dashboard.services.comparison import Comparison, Ranked, is_count
from dashboard.services.wording import units

_CLOSE = 0.06  # share of the height in which two labels would meet


def upright(comparison: Comparison) -> Figure:
    ranked, indicator = comparison.ranked, comparison.indicator
    low, high = span_of(comparison, 0.14, 0.14)
    bars = {
        **bars_of(comparison),
        "x": list(range(1, len(ranked) + 1)),
        "y": lengths(comparison),
        "width": 0.8,
    }
    bars["marker"]["line"]["width"] = 0.5
    return {
        "data": [bars],
        "layout": layout(
            440,
            margin={"l": 56, "r": 16, "t": 16, "b": 48},
            hovermode="closest",
            bargap=0,
            xaxis={
                "range": [0, len(ranked) + 1],
                "title": {"text": f"Rank, {said.order(comparison)}", "standoff": 8},
                "tickvals": [1, *range(50, len(ranked) - 10, 50), len(ranked)],
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "tickfont": {"color": MUTED},
                "tickangle": 0,
            },
            yaxis=unit_axis(low, high, indicator, nticks=6),
            shapes=[line_at(level, color, "y") for level, _, color in levels(comparison)],
            annotations=[*_ends(comparison), *_sides(comparison)],
            meta=_fitted(comparison),
        ),
    }


def _ends(comparison: Comparison) -> list[dict[str, Any]]:
    """The chosen one's name where its bar leaves room, and those of the first and the last."""
    ranked, base = comparison.ranked, base_of_bars(comparison)
    chosen = comparison.chosen
    labels = []
    for number, each in ((1, ranked[0]), (len(ranked), ranked[-1])):
        if each is chosen or _hidden(each, comparison):
            continue
        up = each.figure.value >= base
        labels.append(
            label(_said(each, comparison), number, each.figure.value, MUTED,
                  xanchor="left" if number == 1 else "right",
                  yanchor="bottom" if up else "top", yshift=2 if up else -2)
        )  # fmt: skip
    if chosen:
        labels.append(_of_chosen(chosen, comparison))
    return labels


def _hidden(end: Ranked, comparison: Comparison) -> bool:
    """Beside the shortest bar of a count stand longer ones, where its name would be."""
    values = (comparison.ranked[0].figure.value, comparison.ranked[-1].figure.value)
    return is_count(comparison.indicator) and end.figure.value < max(values)


def _said(ranked: Ranked, comparison: Comparison, on_phone: bool = False) -> str:
    name = said.name_or_code(ranked) if on_phone else said.short_name(ranked)
    return f"{name} {units.value(ranked.figure.value, comparison.indicator)}"


def _fitted(comparison: Comparison) -> dict[str, dict[str, str]]:
    """The chosen one has its code for a long name where there is less room."""
    chosen = comparison.chosen
    if chosen is None:
        return {}
    number = len(_ends(comparison)) - 1
    text = f"annotations[{number}].text"
    return {
        "wide": {text: f"<b>{_said(chosen, comparison)}</b>"},
        "narrow": {text: f"<b>{_said(chosen, comparison, True)}</b>"},
    }


def _of_chosen(chosen: Ranked, comparison: Comparison) -> dict[str, Any]:
    """Beyond the line that its bar begins at, where no bar is; above the bar of a count."""
    number = comparison.ranked.index(chosen) + 1
    share = number / len(comparison.ranked)
    anchor = "left" if share < 0.3 else "right" if share > 0.7 else "center"
    value, base = chosen.figure.value, base_of_bars(comparison)
    nought = is_count(comparison.indicator)
    up = value >= base if nought else value < base
    return label(
        f"<b>{_said(chosen, comparison)}</b>", number, value if nought else base, ACTUAL,
        showarrow=True, arrowcolor=ACTUAL, arrowwidth=1, arrowhead=0, ax=0,
        ay=(-72 if nought else -32) if up else 32, xanchor=anchor, bgcolor="#FFFFFF",
    )  # fmt: skip


def _sides(comparison: Comparison) -> list[dict[str, Any]]:
    """What each line is, where there are no bars: above it at the end where bars hang down, below
    it where they stand up."""
    held, base = levels(comparison), base_of_bars(comparison)
    low, high = span_of(comparison, 0.14, 0.14)
    falling = comparison.ranked[0].figure.value >= comparison.ranked[-1].figure.value
    labels = []
    for level, text, color in held:
        over = level >= base
        close = base < level < base + _CLOSE * (high - low)
        right = over == falling
        labels.append(
            label(text, 1 if right else 0, level, color, xref="paper",
                  xanchor="right" if right else "left", yanchor="bottom" if over else "top",
                  yshift=20 if close else 2 if over else -2)
        )  # fmt: skip
    return labels
