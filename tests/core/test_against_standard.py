"""Is the verdict on unrounded figures, and does the printed one own up to it?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.against_standard import display, meets_standard, rounds_onto
from dashboard.indicators.registry import Unit

tenths = st.integers(0, 1000)
pairs = st.integers(1, 100_000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


def verdict(
    numerator: float, denominator: float, comparator: str, standard: float, scale: float = 1
) -> bool | None:
    return meets_standard(numerator, denominator, None, Unit.PERCENT, comparator, standard, scale)


def test_94_96_percent_fails_95_percent() -> None:
    assert verdict(9_496, 10_000, ">=", 95.0) is False


def test_exactly_95_percent_passes() -> None:
    assert verdict(9_500, 10_000, ">=", 95.0) is True


def test_one_percent_is_not_below_one_percent() -> None:
    assert verdict(1, 100, "<", 1.0) is False
    assert verdict(1, 100, "<=", 1.0) is True


def test_zero_is_not_above_zero() -> None:
    assert verdict(0, 100, ">", 0.0) is False


@given(pairs, tenths, st.sampled_from([">=", "<=", ">", "<"]))
def test_verdict_is_that_of_whole_number_arithmetic(
    pair: tuple[int, int], tenth: int, comparator: str
) -> None:
    ours, standard = pair[0] * 1000, tenth * pair[1]
    expected = {
        ">=": ours >= standard,
        "<=": ours <= standard,
        ">": ours > standard,
        "<": ours < standard,
    }

    assert verdict(*pair, comparator, tenth / 10) == expected[comparator]


@given(tenths)
def test_share_of_exactly_the_standard_always_meets_it(tenth: int) -> None:
    assert verdict(tenth * 7, 7_000, ">=", tenth / 10) is True
    assert verdict(tenth * 7, 7_000, "<", tenth / 10) is False


def test_two_thirds_are_short_of_66_7_percent() -> None:
    assert verdict(2, 3, ">=", 66.7) is False
    assert verdict(667, 1_000, ">=", 66.7) is True


def test_twelve_months_of_access_meet_the_yearly_ambition_exactly() -> None:
    assert verdict(560, 40_000, ">=", 16.8, 12) is True
    assert verdict(559, 40_000, ">=", 16.8, 12) is False


@given(st.integers(1, 12))
def test_year_to_date_is_judged_as_a_whole_year(month: int) -> None:
    assert verdict(560 * month, 40_000, ">=", 16.8, 12 / month) is True
    assert verdict(560 * month - 1, 40_000, ">=", 16.8, 12 / month) is False


def test_published_percentage_is_taken_as_written() -> None:
    found = meets_standard(None, None, 66.7, Unit.PERCENT, ">=", 66.7)

    assert found is True


def test_counts_outrank_the_published_percentage() -> None:
    found = meets_standard(9_496, 10_000, 95.0, Unit.PERCENT, ">=", 95.0)

    assert found is False


@pytest.mark.parametrize(("count", "meets"), [(0, True), (1, False)])
def test_count_is_judged_as_a_count(count: int, meets: bool) -> None:
    assert meets_standard(count, 500, None, Unit.COUNT, "<=", 0.0) is meets


@pytest.mark.parametrize("unit", list(Unit))
def test_no_figure_has_no_verdict(unit: Unit) -> None:
    assert meets_standard(None, 100, None, unit, ">=", 95.0) is None


def test_no_activity_has_no_verdict() -> None:
    assert verdict(0, 0, ">=", 95.0) is None


def test_value_a_hair_from_the_standard_rounds_onto_it() -> None:
    assert rounds_onto(94.96, 95.0, 1)
    assert not rounds_onto(94.96, 95.0, 2)
    assert not rounds_onto(95.0, 95.0, 1)


@pytest.mark.parametrize(
    ("value", "standard", "comparator", "meets", "printed"),
    [
        (94.96, 95.0, ">=", False, "95.0 % (below standard)"),
        (95.04, 95.0, ">=", True, "95.0 %"),
        (94.0, 95.0, ">=", False, "94.0 %"),
        (2.04, 2.0, "<=", False, "2.0 % (above standard)"),
        (1.0, 1.0, "<", False, "1.0 % (not below standard)"),
        (0.0, 0.0, ">", False, "0.0 % (not above standard)"),
        (94.96, None, ">=", None, "95.0 %"),
    ],
)
def test_printed_percentage_owns_up_when_rounding_would_hide_a_miss(
    value: float, standard: float | None, comparator: str, meets: bool | None, printed: str
) -> None:
    assert display(value, 1, standard, comparator, meets) == printed


@given(pairs, tenths)
def test_what_is_printed_never_looks_like_a_pass_that_is_none(
    pair: tuple[int, int], tenth: int
) -> None:
    standard = tenth / 10
    meets = verdict(*pair, ">=", standard)

    printed = display(100 * pair[0] / pair[1], 1, standard, ">=", meets)

    looks_like_a_pass = Fraction(printed.split(" ")[0]) >= Fraction(tenth, 10)
    assert meets or not looks_like_a_pass or "(below standard)" in printed
