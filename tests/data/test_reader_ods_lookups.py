"""Do look-ups and mappings give codes, names and dated parents?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import Level
from data_access.ingest.document import Document
from data_access.ingest.errors import PeriodNotStated
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending
from data_access.ingest.places import Names
from data_access.ingest.publication import Link, Publication
from data_access.ingest.readers import (
    Reader,
    ods_mapping,
    ods_practice_map,
    ods_systems,
    ons_lookup,
    reader_for,
)
from data_access.tables import OrganisationRow
from tests.data.databases import dump
from tests.data.publications import context, write_workbook
from tests.data.publications_ods import (
    LOOKUP,
    LOOKUP_ROW,
    MAPPING,
    MAPPING_ROW,
    SYSTEMS,
    SYSTEMS_ROW,
    written,
)

APRIL, JULY = date(2021, 4, 1), date(2022, 7, 1)
# Reader, file name, header, one row, and a column without which it is refused.
FILES = [
    (ons_lookup, "lookup.csv", LOOKUP, LOOKUP_ROW, "CCG21CDH"),
    (ods_mapping, "MAPPING_NHS_GEOGRAPHIES_2021.csv", MAPPING, MAPPING_ROW, "CCG_ODS_CODE"),
    (ods_systems, "System-Mapping.csv", SYSTEMS, SYSTEMS_ROW, "ICB Code"),
]


def document(folder: Path, *lines: str, name: str = "lookup.csv") -> Document:
    return Document(written(folder / name, "\n".join(lines) + "\n"))


def lookup(folder: Path, *rows: str, header: str = LOOKUP, name: str = "lookup.csv") -> Publication:
    return ons_lookup.read(document(folder, header, *rows, name=name), context())


def test_a_look_up_gives_ons_codes_names_and_parents_from_its_date(tmp_path: Path) -> None:
    publication = lookup(tmp_path, LOOKUP_ROW)

    ccg, stp, region = publication.organisations
    assert (ccg.code, ccg.ons_code, ccg.name) == ("10Q", "E38000136", "NHS Oxfordshire CCG")
    assert (stp.code, stp.ons_code, region.code) == ("QU9", "E54000044", "Y59")
    assert publication.links == [
        Link("10Q", "QU9", "stp", APRIL),
        Link("QU9", "Y59", "region", APRIL),
    ]


def test_a_look_up_of_names_alone_gives_ons_codes(tmp_path: Path) -> None:
    publication = lookup(
        tmp_path, "1,E38000136,10Q,NHS Oxfordshire CCG", header="FID,CCG20CD,CCG20CDH,CCG20NM"
    )

    assert [each.code for each in publication.organisations] == ["10Q"]
    assert (publication.stated_on, publication.links) == (date(2020, 4, 1), [])


def test_a_look_up_of_sub_icb_locations_is_of_july_2022_or_of_the_month_in_its_name(
    tmp_path: Path,
) -> None:
    header = "SICBL{0}CD,SICBL{0}CDH,SICBL{0}NM,ICB{0}CD,ICB{0}CDH,ICB{0}NM,ObjectId"
    row = "E38000259,D2P2L,NHS Black Country ICB - D2P2L,E54000062,QUA,NHS Black Country ICB,1"

    plain = lookup(tmp_path, row, header=header.format(22))
    named = lookup(tmp_path, row, header=header.format(23), name="Sub_ICB_(April_2023).csv")

    assert plain.links == [Link("D2P2L", "QUA", "stp", JULY)]
    assert named.stated_on == date(2023, 4, 1)


def test_both_ons_codes_of_a_ccg_whose_boundary_moved_find_it(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    row = "E38000259,D2P2L,NHS Black Country ICB - D2P2L"
    document(tmp_path, "SICBL22CD,SICBL22CDH,SICBL22NM", row)

    load_file(engine, tmp_path / "lookup.csv", indicators)

    with engine.connect() as connection:
        resolve = Names(connection).resolve
        assert resolve("E38000250") == resolve("E38000259") == "D2P2L"
        assert resolve("NHS Black Country ICB - D2P2L") == "D2P2L"


@pytest.mark.parametrize(
    ("good", "bad", "column"),
    [
        ("E38000136", "E36000136", "CCG21CD"),
        (",10Q,", ",1OQ,", "CCG21CDH"),
        ("NHS Oxfordshire CCG", "", "CCG21NM"),
        (",QU9,", ",,", "STP21CDH"),
        ("E40000005", "South", "NHSER21CD"),
        (",South East", "", ""),
    ],
)
def test_a_corrupted_cell_of_a_look_up_sets_its_row_aside(
    tmp_path: Path, good: str, bad: str, column: str
) -> None:
    publication = lookup(tmp_path, LOOKUP_ROW, LOOKUP_ROW.replace(good, bad))

    (aside,) = publication.rejected
    assert (aside.row, aside.column) == (3, column)
    assert len(publication.organisations) == 3


def test_a_mapping_links_practices_on_the_first_day_after_its_year(tmp_path: Path) -> None:
    unallocated = MAPPING_ROW.replace("K84001", "K84002").replace("U96099,Henley", "U,Un")
    files = document(tmp_path, MAPPING, MAPPING_ROW, unallocated, name="MAPPING_2021.csv")

    publication = ods_mapping.read(files, context())

    assert reader_for(files) is ods_mapping
    assert publication.links == [
        Link("K84001", "10Q", "commissioner", APRIL),
        Link("10Q", "QU9", "stp", APRIL),
        Link("QU9", "Y59", "region", APRIL),
        Link("K84001", "U96099", "pcn", APRIL),
        Link("K84002", "10Q", "commissioner", APRIL),
    ]


def test_a_later_mapping_is_called_after_sub_icb_locations(tmp_path: Path) -> None:
    header = MAPPING.replace("CCG_", "SUB_ICB_LOC_").replace("STP_", "ICB_")
    files = document(tmp_path, header, MAPPING_ROW, name="MAPPING_NHS_GEOGRAPHIES_2223.csv")

    assert reader_for(files) is ods_mapping
    assert ods_mapping.read(files, context()).stated_on == date(2023, 4, 1)


def test_a_mapping_without_a_year_in_its_name_asks_for_a_date(tmp_path: Path) -> None:
    files = document(tmp_path, MAPPING, MAPPING_ROW, name="mapping_2022.csv")
    with pytest.raises(PeriodNotStated):
        ods_mapping.read(files, context())


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ("", "", "this practice stands in an earlier row"),
        ("K84001,The", "K84002,The Hart Surgery,", "expected as many cells"),
        (",The Hart Surgery", "", "expected as many cells as the header has"),
        ("K84001,", ",", 'expected a value, found ""'),
        ("South East", "North", 'Y59 is called "South East" above, here "North"'),
    ],
)
def test_a_row_of_a_mapping_that_cannot_be_read_is_set_aside(
    tmp_path: Path, good: str, bad: str, reason: str
) -> None:
    row = MAPPING_ROW.replace(good, bad)
    if bad == "North":
        row = row.replace("K84001", "K84002")
    files = document(tmp_path, MAPPING, MAPPING_ROW, row, name="MAPPING_2021.csv")

    (aside,) = ods_mapping.read(files, context()).rejected

    assert aside.row == 3 and reason in aside.reason


def test_a_system_mapping_puts_providers_in_icbs_since_there_are_icbs(tmp_path: Path) -> None:
    berkshire = SYSTEMS_ROW.replace("RTH", "RWX")
    elsewhere = berkshire.replace("QU9", "QNQ")
    files = document(tmp_path, SYSTEMS, SYSTEMS_ROW, SYSTEMS_ROW, berkshire, elsewhere)

    publication = ods_systems.read(files, context())

    assert publication.links == [Link("RTH", "QU9", "provider", JULY)]
    assert [(each.row, each.reason) for each in publication.rejected] == [
        (3, "the same row stands above"),
        (4, "another row says something else of the same"),
        (5, "another row says something else of the same"),
    ]


def test_a_system_mapping_on_a_sheet_of_another_workbook_is_not_taken(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(SYSTEMS.split(",")), list(SYSTEMS_ROW.split(","))]
    alone = write_workbook(tmp_path / "alone.xlsx", {"System Mapping": rows})
    beside = write_workbook(tmp_path / "ae.xlsx", {"Figures": [["a", "b"]], "Mapping": rows})

    assert ods_systems.recognises(Document(alone))
    assert not ods_systems.recognises(Document(beside))


@pytest.mark.parametrize(("reader", "name", "header", "row", "column"), FILES)
@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_file_without_a_needed_column_is_refused_and_leaves_the_database_as_it_was(
    engine: Engine,
    indicators: IndicatorRegistry,
    tmp_path: Path,
    reader: Reader,
    name: str,
    header: str,
    row: str,
    column: str,
) -> None:
    files = document(tmp_path, header.replace(column, "Other"), row, name=name)
    before = dump(engine)

    outcome = load_file(engine, files.path, indicators)

    assert reader_for(files) is reader
    assert outcome.ending is Ending.REFUSED
    assert column.replace("_", " ").lower() in outcome.line
    assert dump(engine) == before


@pytest.mark.parametrize(("reader", "name", "header", "row", "column"), FILES)
def test_a_file_shifted_by_a_row_is_read_and_one_cut_short_lacks_its_last_row(
    tmp_path: Path, reader: Reader, name: str, header: str, row: str, column: str
) -> None:
    other = row.replace("K84001", "K84002").replace("RTH", "RHW")
    lines = ["Look-up,of 2021", header, row, other[: len(other) // 2]]
    files = document(tmp_path, *lines, name=name)

    publication = reader.read(files, context())

    assert reader_for(files) is reader
    assert publication.links
    assert [each.row for each in publication.rejected] == [4]


def test_the_files_that_are_published_are_read_whole(shared: Path) -> None:
    folder = shared / "published" / "ods" / "lookups"
    found = {}
    for path in sorted(folder.iterdir()):
        reader = reader_for(Document(path))
        assert reader is not None
        publication = reader.read(Document(path), context())
        ccgs = {each.code for each in publication.organisations if each.level == Level.CCG}
        said = (publication.rows, len(ccgs), len(publication.rejected), publication.stated_on)
        found[path.name] = (reader, *said)

    assert list(found.values()) == [
        (ons_lookup, 106, 106, 0, APRIL),
        (ons_lookup, 106, 106, 0, APRIL),
        (ods_mapping, 6571, 106, 0, APRIL),
        (ons_lookup, 106, 106, 0, JULY),
        (ods_systems, 208, 0, 1, JULY),
    ]


def test_look_ups_give_the_ons_codes_of_the_commissioners(
    engine: Engine, indicators: IndicatorRegistry, shared: Path
) -> None:
    for path in sorted((shared / "published" / "ods" / "lookups").glob("*in_England.csv")):
        load_file(engine, path, indicators)

    wanted = ("10Q", "05C", "04Y", "05V", "05Q")
    row = OrganisationRow
    query = select(row.code, row.ons_code).where(row.code.in_(wanted))
    with engine.connect() as connection:
        found = {each.code: each.ons_code for each in connection.execute(query)}
    assert [found[code] for code in wanted] == [
        "E38000136",
        "E38000046",
        "E38000028",
        "E38000173",
        "E38000153",
    ]


def test_a_practice_map_is_not_taken_for_a_mapping(shared: Path) -> None:
    path = shared / "published" / "ods" / "2022-01" / "gp-reg-pat-prac-map.csv"
    assert reader_for(Document(path)) is ods_practice_map
    assert not ods_mapping.recognises(Document(path))
