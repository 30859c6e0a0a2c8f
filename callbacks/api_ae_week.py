"""The week of an A&E delivery board, for programs: the same result as the page."""

from collections.abc import Callable
from urllib.parse import urlencode

from dash import Dash
from flask import Response, request

from callbacks.answers import as_json, as_table, refusing
from dashboard.exports.ae_week import WEEK_COLUMNS, week_content, week_rows
from dashboard.selection import Selection
from dashboard.services.ae_week.week import ae_week
from dashboard.services.catalogue import Data

_ASKED = ("board", "week", "type", "organisation", "plan", "as_at")


def register(app: Dash, data: Callable[[], Data]) -> None:
    app.server.add_url_rule("/api/v1/ae_week", "ae_week", refusing(week, data))


def week(data: Data) -> Response:
    """As JSON all that the page says; as CSV a row for each of its weeks."""
    given = {name: request.args.get(name, "").strip() for name in _ASKED}
    read = Selection.from_query(urlencode(given))
    if read.problems:
        raise read.problems[0]
    found = ae_week(data, read.selection)
    if request.args.get("format", "json") == "json":
        return as_json(week_content(found))
    name = f"trajectory_{found.board.code}_{found.sunday.isoformat()}"
    return as_table(name, WEEK_COLUMNS, week_rows(found))
