"""Can a figure say where it came from: files, rows, parts, plan, revisions, the publisher's sum?"""

from datetime import date

import pytest

from dashboard.charts.where_from_words import (
    facts,
    hidden_words,
    place_words,
    published_words,
    where_sentence,
    where_title,
)
from dashboard.documents import ProviderShare
from dashboard.errors import BadParameter, NoFigures
from dashboard.held import Load, PlaceInFile
from dashboard.indicators.registry import Family
from dashboard.organisations import ENGLAND, Level, Organisation
from dashboard.periods import Grain
from dashboard.selection import Selection
from dashboard.series import SeriesKey
from dashboard.services.desk.where_from import where_from
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import DUDLEY, OXFORDSHIRE, TRUST, FakeStore, data_of

APRIL, MAY, JUNE = date(2019, 4, 1), date(2019, 5, 1), date(2019, 6, 1)
FILE = Load(3, "Waits", "NHS England", "waits.csv", date(2019, 7, 11), date(2019, 7, 12), False)
KEY = SeriesKey("waits", "10Q", Grain.MONTH)
COUNTRY = Organisation(ENGLAND, "England", Level.COUNTRY)


def chosen(**facts: object) -> Selection:
    return Selection(organisation="10Q", indicator="waits", **facts)  # type: ignore[arg-type]


def months(*numerators: float, load: int = 3) -> list[object]:
    starts = (APRIL, MAY, JUNE)
    return [observation(s, n, 100, load=load) for s, n in zip(starts, numerators, strict=False)]


def store_of(*numerators: float) -> FakeStore:
    store = FakeStore(files=[FILE])
    store.add(KEY, months(*numerators))  # type: ignore[arg-type]
    return store


def test_a_published_figure_is_one_stored_figure_of_a_file_and_a_row() -> None:
    store = store_of(80, 85)
    store.stood[KEY, MAY] = PlaceInFile("Provider", 45)

    found = where_from(data_of(store, indicator()), chosen(period=MAY.isoformat()))

    (row,) = found.rows
    assert (found.point.value, row.observation.numerator) == (85.0, 85)
    assert (row.file, row.share) == (FILE, 1.0)
    assert place_words(row) == "Provider, from row 45"
    assert where_title(found) == "18 weeks, May 2019: where 85.0% came from"
    assert where_sentence(found) == "Oxfordshire CCG. 85 of 100. Published."


def test_without_a_period_it_is_the_latest_figure() -> None:
    found = where_from(data_of(store_of(80, 85), indicator()), chosen())

    assert found.point.start == MAY


@pytest.mark.parametrize("said", ["May 19", "May 2019", "2019-05-31", "2019-05", "2019-05-17"])
def test_a_period_is_found_by_its_name_as_by_a_day(said: str) -> None:
    found = where_from(data_of(store_of(80, 85, 90), indicator()), chosen(period=said))

    assert found.point.start == MAY


def test_a_part_is_found_by_the_name_a_table_gives_it() -> None:
    store = store_of(80)
    store.relations.append(("10Q", "locality", "banbury"))
    store.add(replace_key("banbury"), [observation(APRIL, 8, 10)])

    found = where_from(data_of(store, indicator()), chosen(), of="Banbury")

    assert (found.place.name, found.point.numerator) == ("Banbury", 8)


def test_a_period_that_the_line_has_not_is_refused_with_those_it_has() -> None:
    with pytest.raises(BadParameter) as refused:
        where_from(data_of(store_of(80, 85), indicator()), chosen(period="2001-01-01"))

    assert "2019-04-01 to 2019-05-31" in refused.value.message


def test_where_nothing_is_loaded_it_says_so() -> None:
    with pytest.raises(NoFigures):
        where_from(data_of(FakeStore(), indicator()), chosen())


def test_a_quarter_is_made_of_its_stored_months_and_comes_to_their_sum() -> None:
    found = where_from(
        data_of(store_of(80, 85, 90), indicator()), chosen(view="quarter", period=APRIL.isoformat())
    )

    assert [row.label for row in found.rows] == ["Apr 19", "May 19", "Jun 19"]
    assert sum(row.observation.numerator or 0 for row in found.rows) == found.point.numerator


def test_of_a_stock_only_the_month_whose_position_is_shown_stands_behind_a_quarter() -> None:
    stock = indicator(aggregation=Family.RATIO_STOCK)

    found = where_from(
        data_of(store_of(80, 85, 90), stock), chosen(view="quarter", period=APRIL.isoformat())
    )

    assert [row.label for row in found.rows] == ["Jun 19"]
    assert found.point.numerator == 90
    assert dict(facts(found))["How it is made"].startswith("As it is published")


