"""What do a deck of 40 indicators and the A&E delivery board's week cost the server?

Against raw SQL of the same rows as JSON, in the same run, and (the deck) a change of the summary of
the same indicators.
"""

from dataclasses import dataclass
from statistics import median

import orjson

from dashboard.indicators.registry import load_indicators
from data_access.database import open_engine, prepare
from data_access.sample.load import load_sample
from tools.bench.asking import ask
from tools.bench.changes import Change, Product, product, question
from tools.bench.national import some_commissioners
from tools.bench.reads import Reads

VISITS = 30
BOARD = "oxfordshire_ae_delivery_board"
WEEKS = ("2020-03-01", "2020-03-08", "2020-03-15", "2020-03-22", "2020-03-29")
_PROVIDERS = ("RTH",)  # whose weeks that board looks at


@dataclass(frozen=True, slots=True)
class Room:
    """Median milliseconds of one drawing, of the floor and of what else it is held against, and
    kilobytes as sent."""

    name: str
    milliseconds: float
    floor: float
    beside: float
    kilobytes: float


def deck(url: str) -> Room:
    """With a slide for every indicator. url: of the database with 40 of them."""
    engine, reads = open_engine(url), Reads(url)
    ours = product(url, engine)
    before, *visits = some_commissioners(VISITS + 1, 3)
    ways: dict[str, Change] = {
        "deck": _of_page(ours, "/board", "deck=all", before),
        "summary": ours.change("summary", before),
        "floor": lambda code: _json(lambda: reads.summary(code)),
    }
    try:
        times, sizes = _turns(ways, visits)
        return Room("deck of 40", times["deck"], times["floor"], times["summary"], sizes["deck"])
    finally:
        reads.close()
        engine.dispose()


def ae_week(url: str) -> Room:
    """One change of week on the A&E page of the sample. url: of an empty database."""
    engine = open_engine(url)
    prepare(engine)
    load_sample(engine, load_indicators())
    reads, ours = Reads(url), product(url, engine)
    ways: dict[str, Change] = {
        "week": lambda week: _drawn(ours, "/ae-week", f"?board={BOARD}&week={week}"),
        "trend": _of_page(ours, "/trend", "indicator=ae_4hour", "10Q"),
        "floor": lambda _: _json(lambda: [reads.weeks(each) for each in _PROVIDERS]),
    }
    try:
        times, sizes = _turns(ways, list(WEEKS) * (VISITS // len(WEEKS)), fixed={"trend": "10Q"})
        return Room("A&E week", times["week"], times["floor"], times["trend"], sizes["week"])
    finally:
        reads.close()
        engine.dispose()


def _of_page(ours: Product, path: str, more: str, before: str) -> Change:
    return lambda code: _drawn(ours, path, f"?organisation={code}&{more}")


def _drawn(ours: Product, path: str, search: str) -> tuple[int, float]:
    """As the browser asks when a link of the same page is followed."""
    content = question(ours.callbacks, path, search, None)
    body, seconds = ask(ours.application, "/_dash-update-component", content)
    return len(body), seconds


def _json(read: object) -> tuple[int, float]:
    def application(_: dict[str, object], start: object) -> list[bytes]:
        start("200 OK", [("Content-Type", "application/json")])  # type: ignore[operator]
        return [orjson.dumps(read())]  # type: ignore[operator]

    body, seconds = ask(application, "/")
    return len(body), seconds


def _turns(
    ways: dict[str, Change], visits: list[str], fixed: dict[str, str] | None = None
) -> tuple[dict[str, float], dict[str, float]]:
    """Each in turn, once to settle and then measured."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    sizes: dict[str, list[int]] = {name: [] for name in ways}
    for measured in (False, True):
        for visit in visits:
            for name, way in ways.items():
                size, took = way((fixed or {}).get(name, visit))
                if measured:
                    seconds[name].append(took)
                    sizes[name].append(size)
    return (
        {name: 1000 * median(each) for name, each in seconds.items()},
        {name: sum(each) / len(each) / 1000 for name, each in sizes.items()},
    )
