"""Does every family of figures add up, in any order, and name what is missing?

The nine families of the definitions, and the two that accumulate within a year. The oracle walks
through single people, as slowly as it can.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.aggregation import (
    COUNTS,
    Part,
    Total,
    total_over_organisations,
    total_over_time,
)
from dashboard.calculations.comparable import comparable
from dashboard.calculations.distribution import add_bands, percentile
from dashboard.calculations.exact import exact
from dashboard.calculations.views import View, views
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Family
from dashboard.periods import Grain, add_months
from dashboard.services.line import Request, performance_line
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import AS_AT, OXFORDSHIRE, FakeStore, data_of, key
from tests.oracles import aggregation as oracle
from tests.oracles.distribution import percentile as slow_percentile

# How months become a quarter or a year to date, by family; the same people are never added twice.
ADDED = {Family.RATIO_FLOW, Family.MAPPED, Family.MEAN_TIME, Family.COUNT_FLOW}
ON_ONE_POPULATION = {Family.RATE_POP}
LATEST = {
    Family.RATIO_STOCK,
    Family.COUNT_STOCK,
    Family.ROLLING_RATIO,
    Family.RATIO_CUMULATIVE,
    Family.COUNT_CUMULATIVE,
}
BY_BANDS = {Family.DISTRIBUTION}
COUNTED = sorted(set(Family) - BY_BANDS)

pairs = st.integers(0, 40).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
crowds = st.lists(pairs, min_size=1, max_size=6)
with_gaps = st.lists(st.none() | pairs, min_size=1, max_size=6)
week_bands = st.lists(st.integers(0, 30), min_size=3, max_size=8)


def parts_of(counts: list[tuple[int, int] | None], family: Family) -> list[Part]:
    """Called 0, 1, ...; None is a suppressed one. A count has no denominator."""
    return [
        Part(str(n), absent_reason="suppressed")
        if pair is None
        else Part(str(n), pair[0], None if family in COUNTS else pair[1])
        for n, pair in enumerate(counts)
    ]


def total(
    counts: list[tuple[int, int] | None],
    family: Family,
    over: Callable[..., Total] = total_over_organisations,
) -> Total:
    names = [str(n) for n in range(len(counts))]
    return over(parts_of(counts, family), family, names, "a test")


def test_every_family_is_in_one_of_the_kinds() -> None:
    assert set(Family) == ADDED | ON_ONE_POPULATION | LATEST | BY_BANDS


# Over organisations


@pytest.mark.parametrize("family", COUNTED)
@given(counts=crowds)
def test_parts_sum_to_the_whole(family: Family, counts: list[tuple[int, int]]) -> None:
    numerator, denominator = oracle.counted(counts)

    found = total([*counts], family)

    assert found.numerator == numerator
    assert found.denominator == (None if family in COUNTS else denominator)
    assert found.complete


@pytest.mark.parametrize("family", COUNTED)
@given(counts=with_gaps, random=st.randoms())
def test_the_order_of_parts_does_not_matter(
    family: Family, counts: list[tuple[int, int] | None], random: Random
) -> None:
    parts, names = parts_of(counts, family), [str(n) for n in range(len(counts))]
    shuffled = random.sample(parts, len(parts))

    assert total_over_organisations(shuffled, family, names, "a test") == total(counts, family)


@pytest.mark.parametrize("family", COUNTED)
@given(counts=with_gaps)
def test_missing_parts_are_named_and_still_expected(
    family: Family, counts: list[tuple[int, int] | None]
) -> None:
    found = total(counts, family)

    assert found.missing == tuple(str(n) for n, pair in enumerate(counts) if pair is None)
    assert found.parts_expected == len(counts)
    assert found.complete == (None not in counts)


@given(crowds, st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_shares_of_mapped_people_keep_their_fractions(
    counts: list[tuple[int, int]], tenths: list[int]
) -> None:
    parts = [
        Part(str(n), Fraction(pair[0] * tenth, 10), Fraction(pair[1] * tenth, 10))
        for n, (pair, tenth) in enumerate(zip(counts, tenths, strict=False))
    ]
    slowly = sum((Fraction(p[0] * t, 10) for p, t in zip(counts, tenths, strict=False)), Fraction())

    found = total_over_organisations(parts, Family.MAPPED, [p.name for p in parts], "a test")

    assert found.numerator == float(slowly)


# Distributions: the bands are added, never the medians


@given(st.lists(week_bands, min_size=1, max_size=5), st.sampled_from([0.5, 0.92]))
def test_a_percentile_of_all_is_that_of_everybody_in_one_line(
    lists: list[list[int]], share: float
) -> None:
    last = min(map(len, lists)) - 1
    cut = [[*each[:last], sum(each[last:])] for each in lists]
    everybody = [sum(week) for week in zip(*cut, strict=True)]

    assert add_bands(*lists) == tuple(everybody)
    found, slowly = percentile(add_bands(*lists), share), slow_percentile(everybody, exact(share))
    if isinstance(slowly, Fraction):
        assert found.weeks == pytest.approx(float(slowly))
    else:
        assert found.weeks is None
        assert (found.open_from is not None) == (slowly == "open")


@given(st.lists(week_bands, min_size=1, max_size=5), st.randoms())
def test_the_order_of_lists_does_not_matter(lists: list[list[int]], random: Random) -> None:
    assert add_bands(*random.sample(lists, len(lists))) == add_bands(*lists)


@pytest.mark.parametrize("over", [total_over_organisations, total_over_time])
def test_medians_themselves_are_never_added(over: Callable[..., Total]) -> None:
    with pytest.raises(NotAdditive, match="every single wait"):
        over([Part("a", value=6.0)], Family.DISTRIBUTION, ["a"], "median wait")


# Over time


@pytest.mark.parametrize("family", sorted(ADDED))
@given(counts=with_gaps)
def test_months_of_a_flow_are_added_and_missing_ones_named(
    family: Family, counts: list[tuple[int, int] | None]
) -> None:
    there = [pair for pair in counts if pair]

    found = total(counts, family, total_over_time)

    assert found.numerator == (oracle.counted(there)[0] if there else None)
    assert found.missing == tuple(str(n) for n, pair in enumerate(counts) if pair is None)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12), st.integers(1, 900))
def test_months_of_a_rate_have_one_population(events: list[int], people: int) -> None:
    found = total([(n, people) for n in events], Family.RATE_POP, total_over_time)

    assert (found.numerator, found.denominator) == (sum(events), people)


@pytest.mark.parametrize("family", sorted(LATEST))
@given(counts=with_gaps)
def test_what_stands_or_accumulates_is_the_latest_and_never_a_sum(
    family: Family, counts: list[tuple[int, int] | None]
) -> None:
    known = [n for n, pair in enumerate(counts) if pair]

    found = total(counts, family, total_over_time)

    assert found.numerator == (counts[known[-1]][0] if known else None)  # type: ignore[index]
    after = known[-1] + 1 if known else 0
    assert found.missing == tuple(str(n) for n in range(after, len(counts)))


# What counts on from April, on a line: neither summed nor taken apart


@pytest.mark.parametrize("family", ["count_cumulative", "ratio_cumulative"])
def test_what_accumulates_is_drawn_as_published_against_what_was_to_accumulate(family: str) -> None:
    counted = family == "count_cumulative"
    checks = indicator(
        unit="count" if counted else "percent",
        aggregation=family,
        standard=[],
        denominator="" if counted else "people on the register",
    )
    april, of = date(2019, 4, 1), None if counted else 100
    climbing = [observation(add_months(april, n), 10 * (n + 1), of) for n in range(3)]
    planned = [plan_point(add_months(april, n), 12 * (n + 1), of) for n in range(3)]
    store = FakeStore().add(key(), climbing, planned)

    line = performance_line(data_of(store, checks), checks, Request(OXFORDSHIRE, View.MONTH, AS_AT))

    assert [point.value for point in line.points] == [10, 20, 30]
    assert [point.plan_value for point in line.points] == [12, 24, 36]
    assert [point.against.points for point in line.points] == pytest.approx([-2, -4, -6])


@pytest.mark.parametrize("family", [Family.COUNT_CUMULATIVE, Family.RATIO_CUMULATIVE])
def test_what_accumulates_has_no_quarter_and_no_rolling_year(family: Family) -> None:
    assert views(family, Grain.MONTH) == (View.MONTH,)


# Against others


def test_a_rolling_year_is_not_held_against_a_single_quarter() -> None:
    assert comparable(Grain.ROLLING_12M, Grain.QUARTER) == (
        "figures of rolling years are not compared with figures of quarters"
    )


@pytest.mark.parametrize("one", list(Grain))
@pytest.mark.parametrize("other", list(Grain))
def test_only_figures_of_one_grain_are_compared(one: Grain, other: Grain) -> None:
    assert (comparable(one, other) == "") == (one is other)


def test_only_figures_of_one_family_are_compared() -> None:
    month, flow = (Grain.MONTH, Grain.MONTH), (Family.RATIO_FLOW, Family.RATIO_FLOW)

    assert comparable(*month, *flow) == ""
    assert comparable(*month, Family.RATIO_FLOW, Family.ROLLING_RATIO) == (
        "figures that are put together in different ways are not compared"
    )
