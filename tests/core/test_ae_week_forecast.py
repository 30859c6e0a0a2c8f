"""Is a month forecast from its weeks as written, and is its error that of earlier months?"""

from datetime import date, timedelta
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.bank_holidays import bank_holidays
from dashboard.calculations.month_forecast import (
    Counted,
    History,
    MonthForecast,
    added,
    expected_week,
    forecast_month,
    percentile,
    rest_span,
    sundays_of,
)
from dashboard.calculations.weeks import (
    WEEK,
    same_week_last_year,
    week_ending,
    weeks_before,
    weeks_ending_in,
)
from dashboard.periods import months_between
from tests.oracles import month_forecast as oracle

FIRST = date(2018, 1, 7)
LAG = 14


def made(seed: int, many: int = 112) -> History:
    """Weeks from January 2018 on, and months published a little apart from them."""
    rng = np.random.default_rng(seed)
    weeks = {}
    for number in range(many):
        attendances = int(rng.integers(3000, 5000))
        weeks[FIRST + WEEK * number] = Counted(
            int(attendances * rng.uniform(0.05, 0.2)), attendances
        )
    published = {}
    for month in months_between(date(2018, 1, 1), max(weeks)):
        whole = added(weeks[each] for each in sundays_of(month) if each in weeks)
        published[month] = Counted(whole.breaches * rng.uniform(0.9, 1.1), whole.attendances)
    return History(weeks, published, timedelta(days=LAG))


def forecast(history: History, month: date, last: date) -> MonthForecast:
    found = forecast_month(history, month, last)
    assert found is not None
    return found


# Weeks


@pytest.mark.parametrize(
    ("day", "sunday"),
    [
        (date(2015, 6, 22), date(2015, 6, 28)),  # the last national weekly release
        (date(2020, 3, 29), date(2020, 3, 29)),  # clocks go forward in the night
        (date(2019, 10, 27), date(2019, 10, 27)),  # and back
        (date(2018, 12, 31), date(2019, 1, 6)),
        (date(2020, 12, 28), date(2021, 1, 3)),  # ISO week 53
    ],
)
def test_a_week_runs_from_monday_to_the_sunday_it_is_named_by(day: date, sunday: date) -> None:
    assert week_ending(day) == sunday


def test_the_same_week_last_year_ends_364_days_before() -> None:
    assert same_week_last_year(date(2020, 3, 29)) == date(2019, 3, 31)
    assert same_week_last_year(date(2021, 1, 3)) == date(2020, 1, 5)  # after a year of 53 weeks


@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)))
def test_every_week_belongs_to_one_month_and_to_the_quarter_of_that_month(day: date) -> None:
    sunday = week_ending(day)

    month = sunday.replace(day=1)

    assert sunday in sundays_of(month)
    assert sunday not in sundays_of((month - timedelta(days=1)).replace(day=1))
    assert same_week_last_year(sunday).weekday() == 6


def test_the_weeks_of_a_year_are_those_of_its_months() -> None:
    year = weeks_ending_in(date(2019, 4, 1), date(2020, 3, 31))

    months = [each for m in months_between(date(2019, 4, 1), date(2020, 3, 1))
              for each in sundays_of(m)]  # fmt: skip

    assert list(year) == months and len(year) == 52


def test_easter_moves_between_weeks_and_between_years() -> None:
    assert bank_holidays(date(2018, 4, 1)) == ("Good Friday",)
    assert bank_holidays(date(2018, 4, 8)) == ("Easter Monday",)
    assert bank_holidays(date(2019, 4, 7)) == ()
    assert bank_holidays(date(2019, 4, 21)) == ("Good Friday",)
    assert bank_holidays(date(2020, 5, 10)) == ("May Day",)  # moved to Friday the 8th


def test_a_week_across_new_year_has_the_holidays_of_both_years() -> None:
    both = ("Boxing Day", "Christmas Day (observed)", "New Year's Day")
    assert bank_holidays(date(2017, 1, 1)) == both
    assert bank_holidays(date(2019, 1, 6)) == ("New Year's Day",)


