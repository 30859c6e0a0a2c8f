"""Is what the rest of the year must bring worked out right, and impossible things said so?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.exact import level, multiplied
from dashboard.calculations.headroom import allowed_share
from dashboard.calculations.run_rate import (
    Reach,
    RequiredRate,
    YearSoFar,
    number_to_clear,
    required_rate,
)
from dashboard.indicators.registry import Direction

UP, DOWN = Direction.UP, Direction.DOWN
percentages = st.integers(1, 99)
years = st.integers(0, 60).flatmap(
    lambda d: st.tuples(st.integers(0, d), st.just(d), st.integers(1, 40))
)


def share(percent: float) -> tuple[int, int]:
    return multiplied(level(percent), (1, 100))


def rate(
    *year: float, percent: float = 95, direction: Direction = UP, strict: bool = False
) -> RequiredRate:
    found = required_rate(YearSoFar(*year), share(percent), direction, strict=strict)
    assert found is not None
    return found


def test_vector_of_the_required_run_rate() -> None:
    found = rate(52_300, 56_000, 40_000)

    assert Fraction(*found.share) == Fraction("0.9725")
    assert (found.required, found.reach, found.breaches_left) == (0.9725, Reach.WITHIN, 1_100)


def test_year_that_perfection_cannot_save_is_out_of_reach() -> None:
    found = rate(52_300, 60_000, 40_000)

    assert found.required > 1
    assert found.reach is Reach.OUT_OF_REACH
    assert found.best == 0.923


def test_year_that_needs_every_single_one_is_still_within_reach() -> None:
    assert rate(90, 100, 100).reach is Reach.WITHIN
    assert rate(90, 100, 100, strict=True).reach is Reach.OUT_OF_REACH


def test_year_that_can_no_longer_miss_is_secured() -> None:
    assert rate(100, 100, 5).reach is Reach.SECURED
    assert rate(100, 100, 6).reach is Reach.WITHIN


def test_lower_is_better_asks_for_the_most_that_may_miss() -> None:
    found = rate(4, 500, 300, percent=1, direction=DOWN)

    assert Fraction(*found.share) == Fraction(4, 300)
    assert (found.reach, found.breaches_left) == (Reach.WITHIN, 4)
    assert found.best == 0.005


@pytest.mark.parametrize(
    ("breaches", "strict", "reach"),
    [(9, False, "out_of_reach"), (8, False, "within"), (8, True, "out_of_reach")],
)
def test_lower_is_better_is_out_of_reach_once_all_that_is_allowed_has_happened(
    breaches: int, strict: bool, reach: str
) -> None:
    assert rate(breaches, 500, 300, percent=1, direction=DOWN, strict=strict).reach == reach


def test_lower_is_better_is_secured_when_everybody_may_miss() -> None:
    assert rate(0, 500, 5, percent=1, direction=DOWN).reach is Reach.SECURED


def test_mean_time_has_no_upper_bound_and_can_be_out_of_reach() -> None:
    def mean(seconds: float) -> RequiredRate | None:
        return required_rate(YearSoFar(seconds, 100, 50), level(420), DOWN, is_share=False)

    slower, never = mean(46_000), mean(64_000)

    assert slower is not None
    assert never is not None
    assert (slower.required, slower.reach) == (340, Reach.WITHIN)
    assert never.reach is Reach.OUT_OF_REACH


def test_nothing_more_expected_needs_no_rate() -> None:
    assert required_rate(YearSoFar(90, 100, 0), share(95), UP) is None


@given(years, percentages)
def test_rest_of_the_year_at_the_required_rate_ends_it_at_the_standard(
    year: tuple[int, int, int], percent: int
) -> None:
    numerator, denominator, expected = year

    found = Fraction(*rate(*year, percent=percent).share)

    end = (numerator + found * expected) / (denominator + expected)
    assert end == Fraction(percent, 100)


@given(years, percentages, st.sampled_from([UP, DOWN]))
def test_reach_agrees_with_trying_every_number_there_may_be(
    year: tuple[int, int, int], percent: int, direction: Direction
) -> None:
    numerator, denominator, expected = year
    wanted = Fraction(percent, 100) * (denominator + expected)

    met = [
        numerator + more >= wanted if direction is UP else numerator + more <= wanted
        for more in range(expected + 1)
    ]

    reach = {0: Reach.OUT_OF_REACH, len(met): Reach.SECURED}.get(sum(met), Reach.WITHIN)
    found = rate(*year, percent=percent, direction=direction)
    assert found.reach is reach
    if reach is Reach.WITHIN:
        assert found.breaches_left == sum(met) - 1


# Stocks


def test_number_to_clear_is_what_the_list_has_beyond_what_it_may() -> None:
    tenth = allowed_share(share(92), UP)

    assert number_to_clear(3_000, 29_445, tenth) == 645
    assert number_to_clear(3_000, 20_000, tenth) == 1_400


def test_list_within_its_standard_has_some_to_spare() -> None:
    assert number_to_clear(1_781, 29_445, allowed_share(share(92), UP)) == -574
