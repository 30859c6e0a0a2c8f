"""What people write beside the figures, for programs: read, add, withdraw."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import orjson
from dash import Dash
from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from callbacks.answers import as_json, as_table, place_asked, refusing
from dashboard.errors import BadParameter, NotSameSite
from dashboard.exports.marks import MARK_COLUMNS, for_sheets, mark_row
from dashboard.services.catalogue import Data
from dashboard.services.marking import add_mark, withdraw_mark

_LONGEST = 20_000  # bytes; the longest mark has a quarter of them


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
    given = _posted()
    mark = add_mark(data, given)
    place = data.store.organisation(str(given["organisation"]).strip())
    return as_json(mark_row(str(given["indicator"]).strip(), place, mark), 201)


def withdraw(data: Data, number: str) -> Response:
    withdraw_mark(data, number, _posted())
    return as_json({"mark": int(number), "withdrawn": True})


def _posted() -> Mapping[str, object]:
    """The fields of a request, once it is clear that no other site's page sent it.

    A browser asks leave before it sends JSON to another site, and is given none; where it says
    which site a page is of, that must be this one.
    """
    origin = request.headers.get("Origin")
    ours = origin is None or urlsplit(origin).netloc.lower() == request.host.lower()
    if request.mimetype != "application/json" or not ours:
        raise NotSameSite
    try:
        request.max_content_length = _LONGEST
        given = orjson.loads(request.get_data())
    except RequestEntityTooLarge as error:
        raise BadParameter("request", "", f"{_LONGEST:,} bytes at most") from error
    except orjson.JSONDecodeError as error:
        raise BadParameter("request", "", "a JSON object") from error
    if not isinstance(given, dict):
        raise BadParameter("request", "", "a JSON object")
    return given
