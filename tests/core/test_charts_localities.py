"""Do the panels and bars of the localities draw what the result says?"""

import json
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts.localities import small_multiples
from dashboard.charts.locality_bar import ranked_bar
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, add_months
from dashboard.selection import Selection
from dashboard.services.localities import Localities, locality_performance
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key

APRIL = date(2019, 4, 1)
MONTHS = [add_months(APRIL, number) for number in range(10)]
PERCENTAGE = indicator()
COUNT = indicator(
    id="people", unit="count", aggregation="count_flow", denominator="", standard=[], decimals=0
)
YEARLY = indicator(id="yearly", grain="year")
NUMBERS = {"waits": 100.0, "people": None, "yearly": 100.0}


def localities(
    of: Indicator = PERCENTAGE, number: int = 2, planned: float | None = 90
) -> Localities:
    """Of Oxfordshire, the first of them furthest behind, with the whole behind them."""
    store = FakeStore()
    starts = [APRIL] if of is YEARLY else MONTHS
    below = NUMBERS[of.id]
    for index in range(number):
        code = f"place{index}"
        store.places.append(Organisation(code, f"Place {index}", Level.LOCALITY))
        store.relations.append(("10Q", "locality", code))
        actual = [observation(s, 60 + 10 * index, below, grain=of.grain) for s in starts]
        plan = [plan_point(s, planned, below, grain=of.grain) for s in starts]
        store.add(key(code, of.id, of.grain), actual, plan if planned is not None else [])
    whole = [observation(s, 85, below, grain=of.grain) for s in starts]
    store.add(key("10Q", of.id, of.grain), whole)
    as_at = date(2020, 4, 30)
    selection = Selection(organisation="10Q", indicator=of.id)
    return locality_performance(data_of(store, of, as_at=as_at), selection)


@pytest.mark.parametrize("number", [1, 2, 3, 5, 11])
@pytest.mark.parametrize("of", [PERCENTAGE, COUNT, YEARLY], ids=lambda each: str(each.id))
def test_every_figure_is_valid_and_has_a_panel_for_each(of: Indicator, number: int) -> None:
    shown = localities(of, number)

    panels, bars = small_multiples(shown), ranked_bar(shown)

    assert bars is not None
    go.Figure(panels.figure)
    go.Figure(bars.figure)
    layout = panels.figure["layout"]
    assert len([name for name in layout if name.startswith("xaxis")]) == number
    assert len(layout["annotations"]) == number
    assert len(json.dumps(panels.figure)) < 30_000 + 6_000 * number


def test_all_panels_share_one_scale() -> None:
    layout = small_multiples(localities(number=5)).figure["layout"]

    scales = [tuple(axis["range"]) for name, axis in layout.items() if name.startswith("yaxis")]
    assert len(scales) == 5
    assert len(set(scales)) == 1


@pytest.mark.parametrize("form", ["narrow", "wide"])
def test_panels_stand_beside_or_under_one_another_and_never_overlap(form: str) -> None:
    changes = small_multiples(localities(number=5)).figure["layout"]["meta"][form]

    boxes = []
    for index in range(5):
        number = index + 1 if index else ""
        x, y = changes[f"xaxis{number}.domain"], changes[f"yaxis{number}.domain"]
        assert 0 <= x[0] < x[1] <= 1 and 0 <= y[0] < y[1] <= 1
        boxes.append((x, y))
    for index, (x, y) in enumerate(boxes):
        for other_x, other_y in boxes[:index]:
            apart = x[0] >= other_x[1] or other_x[0] >= x[1]
            assert apart or y[0] >= other_y[1] or other_y[0] >= y[1]


def test_a_panel_draws_its_own_plan_and_the_whole_in_grey() -> None:
    traces = small_multiples(localities()).figure["data"]

    first = [each for each in traces if each["xaxis"] == "x"]
    by_colour = {each["line"]["color"]: each for each in first}
    assert by_colour["#005EB8"]["y"] == [60] * 10
    assert by_colour["#B1B9BF"]["y"] == [85] * 10
    assert by_colour["#425563"]["line"]["dash"] == "dash"
    assert by_colour["#425563"]["y"] == [90] * 10


def test_bars_are_ranked_and_say_the_same_as_their_table() -> None:
    bars = ranked_bar(localities())

    assert bars is not None
    (bar,) = bars.figure["data"]
    assert (bar["y"], bar["x"]) == (["Place 0", "Place 1"], [30, 20])
    assert bar["text"] == [row[-1] for row in bars.table.rows] == ["30 more", "20 more"]
    assert bars.sentence == "Place 0: 30 more; Place 1: 20 more."


