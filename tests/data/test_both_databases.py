"""Is it the same on a laptop and on the team's PostgreSQL, and said plainly where it cannot be?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from app import create_app
from dashboard.errors import DatabaseUnreachable
from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain
from dashboard.series import SeriesKey
from dashboard.settings import Settings
from data_access.__main__ import main
from data_access.database import open_engine, prepare
from data_access.ingest.load import load_files
from data_access.ingest.publication import NewOrganisation, NewPlanVersion, Rejected
from data_access.ingest.upkeep import tended
from data_access.sample import plan_files
from data_access.sql_store import SqlStore
from data_access.tables import LoadRow, OrganisationRow, RejectedRow, SeriesRow
from tests.data.databases import dump, figure, publication, take_in
from tests.data.publications import eip_line, rtt_sheets, write_eip, write_workbook
from tests.homes import Folder, Home, Server

NOWHERE = "postgresql://analyst:secret@127.0.0.1:1/trajectory"


@pytest.fixture
def both(folder: Folder, server: Server) -> Iterator[tuple[Engine, Engine]]:
    """A new database of each kind."""
    homes: tuple[Home, Home] = (folder, server)
    urls = [home.make() for home in homes]
    engines = [open_engine(url) for url in urls]
    for engine in engines:
        prepare(engine)
    yield engines[0], engines[1]
    for engine, home, url in zip(engines, homes, urls, strict=True):
        engine.dispose()
        home.remove(url)


def files(folder: Path) -> list[Path]:
    """Publications of several kinds, one that restates another, plans, and one with a bad row."""
    write_workbook(folder / "rtt.xlsx", rtt_sheets())
    write_workbook(folder / "rtt_later.xlsx", rtt_sheets(revised="9th March 2017"))
    write_eip(folder / "eip.csv", *[eip_line((3, 1), f"01/0{month}/2019") for month in (7, 8)])
    (folder / "return.csv").write_text(
        "indicator,organisation,period,numerator,denominator\n"
        "rtt_18week,10Q,2019-04-01,90,100\nrtt_18week,nowhere,2019-04-01,9,10\n"
    )
    return [folder, *plan_files()]


def test_the_same_files_leave_the_same_rows_in_the_same_order(
    both: tuple[Engine, Engine], indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    given, contents = files(tmp_path), []

    for engine in both:
        load_files(engine, given, indicators, say=list[str]().append)
        tables = dump(engine)
        moment = list(LoadRow.__table__.columns.keys()).index("loaded_at")
        tables["load"] = [row[:moment] + row[moment + 1 :] for row in tables["load"]]
        contents.append(tables)

    assert contents[0] == contents[1]
    assert len(contents[0]["observation"]) > 20
    assert len(contents[0]["reference_value"]) > 20


def test_lists_by_name_are_in_the_same_order(both: tuple[Engine, Engine]) -> None:
    names = ["Éast Wick", "a low name", "A Name", "A-Name", "AName", "Z"]
    rows = [NewOrganisation(f"{name}-1", name, "practice") for name in names]

    lists = []
    for engine in both:
        take_in(engine, publication(organisations=rows))
        lists.append([each.name for each in SqlStore(engine).organisations()])

    assert lists[0] == lists[1]


def test_words_longer_than_the_schema_expects_are_kept_whole(engine: Engine) -> None:
    long = "a very long name " * 30
    place = NewOrganisation("LONG", long, "practice")
    member = ("treatment_function", "m" * 90, long)
    version = NewPlanVersion("v" * 99, long, "final", None, scenario=long)
    rows = [figure(dimension="treatment_function", member="m" * 90)]
    aside = Rejected(2, long, (long,), sheet=long, column=long)
    value = dict.fromkeys(("source", "quote", "label", "unit"), long)
    stated = {"kind": "actual", "indicator": "rtt_18week", "organisation": "10Q", "value": 1.0}

    take_in(
        engine,
        publication(
            rows,
            title=long,
            publisher=long,
            organisations=[place],
            members=[member],
            plan_versions=[version],
            rejected=[aside],
            facts={"reference_value": [stated | value]},
        ),
    )

    with engine.connect() as connection:
        name = connection.execute(
            select(OrganisationRow.name).where(OrganisationRow.code == "LONG")
        )
        column = connection.execute(select(RejectedRow.column))
        assert (name.scalar(), column.scalar()) == (long, long)


def test_an_application_over_either_answers_over_http(sample_engine: Engine) -> None:
    url = sample_engine.url.render_as_string(hide_password=False)
    client = create_app(Settings(database_url=url), sample_engine).server.test_client()
    series = SqlStore(sample_engine).actual(SeriesKey("rtt_18week", "10Q", Grain.MONTH))

    where = {"indicator": "rtt_18week", "organisation": "10Q"}
    answer = client.get("/api/v1/series", query_string=where)

    assert series is not None
    assert [client.get(page).status_code for page in ("/", "/trend", "/localities")] == [200] * 3
    assert [row["numerator"] for row in answer.get_json()][:12] == [
        each.numerator for each in series.observations[:12]
    ]


def test_a_row_made_without_a_number_gets_one_that_is_free(engine: Engine) -> None:
    """Loads number their series themselves; what numbers them otherwise must know."""
    take_in(engine, publication([figure(), figure(organisation="05C")]))
    row = {"organisation": "RTH", "indicator": "rtt_18week", "grain": "month", "kind": "actual"}

    with engine.begin() as connection:
        number = connection.execute(insert(SeriesRow).values(row).returning(SeriesRow.id)).scalar()

    assert number == 3


@pytest.mark.parametrize("home", ["server"], indirect=True)
@pytest.mark.parametrize(("rows", "pages"), [(20_000, True), (10, False)])
def test_after_many_rows_the_server_knows_at_once_which_pages_are_whole(
    engine: Engine, rows: int, pages: bool
) -> None:
    with tended(engine):
        take_in(engine, publication([figure(date.fromordinal(day + 1)) for day in range(rows)]))

    with engine.connect() as connection:
        whole = "SELECT relallvisible FROM pg_class WHERE relname = 'observation'"
        known = connection.exec_driver_sql(whole).scalar_one()
    assert (known > 0) is pages


def test_a_server_that_cannot_be_reached_is_said_in_one_sentence() -> None:
    engine = open_engine(NOWHERE)

    with pytest.raises(DatabaseUnreachable) as caught:
        prepare(engine)
    with pytest.raises(DatabaseUnreachable):
        SqlStore(engine).organisations()

    assert caught.value.message.startswith(
        "The database postgresql://analyst:***@127.0.0.1:1/trajectory cannot be used: "
    )
    assert "refused" in caught.value.message
    assert "secret" not in caught.value.message


def test_a_database_that_the_server_does_not_have_is_said_by_its_name(server: Server) -> None:
    url = server.make()
    server.remove(url)

    with pytest.raises(DatabaseUnreachable, match=r"trajectory_test_\d+_\d+.* does not exist"):
        prepare(open_engine(url))


def test_the_url_alone_chooses_the_database(
    new_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJECTORY_DATABASE_URL", new_url)
    write_eip(tmp_path / "eip.csv", eip_line((3, 1, 1)))

    ending = main(["load", str(tmp_path)])

    engine = open_engine(new_url)
    with engine.connect() as connection:
        files = connection.execute(select(LoadRow.file_name)).scalars().all()
    engine.dispose()
    assert (ending, files) == (0, ["eip.csv"])
