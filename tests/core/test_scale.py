"""Is there room for every value and every label?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.views import View
from dashboard.charts.scale import first_and_last, position, spread, value_range
from dashboard.indicators.registry import Indicator
from dashboard.services.line import Line, Request
from dashboard.services.points import Point
from tests.builders import indicator
from tests.core.fake_store import AS_AT, OXFORDSHIRE

PERCENTAGE = indicator()
COUNT = indicator(unit="count", aggregation="count_flow", standard=[])
percentages = st.lists(st.floats(0, 100), min_size=1, max_size=20)


@given(percentages, st.sampled_from([PERCENTAGE, COUNT]))
def test_every_value_is_inside_the_range(values: list[float], of: Indicator) -> None:
    low, high = value_range(values, of)

    assert low <= min(values) <= max(values) < high


@given(percentages)
def test_counts_begin_at_nought_and_percentages_end_near_a_hundred(values: list[float]) -> None:
    assert value_range(values, COUNT)[0] == 0
    assert value_range(values, PERCENTAGE)[1] <= max(102, max(values) * 1.2)
    assert value_range(values, PERCENTAGE)[0] >= 0


@pytest.mark.parametrize("values", [[], [None, None]])
def test_without_values_there_is_still_a_range(values: list[float | None]) -> None:
    assert value_range(values, PERCENTAGE) == (0, 100)
    assert value_range(values, COUNT) == (0, 1)


places = st.lists(st.floats(0, 100), min_size=0, max_size=5)


@given(places)
def test_labels_are_moved_apart_and_keep_their_order(wanted: list[float]) -> None:
    moved = spread(wanted, 0, 100, 15)

    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    stacked = [moved[index] for index in order]
    for lower, upper in pairwise(stacked):
        assert upper - lower >= 15 - 1e-9
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in moved)


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([80, 20, 50], 0, 100, 15) == [80, 20, 50]


@pytest.mark.parametrize(
    ("view", "end", "place"),
    [
        (View.MONTH, date(2019, 4, 30), "2019-04-01"),
        (View.QUARTER, date(2019, 6, 30), "2019-06-01"),
        (View.YEAR_TO_DATE, date(2019, 12, 31), "2019-12-01"),
        (View.WEEK, date(2019, 4, 7), "2019-04-07"),
    ],
)
def test_a_point_stands_at_its_last_month_or_at_the_end_of_its_week(
    view: View, end: date, place: str
) -> None:
    point = Point(date(2019, 4, 1), end, "")
    line = Line("", Request(OXFORDSHIRE, view, AS_AT), PERCENTAGE, (point,), False, False, ())

    assert position(point, line) == place
    assert first_and_last([line]) == (end.replace(day=1), end)
