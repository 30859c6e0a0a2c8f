"""Is a figure that cannot be so found, a period that is missing, a sum that does not come out?"""

from datetime import date

import pytest

from dashboard.charts.check_words import failed_words, named_periods
from dashboard.indicators.registry import Indicator
from dashboard.organisations import ENGLAND, Level, Organisation
from dashboard.periods import Grain
from dashboard.series import Observation, SeriesKey
from dashboard.services.desk.checks import Failed, Held, failed_checks, gaps, impossible
from dashboard.services.holdings import held_rows
from tests.builders import absent, indicator, observation
from tests.core.fake_store import DUDLEY, OXFORDSHIRE, FakeStore, data_of

APRIL, MAY, JUNE = date(2019, 4, 1), date(2019, 5, 1), date(2019, 6, 1)
AS_AT = date(2020, 3, 31)
KEY = SeriesKey("waits", "10Q", Grain.MONTH)
COUNTRY = Organisation(ENGLAND, "England", Level.COUNTRY)


def checked(store: FakeStore, of: Indicator | None = None) -> dict[Held, tuple[Failed, ...]]:
    data = data_of(store, of or indicator())
    rows = held_rows(data, OXFORDSHIRE, AS_AT)
    return dict(failed_checks(data, OXFORDSHIRE, [(r.indicator, r.series) for r in rows], AS_AT))


def held(*observations: Observation) -> FakeStore:
    store = FakeStore()
    store.add(KEY, observations)
    return store


def test_what_is_whole_and_possible_passes() -> None:
    assert checked(held(observation(APRIL), observation(MAY), observation(JUNE))) == {}


def test_a_month_between_of_which_nothing_was_loaded_is_named() -> None:
    found = checked(held(observation(APRIL), observation(JUNE)))

    (failed,) = found["waits", Grain.MONTH]
    assert (failed.kind, failed.periods) == ("gap", ("May 19",))
    assert failed_words(failed) == "May 19: nothing was loaded"


def test_a_month_that_says_why_it_has_no_figure_is_no_gap() -> None:
    assert checked(held(observation(APRIL), absent(MAY), observation(JUNE))) == {}


def test_irregular_figures_have_no_gaps() -> None:
    assert gaps([observation(APRIL), observation(JUNE)], Grain.SNAPSHOT) == []


@pytest.mark.parametrize(
    ("seen", "wrong"),
    [
        (observation(APRIL, 100, 100), False),
        (observation(APRIL, 101, 100), True),
        (observation(APRIL, -1, 100), True),
        (observation(APRIL, 0, 0), False),
        (observation(APRIL, None, None, value=100.0), False),
        (observation(APRIL, None, None, value=100.1), True),
        (observation(date(2020, 4, 1), 1, 2), True),
        (absent(APRIL), False),
    ],
)
def test_what_cannot_be_so(seen: Observation, wrong: bool) -> None:
    assert impossible(seen, indicator(), AS_AT) is wrong


def test_what_may_exceed_those_it_is_among_does() -> None:
    assert not impossible(observation(APRIL, 101, 100), indicator(may_exceed=True), AS_AT)


@pytest.mark.parametrize(("england", "kinds"), [(160, []), (161, ["total"])])
def test_parts_that_do_not_come_to_the_published_total_are_told(
    england: int, kinds: list[str]
) -> None:
    store = held(observation(APRIL, 90, 100))
    store.places.append(COUNTRY)
    store.add(KEY._replace(organisation=DUDLEY.code), [observation(APRIL, 70, 100)])
    store.add(KEY._replace(organisation=ENGLAND), [observation(APRIL, england, 200)])

    failed = checked(store).get(("waits", Grain.MONTH), ())

    assert [each.kind for each in failed] == kinds
    for each in failed:
        assert failed_words(each) == (
            "Apr 19: the 2 commissioners come to 160 of 200, England to 161 of 200"
        )


def test_a_part_that_is_suppressed_explains_the_difference() -> None:
    store = held(observation(APRIL, 90, 100))
    store.places.append(COUNTRY)
    store.add(KEY._replace(organisation=DUDLEY.code), [absent(APRIL)])
    store.add(KEY._replace(organisation=ENGLAND), [observation(APRIL, 93, 104)])

    assert checked(store) == {}


def test_the_first_periods_are_named_and_the_rest_counted() -> None:
    assert named_periods(("a", "b", "c", "d", "e")) == "a, b, c and 2 more"
