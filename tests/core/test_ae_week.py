"""Is a delivery board's week the sum of its providers', held against their plan, and named?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.ae_week_tiles import tiles
from dashboard.charts.ae_week_words import department_cells
from dashboard.errors import NoFigures, UnknownOrganisation
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Membership, Organisation
from dashboard.periods import Grain
from dashboard.selection import Selection
from dashboard.series import Member
from dashboard.services.ae_week.model import AeWeek
from dashboard.services.ae_week.week import ae_week
from dashboard.services.catalogue import Data
from tests.builders import absent, indicator, observation, plan_point, plan_version
from tests.core.fake_store import FakeStore, data_of, key

BOARD = Organisation("board", "Oxfordshire A&E Delivery Board", Level.GROUP)
RTH = Organisation("RTH", "Oxford University Hospitals", Level.TRUST)
RHW = Organisation("RHW", "Royal Berkshire", Level.TRUST)
CCG = Organisation("10Q", "Oxfordshire CCG", Level.CCG)
MARCH = date(2020, 3, 1)
# Mondays of the five weeks that end in March 2020.
MONDAYS = [date(2020, 2, 24), *(date(2020, 3, day) for day in (2, 9, 16, 23))]
TYPES = [Member("ae_type", "1", "Type 1"), Member("ae_type", "3", "Type 3")]


def four_hours(id_: str = "ae_4hour", value: float = 95.0) -> Indicator:
    standard = {"value": value, "kind": "national", "comparator": ">=", "valid_from": MARCH}
    return indicator(id=id_, name=id_, short_name=id_, group="urgent",
                     standard=[standard] if value else [])  # fmt: skip


def store(*providers: Organisation) -> FakeStore:
    made = FakeStore(places=[BOARD, RTH, RHW, CCG], names=TYPES)
    made.versions = [plan_version(submitted_on=date(2019, 4, 4))]
    since = date(2013, 4, 1)
    made.dated = [
        ("board", "board_provider", Membership(each, since, None)) for each in providers or (RTH,)
    ]
    made.relations = [("board", "group", "10Q")]
    return made


def weeks(
    made: FakeStore, provider: str, counts: Sequence[tuple[int, int] | None], type_: str = ""
) -> None:
    """Long waits and attendances of the last weeks of March; None was not submitted."""
    of = key(provider, "ae_4hour", Grain.WEEK, "", "ae_type" if type_ else "", type_)
    some = [
        observation(monday, each[1] - each[0], each[1], grain=Grain.WEEK)
        if each
        else absent(monday, "not_submitted")._replace(
            period_end=observation(monday, grain=Grain.WEEK).period_end
        )
        for monday, each in zip(MONDAYS[-len(counts) :], counts, strict=True)
    ]
    made.add(of, some)


def plan(made: FakeStore, provider: str, numerator: int, denominator: int = 1000) -> None:
    months = (date(2020, 1, 1), date(2020, 2, 1), MARCH, date(2020, 4, 1))
    points = [plan_point(month, numerator, denominator) for month in months]
    made.add(key(provider, "ae_4hour"), plan=points)


def looked_at(made: FakeStore, **chosen: object) -> AeWeek:
    data: Data = data_of(made, four_hours(), four_hours("ae_4hour_type1", 0))
    return ae_week(data, Selection(organisation="10Q", **chosen))  # type: ignore[arg-type]


EVEN: list[tuple[int, int] | None] = [(100, 2000)] * 5


# Which week, whose


def test_the_board_is_that_of_the_chosen_commissioner_and_the_week_the_last_complete_one() -> None:
    made = store()
    weeks(made, "RTH", EVEN)

    found = looked_at(made)

    assert (found.board, found.sunday) == (BOARD, date(2020, 3, 29))
    assert found.weeks[-1] == date(2020, 3, 1) and found.asked is None


def test_a_week_that_is_not_there_gives_the_last_and_says_which_was_asked_for() -> None:
    made = store()
    weeks(made, "RTH", EVEN)

    found = looked_at(made, week=date(2021, 1, 1))

    assert (found.sunday, found.asked) == (date(2020, 3, 29), date(2021, 1, 3))


def test_a_week_that_has_not_ended_by_the_as_at_date_is_not_shown() -> None:
    made = store()
    weeks(made, "RTH", EVEN)

    found = looked_at(made, as_at=date(2020, 3, 28))

    assert found.sunday == date(2020, 3, 22)


def test_a_board_nobody_defined_and_a_site_without_boards_are_said() -> None:
    made = store()
    weeks(made, "RTH", EVEN)

    with pytest.raises(UnknownOrganisation):
        looked_at(made, board="10Q")
    with pytest.raises(NoFigures, match="No A&E delivery board"):
        looked_at(replace(made, dated=[]))
    with pytest.raises(NoFigures, match="no weekly A&E figures"):
        looked_at(store())


# Sums


def test_providers_are_added_up_and_plans_with_them() -> None:
    made = store(RTH, RHW)
    weeks(made, "RTH", [(100, 2000)])
    weeks(made, "RHW", [(300, 1000)])
    plan(made, "RTH", 950)
    plan(made, "RHW", 2700, 3000)

    found = looked_at(made)

    assert found.week.counted == (400, 3000)
    assert found.plan.percentage == 91.25  # 3,650 of 4,000, not the mean of 95 and 90
    assert found.week.percentage == pytest.approx(86.6667, abs=1e-4)


def test_a_provider_without_a_week_is_named_and_leaves_no_sum_to_compare() -> None:
    made = store(RTH, RHW)
    weeks(made, "RTH", EVEN)
    weeks(made, "RHW", [(10, 100)] * 4 + [None])
    plan(made, "RTH", 950)
    plan(made, "RHW", 950)

    found = looked_at(made)

    assert found.week.missing == ("Royal Berkshire (not submitted)",)
    assert not found.week.complete and found.week.counted == (100, 2000)
    assert found.month.plan is None and "1 week of it without a figure" in found.month.why
    assert found.departments[-1].over_plan is None


def test_a_provider_without_a_plan_is_named_and_there_is_no_plan_of_the_others() -> None:
    made = store(RTH, RHW)
    weeks(made, "RTH", EVEN)
    weeks(made, "RHW", EVEN)
    plan(made, "RTH", 950)

    found = looked_at(made)

    assert found.plan.percentage is None and found.plan.missing == ("Royal Berkshire",)
    assert found.month.why == "no plan of Royal Berkshire"
    assert found.month.standard is not None


def test_a_provider_counts_from_the_day_on_which_it_joined() -> None:
    made = store()
    joined = Membership(RHW, date(2020, 3, 16), None)
    made.dated.append(("board", "board_provider", joined))
    weeks(made, "RTH", EVEN)
    weeks(made, "RHW", EVEN)

    found = looked_at(made)

    counted = [each.counted for each in found.figures[-3:]]
    assert [each and each.attendances for each in counted] == [2000, 4000, 4000]


def test_types_are_rows_and_add_up_to_all_of_them() -> None:
    made = store()
    weeks(made, "RTH", [(110, 2000)])
    weeks(made, "RTH", [(100, 1500)], "1")
    weeks(made, "RTH", [(10, 500)], "3")

    found = looked_at(made)

    rows = [each.week.counted for each in found.departments]
    assert [each.name for each in found.departments] == ["Type 1", "Type 3", "All together"]
    assert rows[2] == tuple(map(sum, zip(*rows[:2], strict=True)))


def test_one_type_has_its_own_plan_and_no_standard() -> None:
    made = store()
    weeks(made, "RTH", [(110, 2000)])
    weeks(made, "RTH", [(100, 1500)], "1")
    plan(made, "RTH", 950)
    made.add(key("RTH", "ae_4hour_type1"), plan=[plan_point(MARCH, 900, 1000)])

    found = looked_at(made, type_="1")

    assert found.week.counted == (100, 1500)
    assert (found.plan.percentage, found.standard) == (90.0, None)


# Room, against the definitions' own figures


@pytest.mark.parametrize(
    ("attendances", "long_waits", "headroom"),
    [(8000, 350, 50), (10500, 640, -115), (12345, 700, -83)],
)
def test_room_of_a_month_that_is_in_is_that_of_the_definitions(
    attendances: int, long_waits: int, headroom: int
) -> None:
    made = store()
    weeks(made, "RTH", [(0, 0)] * 4 + [(long_waits, attendances)])
    plan(made, "RTH", 950)

    month = looked_at(made).month

    assert month.weeks_left == 0 and month.plan is not None and month.standard is not None
    assert {each.left for each in (*month.plan, *month.standard)} == {headroom}


def test_what_sunday_needs_counts_the_weeks_of_its_month_so_far() -> None:
    made = store()
    weeks(made, "RTH", [(100, 2000)] * 4)
    plan(made, "RTH", 950)

    needs = looked_at(made, week=date(2020, 3, 22), as_at=date(2020, 3, 22)).needs

    # The four weeks end on 8, 15, 22 and 29 March; by the 22nd three are in.
    assert needs is None  # fewer than four weeks are known, and nothing can be expected


@pytest.mark.parametrize(("each", "most", "out"), [(100, 100, False), (150, -100, True)])
def test_what_sunday_needs_is_said_or_is_out_of_reach(each: int, most: int, out: bool) -> None:
    made = store()
    weeks(made, "RTH", [(each, 2000)] * 5)
    plan(made, "RTH", 950)

    needs = looked_at(made, week=date(2020, 3, 22)).needs

    # 10,000 by Sunday the 29th allow 500; four weeks have had 4 x each of them.
    assert needs is not None and needs.sunday == date(2020, 3, 29)
    assert (needs.expected, needs.most, needs.out_of_reach) == (2000, most, out)
    assert needs.at_best == pytest.approx(100 - 100 * 4 * each / 10000)


def test_a_sunday_in_another_month_begins_that_month_anew() -> None:
    made = store()
    weeks(made, "RTH", [(500, 2000)] * 5)
    plan(made, "RTH", 950)

    needs = looked_at(made).needs

    assert needs is not None and needs.sunday == date(2020, 4, 5)
    assert (needs.most, needs.at_best) == (100, 100.0)


# Weekly beside published


def test_months_are_reconciled_in_points_and_those_lacking_a_week_are_named() -> None:
    made = store()
    weeks(made, "RTH", EVEN)
    published = [observation(date(2020, 2, 1), 1, 2), observation(MARCH, 9600, 10000)]
    made.add(key("RTH", "ae_4hour"), published)

    found = looked_at(made).reconciliation

    assert [each.month for each in found.months] == [MARCH]
    assert found.mean == pytest.approx(1.0) and found.left_out == (date(2020, 2, 1),)


# Other measures


def other(made: FakeStore) -> AeWeek:
    beds = indicator(id="bed_occupancy", name="Beds", short_name="Beds", direction="down")
    waits = indicator(id="ae_12hour_dta", name="12", short_name="12", unit="count",
                      direction="down", aggregation="count_flow")  # fmt: skip
    return ae_week(data_of(made, four_hours(), beds, waits), Selection(organisation="10Q"))


def test_other_measures_are_added_up_where_everybody_has_them_and_else_say_who_has_not() -> None:
    made = store(RTH, RHW)
    weeks(made, "RTH", EVEN)
    weeks(made, "RHW", EVEN)
    for code, full in (("RTH", 90), ("RHW", 50)):
        week = observation(MONDAYS[-1], full, 100, grain=Grain.WEEK)
        made.add(key(code, "bed_occupancy", Grain.WEEK), [week])
    week = observation(MONDAYS[-1], 3, None, grain=Grain.WEEK)
    made.add(key("RTH", "ae_12hour_dta", Grain.WEEK), [week])

    waits, beds = other(made).others

    assert beds.value == 70.0 and beds.before is None
    assert waits.loaded and waits.value is None
    assert waits.missing == ("Royal Berkshire (not loaded)",)
    assert (waits.until, beds.until) == (None, date(2020, 3, 29))


def test_a_department_without_a_figure_says_so_in_no_more_room_than_a_number_takes() -> None:
    made = store()
    weeks(made, "RTH", [*EVEN[:-2], None, EVEN[-1]])

    row = looked_at(made, week=date(2020, 3, 22)).departments[-1]

    assert department_cells(row, "March 2020")[1:4] == ("no figure", "", "")


def test_a_missing_figure_is_never_said_as_nobody() -> None:
    made = store()
    weeks(made, "RTH", EVEN)
    there = [observation(monday, 2, None, grain=Grain.WEEK) for monday in MONDAYS[:-1]]
    made.add(key("RTH", "ae_12hour_dta", Grain.WEEK), there)

    (waits,) = [each for each in tiles(other(made)) if each.label == "Waits over 12 hours"]

    assert waits.value == "no figure since 22 Mar"


def test_what_nobody_loaded_says_so_once() -> None:
    made = store()
    weeks(made, "RTH", EVEN)

    assert [each.loaded for each in other(made).others] == [False, False]
