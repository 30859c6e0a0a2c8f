"""Does a deck have the slides that the exceptions ask for, and do they say what the figures say?"""

from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts.board_words import (
    actions_on_slide,
    foot_line,
    since_title,
    takes_on_slide,
    title_of,
    told_on_slide,
)
from dashboard.charts.slide_chart import slide_chart
from dashboard.documents import PlannedAction
from dashboard.periods import add_months, months_between
from dashboard.selection import Selection
from dashboard.services.board.deck import board_deck
from dashboard.services.board.keeping import keep_meeting
from dashboard.services.board.model import Deck
from dashboard.services.catalogue import Data
from tests.builders import indicator, observation, plan_point
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import FakeStore, data_of, key

FIRST, FEBRUARY = date(2018, 4, 1), date(2020, 2, 1)
MONTHS = list(months_between(FIRST, FEBRUARY))
CHOSEN = Selection(organisation="10Q")
WAITS = indicator()
CANCER = indicator(id="cancer", name="Cancer waits", short_name="Cancer", group="cancer", order=2)
QUIET = indicator(id="quiet", name="Quiet waits", short_name="Quiet", order=3)


def site() -> FakeStore:
    """18 weeks and cancer fail, quiet meets all; each with its plan to the end of the next year."""
    store = FakeStore()
    for of, level in (("waits", 80), ("cancer", 85), ("quiet", 97)):
        seen = [observation(m, (level + n % 3) * 10, 1000) for n, m in enumerate(MONTHS)]
        plan = [plan_point(add_months(FIRST, n), 94, 100) for n in range(36)]
        store.add(key(of=of), seen, plan)
    return store


def data(store: FakeStore) -> Data:
    return replace(data_of(store, WAITS, CANCER, QUIET), ledger=FakeLedger(store.written))


def deck(store: FakeStore | None = None, selection: Selection = CHOSEN) -> Deck:
    return board_deck(data(store or site()), selection)


def indicators(of: Deck) -> list[str]:
    return [each.exception.row.indicator.id for each in of.slides]


def test_a_deck_has_a_slide_for_each_exception_in_the_lists_order() -> None:
    made = deck()

    assert indicators(made) == [each.row.indicator.id for each in made.report.rows]
    assert set(indicators(made)) == {"waits", "cancer"}
    assert [each.number for each in made.slides] == [3, 4]
    assert (made.matrix_number, made.pages) == (2, 5)


def test_a_deck_of_all_has_the_rest_after_the_exceptions() -> None:
    made = deck(selection=replace(CHOSEN, deck="all"))

    assert indicators(made)[2:] == ["quiet"]


def test_an_indicator_without_a_figure_has_no_slide_in_a_deck_of_all() -> None:
    store = site()
    store.actuals = [each for each in store.actuals if each.key.indicator != "quiet"]

    assert "quiet" not in indicators(deck(store, replace(CHOSEN, deck="all")))


def test_a_group_narrows_slides_and_what_went_well() -> None:
    made = deck(selection=replace(CHOSEN, group="cancer"))

    assert indicators(made) == ["cancer"]
    assert made.went_well == ()
    assert title_of(made) == "1 exception among 1 indicator"
    assert made.filters == "Indicators in cancer: 1 of 3."


def test_after_a_meeting_was_kept_its_changes_have_a_page() -> None:
    store = site()
    meeting = {"organisation": "10Q", "held_on": "2020-01-30", "name": "Board", "author": "A"}
    keep_meeting(data(store), {**meeting, "as_at": "2020-01-31"})

    made = deck(store)

    assert made.since is not None
    assert since_title(made.since) == "Nothing that matters has changed since 30 January 2020"
    assert [each.number for each in made.slides] == [4, 5]
    assert made.pages == 6


def test_the_meeting_of_the_day_itself_is_named() -> None:
    store = site()
    meeting = {"organisation": "10Q", "held_on": "2020-03-31", "name": "Board", "author": "A"}
    keep_meeting(data(store), meeting)

    assert deck(store).meeting == "Board"


