"""What is being done about the figures, for programs and pages: read, add, tick."""

from collections.abc import Callable

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_json, as_table, day_asked, place_asked, posted, refusing
from dashboard.exports.actions import ACTION_COLUMNS, action_row, action_rows_for_sheets
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.acting import add_action, set_status
from dashboard.services.desk.actions import actions_of_place, whose_actions


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server

    def route(path: str, answer: Callable[..., Response], method: str) -> None:
        server.add_url_rule(path, answer.__name__, refusing(answer, data), methods=[method])

    route("/api/v1/actions", actions, "GET")
    route("/api/v1/actions", write_action, "POST")
    route("/api/v1/actions/<key>/status", change_status, "POST")


def actions(data: Data) -> Response:
    """Of an organisation and the groups it plans with; of one indicator or of all."""
    place, name = place_asked(data), request.args.get("indicator", "").strip()
    as_at = data.as_at(Selection(as_at=day_asked("as_at", request.args)))
    whose = whose_actions(data.store, place.code, as_at)
    due = day_asked("due_from", request.args), day_asked("due_to", request.args)
    found = actions_of_place(data, whose, as_at, *due)
    if name:
        of = data.indicators[name].id
        found = tuple(each for each in found if each.indicator == of)
    rows = [action_row(each, as_at) for each in found]
    shown = action_rows_for_sheets(rows) if request.args.get("format") == "csv" else rows
    return as_table(f"trajectory_actions_{place.code}", ACTION_COLUMNS, shown)


def write_action(data: Data) -> Response:
    made = add_action(data, posted())
    return as_json(action_row(made, data.as_at(Selection())), 201)


def change_status(data: Data, key: str) -> Response:
    made = set_status(data, key, posted())
    return as_json(action_row(made, data.as_at(Selection())))
