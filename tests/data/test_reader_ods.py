"""Do the practice register and the practice map come in whole, with dates on every link?"""

from collections import Counter, defaultdict
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.dated_place import place_date
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused, PeriodNotStated
from data_access.ingest.hierarchy import merge_links
from data_access.ingest.load import load_file
from data_access.ingest.publication import Link, Publication
from data_access.ingest.readers import (
    ods_eccg,
    ods_epraccur,
    ods_etr,
    ods_practice_map,
    reader_for,
)
from data_access.sql_store import SqlStore
from tests.data.seeded import seeded_context

MAP = (
    "EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PCN_CODE,PCN_NAME,CCG_CODE,CCG_NAME,STP_CODE,"
    "STP_NAME,COMM_REGION_CODE,COMM_REGION_NAME\n"
)
COMMISSIONERS = ["10Q", "05C", "D2P2L", "04Y", "05V", "05Q"]
PRACTICE = (
    '"K84001","THE HART SURGERY","Y59","QU9","YORK ROAD","","HENLEY","","","RG9 2DR","19740401",'
    '"","A","B","10Q","20130401","","01491 843200","","","","0","","10Q","","4",""'
)


def _register(folder: Path, *rows: str) -> Document:
    path = folder / "epraccur.csv"
    path.write_text("\r\n".join(rows) + "\r\n", encoding="utf-8")
    return Document(path)


def _read_register(folder: Path, *rows: str) -> Publication:
    return ods_epraccur.read(_register(folder, *rows), seeded_context(date(2019, 12, 31)))


def _active_by_commissioner(publication: Publication) -> list[int]:
    active = {each.code for each in publication.organisations if each.status == "active"}
    links = Counter(link.parent for link in publication.links if link.child in active)
    return [links[code] for code in COMMISSIONERS]


@pytest.mark.parametrize(
    ("folder", "rows", "day", "expected"),
    [
        ("2019-12", 14357, date(2019, 12, 31), [68, 43, 0, 24, 14, 26]),
        ("2022-02", 14963, date(2022, 2, 28), [67, 0, 206, 23, 14, 23]),
    ],
)
def test_the_register_counts_the_active_practices_of_each_commissioner(
    shared: Path, folder: str, rows: int, day: date, expected: list[int]
) -> None:
    document = Document(shared / "published" / "ods" / folder / "epraccur.csv")

    publication = ods_epraccur.read(document, seeded_context())

    assert reader_for(document) is ods_epraccur
    assert (publication.rows, publication.stated_on) == (rows, day)
    assert publication.rejected == []
    assert _active_by_commissioner(publication) == expected


def test_the_map_counts_practices_and_networks_of_each_ccg(shared: Path) -> None:
    document = Document(shared / "published" / "ods" / "2022-01" / "gp-reg-pat-prac-map.csv")

    publication = ods_practice_map.read(document, seeded_context())

    ccg = {link.child: link.parent for link in publication.links if link.kind == "commissioner"}
    network = {link.child: link.parent for link in publication.links if link.kind == "pcn"}
    # The published count takes "Unallocated" for a network where a CCG has such practices.
    networks = defaultdict(set)
    for practice, code in ccg.items():
        networks[code].add(network.get(practice, "U"))
    practices = Counter(ccg.values())
    assert reader_for(document) is ods_practice_map
    assert (publication.rows, len(ccg) - len(network)) == (6527, 68)
    assert [practices[code] for code in COMMISSIONERS] == [67, 0, 206, 22, 14, 23]
    assert [len(networks[code]) for code in COMMISSIONERS] == [21, 0, 33, 3, 5, 4]
    assert network["K84001"] == "U96099"


def test_other_registers_of_the_same_shape_are_not_taken_for_practices(shared: Path) -> None:
    folder = shared / "published" / "ods"

    found = [
        reader_for(Document(folder / name)) for name in ("2022-03/etr.csv", "2025-12/eccg.csv")
    ]

    assert found == [ods_etr, ods_eccg]


