"""What people write beside the figures, for programs: read, add, withdraw."""

from collections.abc import Callable

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_json, as_table, place_asked, posted, refusing
from dashboard.exports.marks import MARK_COLUMNS, for_sheets, mark_row
from dashboard.services.catalogue import Data
from dashboard.services.marking import add_mark, withdraw_mark


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server

    def route(path: str, answer: Callable[..., Response], method: str) -> None:
        server.add_url_rule(path, answer.__name__, refusing(answer, data), methods=[method])

    route("/api/v1/marks", marks, "GET")
    route("/api/v1/marks", add, "POST")
    route("/api/v1/marks/<number>/withdraw", withdraw, "POST")


def marks(data: Data) -> Response:
    """Those that stand, of an organisation; of one indicator or of all."""
    place, name = place_asked(data), request.args.get("indicator", "").strip()
    indicators = [data.indicators[name]] if name else data.indicators.values()
    rows = [
        mark_row(each.id, place, mark)
        for each in indicators
        for mark in data.store.marks(each.id, place.code)
    ]
    shown = for_sheets(rows) if request.args.get("format") == "csv" else rows
    return as_table(f"trajectory_marks_{place.code}", MARK_COLUMNS, shown)


def add(data: Data) -> Response:
    given = posted()
    mark = add_mark(data, given)
    place = data.store.organisation(str(given["organisation"]).strip())
    return as_json(mark_row(str(given["indicator"]).strip(), place, mark), 201)


def withdraw(data: Data, number: str) -> Response:
    withdraw_mark(data, number, posted())
    return as_json({"mark": int(number), "withdrawn": True})
