"""Is a percentile read off weekly bands as people would count it, and never invented?"""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.distribution import (
    Percentile,
    add_bands,
    percentile,
    percentiles,
    within,
)
from tests.oracles import distribution as oracle

# Published with the definition of the measure: 1,200 people in 24 weekly bands.
VECTOR = [120, 110, 100, 95, 90, 85, 80, 70, 60, 55, 50, 45, 40, 35, 30, 28, 26, 24, 20, 16]
VECTOR += [10, 6, 4, 1]
BANDS = st.lists(st.integers(0, 9), min_size=2, max_size=30)
SHARES = st.sampled_from([0.5, 0.92, 0.95, 0.1, 1.0])


@pytest.mark.parametrize(("share", "weeks"), [(0.5, 6.00), (0.92, 16.42)])
def test_the_published_vector_gives_the_published_percentiles(share: float, weeks: float) -> None:
    found = percentile(VECTOR, share)

    assert found.weeks == pytest.approx(weeks, abs=0.005)
    assert found.open_from is None


def test_the_published_vector_gives_the_published_number_within_18_weeks() -> None:
    assert (within(VECTOR, 18), sum(VECTOR)) == (1_143, 1_200)


def test_a_percentile_in_the_last_band_is_never_a_number() -> None:
    assert percentile([4, *[0] * 51, 6], 0.5) == Percentile(None, 52)
    assert percentile([0, 0, 1], 0.92) == Percentile(None, 2)


def test_nobody_waiting_has_no_percentile() -> None:
    assert percentile([0] * 53, 0.5) == Percentile(None)


def test_a_share_that_is_reached_exactly_is_the_end_of_its_band() -> None:
    """0.92 of 25 people is 23; as a binary fraction it would be a little more, a week later."""
    assert percentile([23, 0, 2, 0], 0.92).weeks == 1


@given(BANDS, SHARES)
def test_people_lined_up_one_by_one_give_the_same(bands: list[int], share: float) -> None:
    expected = oracle.percentile(bands, Fraction(str(share)))

    found = percentile(bands, share)

    if isinstance(expected, Fraction):
        assert found.weeks == pytest.approx(float(expected))
    else:
        assert found == Percentile(None, len(bands) - 1 if expected == "open" else None)


@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=1), SHARES)
def test_many_at_once_are_each_as_they_are_alone(rows: list[list[int]], share: float) -> None:
    together = percentiles(np.array(rows), share)

    alone = [percentile(row, share).weeks for row in rows]

    assert [None if np.isnan(each) else each for each in together] == alone


@given(st.lists(BANDS, min_size=1, max_size=5))
def test_parts_add_up_in_any_order(parts: list[list[int]]) -> None:
    turned = parts[::-1]

    whole = add_bands(*parts)

    assert whole == add_bands(*turned)
    assert sum(whole) == sum(map(sum, parts))
    assert len(whole) == min(map(len, parts))


@given(BANDS, BANDS)
def test_those_within_a_wait_are_those_of_the_parts(one: list[int], other: list[int]) -> None:
    both = add_bands(one, other)
    for weeks in range(len(both)):
        assert within(both, weeks) == oracle.within(one, weeks) + oracle.within(other, weeks)


@given(BANDS)
def test_a_larger_share_had_waited_longer(bands: list[int]) -> None:
    half, most = percentile(bands, 0.5).weeks, percentile(bands, 0.92).weeks
    if half is not None and most is not None:
        assert half < most


def test_bands_to_a_year_join_those_to_two_years_at_the_year() -> None:
    shorter, longer = [1] * 53, [1] * 105

    assert add_bands(shorter, longer) == (*[2] * 52, 1 + 53)


def test_bands_that_end_before_a_wait_cannot_tell_it() -> None:
    with pytest.raises(ValueError, match="52 weeks cannot tell 65"):
        within([0] * 53, 65)
