"""Does the trend's figure draw exactly what its table says, in a form that Plotly takes?"""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.trend import trend_chart
from dashboard.documents import LocalStandard, ReferenceValue
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, add_months, months_between
from dashboard.selection import Selection
from dashboard.series import Member
from dashboard.services.trend import Trend, performance_trend
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key

APRIL = date(2018, 4, 1)
FEBRUARY = date(2020, 2, 1)
MONTHS = list(months_between(APRIL, FEBRUARY))
STEPS = [
    {"value": v, "kind": "national", "comparator": ">=", "valid_from": f, "valid_to": t}
    for v, f, t in [
        (85.0, date(2012, 4, 1), date(2019, 3, 31)),
        (92.0, date(2019, 4, 1), None),
    ]
]
PERCENTAGE = indicator(standard=STEPS)
COUNT = indicator(
    id="people", unit="count", aggregation="count_flow", denominator="", standard=[], decimals=0
)
YEARLY = indicator(id="yearly", grain="year")
LOWER = indicator(id="lower", direction="down", aggregation="ratio_stock")
CHOSEN = Selection(organisation="10Q", indicator="waits")
PLACES = ("10Q", "05C", "RTH", "banbury")


def full_store() -> FakeStore:
    """Every kind of indicator for every kind of organisation, with gaps and a plan beyond."""
    store = FakeStore(relations=[("10Q", "locality", "banbury"), ("10Q", "locality", "north")])
    planned = list(months_between(APRIL, date(2021, 3, 1)))
    for size, place in enumerate(PLACES, 1):
        for of in (PERCENTAGE, LOWER, COUNT):
            below = None if of is COUNT else 100.0 * size
            actual = [observation(m, 60 * size + n, below) for n, m in enumerate(MONTHS)]
            actual[3] = absent(MONTHS[3], "suppressed")
            actual[-1] = actual[-1]._replace(status="provisional")
            del actual[7]
            plan = [plan_point(m, 80 * size, below) for m in planned]
            store.add(key(place, of.id), actual, plan, illustrative=place == "10Q")
        years = [observation(date(y, 4, 1), 50 + y % 10, grain=Grain.YEAR) for y in (2016, 2018)]
        plan_years = [plan_point(date(y, 4, 1), grain=Grain.YEAR) for y in (2016, 2017, 2019)]
        store.add(key(place, "yearly", Grain.YEAR), years, plan_years)
    return store


def trend(store: FakeStore | None = None, of: Indicator = PERCENTAGE, **chosen: object) -> Trend:
    selection = replace(CHOSEN, indicator=of.id, **chosen)  # type: ignore[arg-type]
    return performance_trend(data_of(store or full_store(), of), selection)


def chart(store: FakeStore | None = None, of: Indicator = PERCENTAGE, **chosen: object) -> Chart:
    return trend_chart(trend(store, of, **chosen))


def trace(drawn: Chart, name: str) -> dict[str, Any]:
    (found,) = [each for each in drawn.figure["data"] if each.get("name") == name]
    return dict(found)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("of", [PERCENTAGE, LOWER, COUNT, YEARLY], ids=lambda each: str(each.id))
def test_every_figure_is_valid_and_small(of: Indicator, place: str) -> None:
    for view in ("", "quarter", "year_to_date", "rolling_12m"):
        drawn = chart(None, of, organisation=place, view=view)

        go.Figure(drawn.figure)
        assert len(json.dumps(drawn.figure)) < 30_000
        assert drawn.title and drawn.sentence and drawn.alternative.startswith(drawn.title)


def test_the_line_is_the_table_and_the_table_is_the_result() -> None:
    shown = trend()
    drawn = trend_chart(shown)

    labels = [column.label for column in drawn.table.columns]
    rows = [dict(zip(labels, row, strict=True)) for row in reversed(drawn.table.rows)]
    ys = trace(drawn, "Oxfordshire CCG")["y"]
    assert len(rows) == len(ys) == len(shown.main.points)
    for row, y, point in zip(rows, ys, shown.main.points, strict=True):
        assert y == (None if point.value is None else round(point.value, 3))
        assert row["Actual"].split("%")[0] == ("" if y is None else f"{y:.1f}")
        assert row["Numerator"] == ("" if point.numerator is None else f"{point.numerator:,.0f}")


