"""Does the short table say how each locality stands, and why one is not judged?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.calculations.spc.model import Variation
from dashboard.charts.locality_bar import ranked_bar
from dashboard.charts.locality_standings import Standings, standings
from dashboard.indicators.registry import Indicator
from dashboard.marking import Mark, MarkKind
from dashboard.organisations import Level, Organisation, Succession
from dashboard.periods import add_months
from dashboard.selection import Selection
from dashboard.series import PlanPoint
from dashboard.services.localities import MOST_PANELS, Localities, locality_performance
from layouts.components.locality_words import reading_below
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import BANBURY, DUDLEY, NORTH, OXFORDSHIRE, FakeStore, data_of, key

APRIL = date(2018, 4, 1)
MONTHS = [add_months(APRIL, number) for number in range(22)]  # to January 2020
CHOSEN = Selection(organisation="10Q", indicator="waits")
COUNTED = indicator(unit="count", aggregation="count_flow", denominator="", standard=[], decimals=0)
# Up and down about 80, and the same until the last eight months, which are lower.
STEADY = [80.0 + (number % 3) for number in range(22)]
FALLEN = [*STEADY[:14], *[70.0 + (number % 2) for number in range(8)]]


def plans(level: float | None, whole: float | None = 100) -> list[PlanPoint]:
    return [plan_point(month, level, whole) for month in MONTHS] if level is not None else []


def place(
    store: FakeStore, code: str, values: Sequence[float], planned: float | None = 90,
    whole: float | None = 100,
) -> None:  # fmt: skip
    store.relations.append(("10Q", "locality", code))
    actual = [observation(m, v, whole) for m, v in zip(MONTHS, values, strict=False)]
    store.add(key(code), actual, plans(planned, whole))


def both(planned: float | None = 90) -> FakeStore:
    store = FakeStore()
    place(store, "banbury", STEADY, planned)
    place(store, "north", FALLEN, planned)
    return store


def found(
    store: FakeStore, of: Indicator | None = None, selection: Selection = CHOSEN
) -> Localities:
    return locality_performance(data_of(store, of or indicator()), selection)


def told(store: FakeStore, of: Indicator | None = None, selection: Selection = CHOSEN) -> Standings:
    return standings(found(store, of, selection))


def test_each_stands_with_its_figure_its_distance_its_letter_and_its_icon() -> None:
    there = told(both())

    north, banbury = there.rows
    assert [name for name, _ in there.columns] == [
        "Actual", "Plan", "Points from plan", "People from plan",
    ]  # fmt: skip
    assert north.line.name == "North Oxfordshire"
    assert north.numbers == ("71.0%", "90.0%", "\N{MINUS SIGN}19.0", "19 more")
    assert (north.rag.rag, north.status) == ("R", "Misses its plan and the standard")
    assert (north.verdict, north.variation) == (Variation.CONCERN_LOW, "Concern, low figures")
    assert banbury.variation == "Common cause variation"
    assert there.notes == ()


def test_meeting_the_plan_and_not_the_standard_has_its_own_letter_and_words() -> None:
    (row, _) = told(both(planned=60)).rows

    assert (row.rag.rag, row.status) == ("A", "Meets its plan, not the standard")


def test_the_order_is_that_of_the_bars() -> None:
    shown = found(both())

    bars = ranked_bar(shown)

    assert bars is not None
    assert [row.line.name for row in standings(shown).rows] == bars.figure["data"][0]["y"]


def test_without_plans_only_the_figure_is_there() -> None:
    there = told(both(planned=None))

    assert [name for name, _ in there.columns] == ["Actual"]
    assert there.rows[0].status == "Misses the standard; there is no plan"


def test_of_a_count_the_distance_is_said_once() -> None:
    store = FakeStore()
    place(store, "banbury", STEADY, 70, None)

    there = told(store, COUNTED)

    assert [name for name, _ in there.columns] == ["Actual", "Plan", "People from plan"]
    assert there.rows[0].numbers == ("80", "70", "10 more")


def test_why_none_is_judged_is_said_once() -> None:
    reason = "A waiting list is a stock. Read the line."

    there = told(both(), indicator(spc_suitable=False, spc_reason=reason))

    assert {row.variation for row in there.rows} == {"Variation not judged"}
    assert there.notes == (f"Variation is not judged. {reason}",)


def test_who_has_too_few_figures_is_named() -> None:
    store = both()
    place(store, "city", [80])
    store.places.append(Organisation("city", "Oxford City", Level.LOCALITY))
    store.actuals[-1] = replace(
        store.actuals[-1], observations=tuple(observation(m, 80) for m in MONTHS[-3:])
    )

    (note,) = told(store).notes

    assert note.startswith("Variation of Oxford City is not judged. Only three figures")


def test_a_locality_without_a_figure_of_the_month_says_so() -> None:
    store = both()
    store.actuals[0] = replace(
        store.actuals[0], observations=(*store.actuals[0].observations[:-1], absent(MONTHS[-1]))
    )

    banbury = next(row for row in told(store).rows if row.line.name == "Banbury")

    assert banbury.numbers[0] == "suppressed"
    assert (banbury.rag.rag, banbury.status) == ("grey", "No figure")


def test_months_are_judged_where_quarters_are_shown() -> None:
    there = told(both(), selection=replace(CHOSEN, view="quarter"))

    assert there.rows[0].verdict is Variation.CONCERN_LOW
    assert there.notes == ("Variation is judged on the figures of each month up to Jan 20.",)


def test_figures_later_than_the_plan_are_judged_and_it_is_said_up_to_when() -> None:
    store = both()
    store.plans = [replace(plan, points=plan.points[:-2]) for plan in store.plans]

    there = told(store)

    assert there.caption.endswith("November 2019")
    assert there.notes == ("Variation is judged on the figures up to Jan 20.",)


@pytest.mark.parametrize(("start", "end"), [(MONTHS[18], None), (None, MONTHS[10])])
def test_what_is_judged_does_not_hang_on_what_is_drawn(
    start: date | None, end: date | None
) -> None:
    there = told(both(), selection=replace(CHOSEN, start=start, end=end))

    assert {row.verdict for row in there.rows} == {Variation.COMMON_CAUSE, Variation.CONCERN_LOW}


def test_a_locality_is_judged_from_its_baseline_on_however_long_ago() -> None:
    store = FakeStore(relations=[("10Q", "locality", "banbury")])
    long_ago = [add_months(APRIL, number) for number in range(-60, 22)]
    store.add(key("banbury"), [observation(m, 80 + m.month % 3) for m in long_ago])
    until = long_ago[24] - timedelta(days=1)
    kept = Mark(MarkKind.BASELINE, long_ago[0], until, "Agreed", "A. Analyst", MONTHS[0], 1)
    store.marked.append(("waits", "banbury", kept))

    (share,) = found(store).shares

    assert share.judged is not None
    assert share.judged.points[0].start == long_ago[0]


def test_parts_that_are_not_drawn_are_not_judged() -> None:
    store = FakeStore()
    for number in range(MOST_PANELS + 2):
        code = f"R{number:02d}"
        store.places.append(Organisation(code, f"Trust {number:02d}", Level.TRUST))
        store.add(key("10Q", provider=code), [observation(m, 80) for m in MONTHS])
    shown = found(store, selection=replace(CHOSEN, by="provider"))

    assert [share.judged is None for share in shown.left_out] == [True, True]
    assert len(standings(shown).rows) == MOST_PANELS


def test_a_commissioner_that_closed_says_who_has_its_patients() -> None:
    closed = replace(OXFORDSHIRE, valid_to=date(2019, 3, 31))
    store = both()
    store.places = [closed, DUDLEY, BANBURY, NORTH]
    store.takeovers.append(Succession("10Q", "05C", date(2019, 4, 1), 1, "Register"))

    said = str(reading_below(found(store), ""))

    closed_on = "Oxfordshire CCG closed on 31 March 2019"
    assert f"{closed_on}; its patients are now with Dudley CCG (05C)." in said


def put_together(shown: Localities, notes: Sequence[str]) -> str:
    """What stands beneath panels whose lines are made so."""
    shares = tuple(
        replace(share, line=replace(share.line, made=note))
        for share, note in zip(shown.shares, notes, strict=True)
    )
    return str(reading_below(replace(shown, shares=shares), ""))


def test_how_figures_are_put_together_is_said_once_or_with_whose_they_are() -> None:
    shown = found(both())

    alike, unlike = put_together(shown, ["A sum."] * 2), put_together(shown, ["A sum.", "Half."])

    assert "'A sum.'" in alike
    assert "'Banbury: A sum.'" in unlike
    assert "'North Oxfordshire: Half.'" in unlike


def test_many_ways_of_putting_figures_together_are_folded_away() -> None:
    store = both()
    store.places.append(Organisation("city", "Oxford City", Level.LOCALITY))
    place(store, "city", STEADY)

    said = put_together(found(store), ["One.", "Two.", "Three."])

    assert "How the figures of the localities are put together" in said
    assert "Oxford City: Three." in said
