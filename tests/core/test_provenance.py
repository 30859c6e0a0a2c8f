"""Is it said where figures come from and when the next are due?"""

from datetime import date

import pytest

from dashboard.calculations.views import View
from dashboard.held import Load
from dashboard.periods import Grain, add_months
from dashboard.series import Observation
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.provenance import next_expected, provenance
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import AS_AT, OXFORDSHIRE, FakeStore, data_of, key

WAITS = indicator()
APRIL = date(2019, 4, 1)


def line(actual: list[Observation], view: View = View.MONTH) -> Line:
    store = FakeStore().add(key(), actual, [plan_point(add_months(APRIL, n)) for n in range(12)])
    return performance_line(data_of(store), WAITS, Request(OXFORDSHIRE, view, AS_AT))


@pytest.mark.parametrize("view", [View.MONTH, View.QUARTER, View.YEAR_TO_DATE, View.ROLLING_12M])
def test_the_month_after_the_last_is_due_after_its_lag_in_every_view(view: View) -> None:
    shown = line([observation(APRIL), observation(date(2019, 5, 1))], view)

    assert next_expected(shown) == date(2019, 8, 11)  # six weeks after 30 June


def test_a_gap_inside_the_quarter_does_not_make_the_next_figure_late() -> None:
    shown = line(
        [observation(APRIL), absent(date(2019, 5, 1)), observation(date(2019, 6, 1))], View.QUARTER
    )

    assert next_expected(shown) == date(2019, 9, 11)


def test_the_week_after_the_last_is_due_after_its_lag() -> None:
    weekly = [observation(date(2020, 2, 24), grain=Grain.WEEK)]
    store = FakeStore().add(key(grain=Grain.WEEK), weekly)
    shown = performance_line(data_of(store), WAITS, Request(OXFORDSHIRE, View.WEEK, AS_AT))

    assert next_expected(shown) == date(2020, 4, 19)


def test_no_one_promised_a_year() -> None:
    yearly = indicator(grain="year")
    store = FakeStore().add(key(grain=Grain.YEAR), [observation(APRIL, grain=Grain.YEAR)])
    request = Request(OXFORDSHIRE, View.YEAR, date(2020, 4, 30))

    assert next_expected(performance_line(data_of(store, yearly), yearly, request)) is None


def test_nothing_is_expected_where_nothing_ever_came() -> None:
    assert next_expected(line([])) is None


def test_loads_are_those_of_what_is_drawn_the_newest_first() -> None:
    files = [
        Load(n, f"file {n}", "NHS England", f"{n}.csv", None, date(2020, 1, n), False)
        for n in (1, 2, 3)
    ]
    store = FakeStore(files=files)
    store.add(key(), [observation(APRIL, load=1), observation(date(2019, 5, 1), load=3)])
    data = data_of(store)
    shown = performance_line(data, WAITS, Request(OXFORDSHIRE, View.MONTH, AS_AT))

    origin = provenance(data, [shown], AS_AT)

    assert [load.id for load in origin.loads] == [3, 1]
    assert origin.last_loaded == date(2020, 1, 3)
    assert (origin.data_version, origin.as_at) == (7, AS_AT)


@pytest.mark.parametrize(("as_at", "late"), [(date(2019, 7, 11), False), (date(2019, 7, 12), True)])
def test_late_is_from_the_day_the_next_figure_is_due(as_at: date, late: bool) -> None:
    store = FakeStore().add(key(), [observation(APRIL)])
    data = data_of(store)
    shown = performance_line(data, WAITS, Request(OXFORDSHIRE, View.MONTH, as_at))

    origin = provenance(data, [shown], as_at)

    assert (origin.next_expected, origin.late) == (date(2019, 7, 12), late)