def test_what_went_well_says_why() -> None:
    (well,) = deck().went_well

    assert well.row.indicator.id == "quiet"
    assert "it meets the 92% standard and its plan of 94.0%" in well.said


def test_what_newly_meets_its_standard_went_well_and_says_so() -> None:
    store = FakeStore().add(
        key(), [observation(add_months(FEBRUARY, -1), 90), observation(FEBRUARY, 95)]
    )

    (well,) = board_deck(data_of(store, WAITS), CHOSEN).went_well

    assert well.said == (
        "95.0% in February 2020: newly meets its standard; it meets the 92% standard."
    )


@pytest.mark.parametrize("figures", [(95, 95), (90, 91)])
def test_what_stays_as_it_was_is_no_news(figures: tuple[int, int]) -> None:
    store = FakeStore().add(
        key(),
        [observation(add_months(FEBRUARY, n - 1), each) for n, each in enumerate(figures)],
    )

    assert board_deck(data_of(store, WAITS), CHOSEN).went_well == ()


def test_of_too_few_people_nothing_went_well() -> None:
    few = indicator(minimum_denominator=500)
    store = FakeStore().add(
        key(), [observation(add_months(FEBRUARY, -1), 90), observation(FEBRUARY, 95)]
    )

    assert board_deck(data_of(store, few), CHOSEN).went_well == ()


def test_a_slides_chart_is_valid_and_has_the_lines_own_figures() -> None:
    slide = deck().slides[0]

    figure = slide_chart(slide).figure
    go.Figure(figure)

    line = next(each for each in figure["data"] if each["name"] == "Oxfordshire CCG")
    values = {p.start.isoformat(): p.value for p in slide.verdict.of.points if p.value is not None}
    drawn = {x: y for x, y in zip(line["x"], line["y"], strict=True) if y is not None}
    assert drawn == pytest.approx({x: values[x] for x in drawn})
    assert FEBRUARY.isoformat() in drawn


def test_no_type_on_a_slides_chart_is_too_small_for_a_room() -> None:
    layout = slide_chart(deck().slides[0]).figure["layout"]

    sizes = [each["font"]["size"] for each in layout["annotations"]]
    sizes += [layout["font"]["size"], *(layout[a]["tickfont"]["size"] for a in ("xaxis", "yaxis"))]

    assert min(sizes) >= 18


def test_a_slide_says_each_number_once_beside_the_chart() -> None:
    slide = deck().slides[0]

    told, takes = told_on_slide(slide), takes_on_slide(slide)

    assert set(takes) <= set(slide.takes_words)
    assert not any(each in told for each in takes)


def test_what_it_would_take_is_said_again_rather_than_not_at_all() -> None:
    slide = deck().slides[0]
    people = told_on_slide(slide).split()[0]
    words = ("There is no standard.", f"There must be {people} fewer.")

    assert takes_on_slide(replace(slide, takes_words=words)) == words
    assert takes_on_slide(replace(slide, takes_words=(*words, "9,876 more."))) == (
        "There is no standard.",
        "9,876 more.",
    )


def test_actions_on_a_slide_are_the_open_ones_and_how_many_more() -> None:
    store = site()
    store.tasks += [
        ("waits", "10Q", PlannedAction(f"step {n}", "", None, date(2020, 1 + n, 1), "", ""))
        for n in range(4)
    ]

    made = deck(store)
    slide = next(each for each in made.slides if each.exception.row.indicator.id == "waits")
    said, more = actions_on_slide(slide, made)

    assert [(each.state, each.text) for each in said] == [
        ("Overdue", "Step 0"),
        ("Overdue", "Step 1"),
    ]
    assert more == 2
    labels = [each["text"] for each in slide_chart(slide).figure["layout"]["annotations"]]
    assert "▲ Step 1 (due Feb 20)" in labels


def test_the_foot_of_every_slide_says_what_has_to_be_known() -> None:
    made = deck()

    said = foot_line(made, made.slides[0])

    assert said == "Plan: final · as at 31 March 2020 · data version 7"
