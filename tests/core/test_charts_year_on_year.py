"""Do this year's figures stand beside the right ones of the years before?"""

from dataclasses import replace
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.trend_charts import DrawnTrend, drawn_trend
from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, months_between
from dashboard.selection import YEAR_ON_YEAR, Selection
from dashboard.services.trend import performance_trend
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key

MONTHS = list(months_between(date(2016, 4, 1), date(2020, 2, 1)))
CHOSEN = Selection("10Q", indicator="waits", chart=YEAR_ON_YEAR)


def store() -> FakeStore:
    """Each financial year ten points below the one before, this one's plan at 95."""
    filled = FakeStore()
    rows = [observation(month, 90 - 10 * (_year(month) - 2016)) for month in MONTHS]
    rows[-2] = rows[-2]._replace(status="provisional")
    plan = [plan_point(month, 95) for month in months_between(MONTHS[0], date(2020, 3, 1))]
    return filled.add(key(), rows, plan)


def _year(month: date) -> int:
    return month.year - (month.month < 4)


def drawn(
    given: FakeStore | None = None, of: Indicator | None = None, **chosen: object
) -> DrawnTrend:
    selection = replace(CHOSEN, **chosen)  # type: ignore[arg-type]
    return drawn_trend(
        performance_trend(data_of(given or store(), *([of] if of else [])), selection)
    )


def trace(chart: Chart, name: str) -> dict[str, Any]:
    (found,) = [each for each in chart.figure["data"] if each["name"] == name]
    return dict(found)


def test_three_financial_years_stand_over_their_months() -> None:
    chart = drawn().chart

    years = {year: trace(chart, year)["y"] for year in ("2019/20", "2018/19", "2017/18")}

    assert years == {
        "2019/20": [60.0] * 11 + [None],
        "2018/19": [70.0] * 12,
        "2017/18": [80.0] * 12,
    }
    assert trace(chart, "2019/20")["x"][0] == "Apr"
    go.Figure(chart.figure)


def test_only_this_years_plan_is_drawn_and_it_is_dashed() -> None:
    plan = trace(drawn().chart, "Plan")

    assert plan["y"] == [95] * 12
    assert plan["line"]["dash"] == "dash"


def test_the_standard_runs_to_the_end_of_the_year() -> None:
    assert trace(drawn().chart, "Standard")["y"] == [92.0] * 12


def test_there_are_no_more_than_five_labels_and_none_upon_another() -> None:
    layout = drawn().chart.figure["layout"]
    low, high = layout["yaxis"]["range"]

    places = sorted(each["y"] for each in layout["annotations"])

    assert len(places) == 5
    assert all((b - a) / (high - low) * 360 >= 20 for a, b in zip(places, places[1:]))  # noqa: B905, RUF007


def test_the_title_says_how_far_it_is_from_a_year_before() -> None:
    chart = drawn().chart

    assert chart.title == "18 weeks is 60.0% in February 2020, 10.0 points lower than a year before"
    assert chart.sentence == (
        "Of the 11 months that both years have, 2019/20 was better in 0 and worse in 11."
    )


def test_what_is_neither_good_nor_bad_is_higher_or_lower() -> None:
    chart = drawn(of=indicator(direction="neutral")).chart

    assert chart.sentence.endswith("2019/20 was higher in 0 and lower in 11.")


def test_months_that_one_year_lacks_are_not_compared() -> None:
    given = FakeStore()
    known = [observation(month) for month in MONTHS[-23:]]
    given.add(key(), [absent(known[0].period_start), *known[1:]])

    chart = drawn(given).chart

    assert "Of the 10 months" in chart.sentence
    assert trace(chart, "2018/19")["y"][0] is None


def test_a_first_year_has_nothing_to_compare_with() -> None:
    chart = drawn(FakeStore().add(key(), [observation(MONTHS[-1])])).chart

    assert chart.title.endswith("there is no figure of a year before")
    assert chart.sentence == "There is no figure of the year before to compare with."
    assert next(each["name"] for each in chart.figure["data"]) == "2019/20"


def test_the_table_has_a_column_for_each_year() -> None:
    table = drawn().chart.table

    assert [column.label for column in table.columns] == [
        "Period",
        "2019/20",
        "2018/19",
        "2017/18",
        "Plan 2019/20",
    ]
    assert table.rows[9] == ("Jan", "60.0% (provisional)", "70.0%", "80.0%", "95.0%")
    assert table.rows[11] == ("Mar", "not yet published", "70.0%", "80.0%", "95.0%")


def test_quarters_stand_over_quarters() -> None:
    chart = drawn(view="quarter").chart

    assert trace(chart, "2018/19")["x"] == ["Q1", "Q2", "Q3", "Q4"]
    assert trace(chart, "2018/19")["y"] == [70.0] * 4


def test_a_week_stands_over_that_of_52_weeks_before() -> None:
    mondays = [date(2018, 4, 2), date(2018, 4, 9), date(2019, 4, 1), date(2019, 4, 8)]
    weeks = [observation(day, n, grain=Grain.WEEK) for n, day in enumerate(mondays, 1)]
    given = store().add(key(grain=Grain.WEEK), weeks)

    chart = drawn(given, view="week").chart

    assert trace(chart, "2019/20")["x"][:2] == ["Week 1", "Week 2"]
    assert trace(chart, "2019/20")["y"][:3] == [3, 4, None]
    assert trace(chart, "2018/19")["y"][:3] == [1, 2, None]


@pytest.mark.parametrize("form", ["narrow", "wide"])
def test_a_phone_names_a_month_of_each_quarter(form: str) -> None:
    changes = drawn().chart.figure["layout"]["meta"][form]

    assert len(changes["xaxis.tickvals"]) == (4 if form == "narrow" else 12)


def test_one_figure_a_year_is_no_year_on_year_and_the_tab_says_why() -> None:
    given = FakeStore()
    given.add(key(grain=Grain.YEAR), [observation(date(2018, 4, 1), grain=Grain.YEAR)])

    shown = drawn(given, indicator(grain="year"))

    assert shown.kind == ""
    assert [each.why_not for each in shown.tabs] == ["", "", "there is one figure a year"]


def test_of_several_parts_one_is_drawn_and_named() -> None:
    given = store()
    given.relations += [("10Q", "locality", "banbury"), ("10Q", "locality", "north")]
    for part in ("banbury", "north"):
        given.add(key(part), [observation(month) for month in MONTHS])

    shown = drawn(given, localities=("banbury", "north"))

    assert shown.notes == ("Year on year is drawn of one part at a time: this is Banbury.",)
    assert shown.chart.title.startswith("Banbury: 18 weeks")
