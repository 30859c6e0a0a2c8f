"""Whose limits are a point's, and what is left out of them?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dashboard.calculations.spc.judgement import judged
from dashboard.calculations.spc.model import (
    Assurance,
    Limits,
    Mark,
    Marks,
    Measured,
    Settings,
    Variation,
)
from dashboard.indicators.registry import Direction
from dashboard.periods import Grain, period_end
from tests.core.spc_series import VECTOR_A, frozen, mark, month, months, signals, weeks

STEADY = [49.0, 51.0] * 6


def limits_of(values: Sequence[float | None], *ghosts: Mark) -> Limits:
    (phase,) = judged(months(values), Direction.UP, marks=Marks(ghosts=ghosts)).phases
    assert phase.limits is not None
    return phase.limits


def test_no_moving_range_is_taken_across_a_gap() -> None:
    limits = limits_of([*STEADY, None, *(value + 6 for value in STEADY)])

    assert (limits.mean, limits.moving_range, limits.points) == (53, 2, 24)


def test_no_moving_range_is_taken_across_a_month_that_is_not_there() -> None:
    points = months([*STEADY, 0, *(value + 6 for value in STEADY)], without=[12])

    (phase,) = judged(points, Direction.UP).phases

    assert phase.limits is not None
    assert phase.limits.moving_range == 2


@pytest.mark.parametrize(
    ("grain", "days"),
    [
        (Grain.WEEK, [date(2016, 4, 4), date(2016, 4, 11), date(2016, 4, 25)]),
        (Grain.QUARTER, [date(2016, 4, 1), date(2016, 7, 1), date(2017, 1, 1)]),
        (Grain.ROLLING_12M, [date(2016, 4, 1), date(2016, 5, 1), date(2016, 7, 1)]),
        (Grain.YEAR, [date(2016, 4, 1), date(2017, 4, 1), date(2019, 4, 1)]),
    ],
)
def test_a_period_absent_from_any_grain_is_left_out(grain: Grain, days: list[date]) -> None:
    points = [Measured(day, period_end(day, grain), 1.0) for day in days]

    assert judged(points, Direction.UP, grain=grain).left_out == 1


def test_snapshots_are_taken_when_they_are_taken() -> None:
    points = [point._replace(end=point.start) for point in months(VECTOR_A)]

    judgement = judged(points, Direction.UP, grain=Grain.SNAPSHOT)

    assert judgement.left_out == 0
    assert judgement.phases[0].limits == judged(months(VECTOR_A), Direction.UP).phases[0].limits


def test_a_ghost_is_out_of_the_mean_and_takes_both_its_moving_ranges() -> None:
    values = [*STEADY, 80, *STEADY]

    limits = limits_of(values, mark(12))

    assert (limits.mean, limits.moving_range, limits.points) == (50, 2, 24)


def test_a_ghost_keeps_its_figure_and_its_reason_and_is_not_judged() -> None:
    ghost = Mark(month(12), "A Reader", "Snow closed the site")

    judgement = judged(months([*STEADY, 80, 50]), Direction.UP, marks=Marks(ghosts=(ghost,)))

    point = judgement.points[12]
    assert (point.value, point.ghost) == (80, "Snow closed the site")
    assert point.variation is Variation.NOT_JUDGED
    assert point.mean == judgement.points[13].mean
    assert judgement.left_out == 1


def test_a_point_may_come_as_a_ghost() -> None:
    points = months([*STEADY, 80, 50])
    points[12] = points[12]._replace(ghost="Snow")

    judgement = judged(points, Direction.UP)

    assert not signals(judgement)
    assert judgement.points[12].ghost == "Snow"


def test_the_chart_has_the_state_of_the_latest_point_that_counts() -> None:
    values = [*STEADY, 60, 50, None]

    judgement = judged(months(values), Direction.UP, marks=replace(frozen(12), ghosts=(mark(13),)))

    assert judgement.latest == 12
    assert judgement.variation is Variation.IMPROVEMENT_HIGH


def test_limits_of_a_baseline_run_on_unchanged() -> None:
    short = judged(months([*STEADY, 50]), Direction.UP, marks=frozen(12)).phases[0]
    long = judged(months([*STEADY, 50, 70, 30, 90]), Direction.UP, marks=frozen(12)).phases[0]

    assert long.limits == short.limits
    assert (long.first, long.last) == (0, 15)


def test_a_baseline_need_not_begin_with_the_series() -> None:
    judgement = judged(months([70, 30, 75, *STEADY]), Direction.UP, marks=frozen(12, first=3))

    limits = judgement.phases[0].limits
    assert limits is not None
    assert (limits.mean, limits.points) == (50, 12)
    assert list(signals(judgement)) == [0, 1, 2]


def test_a_baseline_that_ended_before_the_series_is_none() -> None:
    kept = frozen(12, first=-24)

    assert judged(months(VECTOR_A), Direction.UP, marks=kept).phases == (
        judged(months(VECTOR_A), Direction.UP).phases
    )


def test_a_rebase_restarts_limits_with_its_author_and_reason() -> None:
    later = [value + 20 for value in STEADY]
    rebase = Mark(month(12), "A Reader", "A new ward opened")

    judgement = judged(months([*STEADY, *later, 71]), Direction.UP, marks=Marks(rebases=(rebase,)))

    first, second = judgement.phases
    assert (first.first, first.last, first.reason, first.author) == (0, 11, "", "")
    assert (second.first, second.last) == (12, 24)
    assert (second.reason, second.author) == ("A new ward opened", "A Reader")
    assert second.limits is not None
    assert second.limits.moving_range == pytest.approx(22 / 12)
    assert not signals(judgement)


def test_a_rebase_within_a_month_begins_with_that_month() -> None:
    rebases = (Mark(date(2017, 5, 17), "A Reader", "x"), Mark(date(2030, 1, 1), "A Reader", "y"))

    judgement = judged(months(STEADY * 3), Direction.UP, marks=Marks(rebases=rebases))

    assert [phase.first for phase in judgement.phases] == [0, 13]


def test_rules_do_not_reach_across_a_rebase() -> None:
    values = [*STEADY, 50.4, 50.5, 50.6, 50.7, 50.8, 50.9, 51.0, 51.1, *STEADY]

    assert signals(judged(months(values), Direction.UP))
    split = judged(months(values), Direction.UP, marks=Marks(rebases=(mark(16),)))
    assert not signals(split)


def test_each_phase_is_frozen_after_as_many_points_as_the_baseline() -> None:
    later = [value + 20 for value in STEADY]
    marks = replace(frozen(12), rebases=(mark(12),))

    judgement = judged(months([*STEADY, *later, 90, 95]), Direction.UP, marks=marks)

    limits = judgement.phases[1].limits
    assert limits is not None
    assert (limits.mean, limits.points) == (70, 12)
    assert list(signals(judgement)) == [24, 25]


def test_only_what_follows_the_last_break_is_judged() -> None:
    breaks = [month(5), month(12), date(2040, 1, 1)]

    judgement = judged(months([*[90.0] * 12, *VECTOR_A]), Direction.UP, breaks=breaks)

    alone = judged(months(VECTOR_A, start=month(12)), Direction.UP)
    assert judgement.points[12:] == alone.points
    assert {point.variation for point in judgement.points[:12]} == {Variation.NOT_JUDGED}
    assert {point.mean for point in judgement.points[:12]} == {None}
    assert judgement.phases[0].first == 12


@pytest.mark.parametrize(
    ("figures", "has_limits", "trial"),
    [(7, False, False), (8, True, True), (12, True, True), (13, True, False)],
)
def test_limits_from_eight_points_and_icons_from_thirteen(
    figures: int, has_limits: bool, trial: bool
) -> None:
    judgement = judged(months([*VECTOR_A, 90.1][:figures]), Direction.UP)

    (phase,) = judgement.phases
    assert (phase.limits is not None, phase.trial) == (has_limits, trial)
    assert (judgement.variation is Variation.NOT_JUDGED) is (figures < 13)


def test_a_weekly_series_needs_twenty_six() -> None:
    few, enough = (
        judged(weeks(STEADY * 2 + [50] * more), Direction.UP, grain=Grain.WEEK) for more in (1, 2)
    )

    assert (few.phases[0].trial, few.variation) == (True, Variation.NOT_JUDGED)
    assert "25 figures" in few.reason
    assert (enough.phases[0].trial, enough.variation) == (False, Variation.COMMON_CAUSE)


def test_a_missing_figure_is_none_of_the_thirteen() -> None:
    judgement = judged(months([*STEADY, None]), Direction.UP)

    assert judgement.phases[0].trial
    assert judgement.reason == ("Only twelve figures: limits are on trial, and icons need 13.")


def test_points_of_trial_limits_have_no_icon_whatever_they_do() -> None:
    judgement = judged(months([*STEADY[:10], 99]), Direction.UP)

    assert not signals(judgement)
    assert judgement.points[-1].upper is not None


def test_a_baseline_of_fewer_than_twelve_is_a_trial() -> None:
    judgement = judged(months(VECTOR_A), Direction.UP, marks=frozen(11))

    assert judgement.phases[0].trial
    assert judgement.reason == (
        "The baseline has eleven figures: limits are on trial, and icons need 12."
    )


def test_screening_drops_a_wild_moving_range_once() -> None:
    values = [*STEADY, 90, *STEADY]

    plain, screened = (
        judged(months(values), Direction.UP, settings=Settings(screen_outliers=on)).phases[0].limits
        for on in (False, True)
    )

    assert plain is not None
    assert screened is not None
    assert plain.moving_range == pytest.approx((22 * 2 + 39 + 41) / 24)
    assert screened.moving_range == 2


def test_figures_that_never_change_have_limits_of_no_width_and_no_signal() -> None:
    judgement = judged(months([90.1] * 20), Direction.UP, target=85)

    point = judgement.points[-1]
    assert (point.lower, point.mean, point.upper) == (90.1, 90.1, 90.1)
    assert judgement.variation is Variation.COMMON_CAUSE
    assert judgement.assurance is Assurance.PASS


def test_whatever_leaves_a_baseline_that_never_changed_is_a_signal() -> None:
    judgement = judged(months([*[0.0] * 12, 3]), Direction.DOWN, marks=frozen(12))

    assert judgement.variation is Variation.CONCERN_HIGH


def test_neighbours_that_never_differ_across_a_step_give_no_limits() -> None:
    judgement = judged(months([*[80.0] * 8, None, *[90.0] * 8]), Direction.UP, target=85)

    assert judgement.phases[0].limits is None
    assert judgement.variation is Variation.NOT_JUDGED
    assert judgement.assurance is Assurance.NOT_JUDGED
    assert judgement.reason.startswith("Figures of neighbouring periods never differ")


def test_every_other_month_missing_leaves_no_moving_range() -> None:
    judgement = judged(months([50.0, None] * 14), Direction.UP)

    assert judgement.phases[0].limits is None
    assert judgement.reason == "No two periods in a row have figures, so no limits."


@pytest.mark.parametrize("values", [[], [None], [None] * 20])
def test_a_series_without_a_figure_says_so(values: list[float | None]) -> None:
    judgement = judged(months(values), Direction.UP, target=95)

    assert judgement.reason == "There is no figure to judge."
    assert judgement.variation is Variation.NOT_JUDGED
    assert (judgement.latest, judgement.left_out) == (-1, len(values))


def test_figures_before_a_break_are_not_the_latest() -> None:
    judgement = judged(months([*VECTOR_A, None, None]), Direction.UP, breaks=[month(16)])

    assert (judgement.latest, judgement.reason) == (-1, "There is no figure to judge.")


def test_an_unsuitable_series_is_shown_and_not_judged_with_the_reason() -> None:
    judgement = judged(
        months(VECTOR_A),
        Direction.UP,
        target=95,
        suitable=False,
        why_unsuitable="A waiting list drifts.",
    )

    assert [point.value for point in judgement.points] == VECTOR_A
    assert {point.variation for point in judgement.points} == {Variation.NOT_JUDGED}
    assert {point.upper for point in judgement.points} == {None}
    assert (judgement.phases, judgement.assurance) == ((), Assurance.NOT_JUDGED)
    assert judgement.reason == "A waiting list drifts."


def test_an_unsuitable_series_is_never_without_a_reason() -> None:
    assert judged(months(VECTOR_A), Direction.UP, suitable=False).reason
