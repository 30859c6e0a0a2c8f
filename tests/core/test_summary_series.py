"""Does a row of the summary have the stretch of figures and plan that its own page has?"""

from datetime import date

import pytest

from dashboard.periods import Grain
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import FakeStore, key
from tests.core.test_summary import one_row


@pytest.mark.parametrize("grain", [Grain.MONTH, Grain.YEAR])
def test_figures_that_ended_long_ago_are_held_against_a_plan_that_goes_on(grain: Grain) -> None:
    ended, on = date(2012, 4, 1), date(2019, 4, 1)
    planned = [plan_point(ended, 95, grain=grain), plan_point(on, 96, grain=grain)]
    store = FakeStore()
    store.add(key(grain=grain), [observation(ended, 90, grain=grain)], planned)

    (row,) = one_row(store, indicator(grain=grain)).rows

    assert row.latest is not None
    assert (row.latest.plan_value, row.behind) == (95, True)
