"""What do the bars of a ranking have in common, lying or upright?"""

from typing import Any

from dashboard.charts import comparison_words as said
from dashboard.charts.chart import ACTUAL, LAST_YEAR, STANDARD, TEXT, rounded
from dashboard.services.comparison import Comparison, is_count
from dashboard.services.wording import units

_HOLLOW = "#F0F4F5"


def base_of_bars(comparison: Comparison) -> float:
    return 0.0 if is_count(comparison.indicator) else comparison.compared or 0.0


def bars_of(comparison: Comparison) -> dict[str, Any]:
    chosen = comparison.chosen
    own = [each is chosen for each in comparison.ranked]
    return {
        "type": "bar",
        "base": rounded(base_of_bars(comparison)),
        "marker": {
            "color": [ACTUAL if mine else _HOLLOW for mine in own],
            "line": {"color": [ACTUAL if mine else LAST_YEAR for mine in own], "width": 1},
        },
        "customdata": [each.organisation.code for each in comparison.ranked],
        "hovertext": [said.hover(each, comparison) for each in comparison.ranked],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def lengths(comparison: Comparison) -> list[float | None]:
    base = base_of_bars(comparison)
    return [rounded(each.figure.value - base) for each in comparison.ranked]


def levels(comparison: Comparison) -> list[tuple[float, str, str]]:
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


def span_of(comparison: Comparison, low_room: float, high_room: float) -> tuple[float, float]:
    """From the lowest to the highest value, base or line, with room for words at both ends."""
    values = [each.figure.value for each in comparison.ranked]
    values += [level for level, _, _ in levels(comparison)]
    values += [base_of_bars(comparison)]
    low, high = min(values), max(values)
    span = high - low or 1.0
    nought = is_count(comparison.indicator)
    return (0.0 if nought else low - low_room * span), high + high_room * span


def line_at(level: float, color: str, across: str) -> dict[str, Any]:
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
