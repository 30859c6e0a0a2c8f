"""A throw-away database of national size, filled by each driver's own bulk way.

Twenty indicators by month for ten years, actual and plan: 1,209 organisations (commissioners,
providers, localities, practices), or with seven times as many, nearly all of them practices.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Engine, Table, text

from dashboard.indicators.registry import load_indicators
from dashboard.organisations import ENGLAND, Level
from dashboard.periods import Grain, add_months
from data_access.database import prepare, write_property
from data_access.ingest.bulk import bulk_insert
from data_access.tables import (
    Base,
    Hierarchy,
    LoadRow,
    ObservationRow,
    OrganisationRow,
    PlanRow,
    PlanVersionRow,
    SeriesRow,
)

FIRST_MONTH, MONTHS, INDICATORS = date(2010, 4, 1), 120, 20
AS_AT = add_months(FIRST_MONTH, MONTHS) - timedelta(days=1)
COMMISSIONERS, LOCALITIES_EACH, PROVIDERS, REGIONS, BOARDS = 191, 3, 240, 7, 42
ORGANISATIONS, BOARD_INDICATORS = 1_209, 40
_LOAD = 900_000  # ids that no load of the seeds has
_VERSION = 900_000
_CHUNK = 500  # series written at a time


def commissioner_codes() -> list[str]:
    """Codes of CCGs that no seeded organisation has."""
    letters = "ABCDEFGHJK"
    return [f"{60 + n // 10}{letters[n % 10]}" for n in range(COMMISSIONERS)]


def indicator_ids(number: int = INDICATORS) -> list[str]:
    """So many measures by month, the core ones first."""
    registry = load_indicators()
    monthly = [each for each in registry.values() if each.grain is Grain.MONTH and not each.base]
    ordered = sorted(monthly, key=lambda each: not each.core)
    return [each.id for each in ordered[:number]]


def organisations(times: int) -> Iterator[tuple[str, str, Level]]:
    """Code, name and level of each; more than once the number are all practices."""
    yield ENGLAND, "England", Level.COUNTRY
    for n in range(REGIONS):
        yield f"YB{n}", f"Region {n}", Level.REGION
    for n in range(BOARDS):
        yield f"QB{n:02d}", f"Integrated care board {n}", Level.STP
    for code in commissioner_codes():
        yield code, f"Commissioner {code} CCG", Level.CCG
        for n in range(LOCALITIES_EACH):
            yield f"{code}_{n}", f"Locality {n} of {code}", Level.LOCALITY
    for n in range(PROVIDERS):
        yield f"RB{n:03d}", f"Hospitals {n}", Level.TRUST
    so_far = 1 + REGIONS + BOARDS + COMMISSIONERS * (1 + LOCALITIES_EACH) + PROVIDERS
    for n in range(ORGANISATIONS * times - so_far):
        yield f"PB{n:05d}", f"Practice {n}", Level.PRACTICE


def board(engine: Engine) -> int:
    """Commissioners alone, with as many measures as a board is shown."""
    places = [each for each in organisations(1) if each[2] is Level.CCG]
    return _built(engine, places, indicator_ids(BOARD_INDICATORS))


def build(engine: Engine, times: int = 1) -> int:
    """Fill an empty database; the number of observations is returned, and as many plans."""
    return _built(engine, list(organisations(times)), indicator_ids())


def _built(engine: Engine, places: list[tuple[str, str, Level]], measures: list[str]) -> int:
    prepare(engine)
    with engine.begin() as connection:
        _places(connection, places)
        _load(connection)
        months = [add_months(FIRST_MONTH, n) for n in range(MONTHS)]
        series = list(_series([code for code, _, _ in places], measures))
        _fill(connection, SeriesRow, ("id", *_KEY, "kind", "illustrative", "retired"), series)
        for first in range(0, len(series), _CHUNK):
            some = series[first : first + _CHUNK]
            _points(connection, [s[0] for s in some if s[7] == "actual"], months)
            _plans(connection, [s[0] for s in some if s[7] == "plan"], months)
        write_property(connection, "data_version", "1")
        write_property(connection, "as_at", AS_AT.isoformat())
    _settle(engine)
    return len(series) // 2 * MONTHS


_KEY = ("organisation", "provider", "dimension", "member", "indicator", "grain")


def _fill(connection: Any, table: Any, columns: tuple[str, ...], rows: Any) -> None:  # noqa: ANN401
    made: Table = table.__table__
    bulk_insert(connection, made, list(columns), rows)


def _places(connection: Any, places: list[tuple[str, str, Level]]) -> None:  # noqa: ANN401
    known = {row[0] for row in connection.execute(Base.metadata.tables["organisation"].select())}
    rows = [(code, name, str(level), "active") for code, name, level in places if code not in known]
    _fill(connection, OrganisationRow, ("code", "name", "level", "status"), rows)
    links = [
        (code.partition("_")[0], "locality", code, FIRST_MONTH)
        for code, _, level in places
        if level is Level.LOCALITY
    ]
    _fill(connection, Hierarchy, ("parent", "kind", "child", "valid_from"), links)


def _load(connection: Any) -> None:  # noqa: ANN401
    facts = {
        "id": _LOAD, "file_name": "made up", "sha256": "0" * 64, "as_at": "",
        "publication": "bench", "title": "Made up", "publisher": "Nobody", "licence": "",
        "stands_on": AS_AT, "loaded_at": AS_AT, "illustrative": True, "rows": 0, "new": 0,
        "restated": 0,         "unchanged": 0, "older": 0, "set_aside": 0,
    }  # fmt: skip
    _fill(connection, LoadRow, tuple(facts), [tuple(facts.values())])
    version = (_VERSION, "bench", "Plan", "", "final", date(2010, 3, 31), True)
    columns = ("id", "slug", "name", "scenario", "status", "submitted_on", "illustrative")
    _fill(connection, PlanVersionRow, columns, [version])


def _series(codes: list[str], measures: list[str]) -> Iterator[tuple[Any, ...]]:
    number = 1_000_000
    for code in codes:
        for measure in measures:
            for kind in ("actual", "plan"):
                number += 1
                yield number, code, "", "", "", measure, "month", kind, True, False


def _counts(ids: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Numerators and denominators, one row a series: a walk around 9 in 10."""
    series, draw = len(ids), np.random.default_rng(ids[0])
    whole = draw.integers(200, 20_000, size=(series, 1)) + draw.integers(
        0, 200, size=(series, MONTHS)
    )
    share = 0.9 + np.cumsum(draw.normal(0, 0.002, size=(series, MONTHS)), axis=1)
    return np.floor(whole * np.clip(share, 0.3, 1.0)), whole.astype(float)


