"""From plan to actual, part by part, the one that did most harm first."""

from collections.abc import Sequence
from itertools import accumulate
from math import fsum
from typing import Any

from dashboard.calculations.aggregation import COUNTS
from dashboard.charts.chart import (
    ACTUAL,
    GRID,
    LAST_YEAR,
    MUTED,
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
from dashboard.indicators.registry import Direction, Indicator, Unit
from dashboard.services.rate_and_mix import Against, DifferenceByPart, PartEffect
from dashboard.services.wording import units, verbs, words

MOST_BARS = 12  # more parts than that go into one bar together
_BEFORE = {Against.PLAN: "Plan", Against.LAST_YEAR: "A year before"}
_OTHER = {Against.PLAN: "plan", Against.LAST_YEAR: "a year before"}
_DECIMALS = 2
_ROW = 56  # px


def waterfall(difference: DifferenceByPart) -> Chart:
    """Every part's effect, from the plans of the parts together to what they came to."""
    one, effects = difference.localities.parts.one, _drawn(difference)
    title = f"{_headline(difference)}, by {one}"
    sentence = _sentence(difference)
    return Chart(
        title,
        sentence,
        f"{title}. {sentence}",
        _figure(difference, effects),
        _table(difference, title),
    )


def _drawn(difference: DifferenceByPart) -> tuple[PartEffect, ...]:
    """The largest effects; the others in one bar, last, so that nothing is left out."""
    effects = difference.effects
    if len(effects) <= MOST_BARS:
        return effects
    largest = sorted(effects, key=lambda each: -abs(each.total))[: MOST_BARS - 1]
    rest = [each for each in effects if each not in largest]
    mixes = [each.mix for each in rest if each.mix is not None]
    together = PartEffect(
        f"{len(rest)} other {difference.localities.parts.several}",
        fsum(each.rate for each in rest),
        fsum(mixes) if mixes else None,
        (fsum(each.before[0] for each in rest), fsum(each.before[1] for each in rest)),
        (fsum(each.now[0] for each in rest), fsum(each.now[1] for each in rest)),
    )
    return (*[each for each in effects if each in largest], together)


def _headline(difference: DifferenceByPart) -> str:
    """`A&E 4-hour is 8.2 points below plan in February 2020`, or `lower ... than a year before`."""
    localities, indicator = difference.localities, difference.localities.indicator
    number, planned = difference.difference, difference.against is Against.PLAN
    share = next(share for share in localities.shares if share.point)
    assert share.point is not None
    when = words.at(share.point, share.line)
    size = units.difference(number, indicator)
    if units.not_any(size.split()[0]):
        far = f"level with plan {when}" if planned else f"as it was a year before {when}"
    elif planned:
        far = f"{size} {'above' if number > 0 else 'below'} plan {when}"
    else:
        far = f"{size} {'higher' if number > 0 else 'lower'} {when} than a year before"
    return f"{indicator.short_name} {verbs.is_or_are(indicator)} {far}"


def _sentence(difference: DifferenceByPart) -> str:
    """Who did most, and whether the parts changed or who is in which."""
    indicator, parts = difference.localities.indicator, difference.localities.parts
    side = 1 if difference.difference >= 0 else -1
    most = max(difference.effects, key=lambda each: each.total * side)
    said = f"{most.name} did most: {_said(most.total, indicator)}."
    if difference.mix is None:
        return said
    rate, mix = (_signed(each, indicator) for each in (difference.rate, difference.mix))
    own, among = f"the {parts.several}' own figures", f"how many {indicator.people} are in each"
    if units.not_any(mix):
        return f"{said} All of the difference comes of {own}."
    if units.not_any(rate):
        return f"{said} All of the difference comes of {among}."
    return f"{said} Of the difference, {rate} comes of {own} and {mix} of {among}."


def _said(number: float, indicator: Indicator) -> str:
    """`−2.75 points`, with a sign."""
    if indicator.unit is Unit.PERCENT:
        return f"{_signed(number, indicator)} points"
    return _signed(number, indicator)


def _signed(number: float, indicator: Indicator) -> str:
    """Of percentages never fewer than two decimals: parts are small."""
    if indicator.unit is not Unit.PERCENT:
        return units.signed(number, indicator)
    text = f"{abs(number):,.{max(indicator.decimals, _DECIMALS)}f}"
    if units.not_any(text):
        return text
    return f"{'+' if number > 0 else units.MINUS}{text}"


def _figure(difference: DifferenceByPart, effects: Sequence[PartEffect]) -> Figure:
    """Bars that hang from where the one above ended. Nought is the plan, so no bar is cut off."""
    indicator = difference.localities.indicator
    before, now = (units.value(v, indicator) for v in (difference.before, difference.now))
    reached = list(accumulate((each.total for each in effects), initial=0.0))
    first = f"{_BEFORE[difference.against]}: {before}"
    names = [first, *[each.name for each in effects], "Actual"]
    ends = [0.0, *[each.total for each in effects], difference.difference]
    said = ["", *[_signed(each.total, indicator) for each in effects], now]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [rounded(end) for end in ends],
                "base": [0.0, *[rounded(each) for each in reached[:-1]], 0.0],
                "y": list(range(len(names))),
                "marker": {"color": [PLAN, *_colors(effects, indicator), PLAN]},
                "text": said,
                "textposition": "outside",
                "cliponaxis": False,
                "hovertext": ["", *[_hover(each, difference) for each in effects], ""],
                "hoverinfo": "text",
                "width": 0.4,
            }
        ],
        "layout": layout(
            48 + _ROW * len(names),
            margin={"l": 8, "r": 24, "t": 16, "b": 48},
            hovermode="closest",
            xaxis=_axis([*reached, difference.difference], difference),
            yaxis={
                "range": [len(names) - 0.5, -0.9],
                "fixedrange": True,
                "showticklabels": False,
                "showgrid": False,
                "zeroline": False,
            },
            shapes=[_joint(number, at) for number, at in enumerate(reached)],
            annotations=[_name(name, number) for number, name in enumerate(names)],
        ),
    }


