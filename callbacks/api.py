"""Open data for Excel, Power BI and programs: the same services as the pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import wraps

import orjson
from dash import Dash
from flask import Flask, Response, request

from dashboard.errors import BadParameter, DashboardError, UnknownOrganisation
from dashboard.exports import templates
from dashboard.exports.holdings import (
    HOLDING_COLUMNS,
    LOAD_COLUMNS,
    RESTATEMENT_COLUMNS,
    SET_ASIDE_COLUMNS,
    holding_rows,
    load_rows,
    restatement_rows,
    set_aside_rows,
)
from dashboard.exports.rows import (
    SERIES_COLUMNS,
    SUMMARY_COLUMNS,
    Row,
    as_csv,
    series_rows,
    summary_rows,
)
from dashboard.organisations import Level, Organisation
from dashboard.periods import add_months, financial_year_start
from dashboard.selection import Read, Selection, read_day
from dashboard.services.catalogue import Data, checked, localities_of
from dashboard.services.extract import Wanted, extracted_lines
from dashboard.services.holdings import held_rows
from dashboard.services.restated import restated_figures
from dashboard.services.summary import performance_summary

INDICATOR_COLUMNS = (
    "indicator", "name", "group", "core", "unit", "direction", "aggregation", "grain",
    "decimals", "minimum_denominator", "plan_code", "source", "definition", "standard_value",
    "as_at",
)  # fmt: skip
ORGANISATION_COLUMNS = (
    "organisation", "name", "level", "valid_from", "valid_to", "status", "as_at",
)  # fmt: skip
_TEMPLATES = {
    "plan": templates.plan_template,
    "local_return": templates.local_return_template,
    "population_base": templates.population_base_template,
    "provider_shares": templates.provider_shares_template,
    "locality_practices": templates.locality_practices_template,
}
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def register(app: Dash, data: Callable[[], Data]) -> None:
    """Plain routes beside the pages; an error is JSON with a plain message."""
    server: Flask = app.server

    def route(path: str, answer: Callable[..., Response]) -> None:
        server.add_url_rule(path, answer.__name__, _refusing(answer, data))

    route("/api/v1/indicators", indicators)
    route("/api/v1/organisations", organisations)
    route("/api/v1/series", series)
    route("/api/v1/summary", summary)
    route("/api/v1/holdings", holdings)
    route("/api/v1/loads", loads)
    route("/api/v1/set_aside", set_aside)
    route("/api/v1/restatements", restatements)
    route("/api/v1/templates/<name>", template)
    route("/api/<path:rest>", nothing)
    route("/healthz", health)


def _refusing(answer: Callable[..., Response], data: Callable[[], Data]) -> Callable[..., Response]:
    @wraps(answer)
    def answered(**path: str) -> Response:
        try:
            return answer(data(), **path)
        except DashboardError as error:
            return _json({"error": f"{error.message} {error.remedy}".strip()}, error.status)

    return answered


def _json(content: object, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, mimetype="application/json")


def _table(
    name: str, columns: Sequence[str], rows: Iterable[Row], default: str = "json"
) -> Response:
    """Rows in the format asked for."""
    wanted = request.args.get("format", default)
    if wanted == "json":
        return _json(list(rows))
    if wanted != "csv":
        raise BadParameter("format", wanted, "csv or json")
    answer = Response(as_csv(columns, rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _day(name: str, given: Mapping[str, str]) -> date | None:
    text = given.get(name, "").strip()
    return read_day(name, text) if text else None


def _words(name: str) -> tuple[str, ...]:
    """Separated by commas, or the parameter said again."""
    given = ",".join(request.args.getlist(name))
    return tuple(each.strip() for each in given.split(",") if each.strip())


def _needed(name: str, expected: str) -> str:
    value = request.args.get(name, "").strip()
    if not value:
        raise BadParameter(name, value, expected)
    return value


def indicators(data: Data) -> Response:
    now = data.as_at(Selection(as_at=_day("as_at", request.args)))
    rows = []
    for each in data.indicators.values():
        standard = each.standard_at(now)
        facts = each.model_dump(mode="json", include=set(INDICATOR_COLUMNS))
        extra = {
            "indicator": each.id,
            "standard_value": standard.value if standard else None,
            "as_at": now.isoformat(),
        }
        rows.append({column: {**facts, **extra}[column] for column in INDICATOR_COLUMNS})
    return _table("indicators", INDICATOR_COLUMNS, rows)


def organisations(data: Data) -> Response:
    """All, of a level, or (`parent=`) the parts of one organisation at the as-at date."""
    text = request.args.get("level", "")
    if text and text not in list(Level):
        raise BadParameter("level", text, "one of " + ", ".join(Level))
    level = Level(text) if text else None
    now = data.as_at(Selection(as_at=_day("as_at", request.args)))
    there = data.store.organisations(level)
    if parent := request.args.get("parent", ""):
        code = data.store.organisation(parent).code
        kinds = ("commissioner", "locality", "stp", "region", "pcn", "group", "main_provider")
        # With the status of that day, where a list without a parent has the present one.
        inside = {each.code: each for kind in kinds for each in data.store.parts(code, kind, now)}
        there = tuple(inside[each.code] for each in there if each.code in inside)
    rows: list[Row] = [
        {
            "organisation": each.code,
            "name": each.name,
            "level": str(each.level),
            "valid_from": each.valid_from.isoformat() if each.valid_from else None,
            "valid_to": each.valid_to.isoformat() if each.valid_to else None,
            "status": each.status,
            "as_at": now.isoformat(),
        }
        for each in there
        if data.scope.covers(each.code)
    ]
    return _table("organisations", ORGANISATION_COLUMNS, rows)


def series(data: Data) -> Response:
    places = _words("organisation")
    if not places:
        raise BadParameter("organisation", "", "an organisation's code, such as 10Q")
    for place in places:
        if not data.scope.covers(place):
            raise UnknownOrganisation(place)
    wanted = Wanted(
        _needed("indicator", "an indicator's id, such as rtt_18week"),
        places,
        data.as_at(Selection(as_at=_day("as_at", request.args))),
        request.args.get("grain", ""),
        request.args.get("provider", ""),
        _words("breakdown"),
        _day("from", request.args),
        _day("to", request.args),
        request.args.get("plan", ""),
    )
    lines = extracted_lines(data, wanted)
    name = f"trajectory_{wanted.indicator}_{'_'.join(places)}"[:80]
    return _table(name, SERIES_COLUMNS, series_rows(data, lines))


def _place(data: Data) -> Organisation:
    place = data.store.organisation(_needed("organisation", "an organisation's code, such as 10Q"))
    if not data.scope.covers(place.code):
        raise UnknownOrganisation(place.code)
    return place


def summary(data: Data) -> Response:
    place = _place(data)
    plan = request.args.get("plan", "")
    selection = Selection(
        organisation=place.code,
        as_at=_day("as_at", request.args),
        plan=data.store.plan_version(plan).slug if plan else "",
    )
    rows = summary_rows(data, performance_summary(data, selection))
    return _table(f"trajectory_summary_{place.code}", SUMMARY_COLUMNS, rows)


def holdings(data: Data) -> Response:
    """What is held of each indicator for an organisation, to when and from which file."""
    place, now = _place(data), data.as_at(Selection(as_at=_day("as_at", request.args)))
    rows = holding_rows(place, held_rows(data, place, now), now)
    return _table(f"trajectory_holdings_{place.code}", HOLDING_COLUMNS, rows)


def loads(data: Data) -> Response:
    return _table("trajectory_loads", LOAD_COLUMNS, load_rows(data.store.loaded_files()))


def set_aside(data: Data) -> Response:
    """The rows of one load that could not be used."""
    text = _needed("load", "a load's number, as /api/v1/loads gives it")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadParameter("load", text, "a load's number, as /api/v1/loads gives it")
    rows = set_aside_rows(int(text), data.store.set_aside(int(text)))
    return _table(f"trajectory_set_aside_{text}", SET_ASIDE_COLUMNS, rows)


def restatements(data: Data) -> Response:
    """Of an organisation's headline figures; of one indicator or of all."""
    place, now = _place(data), data.as_at(Selection(as_at=_day("as_at", request.args)))
    name = request.args.get("indicator", "").strip()
    restated = restated_figures(data, place, now, data.indicators[name] if name else None)
    title = f"trajectory_restatements_{place.code}"
    return _table(title, RESTATEMENT_COLUMNS, restatement_rows(restated))


