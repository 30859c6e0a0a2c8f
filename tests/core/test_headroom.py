"""Is it said right how many more may miss the standard?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.exact import level, multiplied
from dashboard.calculations.headroom import (
    Headroom,
    HeadroomRange,
    allowed_share,
    breach_headroom,
    forecast_headroom,
    rounded_headroom,
)
from dashboard.indicators.registry import Direction
from tests.oracles import headroom as oracle

UP, DOWN = Direction.UP, Direction.DOWN
PERCENTAGES = st.sampled_from([50, 66.7, 85, 92, 95, 99, 100])
pairs = st.integers(0, 60).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


def share_at(percent: float, direction: Direction = UP) -> tuple[int, int]:
    return allowed_share(multiplied(level(percent), (1, 100)), direction)


@pytest.mark.parametrize(
    ("denominator", "breaches", "allowed", "left"),
    [(8_000, 350, 400, 50), (10_500, 640, 525, -115), (12_345, 700, 617, -83)],
)
def test_vectors_of_breach_headroom_at_95_percent(
    denominator: int, breaches: int, allowed: int, left: int
) -> None:
    found = breach_headroom(breaches, denominator, share_at(95))

    assert (found, found.left) == (Headroom(allowed, breaches), left)


def test_percentage_that_binary_fractions_get_wrong_allows_everyone_it_should() -> None:
    # 1 - 0.9 is 0.0999..., of which 10 people's floor would be none.
    assert breach_headroom(1, 10, share_at(90)).left == 0


def test_one_percent_of_diagnostic_waits_is_allowed_where_lower_is_better() -> None:
    assert breach_headroom(25, 2_550, share_at(1, DOWN)) == Headroom(25, 25)


def test_under_one_percent_allows_one_fewer_where_one_percent_is_a_whole_number() -> None:
    share = share_at(1, DOWN)

    assert breach_headroom(25, 2_500, share, strict=True).left == -1
    assert breach_headroom(25, 2_501, share, strict=True).left == 0


@given(pairs, PERCENTAGES, st.sampled_from([UP, DOWN]))
def test_headroom_agrees_with_the_slow_count(
    pair: tuple[int, int], percent: float, direction: Direction
) -> None:
    written = Fraction(str(percent))

    found = breach_headroom(*pair, share_at(percent, direction))

    assert found.allowed == oracle.allowed(pair[1], written, direction)
    assert found.left == oracle.headroom(*pair, written, direction)


@given(pairs, PERCENTAGES, st.sampled_from([1.0, 0.5, 0.37]))
def test_headroom_is_left_exactly_where_the_standard_is_met(
    pair: tuple[int, int], percent: float, part: float
) -> None:
    breaches, people = pair[0] * part, pair[1] * part

    found = breach_headroom(breaches, people, share_at(percent))

    met = Fraction(pair[1] - pair[0]) >= pair[1] * Fraction(str(percent)) / 100
    assert (found.left >= -1e-9) == met


def test_half_a_patient_of_two_providers_may_be_the_last_one_allowed() -> None:
    assert breach_headroom(1.5, 10.5, share_at(85)) == Headroom(1.5, 1.5)


def test_nobody_seen_leaves_no_headroom_and_misses_nothing() -> None:
    assert breach_headroom(0, 0, share_at(95)).left == 0


def test_unfinished_month_has_a_range_of_headroom() -> None:
    found = forecast_headroom(350, 8_000, 9_000, share_at(95))

    assert (found.least.left, found.most.left) == (50, 100)


# Sources that publish to the nearest five


@given(
    st.integers(0, 12).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    PERCENTAGES,
    st.sampled_from([UP, DOWN]),
)
def test_rounded_source_widens_headroom_to_all_that_may_have_been(
    pair: tuple[int, int], percent: float, direction: Direction
) -> None:
    published = pair[0] * 5, pair[1] * 5
    written = Fraction(str(percent))

    found = rounded_headroom(*published, share_at(percent, direction), direction, 5)

    every = [
        oracle.headroom(n if direction is DOWN else d - n, d, written, direction)
        for n in oracle.possible_counts(published[0], 5)
        for d in oracle.possible_counts(published[1], 5)
        if n <= d
    ]
    assert (found.least.left, found.most.left) == (min(every), max(every))


def test_counts_rounded_to_five_may_be_on_either_side_of_the_standard() -> None:
    found = rounded_headroom(150, 200, share_at(75), UP, 5)

    assert found == HeadroomRange(Headroom(50, 54), Headroom(49, 46))


def test_whole_patients_of_an_estimated_number_are_to_spare_whole() -> None:
    """1,389 of an expected 2,083.4 are on the register, and 66.7 % of them would be 1,389.6."""
    missed = breach_headroom(2083.4 - 1389, 2083.4, allowed_share((667, 1000), Direction.UP))
    spared = breach_headroom(2083.4 - 1545, 2083.4, allowed_share((667, 1000), Direction.UP))

    assert missed.left == pytest.approx(-1)
    assert spared.left == pytest.approx(155)
