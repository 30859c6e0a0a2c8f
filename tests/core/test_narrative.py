"""Does what is said of an exception follow from its figures, and from nothing else?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dashboard.documents import DataBreak
from dashboard.marking import Mark, MarkKind
from dashboard.selection import Selection
from dashboard.series import PlanPoint
from dashboard.services.desk.narrative import narrative_of, told
from dashboard.services.trend import performance_trend
from dashboard.services.wording.words import headline
from dashboard.written.actions import Action, ActionStatus, StatusChange
from dashboard.written.exceptions import Length, Override, WrittenNarrative
from tests.builders import absent, indicator, observation
from tests.core.fake_ledger import NOW
from tests.core.fake_store import BANBURY, NORTH, FakeStore, key
from tests.core.narrated import (
    LATEST,
    data_with,
    exception_of,
    months,
    narrated,
    planned,
    said,
    store_of,
)


def mark(kind: MarkKind, on: date, until: date | None = None) -> Mark:
    return Mark(kind, on, until, "Two wards were closed", "A. Analyst", LATEST, 1)


def action(text: str, due: date | None, key: str = "w1") -> Action:
    return Action(key, "10Q", "waits", text, "", "", None, due, False, "", "A. Analyst", None)


# Titles


def test_a_title_says_how_far_from_plan_and_when_it_was_last_met() -> None:
    narrative = narrated(store_of(months(85, 84), planned()))

    assert narrative.title == "18 weeks is 10.0 points below plan; it last met it in December 2019"


def test_a_title_of_what_never_met_its_plan_says_since_when() -> None:
    narrative = narrated(store_of(months(usual=80), planned()))

    assert (
        narrative.title == "18 weeks is 13.0 points below plan; missed every month since March 2018"
    )


def test_a_title_without_room_leaves_out_since_when() -> None:
    long = indicator(short_name="Waits of everybody for anything", breach="waited")

    narrative = narrated(store_of(months(85), planned()), long)

    assert narrative.title == "Waits of everybody for anything is 9.0 points below plan"


def test_a_title_agrees_with_that_of_the_trend() -> None:
    store = store_of(months(85, 84), planned())
    trend = performance_trend(data_with(store), Selection("10Q", indicator="waits"))
    there = headline(trend.main, trend.organisation.name)

    title = narrated(store).title

    assert title.split(";")[0] in there
    assert title.split(" in ")[1] == there.split(" in ")[-1]


def test_a_title_without_a_plan_is_of_the_standard() -> None:
    narrative = narrated(store_of(months(85)))

    assert (
        narrative.title
        == "18 weeks is 85.0%, missing the 92% standard; it last met it in January 2020"
    )


def test_a_title_with_neither_is_of_the_figure() -> None:
    narrative = narrated(store_of(months(95)), indicator(direction="neutral"))

    assert narrative.title == "18 weeks is 95.0% in February 2020"


def test_what_gets_worse_without_missing_anything_is_titled_so() -> None:
    narrative = narrated(store_of(months(94, usual=97), planned(90)))

    assert narrative.title == "18 weeks shows a real change for the worse: 94.0% in February 2020"


@pytest.mark.parametrize(
    ("plan", "title"),
    [
        (
            planned(50),
            "18 weeks: the year's standard is out of reach, though February 2020 met its plan",
        ),
        (
            (),
            "18 weeks: the year's standard is out of reach, though February 2020 met the standard",
        ),
    ],
)
def test_what_is_listed_for_its_year_alone_is_titled_so(
    plan: Sequence[PlanPoint], title: str
) -> None:
    unjudged = indicator(breach="waited", spc_suitable=False, spc_reason="Not here.")
    figures = [*months(usual=60)[:-1], observation(LATEST, 93, 100)]

    assert narrated(store_of(figures, plan), unjudged).title == title


def test_what_a_person_put_on_the_list_is_titled_so() -> None:
    store = store_of(months(95), planned(90))
    before = narrated(store)

    store.written.overrides.append(
        Override(1, "10Q", "waits", True, "It is watched.", "A. Analyst", NOW, None)
    )
    after = narrated(store)

    assert before.title.startswith("18 weeks is 5.0 points above plan")
    assert after.title == "18 weeks: put on the list by hand, though February 2020 met its plan"
    assert after.facts == before.facts


def test_what_has_no_figure_says_so_in_two_sentences() -> None:
    narrative = narrated(FakeStore().add(key(), plan=planned()))

    assert narrative.title == "18 weeks: no figure yet for Oxfordshire CCG"
    assert [each.text for each in narrative.board] == [
        "There is no figure of Waits within 18 weeks for Oxfordshire CCG: no figure loaded.",
        "Its plan is 94.0% in March 2020.",
    ]


# The latest figure


def test_a_board_is_told_points_and_people() -> None:
    first = narrated(store_of(months(85), planned())).board[0]

    assert first.text == (
        "18 weeks was 85.0% in February 2020, 9.0 points below the plan of 94.0% and missing the "
        "standard of 92%; 15 of 100 patients waited over 18 weeks: 9 more than at the planned rate."
    )
    assert first.numbers[1:5] == ("85.0%", "2020", "9.0", "94.0%")


def test_an_analyst_is_told_the_counts_and_what_activity_did() -> None:
    first = narrated(store_of(months(85), planned(188, 200))).analyst[0]

    assert "was 85.0% (85 of 100) in February 2020" in first.text
    assert first.text.endswith(
        "9 more than at the planned rate (by performance; by activity 6 fewer, in all 3 more)."
    )


@pytest.mark.parametrize(
    ("last", "flag"),
    [
        (observation(LATEST, 85, 100, status="provisional"), "(provisional)"),
        (observation(LATEST, 8, 10), "(small numbers: 10 patients)"),
    ],
)
def test_what_a_figure_is_worth_stands_beside_it(last: object, flag: str) -> None:
    history = [*months()[:-1], last]
    of = indicator(breach="waited", minimum_denominator=20)

    narrative = narrated(store_of(history), of)  # type: ignore[arg-type]

    assert flag in narrative.board[0].text
    assert flag in narrative.analyst[0].text


def test_illustrative_figures_and_plans_are_called_so() -> None:
    store = FakeStore().add(key(), months(85), planned(), illustrative=True, plan_illustrative=True)

    text = narrated(store).board[0].text

    assert "85.0% (illustrative) in" in text
    assert "the illustrative plan of" in text


def test_a_period_that_is_suppressed_is_not_passed_over() -> None:
    history = [*months(85)[:-1], absent(LATEST)]

    text = narrated(store_of(history)).board[0].text

    assert "in January 2020" in text
    assert text.endswith("; February 2020 has no figure (suppressed).")


def test_where_only_the_percentage_is_published_nobody_is_counted() -> None:
    history = [observation(each.period_start, None, None, value=85.0) for each in months()]

    narrative = narrated(store_of(history))

    assert "patients" not in narrative.board[0].text
    assert narrative.analyst[0].text.endswith("; only the percentage is published.")


def test_a_count_has_no_points_and_a_time_no_people() -> None:
    count = indicator(unit="count", aggregation="count_flow", direction="down", people="cases")
    time = indicator(unit="seconds", aggregation="mean_time", direction="down", standard=[])
    history = [observation(o.period_start, o.numerator, None) for o in months(112)]
    calls = [observation(o.period_start, 4200, 10) for o in months()]

    assert (
        "was 112 in February 2020, 20 above the standard of 92."
        in narrated(store_of(history), count).board[0].text
    )
    assert narrated(store_of(calls), time).board[0].text == "18 weeks was 7:00 in February 2020."


def test_a_number_above_nought_is_not_said_twice() -> None:
    none = {"kind": "national", "comparator": "<=", "value": 0.0, "valid_from": date(2012, 4, 1)}
    count = indicator(unit="count", aggregation="count_flow", direction="down", standard=[none])
    history = [observation(o.period_start, o.numerator, None) for o in months(7)]

    text = narrated(store_of(history), count).board[0].text

    assert text.startswith("18 weeks was 7 in February 2020, missing the standard of 0")


def test_who_stands_in_is_named_and_its_people_are_nobody_elses() -> None:
    of = indicator(stand_in="main_provider", breach="waited")
    store = FakeStore(relations=[("10Q", "main_provider", "RTH")]).add(key("RTH"), months(85))
    data = data_with(store, of)
    exception = exception_of(data)
    narrative = narrative_of(data, exception)

    assert exception.place == "10Q"
    assert narrative.title.startswith("Oxford University Hospitals (RTH): 18 weeks is 85.0%")
    assert "patients" not in narrative.board[0].text


# Around it


def test_only_an_event_of_the_very_period_coincides_with_it() -> None:
    during = mark(MarkKind.EVENT, date(2020, 1, 20), date(2020, 2, 3))
    marks = [during, mark(MarkKind.NOTE, date(2020, 2, 10)), mark(MarkKind.EVENT, date(2019, 6, 1))]
    stores = [store_of(months(85), planned()) for _ in marks]
    for store, each in zip(stores, marks, strict=True):
        store.marked.append(("waits", "10Q", each))

    found = [" ".join(said(narrated(store), "event")) for store in stores]

    assert found[0] == (
        "February 2020 coincided with an event: “Two wards were closed” (A. Analyst)."
    )
    assert found[1:] == ["", ""]


def test_an_event_where_a_change_began_coincides_with_its_first_period() -> None:
    store = store_of(months(*[90] * 8), planned())
    store.marked.append(("waits", "10Q", mark(MarkKind.EVENT, date(2019, 7, 4))))

    (text,) = said(narrated(store), "event")

    assert text.startswith("The first month of it, July 2019, coincided with an event")


def test_a_break_of_the_last_year_is_told_to_everybody_and_an_older_one_to_analysts() -> None:
    effect = "Another way of counting. It is to be confirmed."
    new, old = store_of(months(85)), store_of(months(85))
    new.breaks.append(("waits", "", DataBreak(date(2019, 10, 1), effect, "annotate")))
    old.breaks.append(("waits", "", DataBreak(date(2018, 10, 1), effect, "annotate")))

    boards = [[each.kind for each in narrated(store).board] for store in (new, old)]

    assert ["data_break" in kinds for kinds in boards] == [True, False]
    assert said(narrated(old), "data_break") == [
        "Figures from before October 2018 are to be read with care: “Another way of counting”."
    ]


def two_parts(plan: float = 47) -> FakeStore:
    """Banbury with 40 of 50 and North with 45, of 47 planned at each."""
    store = store_of(months(85), planned())
    store.relations += [("10Q", "locality", BANBURY.code), ("10Q", "locality", NORTH.code)]
    for place, last in ((BANBURY, 40), (NORTH, 45)):
        store.add(key(place.code), months(last, usual=47, of=50), planned(plan, 50))
    return store


def test_the_part_where_most_of_a_difference_lies_is_named() -> None:
    found = said(narrated(two_parts()), "contributor")

    assert found == [
        "The largest part of the difference from plan is at Banbury (7.0 of 9.0 points)."
    ]


def test_no_part_is_named_where_parts_are_not_the_whole_or_have_another_plan() -> None:
    lacking, otherwise = two_parts(), two_parts(plan=45)
    lacking.actuals.pop()

    assert said(narrated(lacking), "contributor") == []
    assert said(narrated(otherwise), "contributor") == []


def test_overdue_actions_are_counted_and_what_is_done_is_not_told() -> None:
    store = store_of(months(85), planned())
    late = date(2020, 1, 31)
    store.written.actions += [action("Open a clinic.", late), action("Hire.", late, "w2")]

    both = said(narrated(store), "action")
    store.written.changes.append(StatusChange("w2", ActionStatus.DONE, "", "A", NOW))

    assert both[0].startswith("2 actions are overdue, the first since 31 January 2020: “")
    assert said(narrated(store), "action") == [
        "An action was due on 31 January 2020 and is open: “Open a clinic”."
    ]


def test_the_next_action_is_told_where_none_is_late() -> None:
    store = store_of(months(85), planned())
    store.written.actions.append(action("Open a clinic in Banbury.", date(2020, 6, 30)))

    assert said(narrated(store), "action") == [
        "The next action is due on 30 June 2020: “Open a clinic in Banbury”."
    ]


# Whose text


def facts_of(store: FakeStore) -> str:
    return narrated(store).facts


def test_other_facts_have_another_print_and_the_same_ones_the_same() -> None:
    usual = store_of(months(85), planned())
    others = [store_of(months(86), planned()), store_of(months(85), planned(93))]
    acted, broken, noted = (store_of(months(85), planned()) for _ in range(3))
    acted.written.actions.append(action("Hire.", date(2020, 6, 30)))
    broken.breaks.append(("waits", "", DataBreak(date(2019, 1, 1), "Counted anew.", "annotate")))
    noted.marked.append(("waits", "10Q", mark(MarkKind.NOTE, LATEST)))

    prints = [facts_of(store) for store in (usual, *others, acted, broken)]

    assert len(set(prints)) == len(prints)
    assert facts_of(store_of(months(85), planned())) == prints[0] == facts_of(noted)


def test_an_action_that_falls_due_is_another_fact_and_a_day_that_passes_is_none() -> None:
    store = store_of(months(85), planned())
    store.written.actions.append(action("Hire.", date(2020, 4, 2)))
    days = [date(2020, 4, day) for day in (1, 2, 3)]

    before, on, after = (narrated(store, as_at=day).facts for day in days)

    assert before == on != after


def written(text: str, facts: str) -> WrittenNarrative:
    return WrittenNarrative(1, "10Q", "waits", Length.BOARD, text, "", facts, "A. Manager", NOW)


def test_a_persons_text_stands_until_it_is_emptied_and_is_stale_by_other_facts() -> None:
    store = store_of(months(85), planned())
    data = data_with(store)
    exception = exception_of(data)
    narrative = narrative_of(data, exception)

    store.written.narratives.append(written("We know.", narrative.facts))
    mine = told(data, exception, narrative, Length.BOARD)
    later = told(data, exception, replace(narrative, facts="0" * 16), Length.BOARD)
    store.written.narratives.append(written("", narrative.facts))
    emptied = told(data, exception, narrative, Length.BOARD)

    assert (mine.text, mine.generated, mine.stale) == (
        "We know.",
        narrative.at(Length.BOARD),
        False,
    )
    assert (later.text, later.stale) == ("We know.", True)
    assert (emptied.text, emptied.written, emptied.stale) == (emptied.generated, None, False)
    assert told(data, exception, narrative, Length.ANALYST).written is None
