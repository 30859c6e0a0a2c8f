"""Does the waterfall lead from plan to actual, and is it refused where its parts do not?"""

from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts.waterfall import MOST_BARS, waterfall
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, add_months
from dashboard.selection import Selection
from dashboard.series import Observation, PlanPoint
from dashboard.services.catalogue import Data
from dashboard.services.localities import Localities, locality_performance
from dashboard.services.rate_and_mix import Against, DifferenceByPart, difference_by_part
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import BANBURY, NORTH, OXFORDSHIRE, FakeStore, data_of, key

APRIL, YEAR_AGO = date(2019, 4, 1), date(2018, 4, 1)
CITY = Organisation("city", "Oxford City", Level.LOCALITY)
EVERY = ("banbury", "north", "city")
Rows = dict[str, tuple[list[Observation], list[PlanPoint]]]
COUNTED = indicator(unit="count", aggregation="count_flow", denominator="", standard=[], decimals=0)
# The published vector of rate and mix.
VECTOR: Rows = {
    "banbury": ([observation(APRIL, 110, 120)], [plan_point(APRIL, 95, 100)]),
    "north": ([observation(APRIL, 150, 180)], [plan_point(APRIL, 180, 200)]),
    "city": ([observation(APRIL, 92, 100)], [plan_point(APRIL, 88, 100)]),
}

COUNTS_ALIKE: Rows = {
    code: ([observation(APRIL, 70, None)], [plan_point(APRIL, 60, None)]) for code in EVERY
}


def shown(
    rows: Rows,
    of: Indicator | None = None,
    whole: list[Observation] | None = None,
    named: tuple[str, ...] = EVERY,
) -> tuple[Data, Localities]:
    """Oxfordshire with three localities, and figures of its own where they are given."""
    store = FakeStore(
        places=[OXFORDSHIRE, BANBURY, NORTH, CITY],
        relations=[("10Q", "locality", code) for code in named],
    )
    for code, (actual, plan) in rows.items():
        store.add(key(code), actual, plan)
    store.add(key(), whole or [])
    data = data_of(store, of or indicator())
    return data, locality_performance(data, Selection(organisation="10Q", indicator="waits"))


def explained(
    rows: Rows,
    of: Indicator | None = None,
    whole: list[Observation] | None = None,
    named: tuple[str, ...] = EVERY,
) -> DifferenceByPart:
    found = difference_by_part(*shown(rows, of, whole, named))
    assert isinstance(found, DifferenceByPart), found
    return found


def unplanned(rows: Rows) -> Rows:
    return {code: (actual, []) for code, (actual, _) in rows.items()}


# From plan to actual


def test_vector_is_handed_out_to_localities_the_most_harmful_first() -> None:
    found = explained(VECTOR)

    assert (found.against, found.before, found.now) == (Against.PLAN, 90.75, 88)
    assert [
        (each.name, round(each.rate, 3), round(each.mix or 0, 3)) for each in found.effects
    ] == [
        ("North Oxfordshire", -3.167, 0.135),
        ("Banbury", -0.917, 0.198),
        ("Oxford City", 1.0, 0.0),
    ]
    assert (round(found.rate, 3), round(found.mix or 0, 3)) == (-3.083, 0.333)


def test_lower_is_better_has_the_part_that_added_most_first() -> None:
    of = indicator(direction="down", standard=[])

    assert explained(VECTOR, of).effects[0].name == "Oxford City"


def test_counts_are_only_counted() -> None:
    rows: Rows = {
        "banbury": ([observation(APRIL, 70, None)], [plan_point(APRIL, 60, None)]),
        "north": ([observation(APRIL, 55, None)], [plan_point(APRIL, 60, None)]),
        "city": ([observation(APRIL, 0, None)], [plan_point(APRIL, 0, None)]),
    }

    found = explained(rows, COUNTED)

    assert (found.before, found.now, found.mix) == (120, 125, None)
    assert {each.name: each.total for each in found.effects} == {
        "North Oxfordshire": -5,
        "Oxford City": 0,
        "Banbury": 10,
    }


def test_rate_quoted_by_the_year_moves_in_its_own_unit() -> None:
    of = indicator(aggregation="rate_pop", annualised=True, standard=[])
    months = [add_months(APRIL, number) for number in (-2, -1, 0)]  # a rolling quarter
    rows: Rows = {
        code: (
            [observation(month, 10, 1_000) for month in months],
            [plan_point(month, 12, 1_000) for month in months],
        )
        for code in EVERY
    }

    found = explained(rows, of)

    assert (found.before, found.now) == pytest.approx((14.4, 12.0))
    assert sum(each.total for each in found.effects) == pytest.approx(-2.4)


