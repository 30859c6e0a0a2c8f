"""Everybody in order of their figures, with the chosen one marked."""

from typing import Any

from dashboard.charts import comparison_words as said
from dashboard.charts import units
from dashboard.charts.chart import ACTUAL, GRID, TEXT, Chart, Figure, label, layout, rounded
from dashboard.charts.comparison_table import ranking_table
from dashboard.charts.ranked_bars import bars_of, lengths, levels, line_at, span_of
from dashboard.charts.units import unit_axis
from dashboard.charts.upright_bars import upright
from dashboard.services.comparison import Comparison, Ranked

MOST_NAMED = 25  # more bars than that stand upright, and only a few of them have a name
_ROW = 28  # px
_LETTER = 8  # px
_PLOT, _PLOT_ON_PHONE = 340, 190  # px; the least that lying bars have


def ranked_bars(comparison: Comparison) -> Chart:
    """Bars from England's figure, or from nought for a count: zooming in on shares would cut them.

    Without England they begin at what all come to together.
    """
    lying = len(comparison.ranked) <= MOST_NAMED
    title, sentence = said.title(comparison), said.sentence(comparison)
    return Chart(
        title,
        sentence,
        f"{title}. {said.subtitle(comparison)} {said.ends(comparison)}. {sentence}",
        _lying(comparison) if lying else upright(comparison),
        ranking_table(comparison),
    )


def _lying(comparison: Comparison) -> Figure:
    ranked, indicator = comparison.ranked, comparison.indicator
    names = [said.short_name(each) for each in ranked]
    written = [units.value(each.figure.value, indicator) for each in ranked]
    low, high = span_of(comparison, *[_room(written, _PLOT)] * 2)
    on_phone = [rounded(end) for end in span_of(comparison, *[_room(written, _PLOT_ON_PHONE)] * 2)]
    rows = list(range(len(ranked)))
    short = [said.short_name(each, said.ON_PHONE) for each in ranked]
    wide = {
        "margin.l": 248,
        "xaxis.range": [rounded(low), rounded(high)],
        "yaxis.ticktext": _marked(ranked, comparison, names),
        "yaxis.tickfont.size": 14,
    }
    narrow = {
        "margin.l": 144,
        "xaxis.range": on_phone,
        "yaxis.ticktext": _marked(ranked, comparison, short),
        "yaxis.tickfont.size": 12,
    }
    bars = {
        **bars_of(comparison),
        "orientation": "h",
        "x": lengths(comparison),
        "y": rows,
        "width": 0.68,
        "text": written,
        "textposition": "outside",
        "textfont": {"color": [ACTUAL if r is comparison.chosen else TEXT for r in ranked]},
        "cliponaxis": False,
    }
    return {
        "data": [bars],
        "layout": layout(
            72 + _ROW * len(ranked),
            margin={"l": 248, "r": 24, "t": 32, "b": 32},
            hovermode="closest",
            xaxis=unit_axis(low, high, indicator, nticks=5, gridcolor=GRID),
            yaxis={
                "range": [len(ranked) - 0.5, -0.5],
                "tickvals": rows,
                "ticktext": wide["yaxis.ticktext"],
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "tickfont": {"size": 14, "color": TEXT},
            },
            shapes=[line_at(level, color, "x") for level, _, color in levels(comparison)],
            annotations=_heads(comparison),
            meta={"wide": wide, "narrow": narrow},
        ),
    }


def _room(written: list[str], plot: int) -> float:
    """What words at both ends of the bars need, as a share of the span of the bars."""
    share = min(0.375, _LETTER * max(map(len, written)) / plot)
    return share / (1 - 2 * share)


def _marked(ranked: tuple[Ranked, ...], comparison: Comparison, names: list[str]) -> list[str]:
    return [
        f"<b>{each.place}&nbsp; {name}</b>&nbsp;"
        if each is comparison.chosen
        else f"{each.place}&nbsp; {name}&nbsp;"
        for each, name in zip(ranked, names, strict=True)
    ]


def _heads(comparison: Comparison) -> list[dict[str, Any]]:
    """What each line is, above it; two lines speak away from each other."""
    held = levels(comparison)
    highest = max((level for level, _, _ in held), default=0.0)
    return [
        label(text, rounded(level), 1, color, yref="paper", yanchor="bottom", yshift=4,
              xanchor="left" if level == highest else "right")
        for level, text, color in held
    ]  # fmt: skip
