"""Does the summary say where each indicator stands, and put first what needs attention?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.views import View
from dashboard.documents import PopulationBase
from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, add_months, months_between
from dashboard.selection import Selection
from dashboard.series import Observation
from dashboard.services.judged import judged_line
from dashboard.services.line import Request, performance_line
from dashboard.services.summary import State, Summary, performance_summary
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key
from tests.core.test_line import BASED, ENTERING
from tests.oracles.summary import standing

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
CHOSEN = Selection(organisation="10Q")


def measure(name: str, order: int, **facts: object) -> Indicator:
    return indicator(id=name, name=name.title(), short_name=name, order=order, **facts)


def summary(
    store: FakeStore, indicators: list[Indicator] | None = None, selection: Selection = CHOSEN
) -> Summary:
    return performance_summary(data_of(store, *(indicators or [])), selection)


def one_row(store: FakeStore, of: Indicator | None = None) -> Summary:
    return summary(store, [of or indicator()])


def standard(level: float) -> list[dict[str, object]]:
    return [
        {"value": level, "kind": "national", "comparator": ">=", "valid_from": date(2012, 4, 1)}
    ]


@given(
    st.integers(0, 100),
    st.integers(1, 100),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(0, 100),
)
def test_a_row_stands_where_the_table_of_cases_says(
    met: int, of: int, plan: int | None, level: int | None
) -> None:
    met = min(met, of)
    store = FakeStore()
    planned = [] if plan is None else [plan_point(FEBRUARY, plan, 100)]
    store.add(key(), [observation(FEBRUARY, met, of)], planned)

    (row,) = one_row(store, indicator(standard=[] if level is None else standard(level))).rows

    assert row.state.name.lower() == standing(met, of, plan, level)
    assert row.behind == (plan is not None and met * 100 < plan * of)


def test_an_indicator_without_figures_has_no_row() -> None:
    store = FakeStore().add(key(of="here"), [observation(FEBRUARY)])

    rows = summary(store, [measure("here", 1), measure("nowhere", 2)]).rows

    assert [row.indicator.id for row in rows] == ["here"]


def test_a_row_without_any_figure_says_the_last_reason() -> None:
    store = FakeStore()
    store.add(key(), [absent(JANUARY, "not_submitted"), absent(FEBRUARY, "suppressed")])

    (row,) = one_row(store).rows

    assert (row.latest, row.state, row.absent_reason) == (None, State.NO_FIGURE, "suppressed")


def test_the_latest_figure_is_the_last_there_is_and_not_a_gap() -> None:
    store = FakeStore().add(key(), [observation(JANUARY, 95), absent(FEBRUARY)])

    (row,) = one_row(store).rows

    assert row.latest is not None
    assert (row.latest.label, row.latest.value) == ("Jan 20", 95)


@pytest.mark.parametrize(("as_at", "late"), [(date(2020, 4, 10), False), (date(2020, 4, 11), True)])
def test_a_row_is_late_once_its_next_figure_was_due(as_at: date, late: bool) -> None:
    store = FakeStore().add(key(), [observation(JANUARY)])

    (row,) = summary(store, selection=replace(CHOSEN, as_at=as_at)).rows

    assert row.late is late


@pytest.mark.parametrize(("people", "small"), [(9, True), (10, False)])
def test_fewer_people_than_the_minimum_are_small_numbers(people: int, small: bool) -> None:
    store = FakeStore().add(key(), [observation(FEBRUARY, 5, people)])

    (row,) = one_row(store, indicator(minimum_denominator=10)).rows

    assert row.small_numbers is small


def test_the_sparkline_has_the_last_24_months_and_no_planned_ones() -> None:
    months = list(months_between(date(2016, 4, 1), FEBRUARY))
    plan = [plan_point(month) for month in months_between(months[0], date(2021, 3, 1))]
    store = FakeStore().add(key(), [observation(month) for month in months], plan)

    (row,) = one_row(store).rows

    assert (row.recent[0].start, row.recent[-1].start) == (date(2018, 3, 1), FEBRUARY)
    assert len(row.recent) == 24


def test_a_series_that_ended_long_ago_is_still_shown() -> None:
    store = FakeStore().add(key(), [observation(date(2012, 1, 1), 90)])

    (row,) = one_row(store).rows

    assert row.latest is not None
    assert (row.latest.label, row.late) == ("Jan 12", True)


def test_a_yearly_indicator_has_a_row_of_its_years() -> None:
    yearly = indicator(grain="year")
    store = FakeStore()
    store.add(key(grain=Grain.YEAR), [observation(date(2018, 4, 1), grain=Grain.YEAR)])

    (row,) = one_row(store, yearly).rows

    assert [point.label for point in row.recent] == ["2018/19"]


INDICATORS = [
    measure("worst", 4, standard=standard(95)),  # misses both
    measure("below", 1, standard=standard(95)),  # misses the standard alone
    measure("track", 2, standard=standard(80)),
    measure("behind", 3, standard=standard(80)),  # misses the plan alone
]


def ordered(sort: str) -> list[str]:
    store = FakeStore()
    store.add(key(of="worst"), [observation(FEBRUARY, 80)], [plan_point(FEBRUARY, 90)])
    store.add(key(of="below"), [observation(FEBRUARY, 90)], [plan_point(FEBRUARY, 85)])
    store.add(key(of="track"), [observation(FEBRUARY, 90)])
    store.add(key(of="behind"), [observation(FEBRUARY, 900, 1000)], [plan_point(FEBRUARY, 95)])
    rows = summary(store, INDICATORS, replace(CHOSEN, sort=sort)).rows
    return [row.indicator.id for row in rows]


@pytest.mark.parametrize("sort", ["", "attention"])
def test_what_needs_attention_comes_first_and_the_rest_in_the_plans_order(sort: str) -> None:
    assert ordered(sort) == ["worst", "behind", "below", "track"]


def test_rows_can_be_in_the_plans_order() -> None:
    assert ordered("plan") == ["below", "track", "behind", "worst"]


def test_rows_can_be_by_name() -> None:
    assert ordered("name") == ["behind", "below", "track", "worst"]


def test_rows_can_be_by_patients_and_those_without_a_plan_come_last() -> None:
    assert ordered("patients") == ["behind", "worst", "below", "track"]


def test_a_count_that_should_be_high_is_ranked_by_what_it_lacks() -> None:
    facts: dict[str, object] = {
        "unit": "count",
        "aggregation": "count_flow",
        "denominator": "",
        "standard": [],
    }
    indicators = [measure("over", 1, **facts), measure("under", 2, **facts)]
    store = FakeStore()
    store.add(key(of="over"), [observation(FEBRUARY, 50, None)], [plan_point(FEBRUARY, 10, None)])
    store.add(key(of="under"), [observation(FEBRUARY, 5, None)], [plan_point(FEBRUARY, 20, None)])

    rows = summary(store, indicators, replace(CHOSEN, sort="patients")).rows

    assert [row.indicator.id for row in rows] == ["under", "over"]


def test_a_chosen_locality_is_what_the_summary_is_of() -> None:
    store = FakeStore().add(key(), [observation(FEBRUARY, 90)])
    store.add(key("banbury"), [observation(FEBRUARY, 70)])

    found = summary(store, selection=replace(CHOSEN, localities=("banbury",)))

    assert (found.organisation.code, found.place.code) == ("10Q", "banbury")
    assert found.rows[0].latest is not None
    assert found.rows[0].latest.value == 70


def test_parts_of_the_organisation_have_no_rows() -> None:
    store = FakeStore().add(key(provider="RTH"), [observation(FEBRUARY)])
    store.add(key(dimension="ae_type", member="1"), [observation(FEBRUARY)])

    assert summary(store).rows == ()


def test_a_rate_without_its_base_has_a_row_that_says_so() -> None:
    store = FakeStore().add(key(of="entering"), [observation(FEBRUARY, 160, None)])
    store.add(key(of="access"), plan=[plan_point(FEBRUARY, 150, 12_000)])

    rows = {row.indicator.id: row for row in summary(store, [BASED, ENTERING]).rows}

    assert rows["access"].absent_reason == "needs_base"
    assert rows["access"].state is State.NO_FIGURE
    assert rows["entering"].latest is not None


def test_a_rate_with_its_base_is_made_of_the_count() -> None:
    base = PopulationBase(12_000, date(2019, 4, 1), None)
    store = FakeStore(populations=[("10Q", "prevalence", base)])
    store.add(key(of="entering"), [observation(FEBRUARY, 160, None)])

    rows = {row.indicator.id: row for row in summary(store, [BASED, ENTERING]).rows}

    assert rows["access"].latest is not None
    assert rows["access"].latest.value == pytest.approx(16)


def test_planned_rows_are_those_whose_latest_figure_has_a_plan() -> None:
    store = FakeStore()
    store.add(key(of="worst"), [observation(FEBRUARY, 80)], [plan_point(FEBRUARY, 90)])
    store.add(key(of="track"), [observation(FEBRUARY, 90)], [plan_point(add_months(FEBRUARY, 3))])

    found = summary(store, INDICATORS)

    assert [row.indicator.id for row in found.planned] == ["worst"]
    assert [row.indicator.id for row in found.behind] == ["worst"]


YEARS = list(months_between(date(2017, 3, 1), FEBRUARY))


def figures(*last: float) -> list[Observation]:
    """Three years about 90, and other figures at their end."""
    steady = [90.0 + month % 2 for month in range(len(YEARS) - len(last))]
    return [observation(m, value) for m, value in zip(YEARS, [*steady, *last], strict=True)]


@pytest.mark.parametrize(
    ("last", "level", "concern", "failing"),
    [
        ([90, 91], 80, False, False),  # by chance, and far above its standard
        ([90, 60], 80, True, False),  # out of its limits, which the standard is not
        ([90, 91], 99, False, True),
        ([90, 60], 100, True, True),
    ],
)
def test_a_row_on_plan_needs_attention_where_it_gets_worse_or_cannot_meet_its_target(
    last: list[float], level: float, concern: bool, failing: bool
) -> None:
    store = FakeStore().add(key(), figures(*last))

    (row,) = one_row(store, indicator(standard=standard(level))).rows

    assert (row.concern, row.failing) == (concern, failing)
    assert row.needs_attention == (concern or failing)
    assert not row.behind


def test_a_row_and_the_trend_judge_the_same_figures() -> None:
    store = FakeStore().add(key(), [observation(m, 90 + m.month) for m in YEARS])
    data = data_of(store)

    (row,) = performance_summary(data, CHOSEN).rows

    request = Request(row.line.request.organisation, View.MONTH, data.as_at(CHOSEN))
    assert row.judged == judged_line(data, performance_line(data, row.indicator, request))


def test_a_late_series_is_judged_by_as_much_as_on_its_own_page() -> None:
    store = FakeStore().add(key(), figures())
    later = replace(CHOSEN, as_at=date(2020, 12, 31))

    (row,) = summary(store, selection=later).rows

    assert len(row.judged.points) == 36


def narrowed(**asked: str) -> list[str]:
    store = FakeStore()
    store.add(key(of="worst"), [observation(FEBRUARY, 80)], [plan_point(FEBRUARY, 90)])
    store.add(key(of="track"), [observation(FEBRUARY, 90)])
    indicators = [
        measure("worst", 1, group="urgent", standard=standard(95)),
        measure("track", 2, group="cancer", standard=standard(80)),
    ]
    found = summary(store, indicators, replace(CHOSEN, **asked))  # type: ignore[arg-type]
    assert len(found.rows) == 2
    return [row.indicator.id for row in found.shown]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ["worst", "track"]),
        ({"group": "cancer"}, ["track"]),
        ({"status": "red"}, ["worst"]),
        ({"needs": "attention"}, ["worst"]),
        ({"group": "cancer", "status": "red"}, []),
    ],
)
def test_rows_are_narrowed_and_none_is_forgotten(asked: dict[str, str], shown: list[str]) -> None:
    assert narrowed(**asked) == shown
