"""Does a link get what it names, defaults where it names nothing, and a word where it cannot?"""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.access import Scope
from dashboard.calculations.views import View
from dashboard.errors import NoFigures
from dashboard.periods import Grain
from dashboard.selection import Read, Selection
from dashboard.services.catalogue import (
    Data,
    checked,
    default_organisation,
    grain_of,
    views_of,
)
from dashboard.services.extent import months_with_figures
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import AS_AT, DUDLEY, OXFORDSHIRE, TRUST, FakeStore, data_of, key

APRIL = date(2019, 4, 1)


@pytest.fixture
def store() -> FakeStore:
    store = FakeStore(relations=[("10Q", "locality", "banbury")])
    for code in ("10Q", "05C", "RTH", "banbury"):
        store.add(key(code), [observation(APRIL)])
    store.add(key(dimension="ae_type", member="1"), [observation(APRIL)])
    return store.add(key(), plan=[plan_point(APRIL)])


def waits(store: FakeStore, first_organisation: str = "") -> Data:
    """With an indicator under the name that a link without one gets."""
    return data_of(
        store, indicator(), indicator(id="ae_4hour"), first_organisation=first_organisation
    )


def check(store: FakeStore, **chosen: object) -> tuple[Selection, list[str]]:
    read = checked(waits(store), Read(Selection(**chosen)))  # type: ignore[arg-type]
    return read.selection, [problem.message for problem in read.problems]


def test_nothing_chosen_is_the_first_ccg_by_name_and_the_first_indicator(store: FakeStore) -> None:
    selection, problems = check(store)

    assert (selection.organisation, selection.indicator) == (DUDLEY.code, "ae_4hour")
    assert problems == []


def test_the_site_can_name_the_first_organisation(store: FakeStore) -> None:
    assert default_organisation(waits(store, "RTH")) == TRUST
    assert default_organisation(waits(store, "nobody")) == DUDLEY


def test_an_empty_database_says_how_to_fill_it() -> None:
    with pytest.raises(NoFigures) as refusal:
        default_organisation(data_of(FakeStore()))

    assert "make load" in refusal.value.remedy


def test_what_is_known_is_kept(store: FakeStore) -> None:
    chosen = {
        "organisation": "10Q",
        "indicator": "waits",
        "view": "quarter",
        "plan": "final",
        "breakdown": ("ae_type:1",),
    }

    selection, problems = check(store, **{**chosen, "view": ""})

    assert selection == Selection(**{**chosen, "view": ""})  # type: ignore[arg-type]
    assert problems == []
    assert check(store, **chosen)[0].view == "quarter"


def test_a_breakdown_gives_way_to_localities(store: FakeStore) -> None:
    chosen = {"organisation": "10Q", "indicator": "waits", "breakdown": ("ae_type:1",)}

    selection, problems = check(store, **chosen, localities=("banbury",))

    assert (selection.localities, selection.breakdown, problems) == (("banbury",), (), [])


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"organisation": "99X"}, '"99X"'),
        ({"indicator": "ae_5hour"}, '"ae_5hour"'),
        ({"localities": ("netherton",)}, '"netherton"'),
        ({"plan": "dream"}, '"dream"'),
        ({"breakdown": ("ae_type:9",)}, '"ae_type:9"'),
        ({"view": "week"}, '"week"'),
    ],
)
def test_what_is_unknown_is_a_problem_and_the_rest_stays(
    store: FakeStore, chosen: dict[str, object], said: str
) -> None:
    known: dict[str, object] = {"organisation": "10Q", "indicator": "waits", "sort": "name"}

    selection, problems = check(store, **{**known, **chosen})

    (problem,) = problems
    assert said in problem
    assert selection.sort == "name"
    assert said.strip('"') not in selection.to_query()


def test_an_organisation_outside_the_scope_is_as_unknown_as_one_that_is_not_there(
    store: FakeStore,
) -> None:
    data = replace(waits(store), scope=Scope(frozenset({"10Q"})))

    read = checked(data, Read(Selection(organisation="05C")))

    assert read.selection.organisation == OXFORDSHIRE.code
    assert ['"05C"' in problem.message for problem in read.problems] == [True]


def test_problems_of_the_link_itself_come_first(store: FakeStore) -> None:
    read = checked(waits(store), Selection.from_query("?view=moon&organisation=99X"))

    assert ['"moon"' in read.problems[0].message, '"99X"' in read.problems[1].message] == [True] * 2


@pytest.mark.parametrize(
    ("chosen", "fixed", "carried", "expected"),
    [
        (date(2018, 1, 1), date(2019, 1, 1), date(2017, 1, 1), date(2018, 1, 1)),
        (None, date(2019, 1, 1), date(2017, 1, 1), date(2019, 1, 1)),
        (None, None, date(2017, 1, 1), date(2017, 1, 1)),
        (None, None, None, AS_AT),
    ],
)
def test_one_date_drives_everything(
    chosen: date | None, fixed: date | None, carried: date | None, expected: date
) -> None:
    store = FakeStore(as_at=carried)
    data = replace(data_of(store), fixed_as_at=fixed)

    assert data.as_at(Selection(as_at=chosen)) == expected


def test_weeks_are_a_view_where_weeks_are_loaded(store: FakeStore) -> None:
    waiting = indicator()
    before = views_of(waits(store), waiting, OXFORDSHIRE)

    store.add(key(grain=Grain.WEEK), [observation(APRIL, grain=Grain.WEEK)])

    after = views_of(waits(store), waiting, OXFORDSHIRE)
    assert View.WEEK not in before
    assert after == (*before, View.WEEK)


@pytest.mark.parametrize(
    ("view", "grain"),
    [
        ("", Grain.MONTH),
        ("month", Grain.MONTH),
        ("quarter", Grain.MONTH),
        ("rolling_12m", Grain.MONTH),
        ("week", Grain.WEEK),
        ("year", Grain.YEAR),
    ],
)
def test_a_view_is_made_of_months_or_of_figures_of_its_own(view: str, grain: Grain) -> None:
    assert grain_of(indicator(), view) is grain


def test_months_to_choose_from_run_from_the_first_figure_to_the_last_plan() -> None:
    store = FakeStore().add(key(), [observation(APRIL)], [plan_point(date(2019, 8, 1))])

    months = months_with_figures(data_of(store), Selection("10Q", indicator="waits"))

    assert (months[0], months[-1], len(months)) == (APRIL, date(2019, 8, 1), 5)


def test_there_are_no_months_to_choose_from_where_nothing_is_loaded() -> None:
    assert months_with_figures(data_of(FakeStore()), Selection("10Q", indicator="waits")) == ()
