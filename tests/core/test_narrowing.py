"""Does the reader see what there is to choose, what was chosen, and why nothing is left?"""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.narrowing import facets, narrowed_words, nothing_words
from dashboard.selection import Selection
from dashboard.services.summary import Narrowed, Summary, performance_summary
from layouts.components.narrowing import narrowed_address, narrowing
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key

FEBRUARY = date(2020, 2, 1)


def summary(**asked: str) -> Summary:
    """One red row and one green in urgent care, one red in cancer."""
    rows = [("late", "urgent", 80), ("fine", "urgent", 99), ("slow", "cancer", 70)]
    store = FakeStore()
    for name, _, met in rows:
        store.add(key(of=name), [observation(FEBRUARY, met)], [plan_point(FEBRUARY, 90)])
    measures = [
        indicator(id=name, name=name, short_name=name, order=order, group=group)
        for order, (name, group, _) in enumerate(rows)
    ]
    selection = replace(Selection(organisation="10Q"), **asked)  # type: ignore[arg-type]
    return performance_summary(data_of(store, *measures), selection)


def offered(of: Summary) -> dict[str, int]:
    return {choice.label: choice.rows for facet in facets(of)[1:] for choice in facet.choices[1:]}


def test_each_choice_says_how_many_rows_it_shows() -> None:
    assert offered(summary()) == {
        "Red": 2,
        "Amber": 0,
        "Green": 1,
        "Grey": 0,
        "Urgent care": 2,
        "Cancer": 1,
    }


def test_a_choice_is_counted_beside_what_is_chosen_already() -> None:
    there = offered(summary(group="urgent"))

    assert (there["Red"], there["Green"]) == (1, 1)
    assert (there["Urgent care"], there["Cancer"]) == (2, 1)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, ""),
        ({"status": "red"}, "Red indicators: 2 of 3."),
        ({"group": "cancer"}, "Indicators in cancer: 1 of 3."),
        (
            {"group": "urgent", "status": "red", "needs": "attention"},
            "Red indicators in urgent care that need attention: 1 of 3.",
        ),
    ],
)
def test_what_was_chosen_is_said_in_words(asked: dict[str, str], said: str) -> None:
    assert narrowed_words(summary(**asked)) == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"status": "amber"}, "Of the 3 indicators of Oxfordshire CCG none is amber."),
        (
            {"group": "cancer", "status": "green"},
            "Of the 3 indicators of Oxfordshire CCG 1 is in cancer and 1 is green, "
            "but none is both.",
        ),
        (
            {"status": "green", "needs": "attention"},
            "Of the 3 indicators of Oxfordshire CCG 1 is green and 2 need attention, "
            "but none is both.",
        ),
    ],
)
def test_an_empty_answer_says_why(asked: dict[str, str], said: str) -> None:
    there = summary(**asked)

    assert there.shown == ()
    assert nothing_words(there) == said
    assert said in narrowing(there, "/?organisation=10Q")
    assert 'href="/?organisation=10Q"' in narrowing(there, "/?organisation=10Q")


def test_a_choice_that_shows_nothing_is_no_link_unless_it_was_made() -> None:
    assert '<span class="nothing">Amber' in narrowing(summary(), "/")
    assert 'aria-current="true">Amber' in narrowing(summary(status="amber"), "/")


def test_an_address_keeps_what_else_is_chosen() -> None:
    narrowed = Narrowed(group="urgent", attention=True)

    address = narrowed_address("/matrix?organisation=10Q", narrowed)

    assert address == "/matrix?organisation=10Q&group=urgent&needs=attention"
    assert Selection.from_query(address.partition("?")[2]).problems == ()
    assert narrowed_address("/", Narrowed()) == "/"


def test_a_place_without_figures_is_told_why_and_has_nothing_to_choose() -> None:
    nobody = performance_summary(data_of(FakeStore()), Selection(organisation="10Q"))

    said = narrowing(nobody, "/?organisation=10Q")

    assert "No file that is loaded has an actual figure for Oxfordshire CCG" in said
    assert 'href="/data?organisation=10Q"' in said
    assert "<nav" not in said
