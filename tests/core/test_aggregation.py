"""Does a total follow its family, name what it lacks and refuse what is not additive?"""

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.aggregation import (
    Part,
    Total,
    percentage,
    total_over_organisations,
    total_over_time,
)
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Family
from tests.oracles import aggregation as oracle

ADDITIVE = [family for family in Family if family is not Family.DISTRIBUTION]
SUMMED_OVER_TIME = [Family.RATIO_FLOW, Family.MAPPED, Family.MEAN_TIME]
POSITIONS_OVER_TIME = [
    Family.RATIO_STOCK,
    Family.COUNT_STOCK,
    Family.COUNT_CUMULATIVE,
    Family.ROLLING_RATIO,
]
MONTHS = ("April", "May", "June")

pairs = st.integers(0, 60).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
crowds = st.lists(pairs, min_size=1, max_size=8)
crowds_with_gaps = st.lists(st.none() | pairs, min_size=1, max_size=8)


def named(counts: list[tuple[int, int] | None]) -> list[Part]:
    """One part per pair, called 0, 1, ...; None is a suppressed one."""
    return [
        Part(str(i), *pair) if pair else Part(str(i), absent_reason="suppressed")
        for i, pair in enumerate(counts)
    ]


def names(parts: list[Part]) -> list[str]:
    return [part.name for part in parts]


def over_places(parts: list[Part], family: Family = Family.RATIO_FLOW) -> Total:
    return total_over_organisations(parts, family, names(parts), "18 weeks")


def over_months(parts: list[Part], family: Family = Family.RATIO_FLOW) -> Total:
    return total_over_time(parts, family, names(parts), "18 weeks")


# Vectors: definitions of rate and mix (X, Y, Z), and of the recovery-required run rate


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([(95, 100), (180, 200), (88, 100)], 90.75),
        ([(110, 120), (150, 180), (92, 100)], 88.00),
        ([(52_300, 56_000)], pytest.approx(93.39, abs=0.005)),
        ([(27_664, 29_445)], pytest.approx(93.95, abs=0.005)),
    ],
)
def test_percentage_of_a_total_is_that_of_its_counts(
    counts: list[tuple[int, int] | None], expected: float
) -> None:
    total = over_places(named(counts))

    assert percentage(total.numerator, total.denominator) == expected


@given(crowds, st.sampled_from(ADDITIVE))
def test_total_over_organisations_counts_every_person_once(
    counts: list[tuple[int, int]], family: Family
) -> None:
    total = over_places(named([*counts]), family)

    assert (total.numerator, total.denominator) == oracle.counted(counts)
    assert total.complete
    assert total.coverage == 1


@given(crowds, st.sampled_from(SUMMED_OVER_TIME))
def test_flows_over_time_count_every_event_once(
    counts: list[tuple[int, int]], family: Family
) -> None:
    total = over_months(named([*counts]), family)

    assert (total.numerator, total.denominator) == oracle.counted(counts)


@given(crowds)
def test_percentage_of_a_total_is_the_share_of_the_crowd(counts: list[tuple[int, int]]) -> None:
    total = over_places(named([*counts]))
    share = oracle.share(counts)

    found = percentage(total.numerator, total.denominator)

    assert found == (None if share is None else pytest.approx(float(100 * share)))


@given(crowds_with_gaps)
def test_missing_parts_are_named_and_never_shrink_what_is_expected(
    counts: list[tuple[int, int] | None],
) -> None:
    total = over_places(named(counts))

    assert total.missing == tuple(str(i) for i, pair in enumerate(counts) if pair is None)
    assert total.parts_present + len(total.missing) == total.parts_expected == len(counts)
    assert total.complete == (None not in counts)


