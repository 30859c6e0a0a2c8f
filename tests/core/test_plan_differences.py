"""Is what a later version of a plan changes said in points, in patients and in a true sentence?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.plan_difference_words import plan_difference_sentence
from dashboard.errors import BadParameter, NoFigures, UnknownPlanVersion
from dashboard.indicators.registry import Indicator
from dashboard.periods import add_months
from dashboard.series import PlanPoint
from dashboard.services.plan_differences import PlanDifferences, plan_differences
from tests.builders import indicator, plan_point, plan_version
from tests.core.fake_store import FakeStore, data_of, key
from tests.oracles import plan_differences as oracle

APRIL = date(2019, 4, 1)
JANUARY = date(2020, 1, 1)
FINAL = plan_version("final", date(2019, 3, 31))
AGAIN = plan_version("again", date(2019, 11, 15), status="resubmission")
Counts = dict[date, tuple[int, int]]


def months(first: date = APRIL, many: int = 12) -> list[date]:
    return [add_months(first, number) for number in range(many)]


def points_of(version: str, counts: Counts) -> list[PlanPoint]:
    return [plan_point(month, *pair, version=version) for month, pair in counts.items()]


def store_of(*points: PlanPoint) -> FakeStore:
    return FakeStore(versions=[FINAL, AGAIN]).add(key(), plan=points)


def found(final: Counts, again: Counts, of: Indicator | None = None) -> PlanDifferences:
    store = store_of(*points_of("final", final), *points_of("again", again))
    data = data_of(store, of or indicator())
    return plan_differences(data, "waits", "10Q", "final", "again")


WINTER: Counts = {JANUARY: (11804, 13000), date(2020, 2, 1): (11804, 13000)} | {
    date(2020, 3, 1): (12712, 14000)
}


def test_the_resubmission_lowers_quarter_4_by_so_many_points_and_patients() -> None:
    final = dict.fromkeys(months(), (11500, 12500))

    said = found(final, {**final, **WINTER})

    (quarter,) = [each for each in said.quarters if each.start == JANUARY]
    assert quarter.points == pytest.approx(-1.2)
    assert quarter.patients == pytest.approx(480)
    assert plan_difference_sentence(said) == (
        "The re-submission lowers quarter 4 of 2019/20 by 1.2 points, worth 480 patients."
    )


def test_each_month_has_both_versions_and_their_difference() -> None:
    said = found({APRIL: (90, 100)}, {APRIL: (170, 200)})

    (month,) = said.periods
    assert (month.earlier.numerator, month.earlier.denominator, month.earlier.value) == (
        90,
        100,
        90,
    )
    assert (month.later.numerator, month.later.denominator, month.later.value) == (170, 200, 85)
    assert (month.points, month.patients) == (-5, 10)


def test_percentages_of_months_are_never_averaged() -> None:
    final = {APRIL: (90, 100), date(2019, 5, 1): (10, 1000), date(2019, 6, 1): (0, 0)}

    (quarter,) = found(final, final).quarters

    assert quarter.earlier.value == pytest.approx(100 * 100 / 1100)
    assert (quarter.points, quarter.patients, quarter.missing) == (0, 0, ())


def test_months_that_only_one_version_has_are_named_and_in_no_total() -> None:
    final = dict.fromkeys(months(), (90, 100))
    again = dict.fromkeys(months(date(2019, 12, 1), 5), (80, 100))

    said = found(final, again)

    assert (said.only_earlier[0], said.only_earlier[-1]) == ("Apr 19", "Nov 19")
    assert said.only_later == ("Apr 20",)
    third = said.quarters[0]
    assert (third.label, third.missing) == ("Q3 2019/20", ("Oct 19", "Nov 19"))
    assert (third.earlier.denominator, third.later.denominator) == (100, 100)
    assert plan_difference_sentence(said).endswith(
        "8 periods, Apr 19 to Nov 19, are in the final plan alone. "
        "Apr 20 is in the re-submission alone."
    )


def test_a_month_without_a_figure_says_whose() -> None:
    said = found({APRIL: (90, 100)}, {date(2019, 5, 1): (90, 100)})

    assert [each.reason for each in said.periods] == [
        "no figure in the later version",
        "no figure in the earlier version",
    ]
    assert plan_difference_sentence(said).startswith("The two versions cannot be compared: no")


def test_a_list_is_compared_at_the_end_of_the_quarter() -> None:
    final = dict.fromkeys(months(many=3), (90, 100))
    again = {**final, date(2019, 6, 1): (170, 200)}

    (quarter,) = found(final, again, indicator(aggregation="ratio_stock")).quarters

    assert (quarter.later.denominator, quarter.points, quarter.patients) == (200, -5, 10)


def test_a_count_is_worth_what_it_differs_by() -> None:
    of = indicator(unit="count", aggregation="count_flow", direction="down", decimals=0)
    final: Counts = dict.fromkeys(months(many=3), (100, 0))
    again: Counts = dict.fromkeys(months(many=3), (130, 0))

    said = found(final, again, of)

    assert (said.quarters[0].points, said.quarters[0].patients) == (90, 90)
    assert plan_difference_sentence(said) == (
        "The re-submission raises quarter 1 of 2019/20 by 90."
    )


def test_a_yearly_rate_is_stretched_to_a_year_in_points_and_never_in_patients() -> None:
    of = indicator(aggregation="rate_pop", annualised=True)
    final = dict.fromkeys(months(many=3), (10, 1200))
    again = dict.fromkeys(months(many=3), (20, 1200))

    said = found(final, again, of)

    assert said.periods[0].earlier.value == pytest.approx(10)
    assert said.quarters[0].points == pytest.approx(10)
    assert said.quarters[0].patients == pytest.approx(-30)


def test_percentages_without_counts_have_months_and_no_totals() -> None:
    points = [
        plan_point(month, None, None, value=value, version=version)
        for version, value in (("final", 92.0), ("again", 90.5))
        for month in months(many=3)
    ]

    said = plan_differences(data_of(store_of(*points)), "waits", "10Q", "final", "again")

    assert [each.points for each in said.periods] == [pytest.approx(-1.5)] * 3
    (quarter,) = said.quarters
    assert (quarter.points, quarter.reason) == (None, "only the percentage is published")


def test_the_version_submitted_first_is_the_earlier_whichever_is_named_first() -> None:
    store = store_of(plan_point(APRIL, 92), plan_point(APRIL, 90, version="again"))
    data = data_of(store)

    one = plan_differences(data, "waits", "10Q", "final", "again")
    other = plan_differences(data, "waits", "10Q", "again", "final")

    assert one == other
    assert (one.earlier.slug, one.later.slug) == ("final", "again")


def test_versions_that_agree_are_said_to() -> None:
    said = found({APRIL: (90, 100)}, {APRIL: (180, 200)})

    assert plan_difference_sentence(said) == (
        "The re-submission says the same as the final plan wherever both have a figure."
    )


def test_versions_of_one_kind_go_by_their_names() -> None:
    store = FakeStore(versions=[FINAL, plan_version("stretch", date(2019, 6, 1))])
    store.add(key(), plan=[plan_point(APRIL, 92), plan_point(APRIL, 93, version="stretch")])

    said = plan_differences(data_of(store), "waits", "10Q", "final", "stretch")

    assert plan_difference_sentence(said) == (
        'The version "stretch" raises quarter 1 of 2019/20 (without May 19, Jun 19) by 1.0 point, '
        "worth 1 of the patients."
    )


@pytest.mark.parametrize(
    ("one", "other", "error"),
    [
        ("final", "final", BadParameter),
        ("final", "unheard_of", UnknownPlanVersion),
        ("final", "again", NoFigures),
    ],
)
def test_what_cannot_be_compared_is_refused(one: str, other: str, error: type[Exception]) -> None:
    data = data_of(store_of(plan_point(APRIL)))

    with pytest.raises(error):
        plan_differences(data, "waits", "10Q", one, other)


COUNTS = st.integers(1, 60).flatmap(lambda all_: st.tuples(st.integers(0, all_), st.just(all_)))


@given(st.dictionaries(st.sampled_from(months(many=24)), st.tuples(COUNTS, COUNTS), min_size=1))
def test_totals_are_those_of_everybody_counted_one_by_one(
    pairs: dict[date, tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    final = {month: pair[0] for month, pair in pairs.items()}
    again = {month: pair[1] for month, pair in pairs.items()}

    said = found(final, again)

    for totals, of in (
        (said.quarters, oracle.quarter_of),
        (said.years, oracle.financial_year_of),
    ):
        for each in totals:
            only = {month for month in pairs if of(month) == of(each.start)}
            earlier, later = oracle.summed(final, only), oracle.summed(again, only)
            assert (each.earlier.numerator, each.earlier.denominator) == earlier
            assert (each.later.numerator, each.later.denominator) == later
            assert each.points == pytest.approx(float(oracle.points(earlier, later)))
            assert each.patients == pytest.approx(float(oracle.patients(earlier, later)), abs=1e-9)


def test_periods_come_in_order_of_time() -> None:
    final = dict.fromkeys(reversed(months()), (90, 100))

    said = found(final, final)

    assert all(one.start < other.start for one, other in pairwise(said.periods))
    assert [each.label for each in said.years] == ["2019/20"]
