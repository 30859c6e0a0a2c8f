"""Is a locality the sum of the practices it had on the day?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.views import View
from dashboard.documents import PopulationBase
from dashboard.organisations import Level, Membership, Organisation
from dashboard.selection import Selection
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.localities import Localities, locality_performance
from dashboard.services.practices import practice_sum
from layouts.components.locality_words import reading
from tests.builders import absent, indicator, observation
from tests.core.fake_store import AS_AT, BANBURY, OXFORDSHIRE, FakeStore, data_of, key
from tests.oracles.practices import sum_of_practices

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
CROSS = Organisation("K84001", "Cross Surgery", Level.PRACTICE)
MILL = Organisation("K84002", "Mill Surgery", Level.PRACTICE)
NETWORK = Organisation("U12345", "Banbury Alliance PCN", Level.PCN)
REGISTER = indicator(
    id="register",
    name="People on dementia registers",
    short_name="Registers",
    unit="count",
    aggregation="count_stock",
    direction="neutral",
    denominator="",
    standard=[],
    people="people",
    locality_method="practice_sum",
)
RATE = indicator(
    id="rate",
    name="Diagnosis rate",
    short_name="Diagnosis",
    aggregation="ratio_stock",
    locality_method="practice_sum",
    counted_by="register",
    base="estimate",
)


def town(*more: tuple[str, str, str]) -> FakeStore:
    """Two practices in Banbury, a locality of Oxfordshire."""
    return FakeStore(
        places=[*FakeStore().places, CROSS, MILL, NETWORK],
        relations=[
            ("10Q", "locality", "banbury"),
            ("banbury", "practice", "K84001"),
            ("banbury", "practice", "K84002"),
            *more,
        ],
    )


def registers(store: FakeStore, cross: float = 40, mill: float = 60) -> FakeStore:
    store.add(key("K84001", "register"), [observation(FEBRUARY, cross, None)])
    return store.add(key("K84002", "register"), [observation(FEBRUARY, mill, None)])


def line(store: FakeStore, place: Organisation = BANBURY, of: str = "register") -> Line:
    data = data_of(store, REGISTER, RATE)
    return performance_line(data, data.indicators[of], Request(place, View.MONTH, AS_AT))


def shown(store: FakeStore, of: str = "rate") -> Localities:
    return locality_performance(data_of(store, REGISTER, RATE), Selection("10Q", indicator=of))


def test_a_locality_is_the_sum_of_its_practices_and_says_so() -> None:
    found = line(registers(town()))

    assert found.points[0].value == 100
    assert found.made == "The sum of its 2 practices."


def test_a_network_is_the_sum_of_its_practices() -> None:
    store = registers(town(("U12345", "pcn", "K84002")))

    assert line(store, NETWORK).points[0].value == 60


def test_a_practice_without_a_figure_is_named_and_not_counted_as_nought() -> None:
    store = town().add(key("K84001", "register"), [observation(FEBRUARY, 40, None)])
    store.add(key("K84002", "register"), [absent(FEBRUARY)])

    (point,) = line(store).points

    assert point.value == 40
    assert point.lacking == ("Mill Surgery (K84002) (suppressed)",)
    assert point.provisional


def test_a_practice_that_moves_counts_where_it_was_at_the_end_of_the_month() -> None:
    store = town()
    store.relations.remove(("banbury", "practice", "K84002"))
    store.dated = [
        ("banbury", "practice", Membership(MILL, date(2013, 4, 1), date(2020, 2, 15))),
        ("north", "practice", Membership(MILL, date(2020, 2, 16), None)),
    ]
    for code, count in (("K84001", 40), ("K84002", 60)):
        months = [observation(JANUARY, count, None), observation(FEBRUARY, count, None)]
        store.add(key(code, "register"), months)

    north = line(store, store.organisation("north"))

    assert [point.value for point in line(store).points] == [100, 40]
    assert [point.value for point in north.points] == [60]


def test_a_practice_that_closed_is_not_expected_any_more() -> None:
    closed = Organisation("K84003", "Old Surgery", Level.PRACTICE, None, date(2020, 1, 15))
    store = registers(town(("banbury", "practice", "K84003")))
    store.places.append(closed)

    assert line(store).points[0].lacking == ()


def test_stored_figures_of_a_locality_come_before_a_sum() -> None:
    store = registers(town()).add(key("banbury", "register"), [observation(FEBRUARY, 7, None)])

    assert (line(store).points[0].value, line(store).made) == (7, "")


def test_without_an_estimate_the_count_is_shown_with_the_reason() -> None:
    found = shown(registers(town()))

    assert found.indicator.id == "register"
    assert found.shares[0].point is not None
    assert found.shares[0].point.value == 100
    assert 'needs the base "estimate" for its parts' in reading(found)


def test_a_base_of_the_site_makes_a_rate_of_the_sum() -> None:
    store = registers(town())
    store.populations = [("banbury", "estimate", PopulationBase(160, date(2019, 4, 1), None))]

    found = shown(store)

    assert found.indicator.id == "rate"
    assert found.shares[0].point is not None
    assert found.shares[0].point.value == pytest.approx(62.5)


def test_networks_stand_as_the_parts_where_no_locality_has_practices() -> None:
    store = registers(FakeStore(places=[*FakeStore().places, CROSS, MILL, NETWORK]))
    store.relations = [
        ("10Q", "locality", "banbury"),
        ("10Q", "pcn", "U12345"),
        ("U12345", "pcn", "K84001"),
        ("U12345", "pcn", "K84002"),
    ]

    found = shown(store, "register")

    assert [share.line.name for share in found.shares] == ["Banbury Alliance PCN"]
    assert "primary care networks of Oxfordshire CCG" in reading(found)


def test_nothing_is_summed_for_who_has_no_practices() -> None:
    assert practice_sum(registers(town()), REGISTER, key("10Q", "register")) is None
    assert practice_sum(registers(town()), REGISTER, key("north", "register")) is None
    assert OXFORDSHIRE.level is Level.CCG


stays = st.lists(
    st.tuples(st.integers(0, 80), st.integers(0, 40)), min_size=1, max_size=4, unique=True
)


@given(stays, st.lists(st.integers(0, 300), min_size=4, max_size=4))
def test_a_slow_walk_through_the_days_counts_the_same(
    spans: list[tuple[int, int]], counts: list[int]
) -> None:
    end = date(2020, 2, 29)
    store = FakeStore()
    walks = []
    for number, (before, length) in enumerate(spans):
        practice = Organisation(f"P{number}", f"Surgery {number}", Level.PRACTICE)
        first = end - timedelta(days=before)
        last = first + timedelta(days=length)
        store.places.append(practice)
        store.dated.append(("banbury", "practice", Membership(practice, first, last)))
        store.add(key(practice.code, "register"), [observation(FEBRUARY, counts[number], None)])
        walks.append((practice.code, first, last))
    expected = sum_of_practices({f"P{n}": count for n, count in enumerate(counts)}, walks, end)

    found = practice_sum(store, REGISTER, key("banbury", "register"))

    assert (found.series.observations[0].numerator if found else 0) == expected


def test_a_place_of_a_plan_without_practices_is_no_part_that_the_sum_lacks() -> None:
    found = shown(registers(town(("10Q", "locality", "north"))), "register")

    assert found.total is not None
    assert (found.total.numerator, found.total.missing) == (100, ())


def test_only_what_is_drawn_is_explained() -> None:
    said = reading(shown(registers(town()), "register"))

    assert "actual in blue." in said
    assert "dashed" not in said


def test_a_count_that_lacks_a_practice_makes_no_rate_of_the_whole_base() -> None:
    store = town().add(key("K84001", "register"), [observation(FEBRUARY, 40, None)])
    store.add(key("K84002", "register"), [absent(FEBRUARY)])
    store.populations = [("banbury", "estimate", PopulationBase(125, date(2019, 4, 1), None))]

    (point,) = line(store, of="rate").points

    assert (point.value, point.numerator, point.absent_reason) == (None, None, "incomplete")
