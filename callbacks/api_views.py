"""Names for addresses, for pages and programs: read, save, remove."""

from collections.abc import Callable

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_json, as_table, posted, refusing
from dashboard.exports.marks import for_sheets
from dashboard.exports.rows import Row
from dashboard.services.catalogue import Data
from dashboard.services.desk.saved_views import remove_view, save_view
from dashboard.written.meetings import SavedView

VIEW_COLUMNS = ("view", "name", "address", "author", "made_on")


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server

    def route(path: str, answer: Callable[..., Response], method: str) -> None:
        name = f"view_{answer.__name__}"
        server.add_url_rule(path, name, refusing(answer, data), methods=[method])

    route("/api/v1/views", views, "GET")
    route("/api/v1/views", save, "POST")
    route("/api/v1/views/<number>/remove", remove, "POST")


def views(data: Data) -> Response:
    """Those that stand, by name."""
    rows = [view_row(each) for each in data.store.saved_views()]
    csv = request.args.get("format") == "csv"
    shown = for_sheets(rows, ("name", "author")) if csv else rows
    return as_table("trajectory_views", VIEW_COLUMNS, shown)


def save(data: Data) -> Response:
    return as_json(view_row(save_view(data, posted())), 201)


def remove(data: Data, number: str) -> Response:
    remove_view(data, number, posted())
    return as_json({"view": int(number), "removed": True})


def view_row(view: SavedView) -> Row:
    return {
        "view": view.id,
        "name": view.name,
        "address": view.address,
        "author": view.author,
        "made_on": view.made_at.date().isoformat(),
    }
