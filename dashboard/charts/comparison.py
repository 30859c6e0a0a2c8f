"""Everybody in order of their figures, with the chosen one marked."""

from typing import Any

from dashboard.charts import comparison_words as said
from dashboard.charts import units
from dashboard.charts.chart import (
    ACTUAL,
    GRID,
    LAST_YEAR,
    MUTED,
    STANDARD,
    TEXT,
    Chart,
    Figure,
    label,
    layout,
    rounded,
)
from dashboard.charts.comparison_table import ranking_table
from dashboard.charts.units import unit_axis
from dashboard.services.comparison import Comparison, Ranked, is_count

MOST_NAMED = 25  # more bars than that stand upright, and only a few of them have a name
_ROW = 28  # px
_HOLLOW = "#F0F4F5"


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
        _lying(comparison) if lying else _upright(comparison),
        ranking_table(comparison),
    )


def _base(comparison: Comparison) -> float:
    return 0.0 if is_count(comparison.indicator) else comparison.compared or 0.0


def _bars(comparison: Comparison) -> dict[str, Any]:
    chosen = comparison.chosen
    own = [each is chosen for each in comparison.ranked]
    return {
        "type": "bar",
        "base": rounded(_base(comparison)),
        "marker": {
            "color": [ACTUAL if mine else _HOLLOW for mine in own],
            "line": {"color": [ACTUAL if mine else LAST_YEAR for mine in own], "width": 1},
        },
        "hovertext": [said.hover(each, comparison) for each in comparison.ranked],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _lengths(comparison: Comparison) -> list[float | None]:
    base = _base(comparison)
    return [rounded(each.figure.value - base) for each in comparison.ranked]


def _levels(comparison: Comparison) -> list[tuple[float, str, str]]:
    """The lines that bars are held against: where, its words and its colour."""
    found = []
    indicator = comparison.indicator
    base = comparison.compared
    if base is not None and not is_count(indicator):
        whose = "England" if comparison.england else "Together"
        found.append((base, f"{whose} {units.value(base, indicator)}", TEXT))
    if comparison.standard and not is_count(indicator):
        level = comparison.standard.value
        found.append((level, f"Standard {units.level(level, indicator)}", STANDARD))
    return found


def _span(comparison: Comparison, low_room: float, high_room: float) -> tuple[float, float]:
    """From the lowest to the highest value, base or line, with room for words at both ends."""
    values = [each.figure.value for each in comparison.ranked]
    values += [level for level, _, _ in _levels(comparison)]
    values += [_base(comparison)]
    low, high = min(values), max(values)
    span = high - low or 1.0
    nought = is_count(comparison.indicator)
    return (0.0 if nought else low - low_room * span), high + high_room * span


def _line(level: float, color: str, across: str) -> dict[str, Any]:
    along = "y" if across == "x" else "x"
    style = {"color": color, "width": 1.5}
    if color == STANDARD:
        style = {**style, "width": 1, "dash": "dot"}
    return {
        "type": "line",
        f"{across}0": rounded(level),
        f"{across}1": rounded(level),
        f"{along}0": 0,
        f"{along}1": 1,
        f"{along}ref": "paper",
        "line": style,
    }


def _lying(comparison: Comparison) -> Figure:
    ranked, indicator = comparison.ranked, comparison.indicator
    names = [said.short_name(each) for each in ranked]
    written = [units.value(each.figure.value, indicator) for each in ranked]
    # Room for the words at the ends of bars, on a phone too.
    room = 0.05 + 0.035 * max(map(len, written))
    low, high = _span(comparison, room, room)
    rows = list(range(len(ranked)))
    wide = {"margin.l": 248, "yaxis.ticktext": _marked(ranked, comparison, names)}
    short = [said.short_name(each, said.ON_PHONE) for each in ranked]
    narrow = {"margin.l": 144, "yaxis.ticktext": _marked(ranked, comparison, short),
              "yaxis.tickfont.size": 12}  # fmt: skip
    bars = {
        **_bars(comparison),
        "orientation": "h",
        "x": _lengths(comparison),
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
            shapes=[_line(level, color, "x") for level, _, color in _levels(comparison)],
            annotations=_heads(comparison),
            meta={"wide": {**wide, "yaxis.tickfont.size": 14}, "narrow": narrow},
        ),
    }


