"""Are due days and expected effects drawn where they belong, and never upon another label?"""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts.action_marks import EXPECTED, LATE
from dashboard.charts.chart import Figure
from dashboard.charts.trend_charts import drawn_trend
from dashboard.documents import PlannedAction
from dashboard.periods import Grain, add_months, months_between
from dashboard.selection import Selection
from dashboard.services.trend import performance_trend
from dashboard.written.actions import Action, ActionStatus, Effect, NewAction
from tests.builders import indicator, observation, plan_point
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import FakeStore, data_of, key

APRIL = date(2018, 4, 1)
MONTHS = list(months_between(APRIL, date(2020, 2, 1)))
AHEAD = list(months_between(APRIL, date(2021, 3, 1)))
WAITS = Selection("10Q", indicator="waits")


def store_of(*days: date | None, text: str = "Open a clinic") -> FakeStore:
    """Figures up to February 2020, a plan for a year more, an action due on each day."""
    store = FakeStore().add(
        key(), [observation(month) for month in MONTHS], [plan_point(month) for month in AHEAD]
    )
    for number, day in enumerate(days):
        action = PlannedAction(f"{text} {number}", "", None, day, "", "A plan")
        store.tasks.append(("waits", "10Q", action))
    return store


def bringing(store: FakeStore, *changes: float, start_on: date = date(2019, 4, 1)) -> Action:
    effects = tuple(Effect(add_months(start_on, n), by) for n, by in enumerate(changes, 1))
    action = NewAction("10Q", "waits", "A <b>ward</b>", "", start_on, None, effects, "A. Analyst")
    return FakeLedger(store.written).add_action(action)


def figure(store: FakeStore, chosen: Selection = WAITS) -> Figure:
    drawn = drawn_trend(performance_trend(data_of(store), chosen)).chart.figure
    go.Figure(drawn)
    return drawn


def trace(drawn: Figure, name: str) -> dict[str, Any]:
    return next((each for each in drawn["data"] if each.get("name", "").startswith(name)), {})


def names(drawn: Figure) -> list[str]:
    notes = drawn["layout"]["annotations"]
    return [each["text"] for each in notes if each.get("name") == "due"]


def test_a_due_day_is_a_triangle_on_the_axis_at_its_month() -> None:
    drawn = figure(store_of(date(2019, 9, 30), date(2020, 9, 14)))

    due = trace(drawn, "Actions due")

    assert due["x"] == ["2019-09-01", "2020-09-01"]
    assert set(due["marker"]["symbol"]) == {"triangle-up"}
    assert due["marker"]["color"][0] == LATE != due["marker"]["color"][1]
    low, high = drawn["layout"]["yaxis"]["range"]
    assert low < due["y"][0] < low + (high - low) * 0.05


def test_all_that_is_due_in_a_month_is_one_triangle_whose_hover_tells_four() -> None:
    drawn = figure(store_of(*[date(2019, 9, day) for day in range(1, 7)]))

    due = trace(drawn, "Actions due")

    (said,) = due["text"]
    assert said.count("Open a clinic") == 4
    assert said.startswith("Due 1 Sep 19, overdue: Open a clinic 0<br>")
    assert said.endswith("and 2 more actions")


def test_what_has_ended_is_hollow_and_is_not_named() -> None:
    store = store_of(date(2019, 9, 30))
    (action,) = performance_trend(data_of(store), WAITS).actions
    FakeLedger(store.written).set_status(action.key, ActionStatus.DONE, "", "B. Board")

    drawn = figure(store)

    assert trace(drawn, "Actions due")["marker"]["symbol"] == ["triangle-up-open"]
    assert names(drawn) == []


def test_what_is_due_outside_the_chart_or_on_no_day_is_not_drawn() -> None:
    drawn = figure(store_of(date(2016, 3, 31), date(2030, 1, 1), None))

    assert trace(drawn, "Actions due") == {}
    assert figure(FakeStore(actuals=store_of().actuals))["data"]


def test_the_nearest_open_ones_are_named() -> None:
    drawn = figure(
        store_of(date(2018, 6, 30), date(2019, 9, 30), date(2019, 9, 1), date(2020, 6, 30))
    )

    assert names(drawn) == ["Due 30 Jun 20", "2 overdue, Sep 19"]


