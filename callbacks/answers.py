"""How does the API say what it found, or why it cannot?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import wraps

import orjson
from flask import Response, request

from dashboard.errors import BadParameter, DashboardError, UnknownOrganisation
from dashboard.exports.rows import Row, as_csv
from dashboard.organisations import Organisation
from dashboard.selection import read_day
from dashboard.services.catalogue import Data


def refusing(answer: Callable[..., Response], data: Callable[[], Data]) -> Callable[..., Response]:
    @wraps(answer)
    def answered(**path: str) -> Response:
        try:
            return answer(data(), **path)
        except DashboardError as error:
            return as_json({"error": f"{error.message} {error.remedy}".strip()}, error.status)

    return answered


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
