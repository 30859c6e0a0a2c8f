"""Is every unit written and judged as people quote it?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.against_plan import NOT_PEOPLE, Figure, against_plan
from dashboard.calculations.against_standard import meets_standard
from dashboard.calculations.views import View
from dashboard.charts.figures_table import figures_table
from dashboard.charts.unit_axis import unit_axis
from dashboard.charts.written import written
from dashboard.indicators.registry import Direction, Indicator, Unit
from dashboard.periods import Grain
from dashboard.series import Distribution, Observation, PlanPoint
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.wording import units, words
from dashboard.services.wording.people_words import people
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import AS_AT, OXFORDSHIRE, FakeStore, data_of, key

JANUARY = date(2020, 1, 1)
SEVEN_MINUTES = {
    "value": 420.0,
    "kind": "national",
    "comparator": "<=",
    "valid_from": date(2017, 7, 1),
}
RESPONSE = indicator(
    short_name="Category 1 response",
    unit="seconds",
    direction="down",
    aggregation="mean_time",
    people="incidents",
    decimals=0,
    standard=[SEVEN_MINUTES],
)
MEDIAN = indicator(
    unit="weeks", direction="down", aggregation="distribution", decimals=1, standard=[]
)
BEDS = indicator(unit="beds", direction="down", aggregation="ratio_flow", decimals=1, standard=[])


def line(
    of: Indicator, actual: list[Observation], plan: list[PlanPoint] | None = None, **more: object
) -> Line:
    store = FakeStore(**more).add(key(grain=of.grain), actual, plan or [])  # type: ignore[arg-type]
    return performance_line(data_of(store, of), of, Request(OXFORDSHIRE, View(of.grain), AS_AT))


@pytest.mark.parametrize(
    ("of", "number", "said"),
    [
        (RESPONSE, 420, "7:00"),
        (RESPONSE, 59.6, "1:00"),
        (RESPONSE, 4715, "1:18:35"),
        (MEDIAN, 9.44, "9.4 weeks"),
        (BEDS, 1234.56, "1,234.6 beds"),
        (BEDS, 1.0, "1.0 bed"),
        (indicator(unit="days", aggregation="count_flow", decimals=0), 1234, "1,234 days"),
        (indicator(), 88.12, "88.1%"),
    ],
)
def test_a_figure_is_written_in_its_unit(of: Indicator, number: float, said: str) -> None:
    assert units.value(number, of) == said


def test_a_mean_time_is_total_time_over_incidents() -> None:
    months = line(RESPONSE, [observation(JANUARY, 4520, 10)])

    assert months.points[0].value == 452
    assert months.points[0].meets_standard is False
    assert words.honest_value(months.points[0], RESPONSE) == "7:32"
    assert people(months) == "7:32 on average, over 10 incidents."


def test_means_of_months_are_put_together_as_total_time_over_incidents() -> None:
    store = FakeStore().add(
        key(), [observation(JANUARY, 4000, 10), observation(date(2020, 2, 1), 3000, 5)]
    )
    request = Request(OXFORDSHIRE, View.YEAR_TO_DATE, AS_AT)

    months = performance_line(data_of(store, RESPONSE), RESPONSE, request)

    assert months.latest is not None
    assert months.latest.value == 7000 / 15


def test_a_time_that_rounds_onto_its_standard_says_that_it_misses_it() -> None:
    months = line(RESPONSE, [observation(JANUARY, 4204, 10)])

    assert words.honest_value(months.points[0], RESPONSE) == "7:00 (above standard)"


def test_a_time_is_held_against_its_plan_in_its_own_unit_and_counts_nobody() -> None:
    months = line(RESPONSE, [observation(JANUARY, 4520, 10)], [plan_point(JANUARY, 4200, 10)])
    against = months.points[0].against

    assert (against.points, against.patients, against.meets) == (32, None, False)
    assert against.reason == NOT_PEOPLE
    assert words.points_from_plan(months.points[0], RESPONSE) == "+0:32"
    assert "is 0:32 above plan in January 2020" in words.headline(months, OXFORDSHIRE.name)


def test_delayed_days_over_days_of_the_month_are_beds() -> None:
    assert line(BEDS, [observation(JANUARY, 620, 31)]).points[0].value == 20


def test_fewer_is_better_where_the_direction_is_down() -> None:
    fewer = against_plan(Figure(value=8.5), Figure(value=9.0), Unit.WEEKS, Direction.DOWN)

    assert (fewer.points, fewer.meets) == (-0.5, True)
    assert meets_standard(None, None, 17.9, Unit.WEEKS, "<=", 18.0) is True
    assert meets_standard(4201, 10, None, Unit.SECONDS, "<=", 420.0) is False


def test_a_table_of_times_has_no_points_and_keeps_its_counts() -> None:
    found = line(RESPONSE, [observation(JANUARY, 4520, 10)], [plan_point(JANUARY, 4200, 10)])
    table = figures_table([written(found)], "Times")
    names = [column.label for column in table.columns]

    assert "From plan" in names
    assert "Points from plan" not in names
    assert table.rows[0][:4] == ("Jan 20", "4,520", "10", "7:32")


def test_an_axis_of_times_is_marked_as_a_clock() -> None:
    axis = unit_axis(0, 600, RESPONSE)

    assert axis["ticktext"] == ["0:00", "2:00", "4:00", "6:00", "8:00", "10:00"]
    assert axis["tickvals"] == [0, 120, 240, 360, 480, 600]


def test_a_percentile_in_the_open_band_says_where_the_band_begins() -> None:
    weekly = [(key(), Distribution(JANUARY, (5,) * 53))]
    months = line(
        MEDIAN,
        [observation(date(2019, 12, 1), None, None, value=30.0), absent(JANUARY, "beyond_bands")],
        weekly=weekly,
    )

    assert words.absence(months.points[-1]).startswith("over 52 weeks")
    assert words.absence(months.points[0]) == ""


def test_days_are_named_and_a_summer_without_a_collection_is_one_gap() -> None:
    daily = indicator(grain="day", unit="beds", aggregation="count_stock", standard=[])
    days = [date(2019, 3, 2), date(2019, 3, 3), date(2019, 12, 2)]
    actual = [observation(day, 700, None, grain=Grain.DAY) for day in days]

    drawn = line(daily, actual)

    assert [point.start for point in drawn.points if point.value] == days
    assert [point.absent_reason for point in drawn.points if not point.value] == ["not_loaded"]
    assert words.at(drawn.points[-1], drawn) == "on 2 December 2019"


@pytest.mark.parametrize(
    ("number", "said"),
    [(15_482.97, "15,483"), (4_885.5, "4,885.5"), (2369.4, "2,369"), (0.5, "0.5")],
)
def test_people_are_whole_or_half_and_other_parts_of_a_share_are_rounded_away(
    number: float, said: str
) -> None:
    assert units.count(number) == said


def test_a_part_of_a_years_standard_is_written_to_hundredths() -> None:
    assert units.level(22 * 11 / 12, indicator(decimals=2)) == "20.17%"
    assert units.level(66.7, indicator()) == "66.7%"


NUMBERS = st.one_of(
    st.none(), st.integers(-1200, 1200).map(float), st.integers(-9000, 9000).map(lambda n: n / 8)
)


@given(st.lists(NUMBERS), st.sampled_from([RESPONSE, BEDS, indicator(), indicator(decimals=2)]))
def test_many_numbers_are_written_as_each_alone(numbers: list[float | None], of: Indicator) -> None:
    counts = ["" if each is None else units.count(each) for each in numbers]
    signed = ["" if each is None else units.signed(each, of) for each in numbers]

    assert units.counts(numbers) == counts
    assert units.values(numbers, of) == [units.value(each, of) for each in numbers]
    assert units.differences(numbers, of) == signed
