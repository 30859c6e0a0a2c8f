"""Does each family offer the views it can bear, and each view the right months?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.views import View, periods_of, views
from dashboard.indicators.registry import Family
from dashboard.periods import Grain, add_months

MONTHLY = (View.MONTH, View.QUARTER, View.YEAR_TO_DATE, View.ROLLING_12M)
months = st.lists(st.integers(0, 60).map(lambda n: add_months(date(2015, 4, 1), n)), max_size=30)


@pytest.mark.parametrize(
    "family",
    [Family.RATIO_FLOW, Family.COUNT_FLOW, Family.MAPPED, Family.MEAN_TIME, Family.RATE_POP],
)
def test_flows_have_every_monthly_view(family: Family) -> None:
    assert views(family, Grain.MONTH) == MONTHLY


def test_a_rate_by_the_year_begins_with_the_rolling_quarter() -> None:
    assert views(Family.RATE_POP, Grain.MONTH, annualised=True) == (View.ROLLING_QUARTER, *MONTHLY)


def test_a_rolling_quarter_ends_with_its_month() -> None:
    (period,) = periods_of(View.ROLLING_QUARTER, [date(2018, 2, 1)])

    assert (period.start, period.end) == (date(2017, 12, 1), date(2018, 2, 28))
    assert len(period.expected) == 3


@pytest.mark.parametrize("family", [Family.RATIO_STOCK, Family.COUNT_STOCK])
def test_stocks_have_no_twelve_month_view(family: Family) -> None:
    assert views(family, Grain.MONTH) == MONTHLY[:3]


@pytest.mark.parametrize(
    "family", [Family.COUNT_CUMULATIVE, Family.ROLLING_RATIO, Family.DISTRIBUTION]
)
def test_what_accumulates_or_overlaps_is_shown_as_published(family: Family) -> None:
    assert views(family, Grain.MONTH) == (View.MONTH,)


@pytest.mark.parametrize("grain", [grain for grain in Grain if grain is not Grain.MONTH])
def test_other_grains_have_their_own_view_alone(grain: Grain) -> None:
    assert views(Family.RATIO_FLOW, grain) == (View(grain.value),)


def test_year_to_date_runs_from_april_to_its_month() -> None:
    (period,) = periods_of(View.YEAR_TO_DATE, [date(2018, 2, 1)])

    assert (period.start, period.end) == (date(2017, 4, 1), date(2018, 2, 28))
    assert (period.expected[0], len(period.expected)) == (date(2017, 4, 1), 11)


def test_year_to_date_of_april_is_april() -> None:
    (period,) = periods_of(View.YEAR_TO_DATE, [date(2018, 4, 1)])

    assert period.expected == (date(2018, 4, 1),)


def test_rolling_twelve_months_end_with_their_month() -> None:
    (period,) = periods_of(View.ROLLING_12M, [date(2018, 2, 1)])

    assert (period.start, period.end) == (date(2017, 3, 1), date(2018, 2, 28))
    assert len(period.expected) == 12


def test_quarter_expects_three_months_where_one_is_given() -> None:
    (period,) = periods_of(View.QUARTER, [date(2018, 2, 1)])

    assert period.expected == (date(2018, 1, 1), date(2018, 2, 1), date(2018, 3, 1))
    assert period.end == date(2018, 3, 31)


def test_weeks_stay_as_they_are() -> None:
    monday = date(2015, 6, 22)

    (period,) = periods_of(View.WEEK, [monday], Grain.WEEK)

    assert (period.start, period.end, period.expected) == (monday, date(2015, 6, 28), (monday,))


def test_published_quarters_are_not_gathered_again() -> None:
    periods = periods_of(View.QUARTER, [date(2018, 1, 1), date(2017, 10, 1)], Grain.QUARTER)

    assert [period.expected for period in periods] == [(date(2017, 10, 1),), (date(2018, 1, 1),)]


@pytest.mark.parametrize(("view", "grain"), [(View.QUARTER, Grain.WEEK), (View.WEEK, Grain.MONTH)])
def test_view_that_the_figures_cannot_make_is_refused(view: View, grain: Grain) -> None:
    with pytest.raises(ValueError, match="cannot be made of"):
        periods_of(view, [date(2018, 1, 1)], grain)


@given(months, st.sampled_from((*MONTHLY, View.ROLLING_QUARTER)))
def test_every_month_given_is_in_a_period_and_periods_are_whole(
    starts: list[date], view: View
) -> None:
    periods = periods_of(view, starts)

    assert set(starts) <= {month for period in periods for month in period.expected}
    for period in periods:
        assert period.start == period.expected[0]
        assert period.end + timedelta(days=1) == add_months(period.expected[-1], 1)


@given(months)
def test_quarters_share_no_month(starts: list[date]) -> None:
    expected = [month for period in periods_of(View.QUARTER, starts) for month in period.expected]

    assert len(expected) == len(set(expected))
