"""Is it worked out right what the latest figure and the rest of the year would take?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dashboard.calculations.headroom import Headroom
from dashboard.calculations.run_rate import Reach
from dashboard.calculations.views import View
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, add_months
from dashboard.series import Observation, PlanPoint, SeriesKey
from dashboard.services.line import Request, performance_line
from dashboard.services.rest_of_year import Basis
from dashboard.services.what_it_takes import WhatItTakes, rounded_to, what_it_takes
from dashboard.services.year_end import Clearance, EachMonth, Recovery, Remainder
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import OXFORDSHIRE, FakeStore, data_of

APRIL = date(2019, 4, 1)
MID_YEAR = date(2019, 11, 30)


def months(*counts: tuple[float, float | None], first: date = APRIL) -> list[Observation]:
    """One month after another from April 2019."""
    return [observation(add_months(first, n), *each) for n, each in enumerate(counts)]


def planned(*counts: tuple[float, float | None]) -> list[PlanPoint]:
    return [plan_point(add_months(APRIL, n), *each) for n, each in enumerate(counts)]


def taken(
    actual: Sequence[Observation],
    plan: Sequence[PlanPoint] = (),
    of: Indicator | None = None,
    view: View = View.MONTH,
    as_at: date = MID_YEAR,
    list_size: float | None = None,
    place: Organisation = OXFORDSHIRE,
) -> WhatItTakes:
    measured = of or indicator()
    store = FakeStore(places=[place])
    store.add(SeriesKey(measured.id, place.code, measured.grain), actual, plan)
    data = data_of(store, measured)
    line = performance_line(data, measured, Request(place, view, as_at))
    return what_it_takes(data, line, list_size)


def standard(value: float, comparator: str = ">=", **more: object) -> list[dict[str, object]]:
    since = date(2012, 4, 1)
    return [
        {"value": value, "kind": "national", "comparator": comparator, "valid_from": since, **more}
    ]


def count(family: str, **facts: object) -> Indicator:
    return indicator(
        **{
            "unit": "count",
            "direction": "down",
            "aggregation": family,
            "denominator": "",
            "standard": [],
            "decimals": 0,
            **facts,
        }
    )


STOCK = indicator(aggregation="ratio_stock")
ZERO = standard(0, "<=")


# The latest figure


def test_headroom_is_that_of_the_latest_figure() -> None:
    found = taken(months((80, 100), (184, 200)))

    assert (found.headroom, found.why_no_headroom) == (Headroom(16, 16), "")
    assert found.standard is not None
    assert found.standard.value == 92


def test_lower_is_better_counts_the_numerator_as_breaches() -> None:
    of = indicator(direction="down", standard=standard(1, "<"))

    assert taken(months((10, 1_000)), of=of).headroom == Headroom(9, 10)


def test_ceiling_of_a_count_is_held_against_everybody_counted() -> None:
    found = taken(months((7, None)), of=count("count_stock", standard=ZERO))

    assert found.headroom == Headroom(0, 7)


def test_rate_of_a_year_is_a_twelfth_of_it_in_a_month() -> None:
    of = indicator(aggregation="rate_pop", annualised=True, standard=standard(16.8))

    found = taken(months((500, 40_000)), of=of)

    assert found.headroom == Headroom(39_440, 39_500)


def test_year_to_date_is_held_against_as_many_twelfths_as_it_has_months() -> None:
    of = indicator(aggregation="rate_pop", annualised=True, standard=standard(16.8))

    # Two twelfths of 16.8 are not 2.8 in binary fractions.
    found = taken(months(*[(560, 40_000)] * 2), of=of, view=View.YEAR_TO_DATE)

    assert found.headroom == Headroom(38_880, 38_880)


def test_percentage_without_counts_says_how_far_it_is_and_that_nobody_can_be_counted() -> None:
    bare = [observation(APRIL, None, None, value=90.5)]

    found = taken(bare)

    assert (found.headroom, found.distance) == (None, -1.5)
    assert found.why_no_headroom == found.why_no_year
    assert found.why_no_headroom == "only the percentage is published, so no people can be counted"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"standard": []}, "there is no standard"),
        (
            {"direction": "neutral", "standard": []},
            "neither higher nor lower is better",
        ),
        (
            {"aggregation": "distribution", "unit": "weeks"},
            "a median or percentile has no patients to count",
        ),
    ],
)
def test_what_has_no_headroom_says_why(facts: dict[str, object], why: str) -> None:
    found = taken([observation(APRIL, None, None, value=9.0)], of=indicator(**facts))

    assert (found.headroom, found.why_no_headroom) == (None, why)


def test_a_year_in_the_making_is_not_said_to_have_no_standard() -> None:
    found = taken(months((100, 4_000)), of=indicator(aggregation="ratio_cumulative"))

    assert found.headroom is None
    assert found.why_no_headroom == "the standard is of the whole year, and this is a part of it"


def test_line_without_a_figure_says_so() -> None:
    found = taken([absent(APRIL)])

    assert (found.point, found.why_no_headroom, found.why_no_year) == (
        None,
        "there is no figure yet",
        "there is no figure yet",
    )


def test_mean_time_has_a_distance_and_nobody_to_count() -> None:
    of = indicator(
        unit="seconds", aggregation="mean_time", direction="down", standard=standard(420, "<=")
    )

    found = taken(months((45_200, 100)), of=of)

    assert (found.headroom, found.distance) == (None, 32)
    assert found.why_no_headroom == "a mean time has no patients to count"


def test_count_that_should_be_high_has_a_distance_and_nobody_outside() -> None:
    of = count("count_flow", direction="up", standard=standard(100))

    found = taken(months((90, None)), of=of)

    assert (found.headroom, found.distance) == (None, -10)
    assert found.why_no_headroom == "of a count that should be high nobody is outside the standard"


# Counts that the publisher rounds

ROUNDED = "Below England counts are rounded to the nearest 5 and those under 5 are shown as *."


def test_counts_rounded_to_five_widen_the_headroom() -> None:
    found = taken(months((180, 200)), of=indicator(suppression=ROUNDED))

    assert found.headroom == Headroom(16, 20)
    assert found.rounded is not None
    assert (found.rounded.least.left, found.rounded.most.left) == (-8, -1)


def test_england_is_not_rounded_and_most_publishers_do_not_round() -> None:
    of = indicator(suppression=ROUNDED)
    england = Organisation("ENG", "England", Level.COUNTRY)

    assert taken(months((180, 200)), of=of, place=england).rounded is None
    assert taken(months((180, 200))).rounded is None
    assert (rounded_to(of, Level.CCG), rounded_to(of, Level.COUNTRY)) == (5, 0)


# Against plan


def test_breaches_above_plan_are_parted_into_activity_and_performance() -> None:
    found = taken(months((1_100, 1_200)), planned((950, 1_000)))

    assert found.variance is not None
    assert (found.variance.activity, found.variance.performance) == (10, 40)


def test_plan_that_is_only_a_percentage_has_no_activity_to_part() -> None:
    bare = [plan_point(APRIL, None, None, value=92.0)]

    assert taken(months((90, 100)), bare).variance is None


# The rest of the year


def recovery(found: WhatItTakes) -> Recovery:
    assert found.year is not None
    assert isinstance(found.year.asked, Recovery)
    return found.year.asked


def remainder(found: WhatItTakes) -> Remainder:
    assert found.year is not None
    assert isinstance(found.year.asked, Remainder)
    return found.year.asked


def test_those_expected_are_the_ones_planned_for_every_month_to_come() -> None:
    found = taken(months(*[(900, 1_000)] * 8), planned(*[(950, 1_100)] * 12))

    asked = recovery(found)
    assert (asked.basis, asked.rate.year) == (Basis.PLAN, (7_200, 8_000, 4_400))
    assert asked.rate.required == pytest.approx((0.92 * 12_400 - 7_200) / 4_400)


def test_without_a_whole_plan_they_are_those_of_the_same_months_last_year() -> None:
    last_year = months(*[(900, 1_000 + n) for n in range(12)], first=date(2018, 4, 1))

    found = taken(last_year + months(*[(900, 1_000)] * 8), planned(*[(950, 1_100)] * 11))

    assert recovery(found).basis is Basis.LAST_YEAR
    assert recovery(found).rate.year.expected == 1_008 + 1_009 + 1_010 + 1_011


def test_without_either_they_come_at_the_pace_of_the_year_so_far() -> None:
    found = taken(months((900, 1_000), (900, 1_001)))

    assert recovery(found).basis is Basis.SO_FAR
    assert recovery(found).rate.year.expected == 10_005


def test_month_without_activity_takes_nothing_from_the_year() -> None:
    quiet = absent(date(2019, 5, 1), "no_activity")

    found = taken([*months((900, 1_000)), quiet, observation(date(2019, 6, 1), 90, 100)])

    assert recovery(found).rate.year[:2] == (990, 1_100)


@pytest.mark.parametrize("of", [indicator(), count("count_flow", standard=ZERO)])
def test_year_with_a_gap_is_not_added_up_and_names_the_month(of: Indicator) -> None:
    gap = [*months((900, 1_000)), absent(date(2019, 5, 1)), observation(date(2019, 6, 1))]

    found = taken(gap, of=of)

    assert found.year is None
    assert found.why_no_year == (
        "the figure of May 19 is not whole, so the year so far cannot be added up"
    )


def test_year_beyond_saving_is_out_of_reach() -> None:
    found = taken(months(*[(100, 1_000)] * 8))

    assert recovery(found).rate.reach is Reach.OUT_OF_REACH


def test_year_is_held_against_the_standard_of_its_last_day() -> None:
    of = indicator(
        standard=[
            *standard(80, valid_to=date(2019, 12, 31)),
            *[dict(each, valid_from=date(2020, 1, 1)) for each in standard(90)],
        ]
    )

    found = taken(months((85, 100)), of=of)

    assert found.year is not None
    assert found.headroom == Headroom(20, 15)
    assert found.year.aim.value == 90


def test_without_a_standard_the_years_plan_is_aimed_at() -> None:
    found = taken(months((85, 100)), planned(*[(90, 100)] * 12), of=indicator(standard=[]))

    assert found.year is not None
    assert (found.year.aim.value, found.year.aim.standard) == (90, None)
    assert recovery(found).rate.required == pytest.approx((0.9 * 1_200 - 85) / 1_100)


@pytest.mark.parametrize(
    ("view", "as_at", "facts", "why"),
    [
        (View.MONTH, date(2020, 4, 1), {}, "2019/20 is over"),
        (
            View.YEAR_TO_DATE,
            MID_YEAR,
            {},
            "the rest of a year is worked out from months or quarters",
        ),
        (
            View.MONTH,
            MID_YEAR,
            {"standard": []},
            "there is neither a standard nor a plan for the end of the year",
        ),
        (
            View.MONTH,
            MID_YEAR,
            {"aggregation": "rolling_ratio"},
            "the spans it is published for overlap, so they do not add up to a year",
        ),
        (
            View.MONTH,
            MID_YEAR,
            {"aggregation": "rate_pop"},
            "every period of it is judged on its own",
        ),
    ],
)
def test_year_that_has_nothing_to_ask_says_why(
    view: View, as_at: date, facts: dict[str, object], why: str
) -> None:
    found = taken(months((85, 100)), of=indicator(**facts), view=view, as_at=as_at)

    assert (found.year, found.why_no_year) == (None, why)


def test_complete_year_asks_for_nothing_more() -> None:
    found = taken(months(*[(90, 100)] * 12), as_at=date(2020, 3, 31))

    assert found.why_no_year == "2019/20 is complete"


def test_figure_of_a_whole_year_leaves_no_rest_of_it() -> None:
    of = indicator(grain="year")

    found = taken(
        [observation(APRIL, grain=Grain.YEAR)], of=of, view=View.YEAR, as_at=date(2020, 3, 31)
    )

    assert found.why_no_year == "a whole year's figure leaves no rest of the year"


def test_quarters_make_up_a_year_as_months_do() -> None:
    found = taken(months(*[(300, 400)] * 6), view=View.QUARTER)

    assert found.year is not None
    assert (found.year.periods, found.year.grain) == (2, Grain.QUARTER)
    assert recovery(found).rate.year == (1_800, 2_400, 2_400)


def test_list_has_a_number_to_clear_whose_length_can_be_moved() -> None:
    as_now = taken(months((900, 1_000)), of=STOCK)
    shorter = taken(months((900, 1_000)), of=STOCK, list_size=800)

    assert as_now.year is not None
    assert shorter.year is not None
    assert (as_now.year.periods, as_now.year.asked) == (11, Clearance(20, 1_000, assumed=False))
    assert shorter.year.asked == Clearance(36, 800, assumed=True)


def test_count_at_a_date_has_a_number_to_clear_to_its_standard_or_its_plan() -> None:
    of_standard = taken(months((7, None)), of=count("count_stock", standard=ZERO))
    plan = planned(*[(6 - n / 2, None) for n in range(12)])
    of_plan = taken(months((7, None)), plan, of=count("count_stock"))

    assert remainder(of_standard).left == -7
    assert remainder(of_plan) == Remainder(0.5, 7)


def test_counts_since_april_have_what_the_plan_of_the_year_leaves() -> None:
    found = taken(
        months((60, None), (70, None)),
        planned(*[(100, None)] * 12),
        of=count("count_flow", direction="up"),
    )

    assert remainder(found) == Remainder(1_200, 130)


def test_standard_of_each_month_allows_that_of_twelve_in_a_year() -> None:
    of = count("count_flow", standard=standard(2, "<="))

    assert remainder(taken(months((1, None), (3, None)), of=of)) == Remainder(24, 4)


def test_trajectory_that_accumulates_is_held_against_where_it_ends() -> None:
    plan = planned(*[(10 * (n + 1), None) for n in range(12)])

    found = taken(months((5, None), (13, None)), plan, of=count("count_cumulative", direction="up"))

    assert remainder(found) == Remainder(120, 13)


def test_share_that_accumulates_counts_the_people_it_lacks() -> None:
    of = indicator(aggregation="ratio_cumulative", standard=standard(75))

    assert remainder(taken(months((100, 1_001), (250, 1_001)), of=of)) == Remainder(751, 250)


def test_rate_quoted_by_the_year_takes_so_many_people_a_month() -> None:
    of = indicator(aggregation="rate_pop", annualised=True, standard=standard(16.8))

    by_month = taken(months((500, 40_000)), of=of)
    by_quarter = taken(months(*[(500, 40_000)] * 3), of=of, view=View.QUARTER)

    assert by_month.year is not None
    assert by_quarter.year is not None
    assert by_month.year.asked == EachMonth(560, 500, 1)
    assert by_quarter.year.asked == EachMonth(560, 500, 3)


def test_rolling_quarter_is_of_the_year_of_its_last_month() -> None:
    of = indicator(aggregation="rate_pop", annualised=True, standard=standard(16.8))
    rows = months(*[(400, 40_000), (450, 40_000), (500, 40_000)], first=date(2019, 2, 1))

    found = taken(rows, of=of, view=View.ROLLING_QUARTER)

    assert found.headroom == Headroom(38_320, 38_650)
    assert found.year is not None
    assert (found.year.year, found.year.periods) == ("2019/20", 11)
    assert found.year.asked == EachMonth(560, 450, 3)


def test_mean_of_the_rest_of_the_year_is_in_seconds() -> None:
    of = indicator(
        unit="seconds", aggregation="mean_time", direction="down", standard=standard(420, "<=")
    )

    found = taken(months(*[(43_000, 100)] * 8), of=of)

    assert recovery(found).rate.required == pytest.approx(400)


def test_point_that_lacks_a_month_of_its_quarter_leaves_the_year_open() -> None:
    found = taken(months(*[(90, 100)] * 4), view=View.QUARTER, as_at=date(2019, 9, 30))

    assert found.year is None
    assert "the figure of Q2 2019/20 is not whole" in found.why_no_year


def test_nothing_is_read_that_the_line_does_not_have() -> None:
    line = taken(months((90, 100))).line

    found = what_it_takes(data_of(FakeStore(places=[])), replace(line, name="elsewhere"))

    assert found.headroom == Headroom(8, 10)