@given(crowds_with_gaps, st.randoms(), st.sampled_from(ADDITIVE))
def test_the_order_of_the_parts_does_not_matter(
    counts: list[tuple[int, int] | None], random: Random, family: Family
) -> None:
    parts = named(counts)
    shuffled = sorted(parts, key=lambda _: random.random())

    for total in (total_over_organisations, total_over_time):
        assert total(shuffled, family, names(parts), "") == total(parts, family, names(parts), "")


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=8), st.randoms())
def test_mapped_shares_of_people_add_up_the_same_in_any_order(
    counts: list[float], random: Random
) -> None:
    parts = [Part(str(i), count, count) for i, count in enumerate(counts)]
    shuffled = sorted(parts, key=lambda _: random.random())

    assert over_places(shuffled, Family.MAPPED) == over_places(parts, Family.MAPPED)


@given(crowds, pairs, pairs)
def test_splitting_a_part_changes_no_figure(
    counts: list[tuple[int, int]], first: tuple[int, int], second: tuple[int, int]
) -> None:
    joined = (first[0] + second[0], first[1] + second[1])

    whole = over_places(named([*counts, joined]))
    split = over_places(named([*counts, first, second]))

    assert (whole.numerator, whole.denominator) == (split.numerator, split.denominator)


@given(crowds, crowds)
def test_totals_of_two_halves_add_up_to_the_total_of_all(
    west: list[tuple[int, int]], east: list[tuple[int, int]]
) -> None:
    halves = [over_places(named([*west])), over_places(named([*east]))]
    parts = [Part(str(i), half.numerator, half.denominator) for i, half in enumerate(halves)]

    of_halves, of_all = over_places(parts), over_places(named([*west, *east]))

    assert (of_halves.numerator, of_halves.denominator) == (of_all.numerator, of_all.denominator)


# Positions


@given(crowds_with_gaps, st.sampled_from(POSITIONS_OVER_TIME))
def test_position_over_time_is_the_latest_and_never_a_sum(
    counts: list[tuple[int, int] | None], family: Family
) -> None:
    total = over_months(named(counts), family)

    position = (total.numerator, total.denominator)
    assert position == (oracle.latest(counts) or (None, None))
    assert total.complete == (counts[-1] is not None)


def test_position_whose_last_month_is_missing_says_which_month_it_is_of() -> None:
    parts = [Part("April", 70), Part("May", 60), Part("June", absent_reason="not_submitted")]

    total = total_over_time(parts, Family.COUNT_STOCK, MONTHS, "Waiting list")

    assert (total.numerator, total.position_of, total.missing) == (60, "May", ("June",))
    assert (total.parts_present, total.parts_expected) == (1, 2)


def test_position_does_not_mind_an_earlier_gap() -> None:
    total = total_over_time([Part("June", 55)], Family.COUNT_STOCK, MONTHS, "Waiting list")

    assert (total.numerator, total.position_of) == (55, "June")
    assert total.complete


# Counts, populations, times


def test_count_needs_no_denominator() -> None:
    total = over_months([Part("April", 3), Part("May", 4)], Family.COUNT_FLOW)

    assert (total.numerator, total.denominator, total.complete) == (7, None, True)


def test_numerators_are_never_set_over_the_denominators_of_fewer_parts() -> None:
    total = over_places([Part("North", 3, 100), Part("South", 4)], Family.COUNT_FLOW)

    assert (total.numerator, total.denominator) == (7, None)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=12))
def test_rate_over_time_divides_all_events_by_the_mid_period_population(
    populations: list[int],
) -> None:
    parts = [Part(str(i), 5, population) for i, population in enumerate(populations)]

    total = over_months(parts, Family.RATE_POP)

    assert total.numerator == 5 * len(populations)
    assert total.denominator is not None
    assert Fraction(total.denominator) == oracle.mid_period(populations)


@pytest.mark.parametrize("family", [Family.RATE_POP, Family.COUNT_FLOW])
def test_people_entering_treatment_in_a_quarter_are_set_over_one_prevalence(
    family: Family,
) -> None:
    parts = [Part(month, 560, 40_000) for month in MONTHS]

    total = over_months(parts, family)

    assert percentage(total.numerator, total.denominator) == pytest.approx(4.2)


