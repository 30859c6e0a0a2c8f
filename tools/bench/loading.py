"""How long does a national RTT extract take to load, against reading it and writing its rows?

`python -m tools.bench.loading FILE URL` loads one file and prints seconds and peak memory as JSON.
"""

import gzip
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow.csv
from sqlalchemy import func, select

from dashboard.indicators.registry import load_indicators
from data_access.database import open_engine, prepare
from data_access.ingest.bulk import bulk_insert
from data_access.ingest.load import load_file
from data_access.tables import Base, ObservationRow
from tests.browser.server import ROOT

REAL = ROOT.parent / "shared/published/rtt/20260131-RTT-January-2026-full-extract.csv.gz"
PARTS = (0.25, 0.5, 1.0)
_TABLES = ("series", "observation", "distribution")


@dataclass(frozen=True, slots=True)
class Loading:
    """Of one size: seconds of the load, of reading alone and of writing alone; peak megabytes."""

    rows: int
    stored: int
    load: float
    reading: float
    writing: float
    megabytes: float

    @property
    def ratio(self) -> float:
        return self.load / (self.reading + self.writing)


def loadings(folder: Path, new_url: Any) -> list[Loading]:  # noqa: ANN401 - name -> URL
    """Three sizes of the real extract."""
    lines = gzip.decompress(REAL.read_bytes()).splitlines(keepends=True)
    header, body = lines[0], lines[1:]
    found = []
    for part in PARTS:
        path = folder / f"extract-{part}.csv"
        path.write_bytes(b"".join([header, *_some(body, part)]))
        found.append(_loading(path, new_url(f"load_{int(part * 100)}")))
    return found


def _some(body: list[bytes], part: float) -> Iterator[bytes]:
    """About that part of the rows: whole providers from all over the file, which is in order of
    their boards, so that it does not look cut short."""
    providers = list(dict.fromkeys(map(_provider, body)))
    kept = {each for n, each in enumerate(providers) if n % 4 < 4 * part or each == providers[-1]}
    return (line for line in body if _provider(line) in kept)


def _provider(line: bytes) -> bytes:
    return line.split(b",", 4)[3]


def _loading(path: Path, url: str) -> Loading:
    started = perf_counter()
    rows = pyarrow.csv.read_csv(path).num_rows
    reading = perf_counter() - started
    said = subprocess.run(
        [sys.executable, "-m", "tools.bench.loading", str(path), url],
        check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout  # fmt: skip
    result = json.loads(said.splitlines()[-1])
    if not result["stored"]:
        raise RuntimeError(said)
    writing, stored = _writing(url)
    return Loading(rows, stored, result["seconds"], reading, writing, result["megabytes"])


def _writing(url: str) -> tuple[float, int]:
    """Seconds that the driver needs for the rows that the load stored, into tables made anew."""
    engine = open_engine(url)
    tables = [Base.metadata.tables[name] for name in _TABLES]
    with engine.connect() as connection:
        content = [[tuple(row) for row in connection.execute(select(each))] for each in tables]
    with engine.begin() as connection:
        for each in reversed(tables):
            connection.execute(each.delete())
    started = perf_counter()
    with engine.begin() as connection:
        for table, rows in zip(tables, content, strict=True):
            bulk_insert(connection, table, [column.name for column in table.c], rows)
    seconds = perf_counter() - started
    engine.dispose()
    return seconds, sum(map(len, content))


def main(path: str, url: str) -> None:
    engine = open_engine(url)
    prepare(engine)
    indicators = load_indicators()
    started = perf_counter()
    outcome = load_file(engine, Path(path), indicators)
    seconds = perf_counter() - started
    with engine.connect() as connection:
        stored = connection.execute(select(func.count()).select_from(ObservationRow)).scalar()
    print(outcome.line)
    print(json.dumps({"seconds": seconds, "megabytes": _peak(), "stored": stored}))


def _peak() -> float:
    """The most memory that this process had. Linux alone tells it apart from its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(*sys.argv[1:3])
