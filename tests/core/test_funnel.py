"""Who differs from the rest by more than size explains?"""

from math import isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.calculations.funnel import CONTROL, WARNING, Count, Funnel, Place, funnel, winsorised
from tests.oracles import comparison as oracle

SIZES = st.integers(1, 50_000)
COUNTS = st.lists(SIZES.flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))), min_size=2)
ALIKE = [Count(90, 100), Count(180, 200), Count(270, 300), Count(360, 400), Count(450, 500)]


def test_limits_of_a_worked_example() -> None:
    drawn = Funnel(0.5, 1.0, widened=False, organisations=9)

    assert drawn.limits(100, WARNING) == pytest.approx((0.402, 0.598))
    assert drawn.limits(100, CONTROL) == pytest.approx((0.3455, 0.6545))


def test_the_mean_is_of_all_people_and_not_of_percentages() -> None:
    drawn = funnel([Count(0, 10), Count(900, 990)])

    assert drawn.mean == 0.9


def test_those_who_are_alike_leave_the_limits_as_they_are() -> None:
    drawn = funnel(ALIKE)

    assert drawn.phi == pytest.approx(0)
    assert (drawn.widened, drawn.factor) == (False, 1.0)
    assert {drawn.place(each) for each in ALIKE} == {Place.WITHIN}


def test_overdispersion_widens_the_limits_by_its_root() -> None:
    drawn = Funnel(0.5, 4.0, widened=True, organisations=9)

    assert drawn.limits(100, WARNING) == pytest.approx((0.304, 0.696))
    assert drawn.place(Count(65, 100)) is Place.WITHIN
    assert drawn.place(Count(71, 100)) is Place.ABOVE_95
    assert drawn.place(Count(10, 100)) is Place.BELOW_998


def test_a_tenth_at_each_end_is_drawn_in() -> None:
    scores = [-90.0, *map(float, range(8)), 70.0]

    assert winsorised(scores) == [0.0, *map(float, range(8)), 7.0]
    assert winsorised([-90.0, 70.0]) == [-90.0, 70.0]


def test_limits_need_a_mean_that_is_neither_nought_nor_all() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        funnel([Count(5, 5), Count(7, 7)])


@given(COUNTS, SIZES)
def test_limits_are_what_exact_decimals_give(counts: list[tuple[int, int]], size: int) -> None:
    people = sum(d for _, d in counts)
    assume(0 < sum(n for n, _ in counts) < people)

    drawn = funnel([Count(*each) for each in counts])

    assert isclose(drawn.phi, float(oracle.phi(counts)), rel_tol=1e-9, abs_tol=1e-12)
    for z, text in ((WARNING, "1.96"), (CONTROL, "3.09")):
        for mine, other in zip(
            drawn.limits(size, z), oracle.limits(counts, size, text), strict=True
        ):
            assert isclose(mine, float(other), rel_tol=1e-9, abs_tol=1e-9)


@given(COUNTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(counts: list[tuple[int, int]], chance: object) -> None:
    assume(0 < sum(n for n, _ in counts) < sum(d for _, d in counts))
    mixed = counts.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    one, other = (funnel([Count(*each) for each in order]) for order in (counts, mixed))

    assert one.mean == other.mean
    assert one.phi == pytest.approx(other.phi)