def test_mean_time_is_all_time_over_all_incidents() -> None:
    parts = [Part("North", 4_200, 10), Part("South", 600, 2)]

    total = over_places(parts, Family.MEAN_TIME)

    assert (total.numerator, total.denominator) == (4_800, 12)


# Absence


def test_total_of_nothing_has_no_figures() -> None:
    parts = [Part("North", absent_reason="suppressed"), Part("South")]

    total = over_places(parts)

    assert (total.numerator, total.denominator, total.coverage) == (None, None, 0)
    assert total.missing == ("North", "South")


def test_total_of_no_parts_at_all_is_not_complete() -> None:
    total = total_over_organisations([], Family.RATIO_FLOW, [], "18 weeks")

    assert (total.complete, total.coverage) == (False, 0)


@pytest.mark.parametrize("family", POSITIONS_OVER_TIME)
def test_position_of_nothing_names_every_period(family: Family) -> None:
    total = total_over_time([], family, MONTHS, "18 weeks")

    assert (total.numerator, total.position_of, total.missing) == (None, None, MONTHS)


@pytest.mark.parametrize("numerator", [None, 3])
def test_suppressed_part_stays_out_whatever_is_known_of_it(numerator: int | None) -> None:
    parts = [Part("North", 9, 10), Part("South", numerator, 12, absent_reason="suppressed")]

    total = over_places(parts)

    assert (total.numerator, total.denominator, total.missing) == (9, 10, ("South",))


@pytest.mark.parametrize("family", [Family.RATIO_FLOW, Family.COUNT_FLOW])
def test_no_activity_is_a_figure_and_not_a_gap(family: Family) -> None:
    total = over_places([Part("North", 9, 10), Part("South", 0, 0, None, "no_activity")], family)

    assert (total.numerator, total.denominator, total.complete) == (9, 10, True)


def test_no_activity_without_counts_is_nought_of_nought() -> None:
    total = over_places([Part("South", absent_reason="no_activity")])

    assert (total.numerator, total.denominator, total.complete) == (0, 0, True)


def test_no_activity_gives_a_count_no_denominator() -> None:
    total = over_places([Part("South", absent_reason="no_activity")], Family.COUNT_FLOW)

    assert (total.numerator, total.denominator) == (0, None)


def test_no_activity_does_not_make_a_population_disappear() -> None:
    parts = [Part("North", 9, 1_000), Part("South", absent_reason="no_activity")]

    total = over_places(parts, Family.RATE_POP)

    assert (total.denominator, total.missing) == (1_000, ("South",))


def test_percentage_of_nobody_is_not_a_number() -> None:
    assert percentage(0, 0) is None
    assert percentage(None, 10) is None


# Refusals


@pytest.mark.parametrize("total", [total_over_organisations, total_over_time])
def test_medians_and_percentiles_are_refused(total: Callable[..., Total]) -> None:
    with pytest.raises(NotAdditive, match="RTT median cannot be added up"):
        total([Part("North", 5, 10)], Family.DISTRIBUTION, ["North"], "RTT median")


@pytest.mark.parametrize("family", ADDITIVE)
def test_published_percentage_without_counts_is_refused(family: Family) -> None:
    parts = [Part("April", 9, 10), Part("May", value=91.0)]

    with pytest.raises(NotAdditive, match=r"18 weeks cannot be added up: only (the|a) \w+"):
        over_months(parts, family)


def test_refusal_says_that_only_the_percentage_is_published() -> None:
    with pytest.raises(NotAdditive, match="only the percentage is published"):
        over_places([Part("North", 9, value=90.0)])


def test_part_that_occurs_twice_is_refused() -> None:
    parts = [Part("North", 9, 10), Part("North", 9, 10)]

    with pytest.raises(NotAdditive, match="North occurs twice"):
        total_over_organisations(parts, Family.RATIO_FLOW, ["North"], "18 weeks")


def test_part_that_belongs_elsewhere_is_refused() -> None:
    with pytest.raises(NotAdditive, match="Wales is not one of its parts"):
        total_over_organisations([Part("Wales", 9, 10)], Family.RATIO_FLOW, ["North"], "18 weeks")
