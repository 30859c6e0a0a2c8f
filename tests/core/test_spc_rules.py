"""Does each rule hold at its edges?"""

import pytest

from dashboard.calculations.spc.judgement import judged
from dashboard.calculations.spc.model import Rule, Settings, Signal, Variation
from dashboard.indicators.registry import Direction
from tests.core.spc_series import frozen, highlighted, months, signals

# Mean 50, average moving range 2: limits 44.68 and 55.32, two sigma 46.45 and 53.55.
STEADY = [49.0, 51.0] * 6
HIGH_SHIFT, LOW_SHIFT = Signal(Rule.SHIFT, True), Signal(Rule.SHIFT, False)
RISE, FALL = Signal(Rule.TREND, True), Signal(Rule.TREND, False)
NEAR_HIGH, NEAR_LOW = Signal(Rule.TWO_OF_THREE, True), Signal(Rule.TWO_OF_THREE, False)
OVER, UNDER = Signal(Rule.ASTRONOMICAL, True), Signal(Rule.ASTRONOMICAL, False)


def met(later: list[float | None], signal: Signal, run: int = 7) -> list[int]:
    """Which of the figures after a steady year meet a rule, counted from 0."""
    points = months([*STEADY, *later])
    judgement = judged(points, Direction.UP, marks=frozen(12), settings=Settings(run=run))
    return [place - 12 for place in highlighted(judgement, signal)]


@pytest.mark.parametrize(("value", "found"), [(55.32, []), (55.33, [0])])
def test_only_a_point_strictly_outside_a_limit_is_astronomical(
    value: float, found: list[int]
) -> None:
    assert met([value], OVER) == found
    assert met([100 - value], UNDER) == found


def test_seven_above_the_mean_are_a_shift_and_all_are_highlighted() -> None:
    assert met([49, 50.5, 52, 51, 50.1, 52, 50.2, 51], HIGH_SHIFT) == [1, 2, 3, 4, 5, 6, 7]


def test_seven_below_the_mean_are_a_shift() -> None:
    # The 51 before them is above the mean, so that the shift is these seven alone.
    assert met([49.5, 48, 49, 49.9, 48, 49.8, 49], LOW_SHIFT) == [0, 1, 2, 3, 4, 5, 6]


def test_the_last_point_of_the_baseline_may_begin_a_shift() -> None:
    assert met([50.5, 52, 51, 50.1, 52, 50.2], HIGH_SHIFT) == [-1, 0, 1, 2, 3, 4, 5]


def test_six_are_a_shift_only_where_the_setting_says_so() -> None:
    six: list[float | None] = [49.0, 51.5, 50.2, 51.6, 50.3, 51.7, 50.4]

    assert met(six, HIGH_SHIFT) == []
    assert met(six, HIGH_SHIFT, run=6) == [1, 2, 3, 4, 5, 6]


def test_a_point_exactly_on_the_mean_ends_a_shift() -> None:
    assert met([51, 52, 51, 50, 52, 51, 52, 51, 52], HIGH_SHIFT) == []


def test_seven_points_each_higher_than_the_one_before_are_a_trend() -> None:
    assert met([48, 48.5, 49, 49.5, 50.5, 51, 51.5], RISE) == [0, 1, 2, 3, 4, 5, 6]
    assert met([52, 51.5, 51, 50.5, 49.5, 49, 48.5], FALL) == [0, 1, 2, 3, 4, 5, 6]


def test_six_points_in_a_row_are_a_trend_only_where_the_setting_says_so() -> None:
    six: list[float | None] = [48, 48.5, 49, 49.5, 50.5, 51]

    assert met(six, RISE) == []
    assert met(six, RISE, run=6) == [0, 1, 2, 3, 4, 5]


def test_a_repeated_value_ends_a_trend() -> None:
    assert met([47, 47.5, 48, 48.5, 48.5, 49, 49.5, 50.5], RISE) == []


def test_a_rise_below_the_mean_is_high_and_an_improvement() -> None:
    later = [46.6, 47.2, 47.6, 48.0, 48.4, 48.8, 49.2]

    judgement = judged(months([*STEADY, *later]), Direction.UP, marks=frozen(12))

    # Seven below the mean are a shift as well; the trend comes first and gives the point its label.
    assert judgement.points[-1].signals == (RISE, LOW_SHIFT)
    assert judgement.variation is Variation.IMPROVEMENT_HIGH


