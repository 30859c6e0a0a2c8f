"""Which of two figures is kept, what becomes of the other, and who gives way to whom?"""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import Engine, select

from dashboard.periods import Grain
from dashboard.series import SeriesKey
from data_access.database import read_property
from data_access.ingest.kept import Kept
from data_access.ingest.load import stands_on
from data_access.ingest.publication import Link, NewOrganisation, NewPlanVersion
from data_access.sql_store import SqlStore
from data_access.tables import LoadRow, ObservationRow, SeriesRow, SupersededObservation
from tests.data.databases import APRIL, MAY, figure, publication, take_in

OXFORDSHIRE = SeriesKey("rtt_18week", "10Q", Grain.MONTH)
FINAL = NewPlanVersion("final", "Final", "final", date(2016, 3, 31))


def kept_numerators(engine: Engine) -> list[float | None]:
    series = SqlStore(engine).actual(OXFORDSHIRE)
    return [each.numerator for each in series.observations] if series else []


def live_series(engine: Engine, kind: str) -> Sequence[tuple[str, bool]]:
    """Grain and whether illustrative of each series that is shown."""
    query = select(SeriesRow.grain, SeriesRow.illustrative).where(
        SeriesRow.kind == kind, ~SeriesRow.retired
    )
    with engine.connect() as connection:
        return [(grain, illustrative) for grain, illustrative in connection.execute(query)]


def test_figures_met_for_the_first_time_are_new(engine: Engine) -> None:
    kept = take_in(engine, publication([figure(APRIL, 90), figure(MAY, 91)]))

    assert kept == Kept(new=2)
    assert kept_numerators(engine) == [90, 91]


def test_a_newer_file_restates_and_what_it_replaced_is_kept(engine: Engine) -> None:
    take_in(engine, publication([figure(numerator=90)], stated_on=date(2016, 6, 9)))

    kept = take_in(engine, publication([figure(numerator=88)], stated_on=date(2016, 7, 14)))

    with engine.connect() as connection:
        table = SupersededObservation
        before = connection.execute(select(table.numerator, table.load_id, table.replaced_by)).all()
    assert kept == Kept(restated=1)
    assert kept_numerators(engine) == [88]
    assert before == [(90, 1, 2)]


def test_an_older_file_fills_gaps_only(engine: Engine) -> None:
    take_in(engine, publication([figure(APRIL, 90)], stated_on=date(2016, 7, 14)))
    older = publication([figure(APRIL, 70), figure(MAY, 71)], stated_on=date(2016, 6, 9))

    kept = take_in(engine, older)

    assert kept == Kept(new=1, older=1)
    assert kept_numerators(engine) == [90, 71]


def test_a_figure_that_a_newer_file_repeats_stands_on_the_newer_file(engine: Engine) -> None:
    for day, numerator in ((1, 90), (3, 90), (2, 70)):
        what = publication([figure(numerator=numerator)], stated_on=date(2016, 6, day))
        take_in(engine, what)

    assert kept_numerators(engine) == [90]


def test_a_repeated_figure_may_move_from_provisional_to_published(engine: Engine) -> None:
    take_in(engine, publication([figure(status="provisional")]))

    kept = take_in(engine, publication([figure(status="published")]))

    with engine.connect() as connection:
        assert connection.execute(select(ObservationRow.status)).scalars().all() == ["published"]
    assert kept == Kept(unchanged=1)


def test_a_reason_for_absence_gives_way_to_a_figure(engine: Engine) -> None:
    take_in(engine, publication([figure(numerator=None, absent_reason="not_yet_published")]))

    kept = take_in(engine, publication([figure(numerator=90)]))

    assert kept == Kept(restated=1)
    assert kept_numerators(engine) == [90]


@pytest.mark.parametrize("illustrative_first", [True, False])
def test_illustrative_actuals_retire_whichever_comes_first(
    engine: Engine, illustrative_first: bool
) -> None:
    for illustrative in (illustrative_first, not illustrative_first):
        numerator = 50 if illustrative else 90
        take_in(engine, publication([figure(numerator=numerator)], illustrative=illustrative))

    assert live_series(engine, "actual") == [("month", False)]
    assert kept_numerators(engine) == [90]


