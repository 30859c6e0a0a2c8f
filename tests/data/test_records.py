"""What is kept of a load beside its figures, and what gives way to a later document?"""

from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from data_access.ingest.errors import FileRefused
from data_access.ingest.kept import Kept
from data_access.ingest.load import LoadedMeanwhile, Source, store
from data_access.ingest.publication import NewPlanVersion, Publication
from data_access.sql_store import SqlStore
from data_access.tables import ActionRow, LoadRow, PopulationBaseRow
from tests.data.databases import APRIL, MAY, dump, figure, publication, take_in

MARCH_31 = date(2016, 3, 31)


def action(text: str = "Open a clinic", source: str = "The plan") -> dict[str, object]:
    return {
        "organisation": "10Q",
        "indicator": "rtt_18week",
        "text": text,
        "milestone": "",
        "start_on": None,
        "due_on": APRIL,
        "partner": "",
        "source": source,
    }


def actions(
    *rows: dict[str, object], kind: str = "plan_actions", stated_on: date | None = None
) -> Publication:
    return publication(kind=kind, facts={"action": list(rows)}, stated_on=stated_on)


def actions_kept(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(select(ActionRow.text).order_by(ActionRow.id)).scalars())


def final(submitted_on: date | None = MARCH_31, **facts: object) -> NewPlanVersion:
    return NewPlanVersion("final", "Final plan", "final", submitted_on, **facts)  # type: ignore[arg-type]


def plan(version: NewPlanVersion, numerator: float = 92) -> Publication:
    row = figure(numerator=numerator, version=version.slug)
    return publication(plans=[row], plan_versions=[version], illustrative=version.illustrative)


def test_a_later_copy_of_a_document_replaces_what_the_earlier_one_said(engine: Engine) -> None:
    take_in(engine, actions(action("Open a clinic"), action("Hire a surgeon")))

    kept = take_in(engine, actions(action("Open a clinic"), action("Hire two surgeons")))

    assert kept == Kept(new=1, unchanged=1)
    assert actions_kept(engine) == ["Open a clinic", "Hire two surgeons"]


def test_another_document_stands_beside_the_first(engine: Engine) -> None:
    take_in(engine, actions(action(source="Oxfordshire's plan")))

    take_in(engine, actions(action(source="Dudley's plan")))

    assert len(actions_kept(engine)) == 2


def test_the_same_document_read_by_another_reader_stands_beside_the_first(engine: Engine) -> None:
    take_in(engine, actions(action("Open a clinic")))

    take_in(engine, actions(action("Hire a surgeon"), kind="plan_standards"))

    assert len(actions_kept(engine)) == 2


def test_an_older_copy_of_a_document_changes_nothing(engine: Engine) -> None:
    take_in(engine, actions(action("New"), stated_on=MAY))

    kept = take_in(engine, actions(action("Old"), stated_on=APRIL))

    assert kept == Kept(older=1)
    assert actions_kept(engine) == ["New"]


def test_a_base_given_again_replaces_the_one_of_the_same_day(engine: Engine) -> None:
    base = {"organisation": "10Q", "base": "iapt_prevalence", "valid_from": APRIL}
    for value in (80_000.0, 81_000.0):
        row = {**base, "valid_to": None, "value": value, "source": "A survey"}
        take_in(engine, publication(facts={"population_base": [row]}))

    with engine.connect() as connection:
        values = connection.execute(select(PopulationBaseRow.value)).scalars().all()
    assert values == [81_000]


def test_two_localities_with_one_spelling_do_not_stop_the_load(engine: Engine) -> None:
    rows = [
        {"alias": "the north", "within": "10Q", "code": code}
        for code in ("oxfordshire_banbury", "oxfordshire_north")
    ]

    assert take_in(engine, publication(facts={"organisation_alias": rows})).new == 1


def test_a_version_known_under_another_date_is_refused_with_both_dates(engine: Engine) -> None:
    take_in(engine, plan(final(MARCH_31)))
    before = dump(engine)

    with pytest.raises(FileRefused) as refused:
        take_in(engine, plan(final(date(2016, 9, 30)), numerator=80))

    assert '"Final plan" (final) submitted on 31 March 2016, as in the database' in str(
        refused.value
    )
    assert "found 30 September 2016" in str(refused.value)
    assert dump(engine) == before


def test_a_version_whose_date_was_not_known_takes_the_date_that_comes(engine: Engine) -> None:
    for submitted_on in (None, MARCH_31, None):
        take_in(engine, plan(final(submitted_on)))

    assert SqlStore(engine).plan_version("final").submitted_on == MARCH_31


def test_an_illustrative_version_leaves_its_name_to_a_real_one(engine: Engine) -> None:
    take_in(engine, plan(final(date(2016, 4, 18), illustrative=True), numerator=50))

    take_in(engine, plan(final(MARCH_31), numerator=92))

    store = SqlStore(engine)
    (version,) = store.plan_versions("rtt_18week", "10Q")
    assert (version.slug, version.illustrative, version.submitted_on) == ("final", False, MARCH_31)
    assert store.plan_version("illustrative_final").illustrative


def test_a_load_keeps_its_counts(engine: Engine) -> None:
    take_in(engine, publication([figure(APRIL, 90)], stated_on=APRIL))
    take_in(engine, publication([figure(APRIL, 90), figure(MAY, 91)], stated_on=APRIL))

    table = LoadRow
    with engine.connect() as connection:
        counts = connection.execute(
            select(table.rows, table.new, table.restated, table.unchanged, table.older).where(
                table.id == select(func.max(table.id)).scalar_subquery()
            )
        ).one()
    assert counts == (2, 1, 0, 1, 0)


@pytest.mark.parametrize("as_at", [None, APRIL])
def test_one_content_with_one_date_is_kept_once(engine: Engine, as_at: date | None) -> None:
    source = Source("return.csv", "1" * 64, as_at)
    with engine.begin() as connection:
        store(connection, publication([figure()]), source)

    with pytest.raises(LoadedMeanwhile), engine.begin() as connection:
        store(connection, publication([figure(MAY)]), source)

    assert [row[0] for row in dump(engine)["load"]] == [1]


@pytest.mark.parametrize(("rows", "warnings"), [(89, 1), (90, 0)])
def test_rows_are_compared_with_those_of_an_earlier_copy(
    engine: Engine, rows: int, warnings: int
) -> None:
    take_in(engine, publication([figure()], period_rows={APRIL: 100}))
    copy = publication([figure()], period_rows={APRIL: rows})

    take_in(engine, copy)

    assert len(copy.warnings) == warnings


def test_rows_of_a_first_file_are_compared_with_the_month_before_in_the_database(
    engine: Engine,
) -> None:
    take_in(engine, publication([figure()], period_rows={APRIL: 100}))
    next_month = publication([figure(MAY)], period_rows={MAY: 50})

    take_in(engine, next_month)

    assert next_month.warnings == [
        "May 2016 has 50 rows where 100 were expected: it may not be whole"
    ]
