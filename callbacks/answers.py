"""How does the API say what it found, or why it cannot?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import wraps
from urllib.parse import urlsplit

import orjson
from flask import Flask, Response, request
from werkzeug.exceptions import MethodNotAllowed, RequestEntityTooLarge

from dashboard.errors import BadParameter, DashboardError, NotSameSite, UnknownOrganisation
from dashboard.exports.rows import Row, as_csv
from dashboard.organisations import Organisation
from dashboard.selection import read_day
from dashboard.services.catalogue import Data

API = "/api/"
LONGEST = 20_000  # bytes; the longest of what people write has a quarter of them


def refusing(answer: Callable[..., Response], data: Callable[[], Data]) -> Callable[..., Response]:
    @wraps(answer)
    def answered(**path: str) -> Response:
        try:
            return answer(data(), **path)
        except DashboardError as error:
            said = {"error": f"{error.message} {error.remedy}".strip()}
            if error.field:
                said["field"] = error.field
            return as_json(said, error.status)

    return answered


def refuse_methods(server: Flask) -> None:
    """What no address of the API answers is JSON too, and not a page."""
    server.register_error_handler(MethodNotAllowed, _not_answered)


def _not_answered(error: MethodNotAllowed) -> Response | MethodNotAllowed:
    if not request.path.startswith(API):
        return error
    said = f"{request.method} is not answered at {request.path}. The README lists what there is."
    answer = as_json({"error": said}, error.code)
    answer.allow.update(error.valid_methods or ())
    return answer


def as_json(content: object, status: int = 200) -> Response:
    answer = Response(orjson.dumps(content), status, mimetype="application/json")
    # What people typed is in some of it: no browser may take it for a page.
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def as_table(
    name: str, columns: Sequence[str], rows: Iterable[Row], default: str = "json"
) -> Response:
    """Rows in the format asked for."""
    wanted = request.args.get("format", default)
    if wanted == "json":
        return as_json(list(rows))
    if wanted != "csv":
        raise BadParameter("format", wanted, "csv or json")
    answer = Response(as_csv(columns, rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def day_asked(name: str, given: Mapping[str, str]) -> date | None:
    text = given.get(name, "").strip()
    return read_day(name, text) if text else None


def words_asked(name: str) -> tuple[str, ...]:
    """Separated by commas, or the parameter said again."""
    given = ",".join(request.args.getlist(name))
    return tuple(each.strip() for each in given.split(",") if each.strip())


def needed(name: str, expected: str) -> str:
    value = request.args.get(name, "").strip()
    if not value:
        raise BadParameter(name, value, expected)
    return value


def place_asked(data: Data) -> Organisation:
    place = data.store.organisation(needed("organisation", "an organisation's code, such as 10Q"))
    if not data.scope.covers(place.code):
        raise UnknownOrganisation(place.code)
    return place


def posted() -> Mapping[str, object]:
    """The fields of a request, once it is clear that no other site's page sent it.

    A browser asks leave before it sends JSON to another site, and is given none; where it says
    which site a page is of, that must be this one.
    """
    origin = request.headers.get("Origin")
    ours = origin is None or urlsplit(origin).netloc.lower() == request.host.lower()
    if request.mimetype != "application/json" or not ours:
        raise NotSameSite
    try:
        request.max_content_length = LONGEST
        given = orjson.loads(request.get_data())
    except RequestEntityTooLarge as error:
        raise BadParameter("request", "", f"{LONGEST:,} bytes at most") from error
    except orjson.JSONDecodeError as error:
        raise BadParameter("request", "", "a JSON object") from error
    if not isinstance(given, dict):
        raise BadParameter("request", "", "a JSON object")
    return given
