"""Do the pages show the past of today's area, and say so?"""

from datetime import date

import pytest

from dashboard.charts.trend import trend_chart
from dashboard.charts.trend_charts import drawn_trend
from dashboard.documents import PopulationBase
from dashboard.errors import BadParameter
from dashboard.organisations import Level, Organisation
from dashboard.periods import add_months
from dashboard.selection import AS_PUBLISHED, Selection
from dashboard.services.extent import months_with_figures
from dashboard.services.extract import Wanted, extracted_lines
from dashboard.services.summary import SummaryRow, performance_summary
from dashboard.services.trend import Trend, performance_trend
from layouts.components.trend_words import reading, subtitle
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key
from tests.core.test_footprint import APRIL, FOUR, MARCH, NOW, black_country, with_months
from tests.core.test_footprint import inherited as one_that_inherits

FEBRUARY = date(2021, 2, 1)
CHOSEN = Selection("D2P2L", indicator="waits", as_at=NOW)
AS_THEN = Selection("D2P2L", indicator="waits", as_at=NOW, footprint=AS_PUBLISHED)


def trend(store: FakeStore, selection: Selection = CHOSEN) -> Trend:
    return performance_trend(data_of(store), selection)


def around(shown: Trend) -> str:
    """What stands over and under the chart."""
    drawn = drawn_trend(shown)
    return str([*subtitle(shown, drawn, Selection()), *reading(shown, drawn)])


def row(store: FakeStore, selection: Selection = CHOSEN) -> SummaryRow:
    (found,) = performance_summary(data_of(store), selection).rows
    return found


def test_the_trend_goes_back_before_the_merger_and_says_how() -> None:
    shown = trend(with_months(black_country(), FEBRUARY, MARCH))

    assert [point.value for point in shown.main.points] == [50, 50, 80]
    assert "Back-cast: the sum of 05C, 05L, 05Y, 06A before April 2021." in around(shown)


def test_the_trend_as_published_begins_with_the_merger() -> None:
    shown = trend(with_months(black_country(), MARCH), AS_THEN)

    assert [point.start for point in shown.main.points] == [APRIL]


def test_the_line_of_an_inherited_code_says_where_it_breaks_as_published() -> None:
    selection = Selection("05L", indicator="waits", as_at=NOW, footprint=AS_PUBLISHED)

    shown = trend(one_that_inherits(), selection)

    assert shown.main.breaks == (APRIL,)


def test_a_point_says_whose_figure_is_missing() -> None:
    store = with_months(black_country(), FEBRUARY, MARCH, without=["05Y"])
    store.add(key("05Y"), [observation(FEBRUARY, 30, 60), absent(MARCH)])

    chart = trend_chart(trend(store))
    march = next(cells for cells in chart.table.rows if "Mar 21" in cells)

    assert "not added up: no figure of Walsall CCG (05Y) (suppressed)" in march


def test_a_quarter_without_a_month_of_one_of_them_names_the_month() -> None:
    store = with_months(black_country(), date(2021, 1, 1), FEBRUARY, MARCH, without=["05Y"])
    store.add(key("05Y"), [observation(date(2021, 1, 1), 30, 60), observation(FEBRUARY, 30, 60)])
    selection = Selection("D2P2L", indicator="waits", view="quarter", as_at=NOW)

    (quarter, _) = trend(store, selection).main.points

    assert (quarter.numerator, quarter.missing) == (200, ("Mar 21",))


def test_a_month_is_held_against_the_plans_of_all_of_them() -> None:
    store = with_months(black_country(), MARCH)
    for number, code in enumerate(FOUR, 1):
        store.add(key(code), plan=[plan_point(MARCH, 11 * number, 20 * number)])

    (march, _) = trend(store).main.points

    assert (march.plan_numerator, march.plan_denominator) == (110, 200)
    assert march.against.meets is False


def test_the_months_to_choose_from_go_back_as_far_as_the_line() -> None:
    store = with_months(black_country(), FEBRUARY, MARCH)

    assert months_with_figures(data_of(store), CHOSEN) == (FEBRUARY, MARCH, APRIL)
    assert months_with_figures(data_of(store), AS_THEN) == (APRIL,)


