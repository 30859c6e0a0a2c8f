"""A comparison as rows of plain values, for CSV and JSON."""

from collections.abc import Iterator

from dashboard.calculations.funnel import CONTROL, WARNING
from dashboard.exports.rows import Row, Value, whole
from dashboard.services.catalogue import Data
from dashboard.services.compared import LeftOut
from dashboard.services.comparison import Comparison, Ranked

COMPARISON_COLUMNS = (
    "indicator", "period_start", "period_end", "grain", "organisation", "organisation_name",
    "rank", "rank_shared", "numerator", "denominator", "value", "status", "left_out",
    "england_value", "standard_value", "meets_standard", "funnel", "funnel_mean", "funnel_phi",
    "lower_95", "upper_95", "lower_998", "upper_998", "compared_with", "illustrative", "as_at",
    "data_version", "unit",
)  # fmt: skip


def comparison_rows(data: Data, comparison: Comparison) -> Iterator[Row]:
    """One row for each that is ranked, then one for each that is left out, with the reason."""
    for ranked in comparison.ranked:
        yield _row(data, comparison, ranked)
    for left_out in comparison.left_out:
        yield _row(data, comparison, left_out)


def _row(data: Data, comparison: Comparison, of: Ranked | LeftOut) -> Row:
    values = [
        comparison.indicator.id,
        comparison.start.isoformat(),
        comparison.end.isoformat(),
        str(comparison.grain),
        of.organisation.code,
        of.organisation.name,
        *(_figure(of) if isinstance(of, Ranked) else (*[None] * 6, of.reason)),
        whole(comparison.england.value) if comparison.england else None,
        comparison.standard.value if comparison.standard else None,
        of.figure.meets_standard if isinstance(of, Ranked) else None,
        *(_funnel(comparison, of) if isinstance(of, Ranked) else [None] * 7),
        comparison.peers.name,
        of.figure.illustrative if isinstance(of, Ranked) else None,
        comparison.provenance.as_at.isoformat(),
        data.store.data_version(),
        str(comparison.indicator.unit),
    ]
    return dict(zip(COMPARISON_COLUMNS, values, strict=True))


def _figure(ranked: Ranked) -> Iterator[Value]:
    figure = ranked.figure
    yield from (
        ranked.place,
        ranked.shared,
        whole(figure.numerator),
        whole(figure.denominator),
        whole(figure.value),
        figure.status,
        "",
    )


def _funnel(comparison: Comparison, ranked: Ranked) -> Iterator[Value]:
    """Limits are 0-100 as the values are, and not cut off at either end."""
    funnel, size = comparison.funnel, ranked.figure.denominator
    if funnel is None or not size:
        yield from [None] * 7
        return
    yield from (str(ranked.funnel), 100 * funnel.mean, funnel.phi)
    for z in (WARNING, CONTROL):
        yield from (100 * limit for limit in funnel.limits(size, z))
