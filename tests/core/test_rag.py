"""Does every figure have the letter that boards read, and the words that explain it?"""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from dashboard.calculations.rag import Rag, rag, rag_words, status_words
from dashboard.services.points import Judge, Point
from dashboard.services.rag import rag_of, small_numbers
from tests.builders import indicator

EITHER = (True, False, None)
APRIL = (date(2019, 4, 1), date(2019, 4, 30), "Apr 19")


def point(numerator: float, denominator: float, plan: float | None = None) -> Point:
    """Held against 92 % and, where one is given, a plan of so many in a hundred."""
    judge = Judge(indicator(minimum_denominator=10), 1.0)
    held = Point(*APRIL, numerator, denominator, 100 * numerator / denominator, judge=judge)
    if plan is None:
        return held
    return replace(held, plan_numerator=plan, plan_denominator=100.0, plan_value=plan)


@pytest.mark.parametrize(
    ("meets_standard", "meets_plan", "letter", "words"),
    [
        (True, True, "G", "Green: meets the standard and its plan"),
        (True, None, "G", "Green: meets the standard"),
        (True, False, "G", "Green: meets the standard, behind its own plan"),
        (False, True, "A", "Amber: meets its plan, not the standard"),
        (False, False, "R", "Red: misses its plan and the standard"),
        (False, None, "R", "Red: misses the standard; there is no plan"),
        (None, True, "G", "Green: meets its plan; there is no standard"),
        (None, False, "R", "Red: misses its plan; there is no standard"),
        (None, None, "grey", "Grey: not judged"),
    ],
)
def test_letter_and_words_of_every_verdict(
    meets_standard: bool | None, meets_plan: bool | None, letter: str, words: str
) -> None:
    given = (meets_standard, meets_plan, True, False)

    assert rag(*given) == letter
    assert rag_words(*given) == words


@pytest.mark.parametrize(
    ("has_figure", "small", "words"),
    [
        (False, False, "Grey: no figure"),
        (False, True, "Grey: no figure"),
        (True, True, "Grey: small numbers"),
    ],
)
def test_nothing_to_judge_is_grey_whatever_is_met(
    has_figure: bool, small: bool, words: str
) -> None:
    for verdict in product(EITHER, EITHER):
        assert rag(*verdict, has_figure, small) is Rag.GREY
        assert rag_words(*verdict, has_figure, small) == words


def test_words_of_plan_and_standard_are_never_the_same_for_two_verdicts() -> None:
    said = [status_words(*verdict) for verdict in product(EITHER, EITHER)]

    assert len(set(said)) == 9


def test_grey_has_a_word_and_no_letter() -> None:
    assert [(each.letter, each.word) for each in Rag] == [
        ("G", "Green"),
        ("A", "Amber"),
        ("R", "Red"),
        ("", "Grey"),
    ]


@pytest.mark.parametrize(
    ("numerator", "plan", "letter"),
    [(92, None, "G"), (91, 90, "A"), (91, 91, "A"), (91, 92, "R"), (91, None, "R")],
)
def test_point_is_judged_by_its_own_plan_and_standard(
    numerator: float, plan: float | None, letter: str
) -> None:
    assert rag_of(point(numerator, 100, plan), indicator()).rag == letter


def test_no_tolerance_for_what_rounds_onto_the_standard() -> None:
    assert rag_of(point(9_199, 10_000), indicator()).rag is Rag.RED


@pytest.mark.parametrize(("people", "small"), [(9, True), (10, False)])
def test_figure_of_fewer_people_than_the_indicator_asks_for_is_grey(
    people: int, small: bool
) -> None:
    measured = indicator(minimum_denominator=10)
    shown = point(people, people)

    assert small_numbers(shown, measured) is small
    assert (rag_of(shown, measured).rag is Rag.GREY) is small


def test_figure_that_is_only_a_percentage_is_judged_all_the_same() -> None:
    judge = Judge(indicator(minimum_denominator=10), 1.0)

    assert rag_of(Point(*APRIL, value=91.0, judge=judge), indicator(minimum_denominator=10)) == (
        Rag.RED,
        "Red: misses the standard; there is no plan",
    )


def test_period_without_a_figure_and_no_period_at_all_are_grey() -> None:
    empty = Point(*APRIL, absent_reason="suppressed")

    assert rag_of(empty, indicator()) == rag_of(None, indicator()) == (Rag.GREY, "Grey: no figure")
