"""Is the list in its written order, whoever loaded what first, and can a person overrule it?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import BadParameter, ReadOnly, UnknownIndicator, UnknownOrganisation
from dashboard.exceptions.rules import Rule, RuleSet, shipped_rules
from dashboard.organisations import Level, Organisation
from dashboard.periods import months_between
from dashboard.selection import Selection, Sort
from dashboard.services.desk.exceptions import exception_report
from dashboard.services.desk.model import ExceptionReport
from dashboard.services.desk.overriding import override, withdraw_override
from dashboard.written.actions import Action
from dashboard.written.errors import UnknownEntry
from tests.builders import observation, plan_point
from tests.core.exception_reports import CHOSEN, listed, measure, overruled, report
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import AS_AT, FakeStore, data_of, key

T = TypeVar("T")
JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
NAMES = ("first", "second", "third")
THREE = [measure(name, order) for order, name in enumerate(NAMES, 1)]
SAID = {
    "organisation": "10Q", "indicator": "waits", "listed": "no", "reason": "It is being corrected.",
    "author": "A. Analyst",
}  # fmt: skip


def store_of(**met: int) -> FakeStore:
    """January and February of a hundred people each, by indicator."""
    store = FakeStore()
    for name, number in met.items():
        store.add(key(of=name), [observation(m, number, 100) for m in (JANUARY, FEBRUARY)])
    return store


def rules_of(rules: Iterable[Rule]) -> RuleSet:
    said = [rule.model_dump() for rule in rules]
    return RuleSet.model_validate({"name": "Standard rules", "rule": said})


def test_most_rules_go_first_then_people_then_the_plan() -> None:
    """All miss the standard; the third is behind its plan as well."""
    store = store_of(first=91, second=80)
    plan = [plan_point(FEBRUARY, 95, 100)]
    store.add(key(of="third"), [observation(m, 91, 100) for m in (JANUARY, FEBRUARY)], plan)

    assert listed(report(store, *THREE)) == ["third", "second", "first"]
    assert listed(report(store_of(first=91, second=91), *THREE[:2])) == ["first", "second"]


def test_among_as_many_rules_the_higher_goes_first() -> None:
    """One misses its standard, the other has brought nothing for two publications."""
    two = [r for r in shipped_rules().rules if r.id in ("misses_standard", "no_data")]
    kept = rules_of(two)
    turned = rules_of([rule.model_copy(update={"rank": 9 - rule.rank}) for rule in two])
    store = store_of(second=91)
    store.add(key(of="first"), [observation(date(2019, 9, 1), 100, 100)])

    assert listed(report(store, *THREE[:2], rules=kept)) == ["second", "first"]
    assert listed(report(store, *THREE[:2], rules=turned)) == ["first", "second"]


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=5, max_size=5),
    st.randoms(use_true_random=False),
    st.sampled_from(list(Sort)),
)
def test_the_same_data_and_rules_always_make_the_same_list(
    figures: list[tuple[int, int]], random: Random, sort: Sort
) -> None:
    """In whatever order series were loaded, rules written down, and the summary is read."""
    indicators = [measure(f"m{number}", number) for number in range(5)]
    store = FakeStore()
    for number, (before, now) in enumerate(figures):
        months = [observation(JANUARY, before, 100), observation(FEBRUARY, now, 100)]
        store.add(key(of=f"m{number}"), months, [plan_point(FEBRUARY, 50, 100)])
    other = FakeStore(
        actuals=_shuffled(store.actuals, random), plans=_shuffled(store.plans, random)
    )
    rules = shipped_rules()
    turned = rules_of(_shuffled(list(rules.rules), random))

    one = report(store, *indicators)
    another = report(
        other, *_shuffled(indicators, random), rules=turned, selection=replace(CHOSEN, sort=sort)
    )

    assert _said(one) == _said(another) == _said(report(store, *indicators))
    assert _total(one, rules)


def _shuffled(given: list[T], random: Random) -> list[T]:
    return random.sample(given, len(given))


def _said(found: ExceptionReport) -> list[object]:
    """All that a reader could tell apart."""
    rows = (found.rows, found.taken_off, found.others)
    told = [[(e.row.indicator.id, e.hits, e.people, e.newly) for e in each] for each in rows]
    return [*told, found.rule_set]


def _total(found: ExceptionReport, rules: RuleSet) -> bool:
    """Each before the next: by more rules, else higher ones, else people, else the plan."""
    places = [
        (
            -len(e.hits),
            sorted(rules.ranks[h.rule] for h in e.hits),
            -e.people,
            e.row.indicator.order,
        )
        for e in found.rows
    ]
    return all(earlier < later for earlier, later in pairwise(places))


# What people change


def test_a_person_takes_one_off_and_it_is_told_apart() -> None:
    store = store_of(waits=80)
    store.written.overrides.append(overruled(on=False))

    found = report(store)

    assert (listed(found), [e.row.indicator.id for e in found.taken_off]) == ([], ["waits"])
    assert found.taken_off[0].hits
    assert found.taken_off[0].override == overruled(on=False)


def test_a_person_puts_one_on_and_it_goes_last() -> None:
    store = store_of(first=100, second=80)
    store.written.overrides.append(overruled("first", on=True))

    found = report(store, *THREE[:2])

    assert listed(found) == ["second", "first"]
    assert [bool(each.hits) for each in found.rows] == [True, False]
    assert not found.others


def test_taking_off_what_no_rule_lists_changes_nothing() -> None:
    store = store_of(waits=100)
    store.written.overrides.append(overruled(on=False))

    found = report(store)

    assert (found.rows, found.taken_off, len(found.others)) == ((), (), 1)


@pytest.mark.parametrize(("until", "rows"), [(AS_AT, 0), (date(2020, 3, 30), 1)])
def test_an_override_counts_up_to_its_last_day(until: date, rows: int) -> None:
    store = store_of(waits=80)
    store.written.overrides.append(overruled(on=False, until=until))

    assert len(report(store).rows) == rows


def test_of_two_overrides_the_later_counts_until_its_day_has_passed() -> None:
    store = store_of(waits=80)
    later = overruled(on=True, number=2, until=date(2020, 3, 31))
    store.written.overrides += [overruled(on=False, number=1), later]

    assert len(report(store, as_at=date(2020, 3, 31)).rows) == 1
    assert len(report(store, as_at=date(2020, 4, 1)).rows) == 0


def test_the_override_of_another_place_is_none_of_ours() -> None:
    store = store_of(waits=80)
    store.written.overrides.append(replace(overruled(on=False), organisation="05C"))

    assert len(report(store).rows) == 1


def test_actions_of_the_group_that_it_plans_with_stand_beside_an_exception() -> None:
    store = store_of(waits=80)
    store.places.append(Organisation("pair", "A pair", Level.GROUP))
    store.relations.append(("pair", "group", "10Q"))
    action = Action("w1", "pair", "waits", "Do it.", "", "", None, date(2020, 1, 1), False, "", "A",
                    None)  # fmt: skip
    store.written.actions.append(action)

    (row,) = report(store).rows

    assert row.actions == (action,)


def test_a_summary_that_is_narrowed_leaves_the_list_whole() -> None:
    """Pages narrow it themselves: a rank is one of the whole list."""
    found = report(store_of(waits=80), selection=replace(CHOSEN, group="cancer"))

    assert (listed(found), found.summary.shown) == (["waits"], ())


# How it is written down


def test_an_override_is_written_once_and_withdrawn() -> None:
    store = store_of(waits=80)
    data = replace(data_of(store, measure()), ledger=FakeLedger(store.written))

    made = override(data, SAID)
    again = override(data, SAID)
    off = exception_report(data, CHOSEN)
    withdraw_override(data, str(made.id), {"author": "B. Board"})

    assert made == again
    assert (made.listed, made.reason, made.until) == (False, "It is being corrected.", None)
    assert (len(off.rows), len(exception_report(data, CHOSEN).rows)) == (0, 1)


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("listed", "maybe", BadParameter),
        ("listed", "", BadParameter),
        ("reason", "", BadParameter),
        ("reason", "x" * 1001, BadParameter),
        ("author", " ", BadParameter),
        ("until", "soon", BadParameter),
        ("until", "2020-03-30", BadParameter),
        ("organisation", "", BadParameter),
        ("organisation", "99X", UnknownOrganisation),
        ("indicator", "nothing", UnknownIndicator),
        ("other", "x", BadParameter),
    ],
)
def test_what_cannot_be_used_of_an_override_is_refused(
    field: str, value: str, error: type[Exception]
) -> None:
    store = store_of(waits=80)
    data = replace(data_of(store, measure()), ledger=FakeLedger(store.written))

    with pytest.raises(error):
        override(data, {**SAID, field: value})

    assert store.written.overrides == []


@pytest.mark.parametrize("number", ["x", "", "1" * 10, "-1", "²"])
def test_only_a_number_is_withdrawn(number: str) -> None:
    data = replace(data_of(store_of(waits=80), measure()), ledger=FakeLedger(FakeStore().written))

    with pytest.raises(BadParameter):
        withdraw_override(data, number, {"author": "B. Board"})
    with pytest.raises(UnknownEntry):
        withdraw_override(data, "7", {"author": "B. Board"})


def test_a_site_that_only_shows_takes_no_override() -> None:
    with pytest.raises(ReadOnly):
        override(data_of(store_of(waits=80), measure()), SAID)


def test_the_list_of_a_locality_is_its_own() -> None:
    store = store_of(waits=80)
    store.relations.append(("10Q", "locality", "banbury"))
    months = months_between(JANUARY, FEBRUARY)
    store.add(key("banbury"), [observation(month, 100, 100) for month in months])

    found = report(store, selection=Selection(organisation="10Q", localities=("banbury",)))

    assert (found.place.code, found.rows, found.others[0].place) == ("banbury", (), "banbury")