def _points(connection: Any, ids: list[int], months: list[date]) -> None:  # noqa: ANN401
    met, whole = (each.tolist() for each in _counts(ids))
    rows = (
        (number, month, met[i][j], whole[i][j], "published", _LOAD)
        for i, number in enumerate(ids)
        for j, month in enumerate(months)
    )
    columns = ("series_id", "period_start", "numerator", "denominator", "status", "load_id")
    _fill(connection, ObservationRow, columns, rows)


def _plans(connection: Any, ids: list[int], months: list[date]) -> None:  # noqa: ANN401
    met, whole = (each.tolist() for each in _counts(ids))
    rows = (
        (number, month, _VERSION, met[i][j], whole[i][j], _LOAD)
        for i, number in enumerate(ids)
        for j, month in enumerate(months)
    )
    columns = ("series_id", "period_start", "version_id", "numerator", "denominator", "load_id")
    _fill(connection, PlanRow, columns, rows)


def _settle(engine: Engine) -> None:
    """Statistics and visibility, as they are after any load has been left alone for a while."""
    analyse = "VACUUM (ANALYZE)" if engine.dialect.name == "postgresql" else "ANALYZE"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(analyse))


def some_commissioners(number: int, seed: int) -> list[str]:
    """As many codes in an order without a pattern; more than there are begin again."""
    codes = commissioner_codes()
    random.Random(seed).shuffle(codes)
    return [codes[n % len(codes)] for n in range(number)]