def test_a_program_gets_what_the_page_shows() -> None:
    store = with_months(black_country(), MARCH)

    def values(footprint: str) -> list[float | None]:
        wanted = Wanted("waits", ("D2P2L",), NOW, footprint=footprint)
        (line,) = extracted_lines(data_of(store), wanted)
        return [point.value for point in line.points]

    assert (values(""), values(AS_PUBLISHED)) == ([50, 80], [80])


# The summary, which reads every headline at once


def test_the_sparkline_goes_back_before_the_merger() -> None:
    found = row(with_months(black_country(), FEBRUARY, MARCH))

    assert [point.value for point in found.recent] == [50, 50, 80]
    assert found.line.made == "Back-cast: the sum of 05C, 05L, 05Y, 06A before April 2021."


def test_the_summary_as_published_begins_with_the_merger() -> None:
    assert [point.value for point in row(with_months(black_country(), MARCH), AS_THEN).recent] == [
        80
    ]


def test_a_merger_before_all_that_is_shown_is_not_read() -> None:
    store = black_country()
    months = [add_months(APRIL, number) for number in range(60)]
    store.actuals.clear()
    store.add(key("D2P2L"), [observation(month) for month in months])
    with_months(store, MARCH)
    later = Selection("D2P2L", as_at=date(2026, 3, 31))

    assert row(store, later).line.made == ""


def test_summary_and_trend_agree_on_plan_and_figures() -> None:
    store = with_months(black_country(), FEBRUARY, MARCH)
    for code in FOUR:
        store.add(key(code), plan=[plan_point(MARCH, 18, 20)])
    store.add(key("D2P2L"), plan=[plan_point(APRIL, 450, 500)])

    drawn = {point.start: point for point in trend(store).main.points}

    for point in row(store).line.points:
        same = drawn[point.start]
        assert (point.value, point.plan_value) == (same.value, same.plan_value)
        assert point.against == same.against


def test_a_rate_on_a_base_of_the_site_is_made_of_the_counts_of_all() -> None:
    rate = indicator(
        id="rate", aggregation="rate_pop", base="people", counted_by="count", spc_suitable=True
    )
    count = indicator(id="count", unit="count", aggregation="count_flow", standard=[])
    store = black_country()
    store.add(key("D2P2L", "count"), [observation(APRIL, 44, None)])
    for code in FOUR:
        store.add(key(code, "count"), [observation(MARCH, 10, None)])
    store.populations = [("D2P2L", "people", PopulationBase(400, date(2013, 4, 1), None))]
    data = data_of(store, rate, count)

    line = performance_trend(data, Selection("D2P2L", indicator="rate", as_at=NOW)).main
    rows = {each.indicator.id: each for each in performance_summary(data, CHOSEN).rows}

    assert [point.value for point in line.points] == [10, 11]
    assert [point.value for point in rows["rate"].line.points] == [10, 11]


# The address


def test_the_footprint_stands_in_the_address() -> None:
    assert "footprint=as_published" in AS_THEN.to_query()
    assert "footprint" not in CHOSEN.to_query()


def test_a_footprint_there_is_not_is_a_problem() -> None:
    read = Selection.from_query("?footprint=then")

    assert read.selection == Selection()
    assert isinstance(read.problems[0], BadParameter)


@pytest.mark.parametrize("footprint", ["", AS_PUBLISHED])
def test_who_took_nobody_over_is_shown_alike_either_way(footprint: str) -> None:
    store = FakeStore(places=[Organisation("10Q", "Oxfordshire CCG", Level.CCG)])
    store.add(key("10Q"), [observation(MARCH), observation(APRIL)])
    selection = Selection("10Q", indicator="waits", as_at=NOW, footprint=footprint)

    shown = trend(store, selection).main

    assert [point.value for point in shown.points] == [90, 90]
    assert (shown.made, shown.breaks) == ("", ())