def template(data: Data, name: str) -> Response:
    """A form to fill, with the rows of the chosen organisation and its localities."""
    if name not in _TEMPLATES:
        raise BadParameter("template", name, "one of " + ", ".join(_TEMPLATES))
    given = Selection(organisation=request.args.get("organisation", ""))
    read = checked(data, Read(given))
    if read.problems:
        raise read.problems[0]
    selection = read.selection
    file_format = request.args.get("format", "xlsx")
    if file_format not in _TYPES:
        raise BadParameter("format", file_format, "csv or xlsx")
    as_at = data.as_at(selection)
    organisation = data.store.organisation(selection.organisation)
    first = _day("from", request.args) or financial_year_start(as_at)
    months = [add_months(first, number) for number in range(12)]
    content = _TEMPLATES[name](
        data.indicators,
        organisation,
        _places(data, name, organisation, (first, as_at)),
        months,
        "csv" if file_format == "csv" else "xlsx",
    )
    answer = Response(content, content_type=_TYPES[file_format])
    file_name = f"{name}_{organisation.code}.{file_format}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer


def _places(
    data: Data, name: str, organisation: Organisation, days: tuple[date, date]
) -> tuple[Organisation, ...]:
    """The parts that a form has rows for: localities, or the practices to make them of.

    days: the first that the form is for, and the as-at date; a practice that has closed between
    them belonged to a locality too.
    """
    if name != "locality_practices":
        return localities_of(data, organisation, days[1])
    practices = {
        each.code: each
        for day in days
        for each in data.store.parts(organisation.code, "commissioner", day)
        if each.status == "active"
    }
    return tuple(sorted(practices.values(), key=lambda each: each.name))


def nothing(data: Data, rest: str) -> Response:
    """The pages answer for every other address; a program is told that there is nothing."""
    return _json(
        {"error": f"There is nothing at /api/{rest}. The README lists what there is."}, 404
    )


def health(data: Data) -> Response:
    return _json({"status": "ok", "data_version": data.store.data_version()})
