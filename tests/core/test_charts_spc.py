"""Does the SPC chart draw what was judged, in shapes that say it without their hue?"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.spc_traces import clipped, marks_used
from dashboard.charts.trend_charts import DrawnTrend, drawn_trend
from dashboard.indicators.registry import Indicator
from dashboard.marking import Mark, MarkKind
from dashboard.periods import Grain, months_between
from dashboard.selection import SPC, Selection
from dashboard.services.trend import Trend, performance_trend
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key

# Published in the definitions as vector A: points 13 and 15 lie outside limits of the first twelve.
A = (90.1, 91.0, 89.6, 90.4, 90.9, 89.9, 90.2, 91.1, 90.0, 90.6, 89.8, 90.5)  # fmt: skip
AFTER = (92.9, 90.3, 88.1, 90.7)
APRIL = date(2018, 4, 1)
NEUTRAL = indicator(direction="neutral")
DOWN = indicator(direction="down")


def months(count: int) -> list[date]:
    return list(months_between(APRIL, date(2020, 2, 1)))[:count]


def store_of(values: Sequence[float | None], *marks: Mark) -> FakeStore:
    store = FakeStore()
    rows = [
        absent(month) if value is None else observation(month, value * 10, 1000)
        for month, value in zip(months(len(values)), values, strict=True)
    ]
    store.add(key(), rows)
    store.marked += [("waits", "10Q", mark) for mark in marks]
    return store


def mark(kind: MarkKind, on: date, until: date | None = None, number: int = 1) -> Mark:
    return Mark(kind, on, until, "a known reason", "A. Analyst", date(2020, 3, 1), number)


def baseline() -> Mark:
    return mark(MarkKind.BASELINE, APRIL, date(2019, 3, 31))


def trend(store: FakeStore, of: Indicator | None = None, view: str = "") -> Trend:
    selection = Selection("10Q", indicator="waits", view=view, chart=SPC)
    return performance_trend(data_of(store, *([of] if of else [])), selection)


def drawn(store: FakeStore, of: Indicator | None = None, view: str = "") -> DrawnTrend:
    return drawn_trend(trend(store, of, view))


def named(chart: Chart, name: str) -> list[dict[str, Any]]:
    return [each for each in chart.figure["data"] if each.get("name") == name]


def symbols(chart: Chart) -> list[str]:
    (points,) = [each for each in chart.figure["data"] if each["mode"] == "markers"]
    return list(points["marker"]["symbol"])


def labels(chart: Chart) -> list[str]:
    return [each["text"] for each in chart.figure["layout"]["annotations"]]


def test_points_outside_the_limits_have_shapes_of_their_own() -> None:
    chart = drawn(store_of((*A, *AFTER), baseline())).chart

    shapes = symbols(chart)

    assert (shapes[12], shapes[14]) == ("triangle-up", "diamond")
    assert {shapes[n] for n in range(16) if n not in (12, 14)} == {"circle"}
    go.Figure(chart.figure)


def test_an_improvement_points_the_way_it_is_good() -> None:
    shapes = symbols(drawn(store_of((*A, *AFTER), baseline()), DOWN).chart)

    assert (shapes[12], shapes[14]) == ("diamond", "triangle-down")


def test_what_is_neither_good_nor_bad_is_a_square() -> None:
    shapes = symbols(drawn(store_of((*A, *AFTER), baseline()), NEUTRAL).chart)

    assert (shapes[12], shapes[14]) == ("square", "square")


def test_the_limits_drawn_are_those_that_were_judged_by() -> None:
    chart = drawn(store_of((*A, *AFTER), baseline())).chart

    means, uppers, lowers = (
        named(chart, n)[0]["y"] for n in ("Mean", "Upper limit", "Lower limit")
    )

    assert (set(means), set(uppers), set(lowers)) == ({90.342}, {92.518}, {88.165})


def test_the_key_names_only_the_shapes_that_are_there() -> None:
    shown = drawn(store_of((*A, *AFTER), baseline()))

    assert [each.symbol for each in shown.key] == ["circle", "triangle-up", "diamond"]


def test_two_phases_are_parted_and_the_rebase_says_who_and_why() -> None:
    values = [90 + n % 3 for n in range(12)] + [80 + n % 3 for n in range(11)]
    shown = drawn(store_of(values, mark(MarkKind.REBASE, date(2019, 4, 1))))

    first, second = named(shown.chart, "Mean")

    assert first["x"][-1] < "2019-04-01" <= second["x"][0]
    assert min(first["y"]) > max(second["y"])
    (marking,) = shown.marked
    assert marking.texts == ("Rebased from April 2019: a known reason (A. Analyst, 1 Mar 20).",)
    assert "rebased from April 2019 (A. Analyst: a known reason)" in shown.rules


def test_limits_on_trial_are_dashed() -> None:
    chart = drawn(store_of(A[:10])).chart

    assert named(chart, "Upper limit")[0]["line"]["dash"] == "dash"
    assert named(drawn(store_of((*A, *AFTER))).chart, "Mean")[0]["line"]["dash"] == "solid"


def test_a_ghost_is_hollow_breaks_the_line_and_says_why() -> None:
    chart = drawn(store_of((*A, *AFTER), mark(MarkKind.GHOST, APRIL, date(2018, 4, 30)))).chart

    (line,) = [each for each in chart.figure["data"] if "name" not in each]

    assert symbols(chart)[0] == "circle-x-open"
    assert line["y"][0] is None
    assert "Left out: a known reason" in chart.figure["data"][-1]["text"][0]


def test_the_baseline_is_shaded() -> None:
    shapes = drawn(store_of((*A, *AFTER), baseline())).chart.figure["layout"]["shapes"]

    assert [(each["x0"], each["x1"]) for each in shapes if each["type"] == "rect"] == [
        ("2018-04-01", "2019-03-01")
    ]


def test_a_gap_breaks_the_line_and_says_its_reason() -> None:
    chart = drawn(store_of((*A[:6], None, *A[6:], *AFTER))).chart

    (line,) = [each for each in chart.figure["data"] if "name" not in each]

    assert line["y"][6] is None
    assert line["connectgaps"] is False
    assert "Oct 18: suppressed" in labels(chart)


@pytest.mark.parametrize(("value", "shown"), [(-3.2, 0), (104.0, 100), (55.5, 55.5), (None, None)])
def test_limits_are_clipped_in_drawing_alone(value: float | None, shown: float | None) -> None:
    assert clipped(value, indicator()) == shown


def test_a_limit_beyond_what_is_possible_says_so() -> None:
    chart = drawn(store_of([99, 90, 99, 92, 99, 91, 99, 90, 99, 93, 99, 90, 99, 95])).chart

    assert "Upper limit above 100%" in labels(chart)
    assert max(named(chart, "Upper limit")[0]["y"]) == 100


def test_labels_at_the_edge_stand_apart() -> None:
    chart = drawn(store_of([92.0 + n % 2 / 100 for n in range(16)])).chart
    layout = chart.figure["layout"]
    low, high = layout["yaxis"]["range"]

    edges = sorted(each["y"] for each in layout["annotations"] if each.get("name") == "end")

    gaps = [(b - a) / (high - low) * 360 for a, b in pairwise(edges)]
    assert len(edges) == 5
    assert min(gaps) >= 20


def test_the_hover_lists_every_rule_a_point_meets() -> None:
    values = [*A, *[92.9 + n / 10 for n in range(8)]]

    chart = drawn(store_of(values, baseline())).chart

    said = chart.figure["data"][-1]["text"][-1]
    assert said.count("Signal: ") >= 3
    assert "Signal: seven in a row above the mean" in said


def test_the_table_has_mean_limits_and_signals() -> None:
    table = drawn(store_of((*A, *AFTER), baseline())).chart.table

    rows = [dict(zip([c.label for c in table.columns], row, strict=True)) for row in table.rows]

    assert rows[1]["Signal"] == "a point below the lower process limit"
    assert (rows[1]["Mean"], rows[1]["Lower limit"], rows[1]["Upper limit"]) == (
        "90.3%",
        "88.2%",
        "92.5%",
    )
    assert rows[0]["Signal"] == ""


def test_the_title_is_the_finding_and_the_sentence_is_for_a_board() -> None:
    chart = drawn(store_of((*A, 92.9), baseline())).chart

    assert chart.title == (
        "18 weeks shows a real change for the better: a point above the upper process limit"
    )
    assert "is higher than chance alone gives" in chart.sentence


def test_a_suggestion_is_said_and_not_applied() -> None:
    values = [90 + n % 3 for n in range(14)] + [95 + n % 3 for n in range(9)]

    shown = drawn(store_of(values))

    assert "could be considered" in shown.chart.sentence
    assert len(named(shown.chart, "Mean")) == 1


def test_what_does_not_suit_is_a_plain_line_with_the_reason() -> None:
    stock = indicator(spc_suitable=False, spc_reason="It drifts. Read the line.")

    shown = drawn(store_of((*A, *AFTER)), stock)

    assert shown.chart.title.endswith("it is not judged by control limits")
    assert shown.chart.sentence == "It drifts. Read the line."
    assert set(symbols(shown.chart)) == {"circle"}
    assert (shown.rules, shown.key, named(shown.chart, "Mean")) == ("", (), [])
    assert "Mean" not in [column.label for column in shown.chart.table.columns]


def test_a_seasonal_line_says_that_its_limits_bend() -> None:
    store = FakeStore()
    every = list(months_between(date(2016, 4, 1), date(2020, 2, 1)))
    store.add(key(), [observation(m, 800 + 10 * (m.month % 6) + m.year % 3, 1000) for m in every])

    chart = drawn(store, indicator(seasonal=True)).chart

    assert "Seasonal: the limits bend with the time of year" in labels(chart)
    assert len(set(named(chart, "Mean")[0]["y"])) > 3


def test_a_quarter_is_judged_by_its_months_and_says_so() -> None:
    shown = drawn(store_of((*A, *AFTER)), view="quarter")

    assert len(symbols(shown.chart)) == 16
    assert any("Judged by month" in note for note in shown.notes)


def test_a_plan_is_the_target_where_there_is_no_standard() -> None:
    store = store_of((*A, *AFTER))
    store.add(key(), plan=[plan_point(date(2019, 8, 1), 93)])

    chart = drawn(store, indicator(standard=[])).chart

    assert named(chart, "Plan")[0]["y"][0] == 93
    assert "Plan 93.0% (Aug 19)" in labels(chart)
    assert not named(chart, "Standard")


def test_years_are_drawn_by_name() -> None:
    store = FakeStore()
    years = [observation(date(y, 4, 1), 50 + y % 10, grain=Grain.YEAR) for y in range(2012, 2019)]
    store.add(key(grain=Grain.YEAR), years)

    shown = drawn(store, indicator(grain="year"))

    go.Figure(shown.chart.figure)
    assert "limits need 8" in shown.chart.sentence
    assert marks_used(trend(store, indicator(grain="year")).verdict.judged.judgement) == ()