@pytest.mark.parametrize("view", ["year_to_date", "rolling_12m"])
@pytest.mark.parametrize("day", ["2019-05-01", "2019-05-31"])
def test_periods_that_overlap_are_told_apart_by_their_last_month(view: str, day: str) -> None:
    found = where_from(data_of(store_of(80, 85, 90), indicator()), chosen(view=view, period=day))

    assert found.point.end == date(2019, 5, 31)
    assert [row.label for row in found.rows] == ["Apr 19", "May 19"]


def test_a_day_before_the_first_year_ends_is_of_that_year() -> None:
    found = where_from(
        data_of(store_of(80), indicator()), chosen(view="rolling_12m", period="2018-06-01")
    )

    assert found.point.end == date(2019, 4, 30)


def test_shares_name_each_provider_its_part_and_their_version() -> None:
    store = FakeStore(files=[FILE])
    store.add(replace_key("RTH"), months(80, 85))  # type: ignore[arg-type]
    store.shared.append(("10Q", ProviderShare("RTH", 0.25, APRIL, None, "2019 shares", "ours")))
    shared = indicator(shared_out=True, levels=("trust", "ccg"))

    found = where_from(data_of(store, shared), chosen(period=MAY.isoformat()))

    (row,) = found.rows
    assert (row.organisation, row.share, found.share_version) == (TRUST, 0.25, "2019 shares")
    assert found.point.numerator == row.share * (row.observation.numerator or 0)


def replace_key(code: str) -> SeriesKey:
    return KEY._replace(organisation=code)


def test_a_part_without_a_figure_is_named_with_its_reason() -> None:
    store = FakeStore(files=[FILE])
    store.add(KEY, [observation(APRIL, 80, 100), absent(MAY), observation(JUNE, 80, 100)])

    found = where_from(
        data_of(store, indicator()), chosen(view="quarter", period=APRIL.isoformat())
    )

    assert hidden_words(found) == "May 19: suppressed"


def test_the_plan_is_named_with_its_counts_and_the_day_it_was_submitted() -> None:
    store = store_of(80)
    store.add(KEY, plan=[plan_point(APRIL, 92, 100)])

    said = dict(facts(where_from(data_of(store, indicator()), chosen(period=APRIL.isoformat()))))

    assert said["Plan"] == "92.0% (92 of 100): final, submitted 31 March 2017"
    assert said["Standard"].startswith("92%")


@pytest.mark.parametrize(("england", "agrees"), [(150, True), (151, False)])
def test_everybody_added_up_stands_beside_what_is_published_for_england(
    england: int, agrees: bool
) -> None:
    store = store_of(80)
    store.places.append(COUNTRY)
    store.add(replace_key(DUDLEY.code), [observation(APRIL, 70, 100)])
    store.add(replace_key(ENGLAND), [observation(APRIL, england, 200)])

    total = where_from(data_of(store, indicator()), chosen(period=APRIL.isoformat())).published

    assert total is not None
    assert (total.numerator, total.denominator, total.parts) == (150, 200, 2)
    assert total.agrees is agrees
    assert ("agree" in published_words(total)) is agrees


def test_a_locality_is_asked_by_its_own_name() -> None:
    store = store_of(80)
    store.relations.append(("10Q", "locality", "banbury"))
    store.add(replace_key("banbury"), [observation(APRIL, 8, 10)])

    found = where_from(
        data_of(store, indicator()), chosen(localities=("banbury",), period=APRIL.isoformat())
    )

    assert (found.place.name, found.organisation) == ("Banbury", OXFORDSHIRE)
    assert found.published is None


def test_where_the_base_of_a_rate_is_not_there_it_is_of_the_count_that_is_drawn() -> None:
    rate = indicator(id="access", aggregation="rate_pop", base="people", counted_by="entering")
    count = indicator(
        id="entering", short_name="Entering", unit="count", aggregation="count_flow",
        denominator="",
        standard=[], decimals=0,
    )  # fmt: skip
    store = FakeStore()
    store.add(SeriesKey("entering", "10Q", Grain.MONTH), [observation(MAY, 150, None)])

    asked = Selection(organisation="10Q", indicator="access", period="May 19")
    found = where_from(data_of(store, rate, count), asked)

    assert (found.point.value, found.indicator.id) == (150, "entering")
    assert where_title(found) == "Entering, May 2019: where 150 came from"