@pytest.mark.parametrize(("apart", "named"), [(1, 1), (4, 1), (9, 2)])
def test_names_on_the_axis_never_stand_upon_one_another(apart: int, named: int) -> None:
    days = [add_months(date(2020, 8, 1), -apart * number) for number in range(5)]
    drawn = figure(store_of(*days))

    notes = [each for each in drawn["layout"]["annotations"] if each.get("name") == "due"]
    spans = sorted(span(each, drawn) for each in notes)

    triangles = [share(each, drawn) for each in trace(drawn, "Actions due")["x"]]

    assert len(notes) == named
    assert not any(one < each < other for one, other in spans for each in triangles)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def span(note: dict[str, Any], drawn: Figure) -> tuple[float, float]:
    """Where a name stands, in shares of a plot 560 px wide, at 7 px a letter."""
    place = share(note["x"], drawn)
    width = (len(note["text"]) * 7) / 560
    return (place - width, place) if note["xanchor"] == "right" else (place, place + width)


def share(day: str, drawn: Figure) -> float:
    first, last = (date.fromisoformat(each) for each in drawn["layout"]["xaxis"]["range"])
    return (date.fromisoformat(day) - first) / (last - first)


def test_a_phone_has_no_names_on_its_axis() -> None:
    drawn = figure(store_of(date(2019, 6, 30)))
    place = [each.get("name") for each in drawn["layout"]["annotations"]].index("due")

    meta = drawn["layout"]["meta"]

    assert meta["narrow"][f"annotations[{place}].text"] == ""
    assert meta["wide"][f"annotations[{place}].text"] == "Was due 30 Jun 19"


def test_years_have_no_place_for_a_day() -> None:
    store = FakeStore()
    years = [observation(date(y, 4, 1), grain=Grain.YEAR) for y in (2016, 2017, 2018)]
    store.add(key(grain=Grain.YEAR), years)
    store.tasks.append(("waits", "10Q", PlannedAction("a", "", None, date(2018, 9, 1), "", "p")))

    yearly = data_of(store, indicator(grain="year"))

    drawn = drawn_trend(performance_trend(yearly, WAITS)).chart.figure
    assert trace(drawn, "Actions due") == {}


def test_an_expected_effect_is_a_dotted_line_of_its_own_from_the_figure_before_it() -> None:
    store = store_of()
    bringing(store, 1.0, 2.0)
    before = store.actuals[0].observations[11]

    drawn = figure(store)
    effect = trace(drawn, "Expected of")

    base = 100 * (before.numerator or 0) / (before.denominator or 1)
    assert before.period_start == date(2019, 3, 1)
    assert effect["x"] == ["2019-03-01", "2019-05-01", "2019-06-01"]
    assert effect["y"] == [pytest.approx(base + by, abs=0.001) for by in (0, 1, 2)]
    assert (effect["line"]["dash"], effect["line"]["color"]) == ("dot", EXPECTED)
    assert "&lt;b&gt;ward" in effect["text"][1]
    assert effect["name"] == "Expected of: A &lt;b&gt;ward&lt;/b&gt;"


def test_an_expected_effect_stays_within_what_is_drawn() -> None:
    store = store_of()
    bringing(store, *[float(n) for n in range(20)])

    drawn = figure(store)

    low, high = drawn["layout"]["yaxis"]["range"]
    assert low < max(trace(drawn, "Expected of")["y"]) < high


@pytest.mark.parametrize("view", ["quarter", "year_to_date"])
def test_gathered_periods_have_no_expected_months(view: str) -> None:
    store = store_of()
    bringing(store, 1.0)

    assert trace(figure(store, replace(WAITS, view=view)), "Expected of") == {}


def test_what_is_dropped_is_expected_no_more() -> None:
    store = store_of()
    action = bringing(store, 1.0)
    FakeLedger(store.written).set_status(action.key, ActionStatus.DROPPED, "", "B. Board")

    assert trace(figure(store), "Expected of") == {}


def test_a_chart_without_actions_has_nothing_of_them() -> None:
    drawn = figure(store_of())

    assert names(drawn) == []
    assert not [each for each in drawn["data"] if "ction" in each.get("name", "")]