def _marked(ranked: tuple[Ranked, ...], comparison: Comparison, names: list[str]) -> list[str]:
    return [
        f"<b>{each.place}&nbsp; {name}</b>&nbsp;"
        if each is comparison.chosen
        else f"{each.place}&nbsp; {name}&nbsp;"
        for each, name in zip(ranked, names, strict=True)
    ]


def _heads(comparison: Comparison) -> list[dict[str, Any]]:
    """What each line is, above it; two lines speak away from each other."""
    levels = _levels(comparison)
    highest = max((level for level, _, _ in levels), default=0.0)
    return [
        label(text, rounded(level), 1, color, yref="paper", yanchor="bottom", yshift=4,
              xanchor="left" if level == highest else "right")
        for level, text, color in levels
    ]  # fmt: skip


def _upright(comparison: Comparison) -> Figure:
    ranked, indicator = comparison.ranked, comparison.indicator
    low, high = _span(comparison, 0.14, 0.14)
    bars = {
        **_bars(comparison),
        "x": list(range(1, len(ranked) + 1)),
        "y": _lengths(comparison),
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
            shapes=[_line(level, color, "y") for level, _, color in _levels(comparison)],
            annotations=[*_ends(comparison), *_sides(comparison)],
            meta=_fitted(comparison),
        ),
    }


def _ends(comparison: Comparison) -> list[dict[str, Any]]:
    """The chosen one's name where its bar leaves room, and those of the first and the last."""
    ranked, base = comparison.ranked, _base(comparison)
    chosen = comparison.chosen
    labels = []
    for number, each in ((1, ranked[0]), (len(ranked), ranked[-1])):
        if each is chosen:
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


def _said(ranked: Ranked, comparison: Comparison, *most: int) -> str:
    value = units.value(ranked.figure.value, comparison.indicator)
    return f"{said.short_name(ranked, *most)} {value}"


def _fitted(comparison: Comparison) -> dict[str, dict[str, str]]:
    """The chosen one's name is shorter where there is less room."""
    chosen = comparison.chosen
    if chosen is None:
        return {}
    number = len(_ends(comparison)) - 1
    text = f"annotations[{number}].text"
    return {
        "wide": {text: f"<b>{_said(chosen, comparison)}</b>"},
        "narrow": {text: f"<b>{_said(chosen, comparison, said.ON_PHONE)}</b>"},
    }


def _of_chosen(chosen: Ranked, comparison: Comparison) -> dict[str, Any]:
    """Beyond the line that its bar begins at, where no bar is; above the bar of a count."""
    number = comparison.ranked.index(chosen) + 1
    share = number / len(comparison.ranked)
    anchor = "left" if share < 0.3 else "right" if share > 0.7 else "center"
    value, base = chosen.figure.value, _base(comparison)
    nought = is_count(comparison.indicator)
    up = value >= base if nought else value < base
    return label(
        f"<b>{_said(chosen, comparison)}</b>", number, value if nought else base, ACTUAL,
        showarrow=True, arrowcolor=ACTUAL, arrowwidth=1, arrowhead=0, ax=0,
        ay=-32 if up else 32, xanchor=anchor, bgcolor="#FFFFFF",
    )  # fmt: skip


def _sides(comparison: Comparison) -> list[dict[str, Any]]:
    """What each line is, where there are no bars: above it at the end where bars hang down, below
    it where they stand up."""
    levels, base = _levels(comparison), _base(comparison)
    falling = comparison.ranked[0].figure.value >= comparison.ranked[-1].figure.value
    return [
        label(text, 1 if (level >= base) == falling else 0, level, color, xref="paper",
              xanchor="right" if (level >= base) == falling else "left",
              yanchor="bottom" if level >= base else "top", yshift=2 if level >= base else -2)
        for level, text, color in levels
    ]  # fmt: skip
