"""Measure everything in one run and print it as ratios: `make bench`.

--quick leaves out seven times the organisations and PostgreSQL, and takes a minute.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from data_access.database import open_engine
from tests.browser.server import free_port
from tools.bench import browser, loading, national, packs, report, rooms, server_time, users
from tools.bench.memory import growth
from tools.bench.postgresql import postgresql
from tools.bench.serving import running


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    report.machine()
    with tempfile.TemporaryDirectory(prefix="trajectory-bench-") as folder:
        sqlite = _sqlite(Path(folder))
        _measure("SQLite", sqlite, Path(folder), whole=True)
        _board(sqlite)
        if not quick:
            with postgresql() as new_url:
                _measure("PostgreSQL", new_url, Path(folder), whole=False)
            _measure("SQLite, seven times", sqlite, Path(folder), times=7)
    return 0


def _sqlite(folder: Path) -> Callable[[str], str]:
    return lambda name: f"sqlite:///{(folder / f'{name}.db').as_posix()}"


def _board(new_url: Callable[[str], str]) -> None:
    """As many measures on one page as a board is shown, all of them judged."""
    url = new_url("board")
    report.heading("SQLite, 40 indicators on the summary")
    engine = open_engine(url)
    national.board(engine)
    engine.dispose()
    report.server_times(server_time.of_page(url, "summary"))
    report.rows(browser.summary_rows(url))
    report.room(rooms.deck(url), "a change of the same 40 on the summary")
    report.packs(packs.pack_times(url))
    report.pack_memory(packs.memory_meanwhile(url))
    report.room(rooms.ae_week(new_url("sample")), "a change of a trend of the same database")


def _measure(
    title: str, new_url: Callable[[str], str], folder: Path, whole: bool = False, times: int = 1
) -> None:
    """whole: also the browser, and memory."""
    url = new_url(f"national_{times}")
    report.heading(title)
    engine = open_engine(url)
    with report.timed("made the database"):
        observations = national.build(engine, times)
    report.size(engine, observations)
    engine.dispose()
    report.server_times(server_time.measured(url))
    port = free_port()
    with running(["app.py"], port, url) as site:
        report.waits(users.fifty_users(port))
        report.memory(site.memory())
    if whole or times > 1:
        report.drawings(browser.drawings(url))
    if whole:
        report.growth(growth(url))
    if times == 1 and loading.REAL.exists():
        report.loadings(loading.loadings(folder, new_url))


if __name__ == "__main__":
    sys.exit(main())
