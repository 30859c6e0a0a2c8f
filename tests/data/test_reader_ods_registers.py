"""Do the registers of commissioners, trusts and networks come in whole, with their dates?"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused, PeriodNotStated
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending
from data_access.ingest.places import Names
from data_access.ingest.publication import Link
from data_access.ingest.readers import ods_eccg, ods_epcn, ods_etr, reader_for
from data_access.sql_store import SqlStore
from data_access.tables import OrganisationRow
from tests.data.databases import dump
from tests.data.publications import Rows, context, write_workbook
from tests.data.publications_ods import (
    NETWORKS,
    PARTNERS,
    epcn_sheets,
    network,
    partner,
    quoted,
    register,
    register_row,
    write_epcn,
    written,
)

DAY = date(2025, 12, 31)
TRUST = register_row("RTH", "OXFORD UNIVERSITY HOSPITALS NHS FOUNDATION TRUST", roles="")
CLOSED = register_row("05C", "NHS DUDLEY CCG", closed="20210331", icb="QUA", region="Y60")


def test_commissioners_have_their_dates_names_and_icbs(tmp_path: Path) -> None:
    name = "NHS BUCKINGHAMSHIRE, OXFORDSHIRE AND BERKSHIRE WEST ICB - 10Q"
    document = register(tmp_path, register_row(name=name), CLOSED)

    publication = ods_eccg.read(document, context(DAY))

    oxford, dudley = publication.organisations[-2:]
    assert oxford.name == "NHS Buckinghamshire, Oxfordshire and Berkshire West ICB - 10Q"
    assert (oxford.level, oxford.valid_to, oxford.status) == ("ccg", None, "active")
    assert (dudley.valid_to, dudley.status) == (date(2021, 3, 31), "closed")
    assert publication.links == [
        Link("10Q", "QU9", "stp", DAY),
        Link("QU9", "Y59", "region", DAY),
        Link("05C", "QUA", "stp", date(2016, 4, 1), date(2021, 3, 31)),
    ]


@pytest.mark.parametrize(
    ("code", "name", "roles"),
    [
        ("14A", "MIDLANDS COMMISSIONING HUB", "RO218"),
        ("14A", "MIDLANDS COMMISSIONING HUB", ""),
        ("A4R1E", "NEWHAM - SUB-ICB REPORTING ENTITY", "RO327"),
        ("15A", "SOME NEW KIND OF ENTITY", "RO319|RO327"),
    ],
)
def test_hubs_and_reporting_entities_are_no_ccgs_and_in_no_icb(
    tmp_path: Path, code: str, name: str, roles: str
) -> None:
    document = register(tmp_path, register_row(code, name, roles=roles))

    publication = ods_eccg.read(document, context(DAY))

    assert [each.level for each in publication.organisations] == ["other_commissioner"]
    assert publication.links == []


def test_a_ccg_that_closed_before_there_were_footprints_is_in_none(tmp_path: Path) -> None:
    document = register(tmp_path, register_row("00F", closed="20150331"))

    assert ods_eccg.read(document, context(DAY)).links == []


def test_trusts_have_their_dates_and_those_of_wales_no_icb(tmp_path: Path) -> None:
    wales = register_row("RQF", "VELINDRE NHS TRUST", icb="Q99", region="W00", roles="")
    closed = register_row("RD3", "POOLE HOSPITAL", closed="20200930", roles="")
    document = register(tmp_path, TRUST, wales, closed, name="etr.csv")

    publication = ods_etr.read(document, context(DAY))

    assert reader_for(document) is ods_etr
    assert publication.rejected == []
    assert [each.status for each in publication.organisations[-3:]] == ["active"] * 2 + ["closed"]
    assert publication.links == [Link("RTH", "QU9", "provider", DAY)]


def test_the_registers_that_are_published_are_read_whole(shared: Path) -> None:
    folder = shared / "published" / "ods"
    found = {}
    for name in ("2025-12/eccg.csv", "2022-03/etr.csv", "2022-05/ePCN.xlsx"):
        document = Document(folder / name)
        reader = reader_for(document)
        assert reader is not None
        publication = reader.read(document, context())
        levels = Counter(each.level for each in publication.organisations)
        found[name] = (publication.rows, len(publication.rejected), publication.stated_on, levels)

    assert found["2025-12/eccg.csv"][:3] == (320, 0, date(2025, 12, 31))
    assert found["2022-03/etr.csv"][:3] == (218, 0, date(2022, 3, 31))
    assert found["2022-05/ePCN.xlsx"][:3] == (1318 + 7359, 0, date(2022, 5, 31))
    assert found["2025-12/eccg.csv"][3]["ccg"] == 248
    assert found["2022-03/etr.csv"][3]["trust"] == 218
    assert found["2022-05/ePCN.xlsx"][3]["pcn"] == 1318


@pytest.mark.parametrize("name", ["eccg.csv", "etr.csv"])
@pytest.mark.parametrize("gone", [2, 3, 26])
def test_a_register_without_a_column_is_refused(tmp_path: Path, name: str, gone: int) -> None:
    rows = [register_row(), CLOSED] if name == "eccg.csv" else [TRUST, TRUST]
    document = register(tmp_path, *[row[:gone] + row[gone + 1 :] for row in rows], name=name)
    reader = reader_for(document)
    assert reader is not None

    with pytest.raises(FileRefused, match="expected 27 columns without a header, found 26"):
        reader.read(document, context(DAY))


def test_a_title_above_the_rows_is_set_aside_and_a_row_cut_short_too(tmp_path: Path) -> None:
    whole = quoted(["Register of commissioners"], register_row(), CLOSED)
    document = Document(written(tmp_path / "eccg.csv", whole[:-40]))

    publication = ods_eccg.read(document, context(DAY))

    assert [(each.row, each.reason) for each in publication.rejected] == [
        (1, "expected 27 columns, found 1"),
        (3, "expected 27 columns, found 15"),
    ]


@pytest.mark.parametrize(
    ("facts", "column", "reason"),
    [
        ({"opened": "20131301"}, "open date", 'a date as yyyymmdd, found "20131301"'),
        ({"closed": "20120331"}, "close date", "a date not before 2013-04-01"),
        ({"icb": "?"}, "health geography", "the code of an ICB"),
        ({"region": "South"}, "national grouping", "the code of a region"),
        ({"name": ""}, "name", "a value"),
        ({"code": "10Q"}, "code", "this organisation stands in an earlier row"),
        ({"region": "Y60"}, "region", "QU9 is in Y59 above, here in Y60"),
    ],
)
def test_a_corrupted_cell_sets_its_row_aside(
    tmp_path: Path, facts: dict[str, str], column: str, reason: str
) -> None:
    row = register_row(**{"code": "11J", **facts})
    publication = ods_eccg.read(register(tmp_path, register_row(), row), context(DAY))

    (aside,) = publication.rejected
    assert (aside.row, aside.column) == (2, column)
    assert reason in aside.reason


def test_a_register_without_a_date_asks_for_one(tmp_path: Path) -> None:
    with pytest.raises(PeriodNotStated):
        ods_eccg.read(register(tmp_path, register_row()), context())


def test_a_register_renames_a_ccg_which_is_still_found_by_its_former_name(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    register(tmp_path, register_row(name="NHS ROUND ICB - 10Q"))

    load_file(engine, tmp_path / "eccg.csv", indicators, DAY)

    with engine.connect() as connection:
        names = Names(connection)
        query = select(OrganisationRow.name).where(OrganisationRow.code == "10Q")
        assert connection.execute(query).scalar_one() == "NHS Round ICB - 10Q"
        spellings = ("Oxfordshire CCG", "NHS Round ICB - 10Q", "E38000136")
        assert {names.resolve(each) for each in spellings} == {"10Q"}


def test_a_network_register_gives_dated_links_and_the_present_commissioner(tmp_path: Path) -> None:
    partners = [
        partner(end="20200630"),
        partner(pcn="U00002", start=20200701.0),
        partner("K84002", ccg="14Y"),
        partner("K84003", end="20200331"),
    ]
    path = write_epcn(tmp_path, [network(), network("U00002", closed="20220331")], partners)

    publication = ods_epcn.read(Document(path), context(date(2022, 5, 31)))

    day, joined = date(2022, 5, 31), date(2019, 10, 1)
    assert publication.rejected == []
    assert publication.links == [
        Link("K84001", "U96099", "pcn", joined, date(2020, 6, 30)),
        Link("K84001", "U00002", "pcn", date(2020, 7, 1)),
        Link("K84001", "10Q", "commissioner", day),
        Link("K84002", "U96099", "pcn", joined),
        Link("K84002", "14Y", "commissioner", day),
        Link("K84003", "U96099", "pcn", joined, date(2020, 3, 31)),
    ]
    assert [each.status for each in publication.organisations[:2]] == ["active", "closed"]


def test_from_july_2022_the_columns_say_sub_icb_location(tmp_path: Path) -> None:
    sheets = epcn_sheets([network()], [partner()])
    for sheet in sheets.values():
        sheet[0] = [str(cell).replace("CCG", "Sub ICB Loc") for cell in sheet[0]]
    sheets["PCNDetails"][0][2:4] = ["Current\nSub ICB Loc Code", "Sub ICB Location"]
    path = write_workbook(tmp_path / "ePCN.xlsx", sheets)

    assert reader_for(Document(path)) is ods_epcn
    assert len(ods_epcn.read(Document(path), context(date(2022, 8, 26))).links) == 2


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (partner("K84002", start="2019-13-01"), "Start Date", "not a date as yyyymmdd"),
        (partner("K84002", start=None), "Start Date", "no date"),
        (partner("K84002", end="20190901"), "End Date", "a date before that of the beginning"),
        (partner("K84002", pcn="U00009"), "PCN Code", "not on the sheet of networks"),
        (partner("K84 002"), "Code", "not an ODS code"),
        (partner(start="20200101"), "Start Date", "the practice is in another network"),
        (partner(pcn="U96099", end="20200101"), "", "another row says something else"),
        (partner(), "", "the same row stands above"),
    ],
)
def test_a_partner_that_cannot_be_read_is_set_aside(
    tmp_path: Path, row: list[object], column: str, reason: str
) -> None:
    path = write_epcn(tmp_path, [network()], [partner(), partner("K84003"), row])

    publication = ods_epcn.read(Document(path), context(date(2022, 5, 31)))

    aside = publication.rejected[-1]
    assert (aside.sheet, aside.row) == ("PCN Core Partner Details", 4)
    assert aside.column.endswith(column) and reason in aside.reason


@pytest.mark.parametrize("lost", [0, 1, 2, 4, 8, 9])
def test_a_network_register_without_a_needed_column_is_refused(tmp_path: Path, lost: int) -> None:
    sheets = epcn_sheets([network()], [partner()])
    rows = sheets["PCN Core Partner Details"]
    sheets["PCN Core Partner Details"] = [row[:lost] + row[lost + 1 :] for row in rows]
    document = Document(write_workbook(tmp_path / "ePCN.xlsx", sheets))
    assert reader_for(document) is ods_epcn

    with pytest.raises(FileRefused, match=f'expected a column "{name_of(PARTNERS[lost])}'):
        ods_epcn.read(document, context(date(2022, 5, 31)))


def name_of(heading: str) -> str:
    return " ".join(heading.split()).lower()


def test_a_network_register_without_its_networks_is_refused(tmp_path: Path) -> None:
    sheets = epcn_sheets([network()], [partner()])
    del sheets["PCNDetails"]
    document = Document(write_workbook(tmp_path / "ePCN.xlsx", sheets))

    with pytest.raises(FileRefused, match="a sheet of networks with their dates"):
        ods_epcn.read(document, context(date(2022, 5, 31)))


def test_a_network_register_shifted_by_a_row_is_read(tmp_path: Path) -> None:
    sheets = epcn_sheets([network()], [partner()])
    shifted: dict[str, Rows] = {
        name: [["Extract", "May 2022"], *rows] for name, rows in sheets.items()
    }
    path = write_workbook(tmp_path / "ePCN.xlsx", shifted)

    publication = ods_epcn.read(Document(path), context(date(2022, 5, 31)))

    assert len(NETWORKS) == 7 and len(publication.links) == 2


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_network_register_cut_short_is_refused_and_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    path = write_epcn(tmp_path, [network()], [partner()])
    path.write_bytes(path.read_bytes()[:-500])
    before = dump(engine)

    outcome = load_file(engine, path, indicators, date(2022, 5, 31))

    assert outcome.ending is Ending.REFUSED
    assert dump(engine) == before


def test_networks_are_seen_through_the_store_on_their_days(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    partners = [partner(end="20200630"), partner(pcn="U00002", start="20200701")]
    path = write_epcn(tmp_path, [network(), network("U00002")], partners)
    load_file(engine, path, indicators, date(2022, 5, 31))
    store = SqlStore(engine)

    found = [store.parents("K84001", "pcn", date(2020, month, 1)) for month in (6, 7)]

    assert [[each.code for each in some] for some in found] == [["U96099"], ["U00002"]]
