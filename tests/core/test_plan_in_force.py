"""Does each month have the plan that counted at the time?"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.plan_in_force import in_force, of_version
from dashboard.periods import Grain, add_months, period_end
from dashboard.series import PlanPoint, PlanVersion
from tests.builders import plan_point, plan_version
from tests.oracles.plan_in_force import version_in_force

APRIL, MAY, JUNE = date(2017, 4, 1), date(2017, 5, 1), date(2017, 6, 1)
LATER = date(2020, 3, 31)
FINAL = plan_version("final", date(2017, 3, 31))
REFRESH = plan_version("refresh", date(2017, 5, 20), status="resubmission")
DRAFT = plan_version("draft", date(2017, 2, 1), status="draft")


def chosen(
    points: list[PlanPoint], versions: list[PlanVersion], as_at: date = LATER
) -> list[tuple[date, str]]:
    """Month and version of each point in force."""
    found = in_force(points, {version.slug: version for version in versions}, as_at)
    return [(point.period_start, point.version) for point in found]


def each_month(*slugs: str) -> list[PlanPoint]:
    return [plan_point(month, version=slug) for slug in slugs for month in (APRIL, MAY, JUNE)]


def test_resubmission_counts_from_the_month_it_was_made_in() -> None:
    found = chosen(each_month("final", "refresh"), [FINAL, REFRESH])

    assert found == [(APRIL, "final"), (MAY, "refresh"), (JUNE, "refresh")]


def test_resubmission_of_later_months_leaves_earlier_ones_alone() -> None:
    points = [*each_month("final"), plan_point(JUNE, version="refresh")]

    found = chosen(points, [FINAL, REFRESH])

    assert found == [(APRIL, "final"), (MAY, "final"), (JUNE, "refresh")]


def test_version_not_yet_submitted_is_not_known() -> None:
    found = chosen(each_month("final", "refresh"), [FINAL, REFRESH], as_at=date(2017, 5, 19))

    assert found == [(APRIL, "final"), (MAY, "final"), (JUNE, "final")]


def test_month_before_any_submission_has_the_first_that_came() -> None:
    second = plan_version("second", date(2017, 6, 30), status="resubmission")

    found = chosen(each_month("refresh", "second"), [REFRESH, second])

    assert found == [(APRIL, "refresh"), (MAY, "refresh"), (JUNE, "second")]


def test_version_submitted_on_the_last_day_of_a_month_counts_in_it() -> None:
    last_day = plan_version("last_day", date(2017, 4, 30))

    assert chosen(each_month("final", "last_day"), [FINAL, last_day])[0] == (APRIL, "last_day")


def test_draft_counts_only_where_there_is_nothing_else() -> None:
    points = [*each_month("draft"), plan_point(MAY, version="final")]

    found = chosen(points, [DRAFT, FINAL])

    assert found == [(APRIL, "draft"), (MAY, "final"), (JUNE, "draft")]


def test_newer_draft_does_not_displace_a_plan() -> None:
    draft = plan_version("draft", date(2017, 4, 20), status="draft")

    assert chosen([*each_month("final", "draft")], [FINAL, draft])[0] == (APRIL, "final")


def test_unknown_submission_date_ranks_oldest() -> None:
    undated = plan_version("undated", None)

    found = chosen(each_month("undated", "refresh"), [undated, REFRESH])

    assert found == [(APRIL, "undated"), (MAY, "refresh"), (JUNE, "refresh")]


def test_undated_plan_is_known_at_any_time() -> None:
    found = chosen([plan_point(APRIL, version="undated")], [plan_version("undated", None)], APRIL)

    assert found == [(APRIL, "undated")]


def test_of_two_versions_of_one_day_the_later_slug_counts() -> None:
    twin = plan_version("final_b", FINAL.submitted_on)

    assert chosen(each_month("final_b", "final"), [twin, FINAL])[0] == (APRIL, "final_b")


def test_other_scenarios_stay_out_of_the_default_line() -> None:
    nothing = plan_version("nothing", date(2017, 4, 2), scenario="do nothing")
    points = [plan_point(APRIL, version="final"), *each_month("nothing")]

    assert chosen(points, [FINAL, nothing]) == [(APRIL, "final")]


def test_newest_scenario_stands_in_where_there_is_no_default_one() -> None:
    nothing = plan_version("nothing", date(2017, 3, 1), scenario="do nothing")
    something = plan_version("something", date(2017, 3, 2), scenario="do something")

    found = chosen(each_month("nothing", "something"), [nothing, something])

    assert {slug for _, slug in found} == {"something"}


def test_points_in_force_are_in_order_of_time_whatever_the_order_given() -> None:
    found = chosen([*reversed(each_month("final"))], [FINAL])

    assert [month for month, _ in found] == [APRIL, MAY, JUNE]


def test_no_points_have_no_plan() -> None:
    assert chosen([], []) == []


def test_one_version_is_picked_in_order_of_time() -> None:
    points = [*reversed(each_month("final", "refresh"))]

    found = of_version(points, "refresh")

    assert [(point.period_start, point.version) for point in found] == [
        (APRIL, "refresh"),
        (MAY, "refresh"),
        (JUNE, "refresh"),
    ]


submissions = st.lists(
    st.none() | st.integers(0, 150).map(lambda n: date(2017, 3, 1) + timedelta(days=n)),
    min_size=1,
    max_size=5,
)


@given(submissions, st.data(), st.integers(0, 200))
def test_plan_in_force_is_the_one_on_the_desk_when_the_period_ended(
    submitted: list[date | None], data: st.DataObject, days: int
) -> None:
    versions = {f"v{i}": plan_version(f"v{i}", day) for i, day in enumerate(submitted)}
    months = [add_months(APRIL, i) for i in range(4)]
    pairs = [(month, slug) for month in months for slug in versions]
    held = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    as_at = date(2017, 3, 1) + timedelta(days=days)

    found = in_force([plan_point(m, version=slug) for m, slug in held], versions, as_at)

    by_month = {point.period_start: point.version for point in found}
    for month in months:
        rivals = [versions[slug] for held_month, slug in held if held_month == month]
        end = period_end(month, Grain.MONTH)
        expected = version_in_force(rivals, end, date(2017, 2, 28), as_at)
        assert by_month.get(month) == expected
