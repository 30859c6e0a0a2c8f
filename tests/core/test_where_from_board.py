"""Is a delivery board's figure the one of its page, and does it name every provider's return?"""

from datetime import date

import pytest

from dashboard.charts.where_from_words import facts, where_sentence, where_title
from dashboard.errors import BadParameter, UnknownOrganisation
from dashboard.periods import Grain
from dashboard.selection import Selection
from dashboard.services.desk.sources import WhereFrom
from dashboard.services.desk.where_from import where_from
from dashboard.services.desk.where_from_board import BOARD_MONTH, BOARD_PUBLISHED, BOARD_WEEK
from tests.builders import indicator, observation
from tests.core.fake_store import FakeStore, data_of, key
from tests.core.test_ae_week import MARCH, MONDAYS, RHW, RTH, four_hours, looked_at, plan, weeks
from tests.core.test_ae_week import store as store_of

SUNDAY = "2020-03-29"


def found(made: FakeStore, of: str = BOARD_WEEK, **chosen: str) -> WhereFrom:
    asked = {"board": "board", "indicator": "ae_4hour", "period": SUNDAY, **chosen}
    selection = Selection(**asked)  # type: ignore[arg-type]
    beds = indicator(id="bed_occupancy", name="Beds", short_name="Beds", direction="down")
    data = data_of(made, four_hours(), four_hours("ae_4hour_type1", 0), beds)
    return where_from(data, selection, of)


def two_providers() -> FakeStore:
    made = store_of(RTH, RHW)
    weeks(made, "RTH", [(100, 2000)] * 5)
    weeks(made, "RHW", [(50, 500), None, (60, 500), (50, 500), (70, 500)])
    return made


def test_a_week_is_the_sum_of_its_providers_each_with_its_own_row() -> None:
    made = two_providers()

    week = found(made)

    assert week.point.value == looked_at(made).week.percentage
    assert [row.organisation.code for row in week.rows] == ["RTH", "RHW"]
    assert where_title(week).endswith("the week ending 29 Mar 20: where 93.2% came from")
    assert where_sentence(week).startswith("Oxfordshire A&E Delivery Board. 2,330 of 2,500.")


def test_the_month_to_date_is_of_the_weeks_that_everybody_has_and_names_the_others() -> None:
    made = two_providers()

    month = found(made, BOARD_MONTH)

    so_far = looked_at(made).month.so_far
    assert month.point.denominator == so_far.attendances
    assert month.point.value == so_far.percentage
    assert len(month.rows) == 8
    assert month.point.lacking == ("the week to 8 Mar 20: Royal Berkshire (not submitted)",)


def test_a_published_month_is_the_sum_of_the_published_ones() -> None:
    made = two_providers()
    for code in ("RTH", "RHW"):
        made.add(key(code, "ae_4hour"), [observation(MARCH, 900, 1000)])

    month = found(made, BOARD_PUBLISHED)

    assert (month.point.numerator, month.point.denominator) == (1800, 2000)
    assert [row.label for row in month.rows] == ["Mar 20", "Mar 20"]


def test_plan_and_standard_are_those_of_the_page() -> None:
    made = store_of()
    weeks(made, "RTH", [(100, 2000)] * 5)
    plan(made, "RTH", 930)

    said = dict(facts(found(made)))

    assert said["Plan"].startswith("93.0%")
    assert said["Standard"].startswith("95%")
    assert said["How it is made"].startswith("What its one provider, Oxford University Hospitals")


def test_another_measure_is_added_up_as_on_the_page() -> None:
    made = two_providers()
    for code, full in (("RTH", 90), ("RHW", 50)):
        week = observation(MONDAYS[-1], full, 100, grain=Grain.WEEK)
        made.add(key(code, "bed_occupancy", Grain.WEEK), [week])

    beds = found(made, indicator="bed_occupancy")

    assert beds.point.value == 70.0
    assert beds.standard is None


def test_a_type_is_that_of_each_provider() -> None:
    made = two_providers()
    weeks(made, "RTH", [(80, 400)], "1")

    week = found(made, type_="1")

    assert (week.point.numerator, week.point.denominator) == (320, 400)
    assert week.point.lacking == ("Royal Berkshire (not loaded)",)


def test_without_a_period_it_is_the_last_week() -> None:
    assert found(two_providers(), period="").point.end == date(2020, 3, 29)


def test_a_week_without_a_figure_and_a_board_that_is_none_are_refused() -> None:
    with pytest.raises(BadParameter):
        found(two_providers(), period="2018-01-07")
    with pytest.raises(UnknownOrganisation):
        found(two_providers(), board="nobody")
