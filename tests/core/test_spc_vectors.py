"""Do the published test vectors come out, to the digit?"""

import pytest

from dashboard.calculations.spc.judgement import judged
from dashboard.calculations.spc.model import Judgement, Rule, Settings, Signal, Variation
from dashboard.indicators.registry import Direction
from tests.core.spc_series import VECTOR_A, frozen, highlighted, months, signals

VECTOR_B = [50, 52, 49, 51, 48, 50, 53, 49, 51, 50, 52, 48, 54, 53, 55, 54, 53, 56, 54]


def rounded(judgement: Judgement) -> list[float]:
    limits = judgement.phases[-1].limits
    assert limits is not None
    figures = (
        limits.mean,
        limits.moving_range,
        limits.lower,
        limits.upper,
        limits.warning_lower,
        limits.warning_upper,
    )
    return [round(figure, 4) for figure in figures]


def test_vector_a_on_its_baseline() -> None:
    judgement = judged(months(VECTOR_A), Direction.UP, marks=frozen(12))

    assert rounded(judgement) == [90.3417, 0.8182, 88.1653, 92.5180, 88.8908, 91.7926]
    assert signals(judgement) == {
        12: (Signal(Rule.ASTRONOMICAL, True),),
        14: (Signal(Rule.ASTRONOMICAL, False),),
    }
    assert judgement.points[12].variation is Variation.IMPROVEMENT_HIGH
    assert judgement.points[14].variation is Variation.CONCERN_LOW


@pytest.mark.parametrize("screened", [False, True])
def test_vector_a_without_a_baseline_has_no_signal(screened: bool) -> None:
    settings = Settings(screen_outliers=screened)

    judgement = judged(months(VECTOR_A), Direction.UP, settings=settings)

    assert rounded(judgement) == [90.3812, 1.2533, 87.0474, 93.7151, 88.1587, 92.6038]
    assert not signals(judgement)
    assert judgement.variation is Variation.COMMON_CAUSE


def test_vector_b_is_a_shift_of_exactly_seven() -> None:
    judgement = judged(months(VECTOR_B), Direction.UP, marks=frozen(12))

    assert rounded(judgement) == [50.25, 2.5455, 43.4791, 57.0209, 45.7361, 54.7639]
    assert signals(judgement) == {place: (Signal(Rule.SHIFT, True),) for place in range(12, 19)}


def test_vector_c_counts_a_point_beyond_the_limit_among_two_of_three() -> None:
    values = [*VECTOR_A[:12], 92.9, 92.0, 90.5]

    judgement = judged(months(values), Direction.UP, marks=frozen(12))

    assert highlighted(judgement, Signal(Rule.TWO_OF_THREE, True)) == [12, 13]
    assert highlighted(judgement, Signal(Rule.ASTRONOMICAL, True)) == [12]
    assert judgement.points[12].signals[0].rule is Rule.ASTRONOMICAL
    assert judgement.variation is Variation.COMMON_CAUSE