def test_the_right_side_of_plan_is_grey() -> None:
    bars = ranked_bar(localities(number=5))

    assert bars is not None
    (bar,) = bars.figure["data"]
    colours = dict(zip(bar["y"], bar["marker"]["color"], strict=True))
    assert colours["Place 0"] == "#005EB8"
    assert colours["Place 4"] == "#768692"


def test_without_plans_there_are_no_bars() -> None:
    assert ranked_bar(localities(planned=None)) is None


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        (
            localities(),
            "2 of 2 localities missed their plan for 18 weeks in January 2020; "
            "Place 0 is furthest behind",
        ),
        (localities(planned=65), "Place 0 missed its plan for 18 weeks in January 2020"),
        (localities(planned=50), "Every locality met its plan for 18 weeks in January 2020"),
        (
            localities(planned=None),
            "18 weeks in January 2020 by locality: Place 0 is lowest, 60.0%",
        ),
    ],
    ids=["all", "one", "none", "unplanned"],
)
def test_the_title_is_the_finding(shown: Localities, title: str) -> None:
    assert small_multiples(shown).title == title


def test_the_sentence_is_the_total() -> None:
    assert small_multiples(localities()).sentence == "Together: 130 of 200, 65.0%."
    assert small_multiples(localities(COUNT)).sentence == "Together: 130 patients."


def test_the_table_has_every_locality_and_period() -> None:
    table = small_multiples(localities()).table

    assert [column.label for column in table.columns][:2] == ["Where", "Period"]
    assert len(table.rows) == 20
    assert table.rows[0][:2] == ("Place 0", "Jan 20")


def test_years_are_named_on_every_panel() -> None:
    figure = small_multiples(localities(YEARLY)).figure

    named = figure["layout"]["xaxis"]["categoryarray"]
    assert named == ["2019/20"]
    assert {x for each in figure["data"] for x in each["x"]} == set(named)
    assert localities(YEARLY).shares[0].line.indicator.grain is Grain.YEAR


def test_localities_without_any_activity_say_so() -> None:
    store = FakeStore(relations=[("10Q", "locality", "banbury")])
    store.add(key("banbury"), [observation(APRIL, 0, 0, value=0)])

    shown = locality_performance(data_of(store), Selection("10Q", indicator="waits"))

    assert small_multiples(shown).sentence == "There was no activity in any locality."


def test_the_standard_runs_along_all_that_is_drawn_though_a_part_has_one_month() -> None:
    store = FakeStore(relations=[("10Q", "locality", "banbury")])
    store.add(key("banbury"), [observation(MONTHS[-1])])
    store.add(key("10Q"), [observation(month) for month in MONTHS])
    shown = locality_performance(data_of(store), Selection("10Q", indicator="waits"))

    standard, _, _, actual = small_multiples(shown).figure["data"]

    assert len(standard["x"]) == len(MONTHS)
    assert set(standard["y"]) == {92.0}
    assert actual["marker"]["size"] == [7.0]


def test_a_lone_month_of_everybody_still_has_its_standard() -> None:
    store = FakeStore(relations=[("10Q", "locality", "banbury")])
    store.add(key("banbury"), [observation(MONTHS[-1])])
    shown = locality_performance(data_of(store), Selection("10Q", indicator="waits"))

    standard = small_multiples(shown).figure["data"][0]

    assert standard["x"] == ["2019-12-17", "2020-01-16"]
    assert standard["y"] == [92.0, 92.0]


def test_a_long_name_takes_two_lines_above_its_panel() -> None:
    place = Organisation(
        "long", "Other: minor injury units, urgent treatment and walk-in centres", Level.LOCALITY
    )
    store = FakeStore(relations=[("10Q", "locality", "long")])
    store.places.append(place)
    store.add(key("long"), [observation(MONTHS[-1])])
    shown = locality_performance(data_of(store), Selection("10Q", indicator="waits"))

    (name,) = small_multiples(shown).figure["layout"]["annotations"]

    assert "minor injury units, urgent<br>treatment and walk-in centres</b>" in name["text"]


@pytest.mark.parametrize(("unit", "family"), [("days", "count_flow"), ("beds", "count_stock")])
def test_a_whole_of_days_or_beds_is_not_drawn_behind_its_parts(unit: str, family: str) -> None:
    of = indicator(unit=unit, aggregation=family, direction="down", denominator="", standard=[])
    store = FakeStore(relations=[("10Q", "locality", "banbury"), ("10Q", "locality", "north")])
    for code, days in (("banbury", 30.0), ("north", 10.0), ("10Q", 40.0)):
        store.add(key(code), [observation(month, days, None) for month in MONTHS])

    shown = locality_performance(data_of(store, of), Selection("10Q", indicator="waits"))

    assert shown.whole is None
    assert small_multiples(shown).title == "18 weeks in January 2020 by locality"