def test_real_actuals_of_one_organisation_leave_the_illustrative_ones_of_another(
    engine: Engine,
) -> None:
    take_in(engine, publication([figure(organisation="05C")], illustrative=True))

    take_in(engine, publication([figure(organisation="10Q")]))

    assert live_series(engine, "actual") == [("month", True), ("month", False)]


def test_a_real_actual_retires_the_illustrative_breakdowns_too(engine: Engine) -> None:
    part = figure(dimension="treatment_function", member="110")
    take_in(engine, publication([figure(), part], illustrative=True))

    take_in(engine, publication([figure()]))

    assert live_series(engine, "actual") == [("month", False)]


@pytest.mark.parametrize(
    ("grain", "left"),
    [("month", [("month", False)]), ("year", [("month", True), ("year", False)])],
)
def test_a_real_plan_retires_the_illustrative_one_of_its_own_grain(
    engine: Engine, grain: str, left: list[tuple[str, bool]]
) -> None:
    illustrative = NewPlanVersion("draft", "Draft", "draft", None, illustrative=True)
    draft = publication(
        plans=[figure(version="draft")], plan_versions=[illustrative], illustrative=True
    )
    take_in(engine, draft)

    take_in(engine, publication(plans=[figure(grain=grain)], plan_versions=[FINAL]))

    assert live_series(engine, "plan") == left


@pytest.mark.parametrize(
    ("start", "illustrative", "ended"),
    [
        (date(2020, 4, 1), False, True),
        (date(2020, 4, 1), True, False),
        (date(2020, 3, 1), False, False),
    ],
)
def test_only_real_figures_after_it_end_the_samples_as_at_date(
    sample_engine: Engine, start: date, illustrative: bool, ended: bool
) -> None:
    take_in(sample_engine, publication([figure(start)], illustrative=illustrative))

    with sample_engine.connect() as connection:
        carried = read_property(connection, "as_at")
    assert carried == (None if ended else "2020-03-31")


def test_each_load_is_one_new_data_version(engine: Engine) -> None:
    store = SqlStore(engine)
    before = store.data_version()

    take_in(engine, publication([figure()]))

    assert store.data_version() == before + 1


def test_readers_see_what_stood_before_a_load_until_it_is_committed(engine: Engine) -> None:
    store = SqlStore(engine)
    take_in(engine, publication([figure(numerator=90)]))

    with engine.begin() as connection:
        connection.execute(ObservationRow.__table__.update().values(numerator=1))  # type: ignore[attr-defined]
        during = kept_numerators(engine), store.data_version()

    assert during == ([90], 1)
    assert kept_numerators(engine) == [1]


def test_a_file_of_organisations_counts_them_and_their_links(engine: Engine) -> None:
    practice = NewOrganisation("K84001", "The Hart Surgery", "practice")
    link = Link("K84001", "10Q", "commissioner", date(2013, 4, 1))
    register = {"organisations": [practice], "links": [link], "authority": True}

    first = take_in(engine, publication(**register, stated_on=date(2019, 12, 31)))  # type: ignore[arg-type]
    again = take_in(engine, publication(**register, stated_on=date(2020, 1, 31)))  # type: ignore[arg-type]

    assert (first, again) == (Kept(new=2), Kept(unchanged=2))


def test_the_organisations_beside_figures_are_not_counted_among_them(engine: Engine) -> None:
    hub = NewOrganisation("X24", "NHS England", "other_commissioner")

    assert take_in(engine, publication([figure()], organisations=[hub])) == Kept(new=1)


def test_a_file_stands_on_what_it_states_else_on_the_option_else_on_its_last_period() -> None:
    year = figure(date(2015, 4, 1), grain="year")
    figures = [figure(APRIL), year]

    assert stands_on(publication(figures, stated_on=MAY), date(2020, 1, 1)) == MAY
    assert stands_on(publication(figures), date(2020, 1, 1)) == date(2020, 1, 1)
    assert stands_on(publication(figures)) == date(2016, 4, 30)
    assert stands_on(publication([year])) == date(2016, 3, 31)


def test_a_file_without_dates_stands_before_every_other(engine: Engine) -> None:
    place = NewOrganisation("nowhere", "Nowhere", "locality")

    take_in(engine, publication(organisations=[place]))

    with engine.connect() as connection:
        assert connection.execute(select(LoadRow.stands_on)).scalar() == date.min
