"""Where a number came from, for Excel, Power BI and programs."""

from collections.abc import Callable

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_table, needed, place_asked, refusing
from dashboard.exports.where_from import WHERE_FROM_COLUMNS, where_from_rows
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, checked
from dashboard.services.desk.where_from import where_from
from dashboard.services.desk.where_from_board import OF_BOARD


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server
    server.add_url_rule("/api/v1/source", "source", refusing(source, data))


def source(data: Data) -> Response:
    """Every stored figure behind the one of a page's address; `period`, or the latest; `of`: the
    name that a table gives a part, or what of an A&E delivery board."""
    of = request.args.get("of", "").strip()
    if of not in OF_BOARD:
        place_asked(data)
    indicator = data.indicators[needed("indicator", "an indicator's id, such as rtt_18week")]
    read = Selection.from_query(request.query_string.decode())
    read = checked(data, read)
    for problem in read.problems:
        raise problem
    found = where_from(data, read.selection, of)
    name = f"trajectory_source_{indicator.id}_{found.organisation.code}"
    return as_table(name, WHERE_FROM_COLUMNS, where_from_rows(found))
