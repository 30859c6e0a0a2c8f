"""Who comes first among many, and who shares a place?"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.ranking import Rank, ranks
from tests.oracles import comparison as oracle

SHARES = st.builds(Fraction, st.integers(0, 12), st.integers(1, 12))


def test_equal_figures_share_a_place_and_leave_a_gap() -> None:
    figures = [Fraction(9, 10), Fraction(1, 2), Fraction(2, 4), Fraction(1, 10)]

    assert ranks(figures, highest_first=True) == (
        Rank(1, False), Rank(2, True), Rank(2, True), Rank(4, False),
    )  # fmt: skip


def test_where_low_is_better_the_lowest_is_first() -> None:
    assert [each.place for each in ranks([Fraction(3), Fraction(1)], highest_first=False)] == [2, 1]


def test_nobody_has_no_rank() -> None:
    assert ranks([], highest_first=True) == ()


@given(st.lists(SHARES, max_size=40), st.booleans())
def test_ranks_are_what_counting_those_before_gives(figures: list[Fraction], high: bool) -> None:
    assert [tuple(each) for each in ranks(figures, highest_first=high)] == oracle.ranks(
        figures, high
    )
