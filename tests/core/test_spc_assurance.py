"""Will the target be met, by the limits of the latest phase?"""

import pytest

from dashboard.calculations.spc.judgement import judged
from dashboard.calculations.spc.model import Assurance, Marks, Variation
from dashboard.indicators.registry import Direction
from tests.core.spc_series import frozen, mark, months

# Mean 50, average moving range 2: limits 44.68 and 55.32.
STEADY = [49.0, 51.0] * 7
UP, DOWN = Direction.UP, Direction.DOWN
PASS, FAIL, EITHER = Assurance.PASS, Assurance.FAIL, Assurance.HIT_AND_MISS


@pytest.mark.parametrize(
    ("target", "up"),
    [(55.33, FAIL), (55.32, EITHER), (50, EITHER), (44.68, EITHER), (44.67, PASS)],
)
def test_a_target_strictly_beyond_a_limit_is_passed_or_failed(target: float, up: Assurance) -> None:
    mirrored = {PASS: FAIL, FAIL: PASS, EITHER: EITHER}

    assert judged(months(STEADY), UP, target=target).assurance is up
    assert judged(months(STEADY), DOWN, target=target).assurance is mirrored[up]


@pytest.mark.parametrize(
    ("comparator", "expected"), [(">=", FAIL), (">", FAIL), ("<=", PASS), ("<", PASS)]
)
def test_the_comparator_says_which_side_is_good(comparator: str, expected: Assurance) -> None:
    for direction in (UP, DOWN):
        judgement = judged(months(STEADY), direction, comparator=comparator, target=60)
        assert judgement.assurance is expected


def test_limits_are_not_clipped_where_a_percentage_ends() -> None:
    values = [97.0, 99.0] * 7

    judgement = judged(months(values), UP, target=100)

    assert judgement.points[-1].upper == pytest.approx(98 + 2.66 * 2)
    assert judgement.assurance is EITHER


@pytest.mark.parametrize(
    ("direction", "target"), [(UP, None), (Direction.NEUTRAL, 60), (Direction.NEUTRAL, None)]
)
def test_no_target_or_no_good_side_is_no_target(direction: Direction, target: float | None) -> None:
    judgement = judged(months(STEADY), direction, comparator=">=", target=target)

    assert judgement.assurance is Assurance.NO_TARGET
    assert judgement.reason == ""


def test_assurance_uses_the_limits_of_the_last_phase() -> None:
    values = [*STEADY, *(value + 20 for value in STEADY)]

    judgement = judged(months(values), UP, target=62, marks=Marks(rebases=(mark(14),)))

    assert judgement.assurance is PASS


def test_assurance_is_pending_until_a_new_phase_has_thirteen() -> None:
    values = [*STEADY, *(value + 20 for value in STEADY[:12])]

    judgement = judged(months(values), UP, target=62, marks=Marks(rebases=(mark(14),)))

    assert judgement.assurance is Assurance.NOT_JUDGED
    assert judgement.variation is Variation.NOT_JUDGED
    assert judgement.reason == (
        "Assurance pending since rebase. Only twelve figures since June 2017: "
        "limits are on trial, and icons need 13."
    )
    assert judgement.phases[1].trial


def test_assurance_is_pending_where_no_figure_has_come_since_a_rebase() -> None:
    judgement = judged(months([*STEADY, None]), UP, target=62, marks=Marks(rebases=(mark(14),)))

    assert judgement.variation is Variation.COMMON_CAUSE
    assert judgement.assurance is Assurance.NOT_JUDGED
    assert judgement.reason == (
        "Assurance pending since rebase. No figures since June 2017: limits need 8, and icons 13."
    )


def test_without_a_target_nothing_of_assurance_is_pending() -> None:
    judgement = judged(months([*STEADY, 60]), UP, marks=Marks(rebases=(mark(14),)))

    assert judgement.assurance is Assurance.NO_TARGET
    assert judgement.reason == "Only one figure since June 2017: limits need 8, and icons 13."


def test_a_series_that_is_always_exactly_its_target_is_neither_hit_nor_missed_by_chance() -> None:
    judgement = judged(months([100.0] * 20), UP, comparator=">=", target=100)

    assert judgement.assurance is Assurance.NOT_JUDGED
    assert judgement.reason.startswith("Every figure is exactly the target")


def test_a_figure_past_an_unchanging_baseline_does_not_change_its_assurance() -> None:
    judgement = judged(months([*[100.0] * 13, 97]), UP, target=98, marks=frozen(13))

    assert judgement.assurance is PASS
    assert judgement.variation is Variation.CONCERN_LOW
