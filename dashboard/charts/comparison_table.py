"""The figures behind a comparison, in order of rank."""

from dashboard.charts import comparison_words as said
from dashboard.charts.chart import Column, Table
from dashboard.indicators.registry import Unit
from dashboard.services.comparison import Comparison, Ranked, is_count
from dashboard.services.wording import units


def ranking_table(comparison: Comparison) -> Table:
    """One row for each that is ranked; a column nobody fills is left out."""
    indicator = comparison.indicator
    line = "From England" if comparison.england else "From all together"
    columns = (
        Column("Rank", True),
        Column(f"{comparison.peers.one[0].upper()}{comparison.peers.one[1:]}"),
        Column("Numerator", True),
        Column("Denominator", True),
        Column("Value", True),
        Column(f"{line}, points" if indicator.unit is Unit.PERCENT else line, True),
        Column("Standard"),
        Column("In the funnel"),
        Column("Status"),
    )
    rows = [_row(each, comparison) for each in comparison.ranked]
    filled = [any(row[index] for row in rows) for index in range(len(columns))]
    made_up = " (illustrative)" if comparison.illustrative else ""
    return Table(
        f"{indicator.name}, {said.when(comparison)}, {said.order(comparison)}{made_up}",
        tuple(column for column, keep in zip(columns, filled, strict=True) if keep),
        tuple(tuple(cell for cell, keep in zip(row, filled, strict=True) if keep) for row in rows),
    )


def _row(ranked: Ranked, comparison: Comparison) -> list[str]:
    figure, indicator, against = ranked.figure, comparison.indicator, comparison.compared
    met = {True: "met", False: "not met", None: ""}[figure.meets_standard]
    measured = against is not None and not is_count(indicator)
    return [
        f"{ranked.place}{'=' if ranked.shared else ''}",
        ranked.organisation.label,
        "" if figure.numerator is None else units.count(figure.numerator),
        "" if figure.denominator is None else units.count(figure.denominator),
        units.value(figure.value, indicator),
        units.signed(figure.value - (against or 0.0), indicator) if measured else "",
        met,
        said.in_funnel(ranked),
        figure.status,
    ]
