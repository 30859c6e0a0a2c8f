"""Do periods begin, end and follow each other as the NHS counts them, and have the right names?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import (
    Grain,
    add_months,
    financial_quarter,
    financial_year,
    financial_year_start,
    long_date,
    months_between,
    next_period,
    period_end,
    period_label,
    quarter_start,
    short_date,
)

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
ROLLING = [Grain.ROLLING_QUARTER, Grain.ROLLING_12M, Grain.ROLLING_3Y]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2018, 3, 31), "2017/18"),
        (date(2018, 4, 1), "2018/19"),
        (date(2000, 1, 1), "1999/00"),
    ],
)
def test_financial_year_turns_on_the_first_of_april(day: date, year: str) -> None:
    assert financial_year(day) == year


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2017, 4, 1), "Q1 2017/18"),
        (date(2017, 9, 30), "Q2 2017/18"),
        (date(2017, 10, 1), "Q3 2017/18"),
        (date(2018, 1, 1), "Q4 2017/18"),
        (date(2018, 3, 31), "Q4 2017/18"),
    ],
)
def test_first_quarter_is_april_to_june(day: date, quarter: str) -> None:
    assert financial_quarter(day) == quarter


@given(days)
def test_a_day_lies_in_its_quarter_and_its_financial_year(day: date) -> None:
    quarter, year = quarter_start(day), financial_year_start(day)

    assert quarter <= day <= period_end(quarter, Grain.QUARTER)
    assert year <= quarter
    assert day <= period_end(year, Grain.YEAR)


@given(days, st.sampled_from([grain for grain in Grain if grain not in ROLLING]))
def test_next_period_begins_the_day_after_the_last(day: date, grain: Grain) -> None:
    start = day.replace(day=1)

    assert next_period(start, grain) == period_end(start, grain) + timedelta(days=1)


@pytest.mark.parametrize("grain", [each for each in ROLLING if each is not Grain.ROLLING_3Y])
def test_rolling_windows_move_by_a_month(grain: Grain) -> None:
    assert next_period(date(2017, 12, 1), grain) == date(2018, 1, 1)


@pytest.mark.parametrize(
    ("start", "label"),
    [(date(2011, 1, 1), "2011-13"), (date(2011, 4, 1), "2011/12 to 2013/14")],
)
def test_three_years_move_by_one_and_are_named_by_their_ends(start: date, label: str) -> None:
    end = period_end(start, Grain.ROLLING_3Y)

    assert period_label(start, end, Grain.ROLLING_3Y) == label
    assert next_period(start, Grain.ROLLING_3Y) == start.replace(year=2012)


@given(days, st.integers(-500, 500))
def test_adding_months_and_taking_them_away_returns(day: date, months: int) -> None:
    assert add_months(add_months(day, months), -months) == day.replace(day=1)


def test_february_of_a_leap_year_ends_on_the_29th() -> None:
    assert period_end(date(2020, 2, 1), Grain.MONTH) == date(2020, 2, 29)


def test_week_ends_on_the_sixth_day_after_its_monday() -> None:
    assert period_end(date(2015, 6, 22), Grain.WEEK) == date(2015, 6, 28)


def test_months_between_hold_both_ends() -> None:
    found = list(months_between(date(2017, 11, 30), date(2018, 1, 1)))

    assert found == [date(2017, 11, 1), date(2017, 12, 1), date(2018, 1, 1)]


def test_months_between_a_day_and_an_earlier_month_are_none() -> None:
    assert list(months_between(date(2018, 2, 1), date(2018, 1, 31))) == []


@pytest.mark.parametrize(
    ("start", "grain", "label"),
    [
        (date(2017, 4, 1), Grain.MONTH, "Apr 17"),
        (date(2018, 1, 1), Grain.QUARTER, "Q4 2017/18"),
        (date(2017, 4, 1), Grain.YEAR, "2017/18"),
        (date(2017, 1, 1), Grain.YEAR, "2017"),
        (date(2020, 3, 30), Grain.WEEK, "week ending 5 Apr 20"),
        (date(2017, 4, 1), Grain.ROLLING_12M, "Apr 17 to Mar 18"),
        (date(2017, 11, 1), Grain.ROLLING_QUARTER, "Nov 17 to Jan 18"),
        (date(2020, 3, 31), Grain.SNAPSHOT, "31 Mar 20"),
        (date(2020, 3, 31), Grain.DAY, "31 Mar 20"),
    ],
)
def test_whole_period_has_its_own_name(start: date, grain: Grain, label: str) -> None:
    assert period_label(start, period_end(start, grain), grain) == label


@pytest.mark.parametrize(
    ("end", "grain", "label"),
    [
        (date(2017, 10, 31), Grain.YEAR, "Apr 17 to Oct 17"),
        (date(2017, 4, 30), Grain.YEAR, "Apr 17"),
        (date(2017, 4, 16), Grain.MONTH, "1 Apr 17 to 16 Apr 17"),
        (date(2017, 10, 15), Grain.YEAR, "1 Apr 17 to 15 Oct 17"),
    ],
)
def test_period_that_ends_early_says_both_its_ends(end: date, grain: Grain, label: str) -> None:
    assert period_label(date(2017, 4, 1), end, grain) == label


def test_dates_are_written_without_leading_noughts() -> None:
    assert long_date(date(2020, 3, 1)) == "1 March 2020"
    assert short_date(date(2020, 4, 5)) == "5 Apr 20"
