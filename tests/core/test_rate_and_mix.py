"""Is the difference of a whole handed out to its parts without a remainder?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.rate_and_mix import PartCounts, Split, rate_and_mix
from tests.oracles import rate_and_mix as oracle

pairs = st.integers(0, 400).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
counts = st.tuples(pairs, pairs).map(lambda two: (*two[0], *two[1]))
sets = st.lists(counts, min_size=1, max_size=8).filter(
    lambda rows: any(row[1] for row in rows) and any(row[3] for row in rows)
)


def split(*rows: tuple[float, float, float, float]) -> Split:
    found = rate_and_mix([PartCounts(f"part {n}", *row) for n, row in enumerate(rows)])
    assert found is not None
    return found


def points(share: Fraction) -> float:
    return round(float(100 * share), 3)


def test_vector_of_rate_and_mix() -> None:
    found = split((95, 100, 110, 120), (180, 200, 150, 180), (88, 100, 92, 100))

    assert (points(found.before), points(found.after)) == (90.75, 88.0)
    assert (points(found.difference), points(found.rate), points(found.mix)) == (
        -2.75,
        -3.083,
        0.333,
    )
    assert [(points(each.rate), points(each.mix)) for each in found.effects] == [
        (-0.917, 0.198),
        (-3.167, 0.135),
        (1.0, 0.0),
    ]


@given(sets)
def test_effects_add_up_to_the_difference_without_a_remainder(
    rows: list[tuple[int, int, int, int]],
) -> None:
    found = split(*rows)

    assert sum(each.total for each in found.effects) == found.difference
    assert found.rate + found.mix == found.difference


@given(sets)
def test_every_effect_agrees_with_the_textbook(rows: list[tuple[int, int, int, int]]) -> None:
    found = [(each.rate, each.mix) for each in split(*rows).effects]

    assert found == oracle.effects(rows)


@given(sets.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))
def test_order_of_the_parts_does_not_matter(
    given_rows: tuple[list[tuple[int, int, int, int]], list[int]],
) -> None:
    rows, order = given_rows

    shuffled = split(*(rows[number] for number in order)).effects

    straight = split(*rows).effects
    assert [each[1:] for each in shuffled] == [straight[number][1:] for number in order]


@given(sets, st.sampled_from([0.5, 0.1, 0.37]))
def test_counts_in_halves_or_shares_give_the_same_effects(
    rows: list[tuple[int, int, int, int]], part: float
) -> None:
    shared = [tuple(float(Fraction(str(part)) * number) for number in row) for row in rows]

    found = split(*((a, b, c, d) for a, b, c, d in shared))

    assert [each[1:] for each in found.effects] == [each[1:] for each in split(*rows).effects]


def test_whole_that_only_shifts_between_parts_is_all_mix() -> None:
    found = split((90, 100, 180, 200), (80, 100, 40, 50))

    assert found.rate == 0
    assert found.mix == found.difference > 0


def test_whole_whose_parts_keep_their_size_is_all_rate() -> None:
    found = split((90, 100, 80, 100), (80, 100, 85, 100))

    assert found.mix == 0
    assert found.rate == found.difference == Fraction(-5, 200)


@pytest.mark.parametrize("newcomer", [(0, 0, 40, 50), (40, 50, 0, 0)])
def test_part_on_one_side_only_is_all_mix_and_leaves_no_remainder(
    newcomer: tuple[int, int, int, int],
) -> None:
    found = split((90, 100, 90, 100), newcomer)

    assert found.effects[1].rate == 0
    assert found.effects[1].mix != 0
    assert sum(each.total for each in found.effects) == found.difference


def test_part_with_nobody_on_either_side_does_nothing() -> None:
    assert split((90, 100, 80, 100), (0, 0, 0, 0)).effects[1].total == 0


@pytest.mark.parametrize("row", [(0, 0, 90, 100), (90, 100, 0, 0)])
def test_side_with_nobody_at_all_has_no_rate_to_split(row: tuple[int, int, int, int]) -> None:
    assert rate_and_mix([PartCounts("only part", *row)]) is None


def test_no_parts_have_nothing_to_split() -> None:
    assert rate_and_mix([]) is None
