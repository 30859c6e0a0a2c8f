"""Who differs from the rest by more than size explains?"""

from typing import Any

from dashboard.calculations.funnel import CONTROL, WARNING, Funnel
from dashboard.charts import comparison_words as said
from dashboard.charts.chart import (
    ACTUAL,
    LAST_YEAR,
    MUTED,
    TEXT,
    Chart,
    Figure,
    label,
    layout,
    rounded,
    value_axis,
)
from dashboard.charts.comparison_table import ranking_table
from dashboard.charts.scale import spread
from dashboard.services.comparison import Comparison, Ranked
from dashboard.services.wording import units

HEIGHT = 440  # px
_STEPS = 48  # places at which a limit is reckoned; it is drawn straight between them
_LABEL = 0.055  # the share of the height that a label needs


def funnel_chart(comparison: Comparison) -> Chart | None:
    """None where there is no funnel; the comparison says why."""
    drawn = comparison.funnel
    if drawn is None:
        return None
    title, sentence = said.funnel_title(comparison), said.funnel_sentence(comparison, drawn)
    return Chart(
        title, sentence, f"{title}. {sentence}", _figure(comparison, drawn),
        ranking_table(comparison),
    )  # fmt: skip


def _figure(comparison: Comparison, drawn: Funnel) -> Figure:
    sizes = [each.figure.denominator or 0.0 for each in comparison.ranked]
    last = max(sizes) * 1.04
    low, high = _range(comparison, drawn)
    people = comparison.indicator.people
    names = _names(drawn, last, (low, high), comparison)
    return {
        "data": [
            *[_limit(drawn, z, side, last) for z in (WARNING, CONTROL) for side in (0, 1)],
            _straight(100 * drawn.mean, last),
            *_points(comparison),
        ],
        "layout": layout(
            HEIGHT,
            margin={"l": 56, "r": 96, "t": 16, "b": 48},
            hovermode="closest",
            xaxis={
                **value_axis(0, last, "", nticks=6),
                "title": {"text": f"{people[0].upper()}{people[1:]}", "standoff": 8},
                "showgrid": False,
                "tickangle": 0,
                "exponentformat": "none",
            },
            yaxis=value_axis(low, high, "%", nticks=6),
            annotations=[*_own(comparison, last, low, high), *names],
            meta=_fitted(comparison),
        ),
    }


def _range(comparison: Comparison, drawn: Funnel) -> tuple[float, float]:
    """Every figure, and the limits of one of the middle size: those of the smallest run off."""
    sizes = sorted(each.figure.denominator or 0.0 for each in comparison.ranked)
    lower, upper = drawn.limits(sizes[len(sizes) // 2], CONTROL)
    values = [each.figure.value for each in comparison.ranked]
    low, high = min(*values, 100 * lower), max(*values, 100 * upper)
    pad = (high - low) * 0.06
    return max(low - pad, -2.0), min(high + pad, 102.0)


def _limit(drawn: Funnel, z: float, side: int, last: float) -> dict[str, Any]:
    """Closer together where the limit bends most; beyond 0 and 100 % there is nothing to draw."""
    sizes = [last * (step / _STEPS) ** 2 for step in range(2, _STEPS + 1)]
    shares = [100 * drawn.limits(size, z)[side] for size in sizes]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [rounded(size) for size in sizes],
        "y": [rounded(share) if 0 <= share <= 100 else None for share in shares],
        "line": {"color": LAST_YEAR, "width": 1.25, "dash": "dash" if z == WARNING else "solid"},
        "hoverinfo": "skip",
    }


def _straight(level: float, last: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, rounded(last)],
        "y": [rounded(level)] * 2,
        "line": {"color": TEXT, "width": 1},
        "hoverinfo": "skip",
    }


def _points(comparison: Comparison) -> list[dict[str, Any]]:
    """The chosen one is drawn last, over the others."""
    chosen = comparison.chosen
    others = [each for each in comparison.ranked if each is not chosen]
    hollow = {"size": 8, "color": "#FFFFFF", "line": {"color": MUTED, "width": 1.25}}
    filled = {"size": 13, "color": ACTUAL, "line": {"color": "#FFFFFF", "width": 1.5}}
    traces = [_trace(others, comparison, hollow)] if others else []
    return [*traces, *([_trace([chosen], comparison, filled)] if chosen else [])]


def _trace(ranked: list[Ranked], comparison: Comparison, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [rounded(each.figure.denominator) for each in ranked],
        "y": [rounded(each.figure.value) for each in ranked],
        "marker": {**marker, "opacity": 1},
        "customdata": [each.organisation.code for each in ranked],
        "text": [f"{said.hover(each, comparison)}, {said.in_funnel(each)}" for each in ranked],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _names(
    drawn: Funnel, last: float, span: tuple[float, float], comparison: Comparison
) -> list[dict[str, Any]]:
    """What each line is, at its right end."""
    lines = [(100 * drawn.mean, f"All {units.value(100 * drawn.mean, comparison.indicator)}")]
    for z, text in ((WARNING, "95%"), (CONTROL, "99.8%")):
        lower, upper = drawn.limits(last, z)
        lines += [(100 * lower, text), (100 * upper, text)]
    low, high = span
    places = spread([level for level, _ in lines], low, high, (high - low) * _LABEL)
    return [
        label(text, 1, place, TEXT if text.startswith("All") else MUTED, xref="paper",
              xanchor="left", xshift=6)
        for place, (_, text) in zip(places, lines, strict=True)
    ]  # fmt: skip


def _own(comparison: Comparison, last: float, low: float, high: float) -> list[dict[str, Any]]:
    """The chosen one's name at the foot, led to its point: near it other points would be hidden."""
    chosen = comparison.chosen
    if chosen is None or chosen.figure.denominator is None:
        return []
    size = chosen.figure.denominator
    anchor = "left" if size < last * 0.3 else "right" if size > last * 0.7 else "center"
    return [
        label(f"<b>{said.short_name(chosen)}</b>", rounded(size), chosen.figure.value, ACTUAL,
              showarrow=True, arrowhead=0, arrowwidth=1, arrowcolor=ACTUAL, standoff=7,
              axref="x", ayref="y", ax=rounded(size), ay=rounded(low + (high - low) * 0.03),
              xanchor=anchor, yanchor="bottom", bgcolor="rgba(255,255,255,0.85)")
    ]  # fmt: skip


def _fitted(comparison: Comparison) -> dict[str, dict[str, Any]]:
    """Fewer marks, and the code for a long name, where there is less room."""
    wide: dict[str, Any] = {"xaxis.nticks": 6, "margin.r": 96}
    narrow: dict[str, Any] = {"xaxis.nticks": 4, "margin.r": 80}
    if comparison.chosen:
        text = "annotations[0].text"
        wide[text] = f"<b>{said.short_name(comparison.chosen)}</b>"
        narrow[text] = f"<b>{said.name_or_code(comparison.chosen)}</b>"
    return {"wide": wide, "narrow": narrow}
