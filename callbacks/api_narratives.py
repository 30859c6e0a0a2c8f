"""What is said of the exceptions, for programs and pages: read, write."""

from collections.abc import Callable, Iterator

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_json, as_table, day_asked, place_asked, posted, refusing
from dashboard.exports.narratives import (
    NARRATIVE_COLUMNS,
    narrative_row,
    narrative_rows_for_sheets,
    written_row,
)
from dashboard.exports.rows import Row
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.narrating import narratives, write_narrative
from dashboard.services.desk.narrative import told
from dashboard.written.exceptions import Length


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server

    def route(answer: Callable[..., Response], method: str) -> None:
        path, asked = "/api/v1/narratives", refusing(answer, data)
        server.add_url_rule(path, answer.__name__, asked, methods=[method])

    route(read_narratives, "GET")
    route(keep_narrative, "POST")


def read_narratives(data: Data) -> Response:
    """Of every indicator of an organisation or of one, at both lengths."""
    place, name = place_asked(data), request.args.get("indicator", "").strip()
    of = data.indicators[name].id if name else ""
    selection = Selection(place.code, as_at=day_asked("as_at", request.args))
    rows = [row for row in _rows(data, selection) if of in ("", row["indicator"])]
    shown = narrative_rows_for_sheets(rows) if request.args.get("format") == "csv" else rows
    return as_table(f"trajectory_narratives_{place.code}", NARRATIVE_COLUMNS, shown)


def keep_narrative(data: Data) -> Response:
    return as_json(written_row(write_narrative(data, posted())), 201)


def _rows(data: Data, selection: Selection) -> Iterator[Row]:
    as_at, version = data.as_at(selection), data.store.data_version()
    for exception, narrative in narratives(data, selection):
        for length in Length:
            there = told(data, exception, narrative, length)
            yield narrative_row(exception, narrative, there, length, as_at, version)
