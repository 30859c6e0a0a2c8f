"""Is the version named that latest figures are held against?"""

from datetime import date

import pytest

from dashboard.calculations.views import View
from dashboard.periods import add_months
from dashboard.series import PlanPoint
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.wording.plan_named import plan_named
from tests.builders import indicator, observation, plan_point, plan_version
from tests.core.fake_store import AS_AT, OXFORDSHIRE, FakeStore, data_of, key

FEBRUARY = date(2020, 2, 1)


def line(*planned: PlanPoint, plan: str = "") -> Line:
    versions = [plan_version(slug) for slug in ("draft", "final", "third")]
    store = FakeStore(versions=versions).add(key(), [observation(FEBRUARY)], planned)
    request = Request(OXFORDSHIRE, View.MONTH, AS_AT, plan=plan)
    return performance_line(data_of(store), indicator(), request)


def test_the_version_of_the_latest_figure_is_named_and_no_later_one() -> None:
    found = line(plan_point(FEBRUARY), plan_point(add_months(FEBRUARY, 1), version="draft"))

    assert plan_named([found]) == "Plan in force: final."


def test_a_chosen_version_is_not_called_the_one_in_force() -> None:
    assert plan_named([line(plan_point(FEBRUARY), plan="final")]) == "Plan: final."


@pytest.mark.parametrize(
    ("versions", "named"),
    [
        (("final", "final"), "Plan in force: final."),
        (("final", "draft"), "Plan in force: final, draft."),
        (("final", "draft", "third"), "Plan in force: final, draft and 1 other."),
    ],
)
def test_several_are_named_once_each(versions: tuple[str, ...], named: str) -> None:
    assert plan_named([line(plan_point(FEBRUARY, version=each)) for each in versions]) == named


def test_without_a_plan_nothing_is_named() -> None:
    assert plan_named([line()]) == ""
