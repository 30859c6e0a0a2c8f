"""What would somebody write by hand to get the rows of each page, straight through the driver?"""

import sqlite3
import threading
from datetime import date
from typing import Any

import psycopg
from sqlalchemy import make_url

# A page shows three years back and the plan's year ahead; the summary two years of sparkline.
SINCE_TREND, SINCE_SUMMARY = date(2017, 4, 1), date(2018, 4, 1)

_ACTUAL = (
    "SELECT o.period_start, o.numerator, o.denominator FROM series s JOIN observation o ON "
    "o.series_id = s.id WHERE s.organisation = ? AND s.provider = '' AND s.dimension = '' AND "
    "s.member = '' AND s.indicator = ? AND s.grain = 'month' AND s.kind = 'actual' AND "
    "o.period_start >= ? ORDER BY o.period_start"
)
_PLAN = _ACTUAL.replace("observation o", "plan o").replace("'actual'", "'plan'")
_ALL_ACTUAL = (
    "SELECT s.indicator, o.period_start, o.numerator, o.denominator FROM series s JOIN "
    "observation o ON o.series_id = s.id WHERE s.organisation = ? AND s.provider = '' AND "
    "s.dimension = '' AND s.kind = 'actual' AND o.period_start >= ? ORDER BY s.id, o.period_start"
)
_ALL_PLAN = _ALL_ACTUAL.replace("observation o", "plan o").replace("'actual'", "'plan'")
_WEEKS = (
    "SELECT s.dimension, s.member, s.indicator, o.period_start, o.numerator, o.denominator "
    "FROM series s JOIN observation o ON o.series_id = s.id WHERE s.organisation = ? AND "
    "s.grain = 'week' AND s.kind = 'actual' ORDER BY s.id, o.period_start"
)
_PARTS = (
    "SELECT h.child, o.name FROM hierarchy h JOIN organisation o ON o.code = h.child "
    "WHERE h.parent = ? AND h.kind = 'locality' ORDER BY o.name"
)

Rows = list[tuple[Any, ...]]


class Reads:
    """One connection a thread, kept open; answers as the driver gives them."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._is_sqlite = self._url.get_backend_name() == "sqlite"
        self._local = threading.local()

    def _connection(self) -> Any:  # noqa: ANN401 - either driver's
        if not hasattr(self._local, "connection"):
            self._local.connection = (
                sqlite3.connect(str(self._url.database))
                if self._is_sqlite
                else psycopg.connect(
                    self._url.set(drivername="postgresql").render_as_string(hide_password=False),
                    autocommit=True,
                    prepare_threshold=1,
                )
            )
        return self._local.connection

    def close(self) -> None:
        if hasattr(self._local, "connection"):
            self._local.connection.close()
            del self._local.connection

    def _rows(self, query: str, *values: Any) -> Rows:  # noqa: ANN401
        if self._is_sqlite:
            given = tuple(v.isoformat() if isinstance(v, date) else v for v in values)
            found: Rows = self._connection().execute(query, given).fetchall()
            return found
        answer: Rows = self._connection().execute(query.replace("?", "%s"), values).fetchall()
        return answer

    def trend(self, organisation: str, indicator: str) -> tuple[Rows, Rows]:
        return (
            self._rows(_ACTUAL, organisation, indicator, SINCE_TREND),
            self._rows(_PLAN, organisation, indicator, SINCE_TREND),
        )

    def summary(self, organisation: str) -> tuple[Rows, Rows]:
        return (
            self._rows(_ALL_ACTUAL, organisation, SINCE_SUMMARY),
            self._rows(_ALL_PLAN, organisation, SINCE_SUMMARY),
        )

    def localities(self, organisation: str, indicator: str) -> list[tuple[str, Rows, Rows]]:
        parts = [(organisation, organisation), *self._rows(_PARTS, organisation)]
        return [(name, *self.trend(code, indicator)) for code, name in parts]

    def weeks(self, provider: str) -> Rows:
        return self._rows(_WEEKS, provider)