def _colors(effects: Sequence[PartEffect], indicator: Indicator) -> list[str]:
    """Harm in blue, good in grey; where neither way is better, all alike."""
    if indicator.direction is Direction.NEUTRAL:
        return [LAST_YEAR] * len(effects)
    worse = -1 if indicator.direction is Direction.UP else 1
    return [ACTUAL if each.total * worse > 0 else LAST_YEAR for each in effects]


def _axis(reached: list[float], difference: DifferenceByPart) -> dict[str, Any]:
    """Room on both sides for what stands at the end of each bar, most on the side they go to."""
    low, high = min(reached), max(reached)
    span = high - low or 1.0
    least, most = (span * 0.25 if low else 0.0), span * (0.25 if high else 0.03)
    indicator = difference.localities.indicator
    what = {Unit.PERCENT: "points", Unit.COUNT: indicator.people}.get(indicator.unit, "difference")
    text = f"{what[0].upper()}{what[1:]} from {_OTHER[difference.against]}"
    return {
        "range": [round(low - least, 3), round(high + most, 3)],
        "zeroline": True,
        "zerolinecolor": PLAN,
        "gridcolor": GRID,
        "fixedrange": True,
        "separatethousands": True,
        "exponentformat": "none",
        "nticks": 5,
        "tickangle": 0,
        "title": {"text": text, "standoff": 8, "font": {"size": 14, "color": MUTED}},
    }


def _joint(number: int, at: float) -> dict[str, Any]:
    """From the end of one bar to the beginning of the next."""
    return {
        "type": "line",
        "x0": rounded(at),
        "x1": rounded(at),
        "y0": number - 0.2,
        "y1": number + 1.2,
        "line": {"color": LAST_YEAR, "width": 1, "dash": "dot"},
        "layer": "below",
    }


def _name(name: str, number: int) -> dict[str, Any]:
    """Above its bar, where a long one has room on a phone as well; no line runs through it."""
    return label(
        name,
        0,
        number,
        TEXT,
        xref="paper",
        xanchor="left",
        yanchor="bottom",
        xshift=4,
        yshift=12,
        bgcolor="#FFFFFF",
        borderpad=1,
    )


def _hover(effect: PartEffect, difference: DifferenceByPart) -> str:
    """What is its own doing, and what is only that it is larger or smaller than it was."""
    indicator = difference.localities.indicator
    whole = f"<b>{effect.name}</b>: {_said(effect.total, indicator)}"
    if effect.mix is None:
        return f"{whole}<br>{_counts(effect.before[0])}, then {_counts(effect.now[0])}"
    before, now = (_rate(pair, difference) for pair in (effect.before, effect.now))
    smaller, larger = (_weight(effect, difference, side) for side in (0, 1))
    return (
        f"{whole}<br>own figure {before}, then {now}: {_said(effect.rate, indicator)}"
        f"<br>{smaller} of all {indicator.people}, then {larger}: {_said(effect.mix, indicator)}"
    )


def _counts(number: float) -> str:
    return units.count(number)


def _rate(pair: tuple[float, float], difference: DifferenceByPart) -> str:
    if not pair[1]:
        return "none"
    return units.value(difference.scale * pair[0] / pair[1], difference.localities.indicator)


def _weight(effect: PartEffect, difference: DifferenceByPart, side: int) -> str:
    """Its share of everybody, on one side or the other."""
    sides = [(each.before, each.now)[side][1] for each in difference.effects]
    return f"{(effect.before, effect.now)[side][1] / fsum(sides):.1%}"


def _table(difference: DifferenceByPart, caption: str) -> Table:
    indicator, parts = difference.localities.indicator, difference.localities.parts
    one = f"{parts.one[0].upper()}{parts.one[1:]}"
    counted = indicator.aggregation in COUNTS
    columns = [one, _BEFORE[difference.against], "Actual"]
    columns += ["Difference"] if counted else ["Own figure", "Share of all", "Together"]
    rows = [_row(each, difference) for each in difference.effects]
    ends = [units.value(number, indicator) for number in (difference.before, difference.now)]
    sums = [difference.difference]
    if difference.mix is not None:
        sums = [difference.rate, difference.mix, difference.difference]
    rows.append(("Together", *ends, *[_signed(each, indicator) for each in sums]))
    return Table(
        caption,
        (Column(columns[0]), *[Column(each, True) for each in columns[1:]]),
        tuple(rows),
    )


def _row(effect: PartEffect, difference: DifferenceByPart) -> tuple[str, ...]:
    indicator = difference.localities.indicator
    if effect.mix is None:
        sides = [_counts(pair[0]) for pair in (effect.before, effect.now)]
        return effect.name, *sides, _signed(effect.total, indicator)
    sides = [_rate(pair, difference) for pair in (effect.before, effect.now)]
    numbers = effect.rate, effect.mix, effect.total
    return effect.name, *sides, *[_signed(each, indicator) for each in numbers]
