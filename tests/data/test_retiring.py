"""Do real figures of a trust retire the invented ones of the commissioner it stands for?"""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from dashboard.indicators.registry import load_indicators
from data_access.ingest.load import Source, store
from data_access.ingest.publication import Publication
from data_access.tables import SeriesRow
from tests.data.databases import figure, publication

STOOD_IN, AFTERWARDS = date(2019, 4, 1), date(2021, 4, 1)


def take_in(engine: Engine, number: int, what: Publication) -> None:
    with engine.begin() as connection:
        store(connection, what, Source(f"{number}.csv", f"{number:064}"), load_indicators())


def shown(engine: Engine, indicator: str = "ae_4hour") -> list[str]:
    """Organisations of the series that are shown."""
    query = select(SeriesRow.organisation).where(
        SeriesRow.indicator == indicator, SeriesRow.kind == "actual", ~SeriesRow.retired
    )
    with engine.connect() as connection:
        return sorted(connection.execute(query).scalars())


@pytest.fixture
def invented(engine: Engine) -> Engine:
    """Illustrative figures of Oxfordshire and of Dudley, for A&E and for waiting lists."""
    rows = [
        figure(indicator=indicator, organisation=organisation)
        for indicator in ("ae_4hour", "rtt_18week")
        for organisation in ("10Q", "05C")
    ]
    take_in(engine, 1, publication(rows, illustrative=True))
    return engine


def test_a_trusts_figures_retire_those_of_its_commissioner_alone(invented: Engine) -> None:
    take_in(invented, 2, publication([figure(STOOD_IN, organisation="RNA", indicator="ae_4hour")]))

    assert shown(invented) == ["10Q", "RNA"]


def test_only_an_indicator_for_which_somebody_stands_in_is_retired(invented: Engine) -> None:
    take_in(invented, 2, publication([figure(STOOD_IN, organisation="RNA")]))

    assert shown(invented, "rtt_18week") == ["05C", "10Q", "RNA"]


def test_figures_of_a_time_when_the_trust_did_not_stand_in_retire_nothing(
    invented: Engine,
) -> None:
    take_in(
        invented, 2, publication([figure(AFTERWARDS, organisation="RNA", indicator="ae_4hour")])
    )

    assert shown(invented) == ["05C", "10Q", "RNA"]


def test_invented_figures_of_a_trust_retire_nothing(invented: Engine) -> None:
    figures = [figure(STOOD_IN, organisation="RNA", indicator="ae_4hour")]
    take_in(invented, 2, publication(figures, illustrative=True))

    assert shown(invented) == ["05C", "10Q", "RNA"]


def test_real_figures_of_a_commissioner_stay(invented: Engine) -> None:
    take_in(invented, 2, publication([figure(STOOD_IN, organisation="05C", indicator="ae_4hour")]))
    take_in(invented, 3, publication([figure(STOOD_IN, organisation="RNA", indicator="ae_4hour")]))

    assert shown(invented) == ["05C", "10Q", "RNA"]


def test_invented_figures_that_come_after_the_real_ones_are_not_shown(engine: Engine) -> None:
    take_in(engine, 1, publication([figure(STOOD_IN, organisation="RNA", indicator="ae_4hour")]))

    take_in(
        engine,
        2,
        publication([figure(organisation="05C", indicator="ae_4hour")], illustrative=True),
    )

    assert shown(engine) == ["RNA"]
