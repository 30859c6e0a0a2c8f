"""How long does the server need for one change of commissioner, cold and warm, against what?"""

import os
from dataclasses import dataclass
from statistics import median

from sqlalchemy import Engine, make_url

from data_access.database import open_engine
from tools.bench.changes import PAGES, Change, lean, product, raw
from tools.bench.national import some_commissioners
from tools.bench.reads import Reads

WARM_VISITS, COLD_VISITS, SETTLING = 240, 40, 40


@dataclass(frozen=True, slots=True)
class ServerTime:
    """Median milliseconds and mean bytes of one page. by: product, lean Dash, raw SQL and JSON."""

    page: str
    state: str
    milliseconds: dict[str, float]
    kilobytes: dict[str, float]

    def ratio(self, to: str) -> float:
        return self.milliseconds["product"] / self.milliseconds[to]


def measured(url: str) -> list[ServerTime]:
    """Every page, cold and then warm, the three applications taking turns within each."""
    return [_page(url, page, state) for state in ("cold", "warm") for page in PAGES]


def of_page(url: str, page: str) -> list[ServerTime]:
    return [_page(url, page, state) for state in ("cold", "warm")]


def _page(url: str, page: str, state: str) -> ServerTime:
    """Cold: nothing read before, in the process or (SQLite) in the system's file cache; each visit
    asks for another commissioner. Warm: all commissioners asked for have been asked for before."""
    engine, reads = open_engine(url), Reads(url)
    before = some_commissioners(1, 0)[0]
    ours = product(url, engine)
    ways = {
        "product": ours.change(page, before),
        "lean": lean(reads, page, ours.layouts(page, before)),
        "raw": raw(reads, page),
    }
    try:
        if state == "cold":
            return _times(page, state, ways, _fresh(engine, url))
        visits = some_commissioners(WARM_VISITS, 1)[:SETTLING]
        for change in ways.values():
            for organisation in visits:
                change(organisation)
        return _times(page, state, ways, visits * (WARM_VISITS // SETTLING))
    finally:
        reads.close()
        engine.dispose()


def _fresh(engine: Engine, url: str) -> list[str]:
    forget(url)
    return some_commissioners(COLD_VISITS + SETTLING, 2)[SETTLING:]


def _times(page: str, state: str, ways: dict[str, Change], visits: list[str]) -> ServerTime:
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    sizes: dict[str, list[int]] = {name: [] for name in ways}
    for number, organisation in enumerate(visits):
        # Cold, each asks for commissioners of its own, so that none finds what another read.
        for place, (name, change) in enumerate(ways.items()):
            wanted = (
                organisation if state == "warm" else visits[(number + place * 13) % len(visits)]
            )
            size, took = change(wanted)
            seconds[name].append(took)
            sizes[name].append(size)
    return ServerTime(
        page,
        state,
        {name: 1000 * median(each) for name, each in seconds.items()},
        {name: sum(each) / len(each) / 1000 for name, each in sizes.items()},
    )


def forget(url: str) -> None:
    """Ask the system to drop the file of a SQLite database from its cache."""
    path = make_url(url).database
    if make_url(url).get_backend_name() != "sqlite" or not hasattr(os, "posix_fadvise"):
        return
    handle = os.open(str(path), os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
