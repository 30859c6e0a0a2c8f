"""Is a file found and opened however it was packed, and left alone where it is not needed?"""

import gzip
import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest import contents, unpacking
from data_access.ingest.arrivals import FileAtHand, in_order_of_loading
from data_access.ingest.document import Document
from data_access.ingest.layout import month_of
from data_access.ingest.load import load_files
from data_access.ingest.outcomes import Ending
from data_access.ingest.readers import eip_history, rtt_commissioner
from tests.data.databases import dump
from tests.data.publications import context, eip_line, rtt_sheets, write_eip, write_workbook

Pack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A zip of files, each given as its name and its content."""

    def made(members: dict[str, bytes], name: str = "a.zip") -> Path:
        path = tmp_path / name
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return path

    return made


@pytest.fixture
def eip(tmp_path: Path) -> bytes:
    return write_eip(tmp_path / "source.csv", eip_line((3, 1, 1))).read_bytes()


@pytest.fixture
def rtt(tmp_path: Path) -> bytes:
    return write_workbook(tmp_path / "source.xlsx", rtt_sheets()).read_bytes()


def at_hand(*paths: Path) -> dict[str, FileAtHand]:
    return {file.name: file for file in in_order_of_loading(paths)}


def load(engine: Engine, indicators: IndicatorRegistry, *paths: Path) -> tuple[Ending, list[str]]:
    lines: list[str] = []
    ending = load_files(engine, paths, indicators, say=lines.append)
    return ending, [line for line in lines if not line.startswith("  ")]


def test_each_file_of_an_archive_is_a_file_of_its_own(pack: Pack, eip: bytes, rtt: bytes) -> None:
    files = at_hand(pack({"eip.csv": eip, "2015/rtt.xlsx": rtt, "notes.txt": b"Notes"}))

    assert {name: file.reader for name, file in files.items()} == {
        "a.zip/eip.csv": eip_history,
        "a.zip/2015/rtt.xlsx": rtt_commissioner,
        "a.zip/notes.txt": None,
    }


def test_an_archive_in_an_archive_is_opened_too(pack: Pack, eip: bytes) -> None:
    inner = pack({"eip.csv": eip}, "inner.zip").read_bytes()

    assert at_hand(pack({"in.zip": inner}))["a.zip/in.zip/eip.csv"].reader is eip_history


def test_a_workbook_is_no_archive_of_its_parts(pack: Pack, rtt: bytes, tmp_path: Path) -> None:
    (tmp_path / "book.zip").write_bytes(rtt)

    assert at_hand(tmp_path / "book.zip")["book.zip"].reader is rtt_commissioner


def test_what_an_operating_system_adds_is_left_out(pack: Pack, eip: bytes) -> None:
    path = pack({"__MACOSX/._eip.csv": b"x", ".DS_Store": b"x", "eip.csv": eip, "folder/": b""})

    assert list(at_hand(path)) == ["a.zip/eip.csv"]


@pytest.mark.parametrize("name", ["eip.csv.gz", "eip.gz"])
def test_a_packed_file_is_the_same_as_the_plain_one(
    tmp_path: Path, eip: bytes, engine: Engine, indicators: IndicatorRegistry, name: str
) -> None:
    packed = tmp_path / name
    packed.write_bytes(gzip.compress(eip))

    ending, lines = load(engine, indicators, packed, tmp_path / "source.csv")

    assert ending is Ending.DONE
    assert lines[0].startswith(f"{name}: Early intervention in psychosis")
    assert lines[1] == "source.csv: unchanged, loaded before"


def test_a_member_loaded_before_as_a_file_is_unchanged(
    pack: Pack, eip: bytes, engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    load(engine, indicators, tmp_path / "source.csv")

    _, lines = load(engine, indicators, pack({"eip.csv": gzip.compress(eip)}))

    assert lines == ["a.zip/eip.csv: unchanged, loaded before"]


def test_an_encrypted_member_is_refused_and_the_others_are_loaded(
    pack: Pack, eip: bytes, engine: Engine, indicators: IndicatorRegistry
) -> None:
    path = pack({"a.csv": b"secret", "eip.csv": eip})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flags of the first member, and in the table of contents
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    ending, lines = load(engine, indicators, path)

    said = "a.zip/a.csv: refused. Expected a file without a password, found an encrypted one."
    assert ending is Ending.REFUSED
    assert lines[0] == said
    assert lines[1].startswith("a.zip/eip.csv: Early intervention")


@pytest.mark.parametrize("method", [0, 14, 99])
def test_a_member_packed_in_a_way_that_cannot_be_undone_is_refused_alone(
    method: int, pack: Pack, eip: bytes, engine: Engine, indicators: IndicatorRegistry
) -> None:
    """As it is, as LZMA, and as nothing known: none of them is what the member says it is."""
    path = pack({"a.csv": eip[:200], "eip.csv": eip})
    content = bytearray(path.read_bytes())
    content[8] = method  # how the first member is packed, and in the table of contents
    content[content.index(b"PK\x01\x02") + 10] = method
    path.write_bytes(content)

    ending, lines = load(engine, indicators, path)

    assert ending is Ending.REFUSED
    assert lines[0].startswith("a.zip/a.csv: refused. Expected an archive that can be unpacked")
    assert lines[1].startswith("a.zip/eip.csv: Early intervention")


def test_a_workbook_packed_in_an_unknown_way_is_refused(
    rtt: bytes, tmp_path: Path, engine: Engine, indicators: IndicatorRegistry
) -> None:
    path, content = tmp_path / "rtt.xlsx", bytearray(rtt)
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 99
    path.write_bytes(content)

    ending, lines = load(engine, indicators, path)

    assert ending is Ending.REFUSED
    assert lines[0].startswith("rtt.xlsx: refused. Expected a whole workbook")


def test_a_damaged_member_is_refused_and_leaves_the_database_as_it_was(
    pack: Pack, eip: bytes, engine: Engine, indicators: IndicatorRegistry
) -> None:
    path = pack({"eip.csv": eip})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)
    before = dump(engine)

    ending, (line,) = load(engine, indicators, path)

    assert ending is Ending.REFUSED
    assert line.startswith("a.zip/eip.csv: refused. Expected an archive that can be unpacked")
    assert dump(engine) == before


@pytest.mark.parametrize("kept", [0.5, 0.95])
@pytest.mark.parametrize("name", ["cut.zip", "cut.csv.gz"])
def test_an_archive_cut_short_is_refused(
    pack: Pack, eip: bytes, engine: Engine, indicators: IndicatorRegistry, name: str, kept: float
) -> None:
    path = pack({"eip.csv": eip}, name)
    whole = path.read_bytes() if name.endswith("zip") else gzip.compress(eip)
    path.write_bytes(whole[: int(len(whole) * kept)])

    ending, (line,) = load(engine, indicators, path)

    assert ending is Ending.REFUSED
    assert line.startswith(f"{name}: refused. Expected a")


def test_an_archive_cut_within_its_list_is_not_taken_for_a_workbook_inside_it(
    tmp_path: Path, eip: bytes, rtt: bytes, engine: Engine, indicators: IndicatorRegistry
) -> None:
    path = tmp_path / "cut.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("eip.csv", eip)
        archive.writestr("rtt.xlsx", rtt)
    path.write_bytes(path.read_bytes()[:-30])

    ending, (line,) = load(engine, indicators, path)

    assert ending is Ending.REFUSED
    assert line.startswith("cut.zip: refused. Expected a whole archive")


@pytest.mark.parametrize("members", [{}, {"__MACOSX/x": b"x"}])
def test_an_archive_without_files_is_refused(pack: Pack, members: dict[str, bytes]) -> None:
    file = at_hand(pack(members))["a.zip"]
    assert str(file.problem) and "an archive of files" in str(file.problem)


@pytest.mark.parametrize("name", ["a.zip", "a.csv.gz"])
def test_what_unpacks_to_too_much_is_refused(
    pack: Pack,
    engine: Engine,
    indicators: IndicatorRegistry,
    eip: bytes,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    for module in (contents, unpacking):
        monkeypatch.setattr(module, "MOST_BYTES", len(eip) - 1)
    path = pack({"eip.csv": eip}, name)
    if name.endswith("gz"):
        path.write_bytes(gzip.compress(eip))

    ending, (line,) = load(engine, indicators, path)

    assert ending is Ending.REFUSED
    assert line == f"{name}: refused. Expected an archive that unpacks to at most 2 GB, " + (
        "found a larger one."
    )


def test_an_archive_and_a_folder_in_it_date_what_lies_in_them(pack: Pack) -> None:
    files = at_hand(pack({"a.csv": b"a,b", "May 2019/b.csv": b"a,b"}, "returns-2018-04.zip"))
    months = {name: month_of(file.document, context()).isoformat() for name, file in files.items()}
    assert months == {
        "returns-2018-04.zip/a.csv": "2018-04-01",
        "returns-2018-04.zip/May 2019/b.csv": "2019-05-01",
    }


def test_a_large_text_is_recognised_by_its_top_alone(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"name,age\n" + b"x,1\n" * 500_000)
    document = Document(path)

    assert at_hand(path)["large.csv"].reader is None
    assert not document.is_workbook and document.top
    assert "content" not in document.__dict__


# Beginnings of a shape file, its table, its projection, its encoding, and of shapes as text.
SHAPES = {
    "a.shp": struct.pack(">i", 9994) + bytes(96),
    "a.dbf": struct.pack("<B3BIHH", 3, 116, 12, 1, 209, 193, 218) + bytes(200),
    "a.prj": b'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936"]]',
    "a.cpg": b"UTF-8",
    "a.geojson": b'{\n"type": "FeatureCollection",\n"features": [{"type": "Feature"}]}',
    "b.json": b'{ "name": "x", "type": "FeatureCollection", "features": [] }',
    "a.kml": b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="x"></kml>',
}


def test_boundaries_are_skipped_with_a_line_that_says_so(
    pack: Pack, engine: Engine, indicators: IndicatorRegistry
) -> None:
    ending, lines = load(engine, indicators, pack(SHAPES))

    said = [f"a.zip/{name}: boundaries, skipped: Trajectory draws no maps" for name in SHAPES]
    assert ending is Ending.DONE
    assert sorted(lines) == sorted(said)


@pytest.mark.parametrize("content", [b"", b"name,age", b'{"type": "other"}', b"Read me", b"\x03"])
def test_other_files_are_not_taken_for_boundaries(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.txt").write_bytes(content)
    assert at_hand(tmp_path / "other.txt")["other.txt"].needless == ""


def test_the_boundaries_that_are_published_are_skipped(shared: Path) -> None:
    files = at_hand(shared / "published" / "boundaries")
    assert len(files) == 8
    assert {file.needless for file in files.values()} == {
        "boundaries, skipped: Trajectory draws no maps"
    }
