"""The list of exceptions for programs and pages: read it, put on or take off, withdraw that."""

from collections.abc import Callable

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_json, as_table, posted, refusing
from callbacks.api import summary_asked
from dashboard.exports.exceptions import EXCEPTION_COLUMNS, TYPED, exception_rows, override_row
from dashboard.exports.marks import for_sheets
from dashboard.services.catalogue import Data
from dashboard.services.desk.exceptions import exception_report
from dashboard.services.desk.overriding import override, withdraw_override


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server

    def route(path: str, answer: Callable[..., Response], method: str) -> None:
        server.add_url_rule(path, answer.__name__, refusing(answer, data), methods=[method])

    route("/api/v1/exceptions", exceptions, "GET")
    route("/api/v1/overrides", write_override, "POST")
    route("/api/v1/overrides/<number>/withdraw", take_back_override, "POST")


def exceptions(data: Data) -> Response:
    """The list in its order, and after it what a person took off."""
    report = exception_report(data, summary_asked(data))
    rows = list(exception_rows(report))
    shown = list(for_sheets(rows, TYPED)) if request.args.get("format") == "csv" else rows
    return as_table(f"trajectory_exceptions_{report.place.code}", EXCEPTION_COLUMNS, shown)


def write_override(data: Data) -> Response:
    return as_json(override_row(override(data, posted())), 201)


def take_back_override(data: Data, number: str) -> Response:
    withdraw_override(data, number, posted())
    return as_json({"override": int(number), "withdrawn": True})
