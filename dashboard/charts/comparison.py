"""Everybody in order of their figures, with the chosen one marked."""

from typing import Any

from dashboard.charts import comparison_words as said
from dashboard.charts.chart import ACTUAL, GRID, TEXT, Chart, Figure, label, layout, rounded
from dashboard.charts.comparison_table import ranking_table
from dashboard.charts.ranked_bars import bars_of, lengths, levels, line_at, span_of
from dashboard.charts.unit_axis import unit_axis
from dashboard.charts.upright_bars import upright
from dashboard.services.comparison import Comparison, Ranked
from dashboard.services.wording import units

MOST_NAMED = 25  # more bars than that stand upright, and only a few of them have a name
_ROW, _LINE_OF_NAME = 28, 18  # px
_LETTER = 8  # px
_PLOT, _PLOT_ON_PHONE = 340, 190  # px; the least that lying bars have
_ABOVE, _LINE, _AFTER = 32, 24, 24  # px; above the bars, a line of words more, behind the bars


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
    ranked = comparison.ranked
    written = [units.value(each.figure.value, comparison.indicator) for each in ranked]
    low, high = span_of(comparison, *[_room(written, _PLOT)] * 2)
    rows = list(range(len(ranked)))
    heads = _sides_of_heads(comparison, (low, high), _PLOT)
    wide = _wide(comparison, (low, high), heads)
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
            wide["height"],
            margin={"l": 248, "r": _AFTER, "t": _ABOVE + _LINE, "b": 32},
            hovermode="closest",
            xaxis=unit_axis(low, high, comparison.indicator, nticks=5, gridcolor=GRID, tickangle=0),
            yaxis=_rows_axis(rows, wide["yaxis.ticktext"]),
            shapes=[line_at(level, color, "x") for level, _, color in levels(comparison)],
            annotations=_heads(comparison, heads),
            meta={"wide": wide, "narrow": _narrow(comparison, written)},
        ),
    }


def _rows_axis(rows: list[int], names: list[str]) -> dict[str, Any]:
    return {
        "range": [len(rows) - 0.5, -0.5],
        "tickvals": rows,
        "ticktext": names,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 14, "color": TEXT},
    }


def _wide(
    comparison: Comparison, span: tuple[float, float], heads: list[dict[str, Any]]
) -> dict[str, Any]:
    names = [said.short_name(each) for each in comparison.ranked]
    axis = unit_axis(*span, comparison.indicator, nticks=5)
    return {
        "height": _height(names),
        "margin.l": 248,
        "xaxis.range": [rounded(end) for end in span],
        "yaxis.ticktext": _marked(comparison.ranked, comparison, names),
        "yaxis.tickfont.size": 14,
        **_of_axis(axis),
        **_of_annotations(heads),
    }


def _narrow(comparison: Comparison, written: list[str]) -> dict[str, Any]:
    """Shorter lines of names and fewer marks where there is less room."""
    span = span_of(comparison, *[_room(written, _PLOT_ON_PHONE)] * 2)
    names = [said.short_name(each, said.ON_PHONE) for each in comparison.ranked]
    axis = unit_axis(*span, comparison.indicator, nticks=3)
    return {
        "height": _height(names),
        "margin.l": 144,
        "xaxis.range": [rounded(end) for end in span],
        "yaxis.ticktext": _marked(comparison.ranked, comparison, names),
        "yaxis.tickfont.size": 12,
        **_of_axis(axis),
        **_of_annotations(_sides_of_heads(comparison, span, _PLOT_ON_PHONE)),
    }


def _height(names: list[str]) -> int:
    """Each bar has the room of the name with the most lines."""
    lines = 1 + max(name.count("<br>") for name in names)
    return _ABOVE + _LINE + 40 + max(_ROW, _LINE_OF_NAME * lines + 4) * len(names)


def _of_axis(axis: dict[str, Any]) -> dict[str, Any]:
    """The marks that are written out, as those of times are."""
    return {f"xaxis.{name}": axis[name] for name in ("tickvals", "ticktext") if name in axis}


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


def _heads(comparison: Comparison, sides: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each line is, above it."""
    return [
        label(text, rounded(level), 1, color, yref="paper", yanchor="bottom", **side)
        for (level, text, color), side in zip(levels(comparison), sides, strict=True)
    ]


def _sides_of_heads(
    comparison: Comparison, span: tuple[float, float], plot: int
) -> list[dict[str, Any]]:
    """Two lines speak away from each other; where the words behind the last would be cut they
    stand before it, and those of the other line above them."""
    low, high = span
    held = levels(comparison)
    highest = max((level for level, _, _ in held), default=0.0)
    room = max((len(text) * _LETTER for level, text, _ in held if level == highest), default=0)
    fits = (high - highest) / (high - low) * plot + _AFTER >= room
    sides = []
    for level, text, _ in held:
        last = level == highest
        before = (level - low) / (high - low) * plot
        behind = fits if last else not fits and before < len(text) * _LETTER
        sides.append(
            {"xanchor": "left" if behind else "right", "yshift": 4 if last or fits else 4 + _LINE}
        )
    return sides


def _of_annotations(sides: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        f"annotations[{number}].{name}": value
        for number, side in enumerate(sides)
        for name, value in side.items()
    }