# From a year before


def year_before(rows: Rows) -> Rows:
    """The same figures with those of a year before, and a plan for none but Banbury."""
    return {
        code: (
            [observation(YEAR_AGO, plan[0].numerator, plan[0].denominator), *actual],
            plan if code == "banbury" else [],
        )
        for code, (actual, plan) in rows.items()
    }


def test_parts_without_plans_are_held_against_the_year_before() -> None:
    found = explained(year_before(VECTOR))

    assert (found.against, found.before, found.now) == (Against.LAST_YEAR, 90.75, 88)
    assert waterfall(found).table.columns[1].label == "A year before"


def test_part_that_was_not_there_a_year_before_only_mixes() -> None:
    rows = year_before(VECTOR)
    rows["city"] = (VECTOR["city"][0], [])
    whole = [observation(YEAR_AGO, 275, 300), observation(APRIL, 352, 400)]

    found = explained(rows, whole=whole)

    city = next(each for each in found.effects if each.name == "Oxford City")
    assert (city.rate, city.before) == (0, (0, 0))
    assert city.mix != 0
    assert sum(each.total for each in found.effects) == pytest.approx(found.difference)
    assert "own figure none, then 92.0%" in " ".join(
        waterfall(found).figure["data"][0]["hovertext"]
    )


# Refused


BARE = ([observation(APRIL, None, None, value=92)], [plan_point(APRIL)])


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ({}, "there are no localities with a figure"),
        ({"banbury": VECTOR["banbury"]}, "one locality alone cannot explain the whole"),
        (
            unplanned(VECTOR),
            "not every part has a plan in counts, and there is no figure of a year before",
        ),
        (
            {**VECTOR, "city": BARE},
            "Waits within 18 weeks cannot be added up: only the percentage is published",
        ),
        (
            {**VECTOR, "city": ([observation(YEAR_AGO, 92, 100)], [])},
            "without Oxford City the localities are not the whole",
        ),
        (
            {code: ([observation(YEAR_AGO, 0, 0), observation(APRIL)], []) for code in EVERY},
            "there was no activity on one of the two sides",
        ),
        (
            {**year_before(VECTOR), "city": (VECTOR["city"][0], [])},
            "a year before, without Oxford City the localities are not the whole",
        ),
    ],
)
def test_what_cannot_be_handed_out_says_why(rows: Rows, why: str) -> None:
    assert difference_by_part(*shown(rows)) == why


def test_weeks_have_no_date_of_a_year_before() -> None:
    weekly = indicator(grain="week")
    store = FakeStore(relations=[("10Q", "locality", "banbury"), ("10Q", "locality", "north")])
    for code in ("banbury", "north"):
        of = key(code, grain=Grain.WEEK)
        store.add(of, [observation(date(2019, 4, 8), grain=Grain.WEEK)])
    data = data_of(store, weekly)

    found = difference_by_part(
        data, locality_performance(data, Selection(organisation="10Q", indicator="waits"))
    )

    assert found == "not every part has a plan in counts, and there is no figure of a year before"


def test_parts_that_are_not_the_whole_are_refused_with_both_numbers() -> None:
    found = difference_by_part(*shown(VECTOR, whole=[observation(APRIL, 400, 450)]))

    assert found == "the localities come to 400 and not to the 450 of Oxfordshire CCG"


@pytest.mark.parametrize(("whole", "refused"), [(210, False), (250, True)])
def test_counts_are_held_against_the_whole_that_the_page_does_not_draw(
    whole: int, refused: bool
) -> None:
    found = difference_by_part(*shown(COUNTS_ALIKE, COUNTED, [observation(APRIL, whole, None)]))

    said = "the localities come to 210 and not to the 250 of Oxfordshire CCG"
    assert (found == said) is refused


def test_counts_that_the_publisher_rounds_need_not_add_up_to_the_last_one() -> None:
    of = indicator(suppression="Counts are rounded to the nearest 5.")

    whole = [observation(APRIL, 355, 405)]

    assert explained(VECTOR, of, whole).now == 88