def test_the_plan_is_dashed_and_runs_on_beyond_the_last_figure() -> None:
    drawn = chart()
    plan, actual = trace(drawn, "Plan"), trace(drawn, "Oxfordshire CCG")

    assert plan["line"]["dash"] == "dash"
    assert plan["x"][-1] == "2021-03-01"
    assert plan["y"][-1] == 80
    assert actual["y"][-1] is None


def test_the_standard_is_a_step() -> None:
    standard = trace(chart(), "Standard")

    assert standard["line"]["shape"] == "hv"
    by_month = dict(zip(standard["x"], standard["y"], strict=True))
    assert (by_month["2019-03-01"], by_month["2019-04-01"]) == (85, 92)


def test_a_gap_is_a_gap() -> None:
    actual = trace(chart(), "Oxfordshire CCG")

    by_month = dict(zip(actual["x"], actual["y"], strict=True))
    assert by_month["2018-07-01"] is None  # suppressed
    assert by_month["2018-11-01"] is None  # not loaded
    assert actual["connectgaps"] is False


def test_a_gap_says_its_reason_on_the_chart() -> None:
    texts = [each["text"] for each in chart().figure["layout"]["annotations"]]

    assert "Jul 18: suppressed" in texts


def test_a_provisional_point_is_hollow_and_no_other_is() -> None:
    actual = trace(chart(), "Oxfordshire CCG")

    fills = dict(zip(actual["x"], actual["marker"]["color"], strict=True))
    assert [month for month, fill in fills.items() if fill == "#FFFFFF"] == ["2020-02-01"]


def test_the_latest_value_is_written_on_the_chart() -> None:
    texts = " ".join(each["text"] for each in chart().figure["layout"]["annotations"])

    assert "<b>82.0%</b> Feb 20" in texts
    assert "Plan 80.0%" in texts
    assert "Standard 92%" in texts


@pytest.mark.parametrize("of", [PERCENTAGE, COUNT], ids=["percentage", "count"])
def test_everything_drawn_is_within_the_axis(of: Indicator) -> None:
    store = full_store()
    stated = date(2018, 10, 1), date(2018, 10, 31), 130.5, "percent", "p", "q"
    store.stated.append((of.id, ReferenceValue("actual", "month 7", "10Q", *stated)))
    store.local.append((of.id, LocalStandard("10Q", ">=", 20, APRIL, None, "the plan")))
    figure = chart(store, of).figure
    low, high = figure["layout"]["yaxis"]["range"]

    drawn = [y for each in figure["data"] for y in each["y"] if y is not None]
    assert low <= min(drawn) <= max(drawn) <= high
    if of is COUNT:
        assert low == 0


def test_two_localities_have_lines_of_their_own_colour_and_name() -> None:
    store = full_store()
    store.add(key("north"), [observation(month, 70) for month in MONTHS])

    drawn = chart(store, localities=("banbury", "north"))

    colours = {
        name: trace(drawn, name)["line"]["color"] for name in ("Banbury", "North Oxfordshire")
    }
    assert len(set(colours.values())) == 2
    assert drawn.table.columns[0].label == "Where"
    assert {row[0] for row in drawn.table.rows} == {"Banbury", "North Oxfordshire"}


def test_with_more_than_two_lines_plans_are_left_to_the_table() -> None:
    store = full_store()
    codes = ("110", "120", "130")
    for code in codes:
        store.names.append(Member("treatment_function", code, f"Function {code}"))
        part = key(dimension="treatment_function", member=code)
        store.add(part, [observation(FEBRUARY, 70)], [plan_point(FEBRUARY, 75)])

    drawn = chart(store, breakdown=tuple(f"treatment_function:{code}" for code in codes))

    assert not [each for each in drawn.figure["data"] if each.get("name") == "Plan"]
    assert "Plan" in [column.label for column in drawn.table.columns]


def test_a_target_is_a_bar_over_its_own_span() -> None:
    store = full_store()
    year = date(2019, 4, 1)
    store.add(
        key(grain=Grain.YEAR), plan=[plan_point(year, None, None, value=91, grain=Grain.YEAR)]
    )

    bars = [each for each in chart(store).figure["data"] if each.get("opacity")]

    assert [(bar["x"], bar["y"]) for bar in bars] == [(["2019-04-01", "2020-03-31"], [91, 91])]


