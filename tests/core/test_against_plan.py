"""Is the distance from plan the one people would count, on exact figures?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.against_plan import (
    AgainstPlan,
    Figure,
    against_plan,
    breaches_variance,
)
from dashboard.indicators.registry import Direction, Unit
from tests.oracles import against_plan as oracle

EITHER_WAY = st.sampled_from([Direction.UP, Direction.DOWN])
pairs = st.integers(1, 80).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


def against(
    actual: Figure, plan: Figure, direction: Direction = Direction.UP, scale: float = 1
) -> AgainstPlan:
    return against_plan(actual, plan, Unit.PERCENT, direction, scale)


# Vectors: breach headroom at 95 %, before it is rounded to whole people


@pytest.mark.parametrize(
    ("denominator", "breaches", "patients"),
    [(8_000, 350, -50), (10_500, 640, 115), (12_345, 700, 82.75)],
)
def test_patients_from_plan_are_the_breaches_beyond_those_allowed(
    denominator: int, breaches: int, patients: float
) -> None:
    met = Figure(denominator - breaches, denominator)

    found = against(met, Figure(95, 100))

    assert found.patients == patients
    assert found.meets == (patients <= 0)


def test_points_are_actual_less_plan() -> None:
    found = against(Figure(88, 100), Figure(363, 400))

    assert (found.points, found.patients, found.meets) == (-2.75, 2.75, False)


@given(pairs, pairs, EITHER_WAY)
def test_every_part_agrees_with_the_slow_count(
    actual: tuple[int, int], plan: tuple[int, int], direction: Direction
) -> None:
    found = against(Figure(*actual), Figure(*plan), direction)

    assert found.patients == float(oracle.patients_from_plan(actual, plan, direction))
    assert found.points == float(oracle.points_from_plan(actual, plan))
    assert found.meets == oracle.meets(actual, plan, direction)
    assert found.reason == ""


@given(pairs, pairs)
def test_patients_change_sign_with_the_direction(
    actual: tuple[int, int], plan: tuple[int, int]
) -> None:
    up = against(Figure(*actual), Figure(*plan), Direction.UP)
    down = against(Figure(*actual), Figure(*plan), Direction.DOWN)

    assert up.patients is not None
    assert down.patients == -up.patients


@given(pairs, pairs)
def test_counting_breaches_instead_of_those_seen_gives_the_same_patients(
    actual: tuple[int, int], plan: tuple[int, int]
) -> None:
    seen = against(Figure(*actual), Figure(*plan), Direction.UP)
    late = against(
        Figure(actual[1] - actual[0], actual[1]),
        Figure(plan[1] - plan[0], plan[1]),
        Direction.DOWN,
    )

    assert (seen.patients, seen.meets) == (late.patients, late.meets)


@given(pairs, pairs, EITHER_WAY)
def test_plan_is_met_exactly_when_no_more_people_breach_than_planned(
    actual: tuple[int, int], plan: tuple[int, int], direction: Direction
) -> None:
    found = against(Figure(*actual), Figure(*plan), direction)

    assert found.patients is not None
    assert found.meets == (found.patients <= 0)


@given(st.lists(pairs, min_size=1, max_size=6), pairs)
def test_patients_of_the_parts_add_up_to_those_of_the_whole(
    parts: list[tuple[int, int]], plan: tuple[int, int]
) -> None:
    whole = Figure(sum(part[0] for part in parts), sum(part[1] for part in parts))

    apart = [against(Figure(*part), Figure(*plan)).patients or 0 for part in parts]

    assert against(whole, Figure(*plan)).patients == pytest.approx(sum(apart), abs=1e-9)


@given(pairs, st.integers(1, 40))
def test_plan_of_the_same_share_is_met_to_the_person(pair: tuple[int, int], times: int) -> None:
    found = against(Figure(*pair), Figure(pair[0] * times, pair[1] * times))

    assert (found.points, found.patients, found.meets) == (0, 0, True)


def test_third_of_a_hundred_thousand_is_not_a_third() -> None:
    found = against(Figure(33_333, 100_000), Figure(1, 3))

    assert found.meets is False


def test_tenths_are_tenths() -> None:
    found = against(Figure(0.3, 1), Figure(value=30.0))

    assert (found.points, found.patients, found.meets) == (0, 0, True)


# Yearly rates


def test_month_that_enters_a_twelfth_of_the_ambition_is_on_plan() -> None:
    found = against(Figure(560, 40_000), Figure(value=16.8), scale=12)

    assert (found.points, found.patients, found.meets) == (0, 0, True)


def test_scale_stretches_points_and_never_patients() -> None:
    month = against(Figure(500, 40_000), Figure(560, 40_000), scale=12)

    assert month.points == pytest.approx(-1.8)
    assert month.patients == 60


@given(pairs, pairs, st.integers(1, 12))
def test_year_to_date_scale_need_not_be_whole(
    actual: tuple[int, int], plan: tuple[int, int], month: int
) -> None:
    found = against(Figure(*actual), Figure(*plan), scale=12 / month)

    expected = oracle.points_from_plan(actual, plan, 12) / month
    assert found.points == float(expected)
    assert found.meets == oracle.meets(actual, plan, Direction.UP)


# Counts


@pytest.mark.parametrize("direction", list(Direction))
def test_count_is_more_or_less_than_its_plan(direction: Direction) -> None:
    found = against_plan(Figure(7), Figure(4), Unit.COUNT, direction)

    assert (found.points, found.patients) == (3, 3)
    assert found.meets == {"up": True, "down": False, "neutral": None}[direction]


def test_count_that_is_published_as_a_value_is_still_a_count() -> None:
    found = against_plan(Figure(value=2.0), Figure(4), Unit.COUNT, Direction.DOWN)

    assert found == AgainstPlan(-2, -2, True)


def test_count_of_nought_is_a_figure() -> None:
    assert against_plan(Figure(0), Figure(0), Unit.COUNT, Direction.DOWN).meets is True


# What cannot be said


def test_percentage_alone_has_points_and_no_patients() -> None:
    found = against(Figure(value=91.5), Figure(92, 100))

    assert found == AgainstPlan(-0.5, None, False, "percentage only published")


def test_plan_that_is_only_a_percentage_still_gives_patients() -> None:
    found = against(Figure(180, 200), Figure(value=92.0))

    assert found == AgainstPlan(-2, 4, False)


def test_neutral_percentage_is_neither_met_nor_missed() -> None:
    found = against(Figure(50, 100), Figure(40, 100), Direction.NEUTRAL)

    assert (found.points, found.patients, found.meets) == (10, None, None)
    assert found.reason == "neither higher nor lower is better"


@pytest.mark.parametrize(
    ("actual", "plan", "reason"),
    [
        (Figure(), Figure(92, 100), "no actual figure"),
        (Figure(90), Figure(92, 100), "no actual figure"),
        (Figure(0, 0), Figure(92, 100), "no activity"),
        (Figure(90, 100), Figure(), "no plan"),
        (Figure(90, 100), Figure(0, 0), "no activity planned"),
        (Figure(), Figure(), "no actual figure"),
    ],
)
def test_missing_side_is_named(actual: Figure, plan: Figure, reason: str) -> None:
    assert against(actual, plan) == AgainstPlan(None, None, None, reason)


def test_count_without_a_plan_says_so() -> None:
    found = against_plan(Figure(3), Figure(), Unit.COUNT, Direction.DOWN)

    assert found == AgainstPlan(None, None, None, "no plan")


# Activity and performance


@given(pairs, pairs, EITHER_WAY)
def test_activity_and_performance_make_up_all_the_extra_breaches(
    actual: tuple[int, int], plan: tuple[int, int], direction: Direction
) -> None:
    variance = breaches_variance(Figure(*actual), Figure(*plan), direction)

    assert variance is not None
    extra = oracle.breaches(*actual, direction) - oracle.breaches(*plan, direction)
    assert variance.total == pytest.approx(extra, abs=1e-9)
    assert variance.performance == against(Figure(*actual), Figure(*plan), direction).patients


def test_department_that_only_saw_more_has_no_performance_variance() -> None:
    variance = breaches_variance(Figure(1_140, 1_200), Figure(950, 1_000), Direction.UP)

    assert variance is not None
    assert (variance.activity, variance.performance) == (10, 0)


@pytest.mark.parametrize(
    ("actual", "plan", "direction"),
    [
        (Figure(value=91.0), Figure(92, 100), Direction.UP),
        (Figure(90, 100), Figure(value=92.0), Direction.UP),
        (Figure(90, 100), Figure(0, 0), Direction.UP),
        (Figure(90, 100), Figure(92, 100), Direction.NEUTRAL),
    ],
)
def test_variance_needs_counts_and_a_direction(
    actual: Figure, plan: Figure, direction: Direction
) -> None:
    assert breaches_variance(actual, plan, direction) is None


@given(pairs, pairs, EITHER_WAY)
def test_what_activity_alone_explains_is_the_first_part_of_the_whole_split(
    actual: tuple[int, int], plan: tuple[int, int], direction: Direction
) -> None:
    ours, planned = Figure(*actual), Figure(*plan)
    variance = breaches_variance(ours, planned, direction)

    found = against(ours, planned, direction)

    assert found.activity == (variance.activity if variance else None)


def test_what_activity_explains_of_parts_of_people_is_split_as_exactly() -> None:
    """Figures that are shared out between organisations are not whole."""
    ours, planned = Figure(90.5, 100), Figure(46.2, 50)
    variance = breaches_variance(ours, planned, Direction.UP)

    assert variance is not None
    assert against(ours, planned).activity == variance.activity


def test_a_month_quoted_by_the_year_is_not_split() -> None:
    assert against(Figure(8, 100), Figure(9, 100), scale=12).activity is None