def test_parts_that_stay_as_large_as_they_were_are_all_of_the_difference() -> None:
    rows: Rows = {
        code: ([observation(APRIL, met, 100)], [plan_point(APRIL, 90, 100)])
        for code, met in (("banbury", 80), ("north", 90), ("city", 85))
    }

    sentence = waterfall(explained(rows)).sentence

    assert sentence.endswith("All of the difference comes of the localities' own figures.")


def test_parts_that_keep_their_own_figures_only_shift() -> None:
    rows: Rows = {
        "banbury": ([observation(APRIL, 180, 200)], [plan_point(APRIL, 90, 100)]),
        "north": ([observation(APRIL, 80, 100)], [plan_point(APRIL, 80, 100)]),
    }

    sentence = waterfall(explained(rows, named=("banbury", "north"))).sentence

    assert sentence.endswith("All of the difference comes of how many patients are in each.")


def test_parts_that_are_all_on_plan_are_level_with_it() -> None:
    rows: Rows = {code: ([observation(APRIL, 90)], [plan_point(APRIL, 90)]) for code in EVERY}

    assert "18 weeks is level with plan in April 2019" in waterfall(explained(rows)).title


def test_where_neither_way_is_better_no_part_is_to_blame() -> None:
    of = indicator(direction="neutral", standard=[])

    colors = waterfall(explained(VECTOR, of)).figure["data"][0]["marker"]["color"]

    assert len(set(colors[1:-1])) == 1


# The chart


def test_bars_hang_from_one_another_and_end_at_the_actual() -> None:
    chart = waterfall(explained(VECTOR))

    bars = chart.figure["data"][0]
    ends = [base + length for base, length in zip(bars["base"], bars["x"], strict=True)]
    assert all(
        before == pytest.approx(base, abs=0.002) for before, base in pairwise_bars(ends, bars)
    )
    assert (bars["x"][0], bars["x"][-1], bars["base"][-1]) == (0, -2.75, 0)
    assert ends[-2] == pytest.approx(-2.75, abs=0.002)


def pairwise_bars(ends: list[float], bars: dict[str, list[float]]) -> list[tuple[float, float]]:
    """Where each bar ended with where the next begins; the last one begins at nought."""
    return list(zip(ends[:-2], bars["base"][1:-1], strict=True))


def test_words_of_the_chart_say_who_did_most_and_how() -> None:
    chart = waterfall(explained(VECTOR))

    assert chart.title == "18 weeks is 2.8 points below plan in April 2019, by locality"
    assert chart.sentence == (
        "North Oxfordshire did most: \N{MINUS SIGN}3.03 points. Of the difference, "
        "\N{MINUS SIGN}3.08 comes of the localities' own figures and +0.33 of how many patients "
        "are in each."
    )


def test_table_and_hover_tell_rate_from_mix() -> None:
    chart = waterfall(explained(VECTOR))

    assert chart.table.rows[0] == (
        "North Oxfordshire",
        "90.0%",
        "83.3%",
        "\N{MINUS SIGN}3.17",
        "+0.14",
        "\N{MINUS SIGN}3.03",
    )
    assert chart.table.rows[-1][:3] == ("Together", "90.8%", "88.0%")
    assert chart.figure["data"][0]["hovertext"][1] == (
        "<b>North Oxfordshire</b>: \N{MINUS SIGN}3.03 points"
        "<br>own figure 90.0%, then 83.3%: \N{MINUS SIGN}3.17 points"
        "<br>50.0% of all patients, then 45.0%: +0.14 points"
    )


def test_figure_is_one_that_plotly_knows() -> None:
    for found in (explained(VECTOR), explained(year_before(VECTOR))):
        go.Figure(waterfall(found).figure)


def test_many_parts_leave_nothing_out() -> None:
    found = explained(VECTOR)
    many = [replace(found.effects[n % 3], name=f"Practice {n}") for n in range(30)]

    chart = waterfall(replace(found, effects=tuple(many)))

    bars = chart.figure["data"][0]
    assert len(bars["x"]) == MOST_BARS + 2
    assert sum(bars["x"][1:-1]) == pytest.approx(sum(each.total for each in many), abs=0.02)
    assert chart.figure["layout"]["annotations"][-2]["text"] == "19 other localities"
    assert len(chart.table.rows) == 31


def test_counts_have_one_number_each() -> None:
    chart = waterfall(explained(COUNTS_ALIKE, COUNTED))

    assert [column.label for column in chart.table.columns][-1] == "Difference"
    assert chart.table.rows[-1] == ("Together", "180", "210", "+30")
    assert chart.sentence == "Banbury did most: +10."