def test_a_turning_point_belongs_to_both_trends_and_the_one_it_ends_comes_first() -> None:
    up = [48.0, 48.5, 49, 49.5, 50.5, 51, 51.5]
    later = [*up, *up[-2::-1]]

    judgement = judged(months([*STEADY, *later]), Direction.UP, marks=frozen(12))

    assert [each for each in judgement.points[18].signals if each.rule is Rule.TREND] == [
        RISE,
        FALL,
    ]


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ([54, 54, 51], [0, 1]),
        ([54, 51, 54], [0, 2]),
        ([51, 54, 54], [1, 2]),
        ([54, 54, 54], [0, 1, 2]),
        ([54, 49, 54], []),
        ([54, 50, 54], []),
        ([54, 51, 51, 54], []),
    ],
)
def test_two_of_three_beyond_two_sigma_with_all_three_on_that_side(
    later: list[float | None], found: list[int]
) -> None:
    mirrored = [None if value is None else 100 - value for value in later]
    # A year that ends on either side, so that it is no part of the three.
    assert met([49, *later], NEAR_HIGH) == [place + 1 for place in found]
    assert met([51, *mirrored], NEAR_LOW) == [place + 1 for place in found]


def test_two_of_three_are_beyond_the_same_line() -> None:
    assert met([49, 54, 46, 54], NEAR_HIGH) == []


def test_two_of_three_need_three_points() -> None:
    assert met([None, 54, 54], NEAR_HIGH) == []


def test_points_outside_the_limits_count_among_two_of_three() -> None:
    assert met([49, 60, 54, 51], NEAR_HIGH) == [1, 2]
    assert met([49, 60, 61, 51], NEAR_HIGH) == [1, 2]


def test_every_rule_met_is_listed_the_strongest_first() -> None:
    later = [51, 51.5, 52, 52.5, 54, 54.5, 58]

    judgement = judged(months([*STEADY, *later]), Direction.DOWN, marks=frozen(12))

    assert judgement.points[-1].signals == (OVER, RISE, NEAR_HIGH, HIGH_SHIFT)
    assert judgement.variation is Variation.CONCERN_HIGH


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        (Direction.UP, Variation.IMPROVEMENT_HIGH, Variation.CONCERN_LOW),
        (Direction.DOWN, Variation.CONCERN_HIGH, Variation.IMPROVEMENT_LOW),
        (Direction.NEUTRAL, Variation.NEITHER_HIGH, Variation.NEITHER_LOW),
    ],
)
def test_a_signal_means_what_the_direction_makes_of_it(
    direction: Direction, high: Variation, low: Variation
) -> None:
    judgement = judged(months([*STEADY, 60, 40]), direction, marks=frozen(12))

    assert [point.variation for point in judgement.points[-2:]] == [high, low]
    assert judgement.variation is low
    assert judgement.points[0].variation is Variation.COMMON_CAUSE


def test_an_old_signal_is_not_the_state_of_the_chart() -> None:
    judgement = judged(months([*STEADY, 60, 50, 49]), Direction.UP, marks=frozen(12))

    assert list(signals(judgement)) == [12]
    assert judgement.variation is Variation.COMMON_CAUSE


@pytest.mark.parametrize("length", [6, 7])
def test_a_gap_ends_shift_trend_and_two_of_three(length: int) -> None:
    half = [50.1 + place / 10 for place in range(length)]

    assert met([*half[:3], None, *half[3:]], HIGH_SHIFT, run=length) == []
    assert met([*half[:3], None, *half[3:]], RISE, run=length) == []
    assert met([49, 51, 54, None, 54], NEAR_HIGH) == []


def test_a_month_that_is_not_even_there_is_a_gap() -> None:
    half = [50.5, 51, 51.5, 0, 51.2, 51.1, 50.9, 51.3]

    judgement = judged(months([*STEADY, *half], without=[15]), Direction.UP, marks=frozen(12))

    assert not signals(judgement)


def test_two_of_three_do_not_reach_across_a_month_that_is_not_there() -> None:
    points = months([*STEADY, 49, 54, 0, 54, 51], without=[14])

    assert not signals(judged(points, Direction.UP, marks=frozen(12)))
