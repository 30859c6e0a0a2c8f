"""Is what happened to many indicators at once told once, and never as a change of figures?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dashboard.indicators.registry import Indicator
from dashboard.periods import months_between
from dashboard.selection import Selection
from dashboard.series import ActualSeries
from dashboard.services.board.keeping import keep_meeting
from dashboard.services.board.model import Change
from dashboard.services.board.since import since_last_board
from dashboard.services.catalogue import Data
from dashboard.services.summary import performance_summary
from tests.builders import indicator, observation, plan_point, plan_version
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import FakeStore, data_of, key

MARCH, APRIL = date(2019, 3, 1), date(2019, 4, 1)
MONTHS = list(months_between(date(2018, 4, 1), MARCH))
NAMES = ("A&E", "RTT", "Cancer", "Diagnostics", "Dementia")
CHOSEN = Selection(organisation="10Q", as_at=date(2019, 6, 30))
MEETING = {
    "organisation": "10Q",
    "held_on": "2019-05-14",
    "name": "Governing Body",
    "author": "A",
    "as_at": "2019-05-14",
}


def catalogue(many: int) -> list[Indicator]:
    return [
        indicator(id=name.lower().replace("&", ""), name=name, short_name=name, order=number)
        for number, name in enumerate(NAMES[:many], 1)
    ]


def writing(store: FakeStore, many: int) -> Data:
    return replace(data_of(store, *catalogue(many)), ledger=FakeLedger(store.written))


def years(many: int, march: float = 94) -> FakeStore:
    """Figures of 2018/19 and their plan, then a meeting, then April under the plan of 2019/20."""
    store = FakeStore(versions=[plan_version(), plan_version("next", date(2019, 3, 31))])
    for each in catalogue(many):
        plan = [plan_point(MARCH, 90, 100), plan_point(APRIL, 91, 100, version="next")]
        store.add(key(of=each.id), [observation(month, 940, 1000) for month in MONTHS], plan)
    keep_meeting(writing(store, many), MEETING)
    store.actuals = [
        replace(series, observations=(*series.observations, observation(APRIL, 940, 1000)))
        for series in store.actuals
    ]
    return store


def changes(store: FakeStore, many: int) -> Sequence[Change]:
    data = writing(store, many)
    told = since_last_board(data, CHOSEN, performance_summary(data, CHOSEN))
    assert told is not None
    return told.changes


@pytest.mark.parametrize(
    ("many", "listed"),
    [
        (2, "A&E and RTT"),
        (4, "A&E, RTT, Cancer and Diagnostics"),
        (5, "A&E, RTT, Cancer and 2 more"),
    ],
)
def test_a_new_years_plan_is_told_once(many: int, listed: str) -> None:
    (told,) = changes(years(many), many)

    assert (told.kind, told.indicator, told.name) == ("plan_changed", "", "")
    assert told.text == f"The plan in force is now next for {many} indicators: {listed}."


def test_a_plan_s_changed_value_stays_a_line_of_its_own() -> None:
    store = years(3)
    first, *rest = store.plans
    store.plans = [replace(first, points=(plan_point(MARCH, 80, 100), *first.points[1:])), *rest]

    told = changes(store, 3)

    assert [(each.name, each.text) for each in told] == [
        ("", "The plan in force is now next for 2 indicators: RTT and Cancer."),
        ("A&E", "The plan for March 2019 was 90.0% and is now 80.0% (final)."),
    ]


def other(series: ActualSeries, illustrative: bool) -> ActualSeries:
    """Every other figure, of the last three months alone, held against another standard."""
    seen = [observation(month, 600, 1000) for month in (*MONTHS[-2:], APRIL)]
    return replace(series, illustrative=illustrative, observations=tuple(seen))


@pytest.mark.parametrize(("real", "now", "was"), [(True, "real", "illustrative"),
                                                  (False, "illustrative", "real")])  # fmt: skip
def test_figures_of_the_other_kind_are_told_once_and_compared_with_nothing(
    real: bool, now: str, was: str
) -> None:
    store = FakeStore().add(
        key(of="ae"), [observation(month, 940, 1000) for month in MONTHS], illustrative=real
    )
    keep_meeting(writing(store, 1), MEETING)
    store.actuals = [other(each, not real) for each in store.actuals]

    (told,) = changes(store, 1)

    assert (told.kind, told.name) == ("restated", "A&E")
    assert told.text == (
        f"Now shows {now} figures where it showed {was} ones: the two are not compared."
    )


def test_of_a_meeting_that_did_not_say_which_kind_figures_are_compared() -> None:
    store = years(1)
    (before,) = store.written.snapshots
    figures = tuple(replace(each, illustrative=None) for each in before.figures)
    store.written.snapshots[:] = [replace(before, figures=figures)]
    store.actuals = [other(each, True) for each in store.actuals]

    told = changes(store, 1)

    assert "Restated: March 2019 was 94.0%, is now 60.0%" in " ".join(each.text for each in told)
