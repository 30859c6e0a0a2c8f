"""Do shares of providers come in, and does a set of them end the one before?"""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine, select

from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.publication import Publication
from data_access.ingest.readers import provider_shares
from data_access.tables import ProviderShareRow
from tests.data.databases import take_in
from tests.data.seeded import seeded_context

HEADER = "provider,commissioner,share,valid_from,valid_to,version,source"
DUDLEY = "RNA,05C,0.8,2018-04-01,2019-03-31,2018/19,SUS"
OTHERS = "RNA,10Q,20%,2018-04-01,2019-03-31,2018/19,SUS"


def small(folder: Path, *lines: str, header: str = HEADER) -> Publication:
    path = folder / "shares.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    document = Document(path)
    assert provider_shares.recognises(document)
    return provider_shares.read(document, seeded_context())


def stored(engine: Engine) -> list[tuple[object, ...]]:
    table = ProviderShareRow
    columns = (table.commissioner, table.share, table.valid_from, table.valid_to, table.version)
    with engine.connect() as connection:
        return [
            tuple(row)
            for row in connection.execute(
                select(*columns).order_by(table.valid_from, table.commissioner)
            )
        ]


def test_shares_are_read_as_parts_or_percentages(tmp_path: Path) -> None:
    rows = small(tmp_path, DUDLEY, OTHERS).facts["provider_share"]

    assert [(row["commissioner"], row["share"]) for row in rows] == [("05C", 0.8), ("10Q", 0.2)]
    assert rows[0] == {
        "provider": "RNA",
        "commissioner": "05C",
        "share": 0.8,
        "valid_from": date(2018, 4, 1),
        "valid_to": date(2019, 3, 31),
        "version": "2018/19",
        "source": "SUS",
    }


def test_a_workbook_is_read_whatever_its_case_and_title(tmp_path: Path) -> None:
    book = Workbook()
    row = ["RNA", "Dudley CCG", 0.8, date(2018, 4, 1), None, "2018/19", "SUS"]
    for cells in (["Shares"], [name.upper() for name in HEADER.split(",")], row):
        book.active.append(cells)
    book.save(tmp_path / "shares.xlsx")

    publication = provider_shares.read(Document(tmp_path / "shares.xlsx"), seeded_context())

    (share,) = publication.facts["provider_share"]
    assert (share["commissioner"], share["share"], share["valid_to"]) == ("05C", 0.8, None)


def test_shares_of_a_provider_that_come_to_more_than_a_whole_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="shares of RNA that come to 1 at most on 1 April 2018"):
        small(tmp_path, DUDLEY, OTHERS.replace("20%", "20.01%"))


def test_shares_that_follow_each_other_may_each_be_a_whole(tmp_path: Path) -> None:
    later = "RNA,05C,1,2019-04-01,,2019/20,SUS"

    assert len(small(tmp_path, DUDLEY, OTHERS, later).facts["provider_share"]) == 3


def test_thirds_that_are_rounded_up_are_a_whole(tmp_path: Path) -> None:
    parts = [f"RNA,{code},0.3333333334,2018-04-01,,v,s" for code in ("05C", "10Q", "04Y")]

    assert len(small(tmp_path, *parts).facts["provider_share"]) == 3


@pytest.mark.parametrize("start", ["2018-04-01", "2019-03-31", "2017-04-01"])
def test_dates_that_overlap_are_refused_with_both_rows(tmp_path: Path, start: str) -> None:
    with pytest.raises(FileRefused, match="dates of RNA and 05C that do not overlap") as caught:
        small(tmp_path, DUDLEY, f"RNA,05C,0.1,{start},,again,SUS")
    assert (caught.value.row, caught.value.found) == (3, "those of row 2 too")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("ZZZ,05C,0.1,2018-04-01,,v,s", "provider"),
        ("10Q,05C,0.1,2018-04-01,,v,s", "provider"),
        ("RTH,99Z,0.1,2018-04-01,,v,s", "commissioner"),
        ("RTH,RNA,0.1,2018-04-01,,v,s", "commissioner"),
        ("RTH,10Q,20,2018-04-01,,v,s", "share"),
        ("RTH,10Q,-0.1,2018-04-01,,v,s", "share"),
        ("RTH,10Q,most,2018-04-01,,v,s", "share"),
        ("RTH,10Q,,2018-04-01,,v,s", "share"),
        ("RTH,10Q,0.1,,,v,s", "valid from"),
        ("RTH,10Q,0.1,2018-04-01,2018-03-31,v,s", "valid to"),
        ("RTH,10Q,0.1,2018-04-01,,,s", "version"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_column(tmp_path: Path, row: str, column: str) -> None:
    publication = small(tmp_path, DUDLEY, row)

    assert [(each.row, each.column) for each in publication.rejected] == [(3, column)]
    assert len(publication.facts["provider_share"]) == 1


@pytest.mark.parametrize("dropped", ["provider", "commissioner", "share", "valid_from", "version"])
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, dropped: str) -> None:
    place = HEADER.split(",").index(dropped)
    lines = [line.split(",") for line in (HEADER, DUDLEY)]
    header, line = (",".join(cells[:place] + cells[place + 1 :]) for cells in lines)

    with pytest.raises(FileRefused, match=f'one column "{dropped.replace("_", " ")}"'):
        small(tmp_path, line, header=header)


def test_a_later_set_ends_the_one_before_in_whatever_order_they_come(
    engine: Engine, other_engine: Engine, tmp_path: Path
) -> None:
    first = small(tmp_path, "RNA,05C,0.8,2018-04-01,,old,s", "RNA,10Q,0.2,2018-04-01,,old,s")
    second = small(tmp_path, "RNA,05C,0.9,2019-04-01,,new,s")
    for each, order in ((engine, (first, second)), (other_engine, (second, first))):
        for publication in order:
            take_in(each, publication)

    assert stored(engine) == [
        ("05C", 0.8, date(2018, 4, 1), date(2019, 3, 31), "old"),
        ("10Q", 0.2, date(2018, 4, 1), date(2019, 3, 31), "old"),
        ("05C", 0.9, date(2019, 4, 1), None, "new"),
    ]
    assert stored(other_engine) == stored(engine)


def test_a_set_supplied_again_takes_the_place_of_what_it_said(
    engine: Engine, tmp_path: Path
) -> None:
    take_in(engine, small(tmp_path, DUDLEY, OTHERS))

    kept = take_in(engine, small(tmp_path, DUDLEY.replace("0.8", "0.7")))

    assert (kept.new, kept.unchanged) == (1, 0)
    assert [row[:2] for row in stored(engine)] == [("05C", 0.7)]


def test_the_same_shares_again_change_nothing(engine: Engine, tmp_path: Path) -> None:
    take_in(engine, small(tmp_path, DUDLEY, OTHERS))

    kept = take_in(engine, small(tmp_path, DUDLEY, OTHERS))

    assert (kept.new, kept.unchanged) == (0, 2)