def test_a_practice_that_moved_leaves_its_commissioner_on_the_day_before(shared: Path) -> None:
    links = []
    for folder in ("2022-02", "2019-12"):
        document = Document(shared / "published" / "ods" / folder / "epraccur.csv")
        read = ods_epraccur.read(document, seeded_context()).links
        links += [link for link in read if link.child == "M87003"]

    merged = merge_links(links, "commissioner")

    assert merged == [
        Link("M87003", "05C", "commissioner", date(2013, 4, 1), date(2021, 3, 31)),
        Link("M87003", "D2P2L", "commissioner", date(2021, 4, 1), None),
    ]


REGISTERS = ("2019-12/epraccur.csv", "2022-02/epraccur.csv", "2022-01/gp-reg-pat-prac-map.csv")


@pytest.mark.parametrize("order", [*permutations(REGISTERS)], ids=lambda order: " ".join(order))
def test_registers_and_map_in_any_order_count_the_active_practices_of_a_day(
    engine: Engine, indicators: IndicatorRegistry, shared: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        load_file(engine, shared / "published" / "ods" / name, indicators)
    store = SqlStore(engine)

    def active(day: date) -> list[int]:
        parts = (store.parts(code, "commissioner", day) for code in COMMISSIONERS)
        return [sum(each.status == "active" for each in some) for some in parts]

    networks = [len(store.parts(code, "pcn", date(2022, 1, 1))) for code in COMMISSIONERS]
    assert active(date(2019, 12, 31)) == [68, 43, 0, 24, 14, 26]
    assert active(date(2022, 2, 28)) == [67, 0, 206, 23, 14, 23]
    # The published counts, less one where a CCG has practices of the network "Unallocated".
    assert networks == [20, 0, 32, 3, 5, 4]


def test_a_public_health_service_of_the_map_is_no_practice_where_the_register_says_so(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    service = PRACTICE.replace("K84001", "Y01057").replace('"4",""', '"8",""')
    _register(tmp_path, PRACTICE, service)
    row = "01JAN2022,{},HART,U96099,HENLEY,10Q,OXFORDSHIRE,QU9,BOB,Y59,SOUTH EAST\n"
    (tmp_path / "map.csv").write_text(MAP + row.format("K84001") + row.format("Y01057"))
    before = date(2019, 12, 31)
    for name in ("map.csv", "epraccur.csv"):
        load_file(engine, tmp_path / name, indicators, before)

    found = SqlStore(engine).parts("10Q", "commissioner", date(2022, 1, 1))

    statuses = {each.code: each.status for each in found}
    assert statuses == {"K84001": "active", "Y01057": "other_setting"}
    assert SqlStore(engine).organisation("Y01057").status == "other_setting"


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_half_a_register_is_warned_about(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    rows = [PRACTICE.replace("K84001", f"K840{number:02}") for number in range(20)]
    for day, some in ((date(2019, 12, 31), rows), (date(2020, 1, 31), rows[:10])):
        path = _register(tmp_path, *some).path
        outcome = load_file(engine, path, indicators, day)

    assert outcome.below == (
        "warning: January 2020 has 10 rows where 20 were expected: it may not be whole",
    )


@pytest.mark.parametrize(("columns", "change"), [(26, ('"4",""', '"4"')), (28, ("K", "K"))])
def test_a_register_with_a_column_too_few_or_too_many_is_refused(
    tmp_path: Path, columns: int, change: tuple[str, str]
) -> None:
    row = PRACTICE.replace(*change) + (',""' if columns == 28 else "")
    document = _register(tmp_path, row, row.replace("K84001", "K84002"))

    assert reader_for(document) is ods_epraccur
    with pytest.raises(FileRefused, match=f"expected 27 columns without a header, found {columns}"):
        ods_epraccur.read(document, seeded_context(date(2019, 12, 31)))


@pytest.mark.parametrize("missing", MAP.strip().split(","))
def test_a_map_without_a_column_is_refused_naming_it(tmp_path: Path, missing: str) -> None:
    path = tmp_path / "map.csv"
    header = [column for column in MAP.strip().split(",") if column != missing]
    path.write_text(",".join(header) + "\n" + ",".join("x" for _ in header) + "\n")
    name = missing.replace("_", " ").lower()

    assert reader_for(Document(path)) is ods_practice_map
    with pytest.raises(FileRefused, match=f'one column "{name}", found none'):
        ods_practice_map.read(Document(path), seeded_context())


def test_a_last_row_of_the_map_that_was_cut_is_set_aside(tmp_path: Path) -> None:
    row = "01JAN2022,{},HART,U96099,HENLEY,10Q,OXFORDSHIRE,QU9,BOB,Y59,SOUTH EAST\n"
    path = tmp_path / "map.csv"
    path.write_text(MAP + row.format("K84001") + row.format("K84002")[:-4])

    publication = ods_practice_map.read(Document(path), seeded_context())

    assert [(each.row, each.reason) for each in publication.rejected] == [
        (3, 'Y59 is called "South East" above, here "South E"')
    ]


def test_a_practice_keeps_its_status_and_dates(tmp_path: Path) -> None:
    closed = PRACTICE.replace('"","A"', '"20180331","C"').replace('"20130401",""', '"",""')

    publication = _read_register(tmp_path, closed)

    practice = publication.organisations[-1]
    assert (practice.name, practice.status) == ("The Hart Surgery", "closed")
    assert (practice.valid_from, practice.valid_to) == (date(1974, 4, 1), date(2018, 3, 31))
    assert publication.links == [
        Link("K84001", "10Q", "commissioner", date(1974, 4, 1), date(2018, 3, 31))
    ]


@pytest.mark.parametrize(
    ("was", "now", "column"),
    [
        ('"19740401"', '"19741301"', "open date"),
        ('"A","B"', '"X","B"', "status"),
        ('"20130401",""', '"20130401","20120401"', "left date"),
        ('"4",""', '"4"', ""),
    ],
)
def test_a_bad_row_of_the_register_is_set_aside_among_good_ones(
    tmp_path: Path, was: str, now: str, column: str
) -> None:
    bad = PRACTICE.replace("K84001", "K84002").replace(was, now)

    publication = _read_register(tmp_path, PRACTICE, bad, PRACTICE.replace("K84001", "K84003"))

    assert [(each.row, each.column) for each in publication.rejected] == [(2, column)]
    assert len(publication.links) == 2


def test_other_prescribing_settings_are_passed_over_but_counted(tmp_path: Path) -> None:
    hospital = PRACTICE.replace("K84001", "A99933").replace('"4",""', '"0",""')

    publication = _read_register(tmp_path, PRACTICE, hospital)

    assert (publication.rows, len(publication.links), publication.rejected) == (2, 1, [])


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("ods/2019-12/epraccur.csv", date(2019, 12, 31)),
        ("ods/epraccur_20191129.csv", date(2019, 11, 29)),
        ("ods/Feb 2022/epraccur.csv", date(2022, 2, 28)),
        ("2020-01/epraccur-December-2019.csv", date(2019, 12, 31)),
    ],
)
def test_the_date_is_that_of_the_file_name_else_of_the_nearest_folder(
    place: str, day: date
) -> None:
    assert place_date(Path("/data") / place) == day


def test_the_option_wins_over_the_folder_and_without_either_the_option_is_named() -> None:
    given = place_date(Path("/data/2019-12/epraccur.csv"), date(2020, 1, 31))

    with pytest.raises(PeriodNotStated, match="--as-at"):
        place_date(Path("/data/ods/epraccur.csv"))

    assert given == date(2020, 1, 31)


def test_the_map_is_read_under_its_later_column_names(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    path.write_text(
        "Practice Code,PRACTICE_NAME,EXTRACT_DATE,PCN_CODE,PCN_NAME,ONS_SUB_ICB_LOCATION_CODE,"
        "SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ICB_CODE,ICB_NAME,COMM_REGION_CODE,"
        "COMM_REGION_NAME,NEW\n"
        "K84001,HART,01JUL2022,U,Unallocated,E38000136,10Q,BOB ICB - 10Q,QU9,BOB ICB,Y59,South,x\n"
        "K84002,BAD,,U,Unallocated,E38000136,10Q,BOB ICB - 10Q,QU9,BOB ICB,Y59,South,x\n"
    )

    publication = ods_practice_map.read(Document(path), seeded_context())

    assert publication.stated_on == date(2022, 7, 1)
    assert {link.kind for link in publication.links} == {"commissioner", "stp", "region"}
    assert [(each.row, each.column) for each in publication.rejected] == [(3, "extract date")]
