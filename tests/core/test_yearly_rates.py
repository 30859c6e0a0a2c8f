"""Is a rate by the year quoted in one of its three ways, and called by it?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.views import View
from dashboard.charts.summary import summary_cells
from dashboard.charts.trend import trend_chart
from dashboard.charts.trend_charts import drawn_trend
from dashboard.indicators.registry import load_indicators
from dashboard.periods import add_months
from dashboard.selection import Selection
from dashboard.services.catalogue import views_of
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.summary import performance_summary
from dashboard.services.trend import Trend, performance_trend
from dashboard.services.wording import words
from layouts.components.trend_words import subtitle
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import OXFORDSHIRE, FakeStore, data_of, key

APRIL, AS_AT = date(2017, 4, 1), date(2018, 3, 31)
ACCESS = indicator(
    id="access",
    short_name="Access",
    aggregation="rate_pop",
    annualised=True,
    decimals=2,
    spc_suitable=True,
    standard=[
        {"value": 16.8, "kind": "national", "comparator": ">=", "valid_from": date(2017, 4, 1)}
    ],
)
WAYS = [
    (View.MONTH, "in-month annualised"),
    (View.ROLLING_QUARTER, "rolling quarter annualised"),
    (View.YEAR_TO_DATE, "year to date"),
]


def treated(*people: float, base: float = 40_000, planned: float | None = None) -> FakeStore:
    """People entering treatment from April on, of 40,000 who might."""
    months = [add_months(APRIL, number) for number in range(len(people))]
    figures = [observation(m, n, base) for m, n in zip(months, people, strict=True)]
    plan = [plan_point(month, planned, base) for month in months] if planned else ()
    return FakeStore().add(key(of="access"), figures, plan)


def line(store: FakeStore, view: View) -> Line:
    return performance_line(data_of(store, ACCESS), ACCESS, Request(OXFORDSHIRE, view, AS_AT))


def trend(store: FakeStore, view: str = "") -> Trend:
    data = data_of(store, ACCESS, as_at=AS_AT)
    return performance_trend(data, Selection("10Q", indicator="access", view=view))


def test_the_rolling_quarter_is_what_is_shown_unless_another_is_chosen() -> None:
    shown = trend(treated(560, 560, 560))

    assert shown.view is View.ROLLING_QUARTER
    assert views_of(data_of(treated(1), ACCESS), ACCESS, OXFORDSHIRE)[0] is shown.view


@pytest.mark.parametrize(("view", "called"), WAYS)
def test_each_way_is_named_in_the_title_and_under_it(view: View, called: str) -> None:
    shown = trend(treated(560, 560, 560), str(view))
    chart = trend_chart(shown)

    assert f"Access, {called}, is" in chart.title
    assert called in str(subtitle(shown, drawn_trend(shown), Selection()))


def test_other_indicators_have_no_such_name() -> None:
    assert words.basis(indicator(), "month") == ""


def test_the_published_example_is_met_to_the_person_in_all_three_ways() -> None:
    """Of 40,000, 16.8 % a year is 1,680 a quarter and 560 a month."""
    for view, _ in WAYS:
        met, missed = line(treated(560, 560, 560), view), line(treated(560, 560, 559), view)
        assert met.latest is not None and missed.latest is not None
        assert (met.latest.meets_standard, missed.latest.meets_standard) == (True, False)


def test_a_year_to_date_is_the_sum_held_against_as_much_of_the_standard() -> None:
    latest = line(treated(560, 560, 560, 560, 560), View.YEAR_TO_DATE).latest

    assert latest is not None and latest.standard is not None
    assert latest.value == pytest.approx(100 * 2_800 / 40_000)
    assert latest.standard.value == pytest.approx(16.8 * 5 / 12)
    assert latest.whole_standard is not None
    assert latest.whole_standard.value == 16.8


def test_a_year_to_date_is_held_against_the_sum_of_the_plan() -> None:
    latest = line(treated(500, 500, planned=560), View.YEAR_TO_DATE).latest

    assert latest is not None
    assert latest.plan_value == pytest.approx(100 * 1_120 / 40_000)
    assert latest.against.points == pytest.approx(100 * -120 / 40_000)
    assert latest.against.patients == pytest.approx(120)


def test_a_rolling_quarter_is_four_times_three_months() -> None:
    shown = line(treated(500, 600, 700, 800), View.ROLLING_QUARTER)

    assert [point.label for point in shown.points][-1] == "May 17 to Jul 17"
    assert shown.latest is not None
    assert shown.latest.value == pytest.approx(100 * 4 * 2_100 / 40_000)


def test_the_first_months_of_a_series_make_no_whole_rolling_quarter() -> None:
    first = line(treated(500, 600, 700), View.ROLLING_QUARTER).points[0]

    assert first.missing == ("Feb 17", "Mar 17")
    assert first.provisional


def test_a_missing_month_is_no_month_of_the_fraction() -> None:
    store = treated(560, 560, 560)
    (series,) = store.actuals
    store.actuals.clear()
    store.add(series.key, [series.observations[0], series.observations[2]])

    latest = line(store, View.YEAR_TO_DATE).latest

    assert latest is not None and latest.standard is not None
    assert latest.missing == ("May 17",)
    assert latest.standard.value == pytest.approx(16.8 * 2 / 12)
    assert latest.meets_standard is True


@given(
    st.lists(st.integers(0, 2_000), min_size=1, max_size=12),
    st.integers(1, 60_000),
    st.sampled_from([View.MONTH, View.ROLLING_QUARTER, View.YEAR_TO_DATE]),
)
def test_a_slow_count_of_people_gives_the_same_verdict(
    people: list[int], base: int, view: View
) -> None:
    """16.8 % a year is 14 in 1,000 a month, in whole people."""
    latest = line(treated(*people, base=base), view).latest
    last = {View.MONTH: people[-1:], View.ROLLING_QUARTER: people[-3:]}.get(view, people)

    enough = sum(last) * 1_000 >= 14 * base * len(last)

    assert latest is not None
    assert latest.meets_standard is enough


def test_the_access_rate_of_the_product_is_put_so() -> None:
    access = load_indicators()["iapt_access"]

    assert access.annualised
    assert views_of(data_of(FakeStore()), access)[0] is View.ROLLING_QUARTER


def test_a_row_of_the_summary_says_that_a_month_is_made_a_year_of() -> None:
    data = data_of(treated(560, 560, 560), ACCESS, as_at=date(2017, 6, 30))

    (row,) = performance_summary(data, Selection("10Q")).rows

    assert summary_cells(row).period.startswith("Jun 17, in-month annualised")
