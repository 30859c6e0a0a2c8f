"""Is every locality held against its own plan, and the total honest about what it lacks?"""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.indicators.registry import Indicator
from dashboard.periods import add_months
from dashboard.selection import Selection
from dashboard.series import Observation, PlanPoint
from dashboard.services.localities import Localities, locality_performance
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key

APRIL, MAY = date(2019, 4, 1), date(2019, 5, 1)
CHOSEN = Selection(organisation="10Q", indicator="waits")
COUNTED = indicator(unit="count", aggregation="count_flow", denominator="", standard=[], decimals=0)


def store_of(
    parts: dict[str, tuple[list[Observation], list[PlanPoint]]], illustrative: bool = False
) -> FakeStore:
    """Oxfordshire with Banbury and the North, of which the given ones have figures."""
    store = FakeStore(relations=[("10Q", "locality", "banbury"), ("10Q", "locality", "north")])
    for code, (actual, plan) in parts.items():
        store.add(key(code), actual, plan, illustrative=illustrative)
    return store


def shown(
    store: FakeStore, selection: Selection = CHOSEN, of: Indicator | None = None
) -> Localities:
    return locality_performance(data_of(store, of or indicator()), selection)


BOTH = {
    "banbury": ([observation(APRIL, 80)], [plan_point(APRIL, 90)]),
    "north": ([observation(APRIL, 95, 200)], [plan_point(APRIL, 90)]),
}


def test_every_locality_is_ranked_by_patients_from_its_own_plan() -> None:
    found = shown(store_of(BOTH))

    assert [(share.line.name, share.patients) for share in found.ranked] == [
        ("North Oxfordshire", 85),
        ("Banbury", 10),
    ]
    assert found.period == "Apr 19"


def test_for_a_count_that_should_be_high_the_fewest_come_first() -> None:
    parts = {
        "banbury": ([observation(APRIL, 80, None)], [plan_point(APRIL, 70, None)]),
        "north": ([observation(APRIL, 60, None)], [plan_point(APRIL, 90, None)]),
    }

    found = shown(store_of(parts), of=COUNTED)

    assert [(share.line.name, share.patients) for share in found.ranked] == [
        ("North Oxfordshire", -30),
        ("Banbury", 10),
    ]


def test_the_localities_add_up_to_their_total() -> None:
    total = shown(store_of(BOTH)).total

    assert total is not None
    assert (total.numerator, total.denominator, total.missing, total.coverage) == (175, 300, (), 1)


def test_a_locality_without_figures_is_named_by_the_total() -> None:
    found = shown(store_of({"banbury": BOTH["banbury"]}))

    assert found.total is not None
    assert found.total.missing == ("North Oxfordshire",)
    assert found.total.coverage == 0.5
    assert [share.line.name for share in found.shares] == ["Banbury"]


def test_percentages_without_counts_have_no_total_and_say_why() -> None:
    bare = ([observation(APRIL, None, None, value=80)], [plan_point(APRIL)])

    found = shown(store_of({"banbury": bare, "north": bare}))

    assert found.total is None
    assert "only the percentage is published" in found.total_note
    assert found.ranked == ()


@pytest.mark.parametrize("view", ["", "year_to_date"])
def test_the_period_is_the_latest_that_can_be_held_against_plan(view: str) -> None:
    months = [add_months(APRIL, number) for number in range(3)]
    actual = [observation(month, 80 + number) for number, month in enumerate(months)]
    parts = {"banbury": (actual, [plan_point(month) for month in months[:2]])}

    found = shown(store_of(parts), replace(CHOSEN, view=view))

    assert found.shares[0].point is not None
    assert found.shares[0].point.end == date(2019, 5, 31)


def test_a_locality_without_the_period_has_no_patients_in_it() -> None:
    parts = {
        "banbury": ([observation(APRIL, 80)], [plan_point(APRIL), plan_point(MAY)]),
        "north": (
            [observation(m, 90) for m in (APRIL, MAY)],
            [plan_point(m) for m in (APRIL, MAY)],
        ),
    }

    found = shown(store_of(parts))

    assert [(s.line.name, s.patients) for s in found.shares] == [
        ("Banbury", None),
        ("North Oxfordshire", 2),
    ]
    assert found.total is not None
    assert found.total.missing == ("Banbury",)


def test_chosen_localities_are_the_only_ones() -> None:
    found = shown(store_of(BOTH), replace(CHOSEN, localities=("north",)))

    assert [share.line.name for share in found.shares] == ["North Oxfordshire"]
    assert found.total is not None
    assert found.total.missing == ()


def test_the_whole_organisation_stands_behind_its_localities() -> None:
    found = shown(store_of(BOTH).add(key(), [observation(APRIL, 85)]))

    assert found.whole is not None
    assert (found.whole.points[0].value, found.whole_note) == (85, "")


def test_real_and_illustrative_lines_are_not_drawn_together() -> None:
    found = shown(store_of(BOTH, illustrative=True).add(key(), [observation(APRIL, 85)]))

    assert found.whole is None
    assert "own figures are real and its localities' are illustrative" in found.whole_note
    assert found.illustrative


def test_counts_of_the_whole_are_not_drawn_behind_those_of_its_parts() -> None:
    parts = {"banbury": ([observation(APRIL, 8, None)], [plan_point(APRIL, 9, None)])}

    found = shown(store_of(parts).add(key(), [observation(APRIL, 85, None)]), of=COUNTED)

    assert found.whole is None
    assert found.whole_note.startswith("Counts of the whole")


def test_an_organisation_without_own_figures_says_so() -> None:
    assert shown(store_of(BOTH)).whole_note == "The whole organisation has no figures of its own."


@pytest.mark.parametrize(
    ("organisation", "what", "remedy"),
    [
        ("10Q", "There are no figures of 18 weeks by locality", "From patient records."),
        ("05C", "No localities of Dudley CCG are known", "Fill the locality practices"),
        ("RTH", "is a provider", "choose a CCG"),
    ],
)
def test_a_page_without_localities_says_why_and_what_would_fill_it(
    organisation: str, what: str, remedy: str
) -> None:
    found = shown(store_of({}), replace(CHOSEN, organisation=organisation))

    assert found.unavailable is not None
    assert what in found.unavailable[0]
    assert remedy in found.unavailable[1]


def test_months_that_no_locality_has_are_said_to_be_the_reason() -> None:
    found = shown(store_of(BOTH), replace(CHOSEN, start=date(2030, 1, 1)))

    assert found.unavailable is not None
    assert "in the months chosen" in found.unavailable[0]


def test_a_group_is_seen_by_its_members() -> None:
    store = FakeStore(relations=[("partnership", "group", "10Q"), ("partnership", "group", "05C")])
    store.add(key("10Q"), [observation(APRIL, 80)]).add(key("05C"), [observation(APRIL, 90)])

    found = shown(store, replace(CHOSEN, organisation="partnership"))

    assert [share.line.name for share in found.shares] == ["Dudley CCG", "Oxfordshire CCG"]