# The forecast


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("left", [0, 1, 3])
def test_the_forecast_and_its_errors_are_those_of_the_slow_way(seed: int, left: int) -> None:
    history = made(seed)
    month = date(2019, 12, 1)
    last = sundays_of(month)[-1] - WEEK * left
    plain = {day: tuple(counted) for day, counted in history.weeks.items()}
    stated = {day: tuple(counted) for day, counted in history.published.items()}

    found = forecast(history, month, last)

    assert isclose(found.likely, oracle.likely(plain, stated, month, last, LAG))  # type: ignore[arg-type]
    errors = oracle.past_errors(plain, stated, month, last, LAG)  # type: ignore[arg-type]
    assert np.allclose(found.errors, errors) and len(errors) > 15
    assert found.between is not None
    low, high = np.percentile(errors, [10, 90])
    assert np.allclose(found.between, [found.likely + low, found.likely + high])


def test_the_error_of_a_month_that_lacks_a_week_is_that_of_months_with_one_to_come() -> None:
    history, month = made(5), date(2019, 12, 1)
    last = sundays_of(month)[-1]
    lacking = {day: counted for day, counted in history.weeks.items() if day != last}

    found = forecast(History(lacking, history.published, history.lag), month, last)

    assert found.left == (last,)
    assert found.errors == forecast(history, month, last - WEEK).errors
    assert found.errors != forecast(history, month, last).errors


def test_nothing_that_came_later_is_in_a_forecast() -> None:
    history, month = made(4), date(2019, 6, 1)
    last = date(2019, 6, 16)
    until = {day: counted for day, counted in history.weeks.items() if day <= last}
    known = {m: c for m, c in history.published.items() if history.known_on(m, last)}

    then = History(until, known, history.lag)

    assert forecast(history, month, last) == forecast(then, month, last)


def test_a_month_with_all_its_weeks_is_their_sum_and_the_usual_difference() -> None:
    weeks = {FIRST + WEEK * n: Counted(100, 1000) for n in range(60)}
    months = list(months_between(date(2018, 1, 1), date(2018, 12, 1)))
    published = {month: Counted(90, 1000) for month in months}
    history = History(weeks, published, timedelta(days=LAG))

    found = forecast(history, date(2019, 1, 1), date(2019, 1, 27))

    assert found.so_far == Counted(400, 4000) and found.left == ()
    assert isclose(found.correction, 1.0) and isclose(found.likely, 91.0)
    # The first month was forecast before any difference was known; the others were right.
    assert np.allclose(found.errors, [1.0] + [0.0] * (len(found.errors) - 1))


def test_a_week_to_come_follows_the_last_four_and_last_year() -> None:
    last = date(2020, 1, 26)
    weeks = {each: Counted(100, 1000) for each in weeks_before(last, 4)}
    weeks |= {same_week_last_year(each): Counted(50, 800) for each in list(weeks)}
    weeks[same_week_last_year(last + WEEK)] = Counted(10, 880)

    found = expected_week(History(weeks, {}, WEEK), last, last + WEEK)

    assert found is not None
    assert isclose(found.attendances, 1100) and isclose(found.breaches, 110)


def test_too_little_history_gives_a_figure_without_a_range_and_less_gives_none() -> None:
    last = date(2020, 1, 26)
    weeks = {each: Counted(100, 1000) for each in weeks_before(last, 4)}

    some = forecast_month(History(weeks, {}, WEEK), date(2020, 1, 1), last)
    none = forecast_month(History({last: Counted(1, 10)}, {}, WEEK), date(2020, 1, 1), last)

    assert some is not None and some.between is None and some.likely == 90.0
    assert none is None
    assert rest_span(History(weeks, {}, WEEK), 1, last) is None


@settings(max_examples=60)
@given(
    st.lists(st.floats(-50, 50), min_size=1, max_size=40),
    st.floats(0, 1, allow_subnormal=False),
)
def test_percentiles_are_those_of_numpy(numbers: list[float], share: float) -> None:
    assert isclose(
        percentile(numbers, share), float(np.percentile(numbers, 100 * share)), abs_tol=1e-9
    )
