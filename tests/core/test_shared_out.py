"""Is a commissioner's figure its providers' by the shares of the day, to the patient?"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.views import View
from dashboard.documents import ProviderShare
from dashboard.exports.rows import series_rows
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain
from dashboard.selection import Selection
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.made import Figures
from dashboard.services.shared_out import shared_out
from dashboard.services.summary import performance_summary
from dashboard.services.trend import performance_trend
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import AS_AT, OXFORDSHIRE, TRUST, FakeStore, data_of, key
from tests.oracles.shared_out import shared

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
ROYAL = Organisation("RHW", "Royal Berkshire", Level.TRUST)
FOUR_HOURS = indicator(id="ae", short_name="A&E", stand_in="main_provider", shared_out=True)


def share(
    provider: str,
    part: float,
    first: date = date(2013, 4, 1),
    last: date | None = None,
    version: str = "2018/19",
) -> ProviderShare:
    return ProviderShare(provider, part, first, last, version, "HES 2018/19")


def site(*shares: ProviderShare, commissioner: str = "10Q") -> FakeStore:
    return FakeStore(
        places=[*FakeStore().places, ROYAL],
        shared=[(commissioner, each) for each in shares],
        relations=[("10Q", "main_provider", "RTH")],
    )


def line(store: FakeStore, view: View = View.MONTH, **part: str) -> Line:
    request = Request(OXFORDSHIRE, view, AS_AT, **part)  # type: ignore[arg-type]
    return performance_line(data_of(store, FOUR_HOURS), FOUR_HOURS, request)


def test_each_provider_counts_by_its_share_and_nothing_is_rounded() -> None:
    store = site(share("RTH", 0.9), share("RHW", 0.125))
    store.add(key("RTH", "ae"), [observation(FEBRUARY, 801, 1001)])
    store.add(key("RHW", "ae"), [observation(FEBRUARY, 90, 100)])

    (point,) = line(store).points

    assert point.numerator == 732.15
    assert point.denominator == 913.4
    assert point.value == pytest.approx(100 * 732.15 / 913.4)
    assert point.lacking == ()


def test_a_share_of_a_round_figure_still_meets_its_standard_exactly() -> None:
    store = site(share("RTH", 0.1), share("RHW", 0.2))
    store.add(key("RTH", "ae"), [observation(FEBRUARY, 92, 100)])
    store.add(key("RHW", "ae"), [observation(FEBRUARY, 92, 100)])

    (point,) = line(store).points

    assert (point.numerator, point.denominator) == (27.6, 30)
    assert point.meets_standard is True


def test_the_shares_of_the_end_of_each_period_count() -> None:
    store = site(
        share("RTH", 0.5, last=date(2020, 1, 31)), share("RTH", 0.25, FEBRUARY, version="2020")
    )
    store.add(key("RTH", "ae"), [observation(JANUARY, 80, 100), observation(FEBRUARY, 80, 100)])

    assert [point.denominator for point in line(store).points] == [50, 25]


def test_a_provider_without_a_figure_is_named_and_the_total_is_not_held_against_plan() -> None:
    store = site(share("RTH", 0.9), share("RHW", 0.1))
    store.add(key("RTH", "ae"), [observation(FEBRUARY, 80, 100)])
    store.add(key("RHW", "ae"), [observation(JANUARY, 80, 100)])
    store.add(key("10Q", "ae"), [], [plan_point(FEBRUARY, 95)])

    point = line(store).points[-1]

    assert point.lacking == ("Royal Berkshire (RHW)",)
    assert point.denominator == 90
    assert point.against.meets is None
    assert point.against.reason == "not compared: Royal Berkshire (RHW) missing"
    assert point.provisional


def test_an_excluded_provider_is_missing_and_named_as_excluded() -> None:
    store = site(share("RTH", 0.9), share("RHW", 0.1))
    store.add(key("RTH", "ae"), [observation(FEBRUARY, 80, 100)])
    store.add(key("RHW", "ae"), [absent(FEBRUARY, "excluded")])

    assert line(store).points[0].lacking == ("Royal Berkshire (RHW) (excluded)",)


def test_a_provider_that_nobody_came_to_is_not_missing() -> None:
    store = site(share("RTH", 0.9), share("RHW", 0.1))
    store.add(key("RTH", "ae"), [observation(FEBRUARY, 80, 100)])
    store.add(key("RHW", "ae"), [absent(FEBRUARY, "no_activity")])

    (point,) = line(store).points

    assert (point.lacking, point.denominator) == ((), 90)


def test_where_every_provider_is_excluded_so_is_the_commissioner() -> None:
    store = site(share("RTH", 0.9))
    store.add(key("RTH", "ae"), [observation(JANUARY), absent(FEBRUARY, "excluded")])

    point = line(store).points[-1]

    assert (point.value, point.absent_reason, point.lacking) == (None, "excluded", ())


def test_periods_after_the_last_share_say_that_they_have_none() -> None:
    store = site(share("RTH", 0.5, last=date(2020, 1, 31)))
    store.add(key("RTH", "ae"), [observation(JANUARY), observation(FEBRUARY)])

    found = [(point.value, point.absent_reason) for point in line(store).points]

    assert found == [(90, ""), (None, "needs_shares")]


def test_a_type_of_department_is_shared_out_too() -> None:
    store = site(share("RTH", 0.5))
    store.add(key("RTH", "ae"), [observation(FEBRUARY, 80, 100)])
    store.add(key("RTH", "ae", dimension="ae_type", member="type1"), [observation(FEBRUARY, 6, 10)])

    (point,) = line(store, dimension="ae_type", member="type1").points

    assert (point.numerator, point.denominator) == (3, 5)


def test_a_commissioners_own_return_comes_before_what_is_shared_out() -> None:
    store = site(share("RTH", 0.5)).add(key("10Q", "ae"), [observation(FEBRUARY, 70, 100)])
    store.add(key("RTH", "ae"), [observation(FEBRUARY, 80, 100)])

    (point,) = line(store).points

    assert (point.value, line(store).made) == (70, "")


def test_a_quarter_is_the_sum_of_what_its_months_share_out() -> None:
    store = site(share("RTH", 0.5), share("RHW", 0.5))
    store.add(key("RTH", "ae"), [observation(date(2020, n, 1), 80, 100) for n in (1, 2, 3)])
    store.add(key("RHW", "ae"), [observation(date(2020, n, 1), 90, 100) for n in (1, 2)])

    (point,) = line(store, View.QUARTER).points

    assert (point.numerator, point.denominator) == (210, 250)
    assert point.lacking == ("Royal Berkshire (RHW)",)


def test_words_and_files_name_the_set_of_shares() -> None:
    store = site(share("RTH", 0.5), share("RHW", 0.5))
    for code in ("RTH", "RHW"):
        store.add(key(code, "ae"), [observation(FEBRUARY)])
    data = data_of(store, FOUR_HOURS)

    trend = performance_trend(data, Selection("10Q", indicator="ae"))
    (row,) = series_rows(data, trend.lines)

    assert trend.main.name == OXFORDSHIRE.name
    assert trend.main.made.startswith("Shared out from 2 providers, shares of 2018/19")
    assert str(row["source"]).startswith("provider shares 2018/19 (HES 2018/19)")


def test_the_summary_has_what_is_shared_out_and_names_nobody_instead() -> None:
    store = site(share("RTH", 0.5)).add(key("RTH", "ae"), [observation(FEBRUARY, 80, 100)])

    (row,) = performance_summary(data_of(store, FOUR_HOURS), Selection("10Q")).rows

    assert row.stand_in == ""
    assert row.latest is not None
    assert row.latest.denominator == 50


def figures(store: FakeStore, commissioner: str) -> Figures:
    found = shared_out(store, FOUR_HOURS, key(commissioner, "ae"))
    assert found is not None
    return found


parts = st.lists(st.integers(0, 10_000), min_size=2, max_size=5).filter(any)


@given(st.lists(parts, min_size=1, max_size=4), st.data())
def test_what_all_commissioners_get_is_what_the_providers_had(
    weights: list[list[int]], drawn: st.DataObject
) -> None:
    many = max(map(len, weights))
    commissioners = [Organisation(f"C{n}", f"CCG {n}", Level.CCG) for n in range(many)]
    providers = [Organisation(f"P{n}", f"Trust {n}", Level.TRUST) for n in range(len(weights))]
    store = FakeStore(places=[*commissioners, *providers])
    denominators = [drawn.draw(st.integers(0, 20_000)) for _ in providers]
    for trust, row, count in zip(providers, weights, denominators, strict=True):
        store.add(key(trust.code, "ae"), [observation(FEBRUARY, count, count)])
        exact = [Fraction(weight * 8192 // sum(row), 8192) for weight in row]
        exact[0] += 1 - sum(exact)
        for place, one in zip(commissioners, exact, strict=False):
            store.shared.append((place.code, share(trust.code, float(one))))

    got = [
        Fraction(figures(store, place.code).series.observations[0].denominator or 0)
        for place in commissioners
    ]

    assert sum(got) == sum(denominators)


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(1, 1000)),
        min_size=1,
        max_size=5,
    )
)
def test_a_slow_count_of_everybodys_part_says_the_same(rows: list[tuple[int, int, int]]) -> None:
    places = [Organisation(f"P{n}", f"Trust {n}", Level.TRUST) for n in range(len(rows))]
    store = FakeStore(places=[*places, OXFORDSHIRE])
    numerators, denominators, shares = {}, {}, {}
    for place, (met, rest, thousandths) in zip(places, rows, strict=True):
        store.add(key(place.code, "ae"), [observation(FEBRUARY, met, met + rest)])
        store.shared.append(("10Q", share(place.code, thousandths / 1000)))
        numerators[place.code], denominators[place.code] = met, met + rest
        shares[place.code] = Fraction(thousandths, 1000)

    (found,) = figures(store, "10Q").series.observations

    assert found.numerator == float(shared(numerators, shares))
    assert found.denominator == float(shared(denominators, shares))


def test_nothing_is_shared_out_to_who_has_no_share() -> None:
    store = site(share("RTH", 0.5)).add(key(TRUST.code, "ae"), [observation(FEBRUARY)])

    assert shared_out(store, FOUR_HOURS, key("05C", "ae")) is None
    assert shared_out(store, FOUR_HOURS, key("10Q", "ae", Grain.WEEK)) is None


def test_nothing_is_shared_out_to_a_commissioner_that_has_closed() -> None:
    store = site(share("RTH", 0.5))
    months = [observation(date(2020, 1, 1)), observation(FEBRUARY)]
    store.add(key(TRUST.code, "ae"), months)
    store.places = [
        replace(each, valid_to=date(2020, 1, 31)) if each.code == "10Q" else each
        for each in store.places
    ]

    found = figures(store, "10Q").series.observations

    assert [each.period_start for each in found] == [date(2020, 1, 1)]
