"""Are pathways added up exactly, however many there are?"""

import numpy as np
import numpy.typing as npt
import pytest

from data_access.ingest.provider_pathways import Pairs, added_up, unadded

HEADLINE = 2
NONE: npt.NDArray[np.int64] = np.array([], dtype=np.int64)


def pairs(*counts: tuple[int, int, list[int]]) -> Pairs:
    """provider, treatment function, and a count for each week and, last, everybody waiting."""
    providers, functions, each = zip(*counts, strict=True)
    return Pairs(
        np.arange(len(counts)),
        np.array(providers),
        np.zeros(len(counts), dtype=np.int64),
        np.array(functions),
        np.array(each, dtype=np.int32),
        HEADLINE + 1,
        HEADLINE,
    )


# The second has more than fit into 32 bits when they are added up.
@pytest.mark.parametrize("many", [10, 1_500_000_000])
def test_functions_that_add_up_to_their_headline_are_told_from_those_that_do_not(many: int) -> None:
    half = many // 2
    found = pairs(
        (0, 0, [half, 0, half]), (0, 1, [half, 0, half]), (0, HEADLINE, [many, 0, many]),
        (1, 0, [half, 0, half]), (1, 1, [half, 1, half + 1]), (1, HEADLINE, [many, 0, many]),
    )  # fmt: skip

    wrong, count = unadded(found)

    assert wrong.tolist() == [False] * 3 + [True] * 3
    assert count[wrong].tolist() == [1, 1, 1]


def test_a_headline_that_fits_alone_is_held_against_functions_that_do_not() -> None:
    half, whole = 750_000_000, 1_500_000_000

    wrong, _ = unadded(
        pairs((0, 0, [half, half]), (0, 1, [half, half]), (0, HEADLINE, [whole, whole]))
    )

    assert not wrong.any()


@pytest.mark.parametrize("many", [10, 1_500_000_000])
def test_sums_are_those_of_plain_numbers(many: int) -> None:
    rows = [(0, 0, [many, 3, many + 3]), (1, 0, [many, 4, many + 4]), (1, 1, [5, 0, 5])]
    found = pairs(*rows)

    sums = added_up(found, np.zeros(3, dtype=np.int64), (NONE, NONE))

    assert sums.function.tolist() == [0, 1]
    assert sums.counts.tolist() == [[2 * many, 7, 2 * many + 7], [5, 0, 5]]