def test_a_stated_figure_is_a_mark_and_no_point_of_the_line() -> None:
    store = full_store()
    stated = ReferenceValue(
        "actual",
        "month 7",
        "10Q",
        date(2018, 10, 1),
        date(2018, 10, 31),
        96.13,
        "percent",
        "p",
        "q",
    )
    store.stated.append(("waits", stated))

    drawn = chart(store)

    (marks,) = [each for each in drawn.figure["data"] if each["mode"] == "markers"]
    assert (marks["x"], marks["y"]) == (["2018-10-01"], [96.13])
    assert 96.13 not in trace(drawn, "Oxfordshire CCG")["y"]


def test_years_are_named_and_nothing_else_stands_on_their_axis() -> None:
    store = full_store()
    store.local.append(
        ("yearly", LocalStandard("10Q", ">=", 60, date(2016, 4, 1), None, "the plan"))
    )
    quarter = plan_point(date(2018, 4, 1), grain=Grain.QUARTER)
    store.add(key(of="yearly", grain=Grain.QUARTER), plan=[quarter])

    figure = chart(store, YEARLY).figure

    named = figure["layout"]["xaxis"]["categoryarray"]
    assert named == ["2016/17", "2017/18", "2018/19", "2019/20"]
    assert {x for each in figure["data"] for x in each["x"]} <= set(named)


def test_weeks_stand_at_their_end() -> None:
    mondays = [date(2020, 2, 3), date(2020, 2, 10), date(2020, 2, 17)]
    store = full_store()
    store.add(key(grain=Grain.WEEK), [observation(day, grain=Grain.WEEK) for day in mondays])

    drawn = chart(store, view="week")

    go.Figure(drawn.figure)
    assert trace(drawn, "Oxfordshire CCG")["x"] == ["2020-02-09", "2020-02-16", "2020-02-23"]


def test_a_lone_figure_without_plan_or_standard_is_a_chart() -> None:
    bare = indicator(standard=[])
    store = FakeStore().add(key(), [observation(FEBRUARY)])

    drawn = chart(store, bare)

    go.Figure(drawn.figure)
    assert len(drawn.table.rows) == 1


def test_a_plan_without_any_figure_is_a_chart() -> None:
    store = FakeStore().add(key(), plan=[plan_point(add_months(FEBRUARY, n)) for n in range(5)])

    drawn = chart(store)

    go.Figure(drawn.figure)
    assert "no figure yet" in drawn.title


def test_one_of_two_lines_without_figures_is_a_chart() -> None:
    store = full_store()
    store.places.append(Organisation("south", "South", Level.LOCALITY))
    store.relations.append(("10Q", "locality", "south"))

    drawn = chart(store, localities=("banbury", "south"))

    go.Figure(drawn.figure)
    assert {row[0] for row in drawn.table.rows} == {"Banbury"}


@pytest.mark.parametrize("form", ["narrow", "wide"])
def test_both_forms_of_the_chart_change_what_is_there(form: str) -> None:
    layout = chart().figure["layout"]

    changes = layout["meta"][form]

    assert changes
    go.Figure(chart().figure).update_layout(
        {k.replace(".", "_"): v for k, v in changes.items() if not k.startswith("annotations")}
    )
    numbers = [int(k.split("[")[1].split("]")[0]) for k in changes if k.startswith("annotations")]
    assert max(numbers) < len(layout["annotations"])


def test_a_lone_month_has_a_standard_that_runs_across_it() -> None:
    store = FakeStore().add(key(), [observation(APRIL)])

    chart = trend_chart(performance_trend(data_of(store), CHOSEN))

    standard = next(trace for trace in chart.figure["data"] if trace["name"] == "Standard")
    assert standard["x"] == ["2018-03-17", "2018-04-16"]
    assert standard["y"] == [92.0, 92.0]


def test_a_standard_that_was_always_met_is_said_so() -> None:
    store = FakeStore().add(key(), [observation(m, 95) for m in MONTHS[:3]])

    chart = trend_chart(performance_trend(data_of(store), CHOSEN))

    assert chart.sentence.startswith("It met the standard (92% now) in all 3 months shown")


def test_the_standard_runs_along_the_longest_of_several_parts() -> None:
    store = FakeStore(relations=[("10Q", "locality", "banbury"), ("10Q", "locality", "north")])
    store.add(key("banbury"), [observation(MONTHS[-1])])
    store.add(key("north"), [observation(month) for month in MONTHS])
    chosen = replace(CHOSEN, localities=("banbury", "north"))

    chart = trend_chart(performance_trend(data_of(store), chosen))

    standard = next(trace for trace in chart.figure["data"] if trace["name"] == "Standard")
    assert len(standard["x"]) == len(MONTHS)
