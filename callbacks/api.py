"""Open data for Excel, Power BI and programs: the same services as the pages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import (
    as_json,
    as_table,
    day_asked,
    needed,
    place_asked,
    refuse_methods,
    refusing,
    words_asked,
)
from dashboard.errors import BadParameter, UnknownOrganisation
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
    series_rows,
    summary_rows,
)
from dashboard.indicators.registry import GROUPS
from dashboard.organisations import Level, Organisation
from dashboard.periods import add_months, financial_year_start
from dashboard.selection import AS_PUBLISHED, Read, Selection
from dashboard.services.ae_week.boards import boards
from dashboard.services.catalogue import Data, checked, localities_of
from dashboard.services.desk.checks import failed_checks
from dashboard.services.extract import Wanted, extracted
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
    "board_providers": templates.board_providers_template,
}
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def register(app: Dash, data: Callable[[], Data]) -> None:
    """Plain routes beside the pages; an error is JSON with a plain message."""
    server: Flask = app.server

    def route(path: str, answer: Callable[..., Response]) -> None:
        server.add_url_rule(path, answer.__name__, refusing(answer, data))

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
    # With nothing after it the address would be a page's.
    server.add_url_rule("/api/", "nothing", defaults={"rest": ""})
    refuse_methods(server)


def indicators(data: Data) -> Response:
    now = data.as_at(Selection(as_at=day_asked("as_at", request.args)))
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
    return as_table("indicators", INDICATOR_COLUMNS, rows)


def organisations(data: Data) -> Response:
    """All, of a level, or (`parent=`) the parts of one organisation at the as-at date."""
    text = request.args.get("level", "")
    if text and text not in list(Level):
        raise BadParameter("level", text, "one of " + ", ".join(Level))
    level = Level(text) if text else None
    now = data.as_at(Selection(as_at=day_asked("as_at", request.args)))
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
    return as_table("organisations", ORGANISATION_COLUMNS, rows)


def series(data: Data) -> Response:
    places = words_asked("organisation")
    if not places:
        raise BadParameter("organisation", "", "an organisation's code, such as 10Q")
    for place in places:
        if not data.scope.covers(place):
            raise UnknownOrganisation(place)
    wanted = Wanted(
        needed("indicator", "an indicator's id, such as rtt_18week"),
        places,
        data.as_at(Selection(as_at=day_asked("as_at", request.args))),
        request.args.get("grain", ""),
        request.args.get("provider", ""),
        words_asked("breakdown"),
        day_asked("from", request.args),
        day_asked("to", request.args),
        request.args.get("plan", ""),
        _footprint(),
    )
    found = extracted(data, wanted)
    name = f"trajectory_{wanted.indicator}_{'_'.join(places)}"[:80]
    rows = series_rows(data, [each.line for each in found], [each.judged for each in found])
    return as_table(name, SERIES_COLUMNS, rows)


def _footprint() -> str:
    footprint = request.args.get("footprint", "")
    if footprint not in ("", AS_PUBLISHED):
        raise BadParameter("footprint", footprint, AS_PUBLISHED)
    return footprint


def summary(data: Data) -> Response:
    selection = summary_asked(data)
    rows = summary_rows(data, performance_summary(data, selection))
    return as_table(f"trajectory_summary_{selection.organisation}", SUMMARY_COLUMNS, rows)


def summary_asked(data: Data) -> Selection:
    """Of whom, as at when, by which plan and which rows."""
    place = place_asked(data)
    plan = request.args.get("plan", "")
    return replace(
        _narrowed(),
        organisation=place.code,
        as_at=day_asked("as_at", request.args),
        plan=data.store.plan_version(plan).slug if plan else "",
        footprint=_footprint(),
    )


def _narrowed() -> Selection:
    """Which rows are asked for, said as in the page's own address."""
    asked = {name: request.args.get(name, "").strip() for name in ("group", "status", "needs")}
    read = Selection.from_query(urlencode(asked))
    if read.problems:
        raise read.problems[0]
    if asked["group"] not in ("", *GROUPS):
        raise BadParameter("group", asked["group"], "one of " + ", ".join(GROUPS))
    return read.selection


def holdings(data: Data) -> Response:
    """What is held of each indicator for an organisation, to when and from which file."""
    place, now = place_asked(data), data.as_at(Selection(as_at=day_asked("as_at", request.args)))
    held = held_rows(data, place, now)
    failed = failed_checks(data, place, [(row.indicator, row.series) for row in held], now)
    rows = holding_rows(place, held, now, failed)
    return as_table(f"trajectory_holdings_{place.code}", HOLDING_COLUMNS, rows)


def loads(data: Data) -> Response:
    return as_table("trajectory_loads", LOAD_COLUMNS, load_rows(data.store.loaded_files()))


def set_aside(data: Data) -> Response:
    """The rows of one load that could not be used."""
    text = needed("load", "a load's number, as /api/v1/loads gives it")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadParameter("load", text, "a load's number, as /api/v1/loads gives it")
    rows = set_aside_rows(int(text), data.store.set_aside(int(text)))
    return as_table(f"trajectory_set_aside_{text}", SET_ASIDE_COLUMNS, rows)


def restatements(data: Data) -> Response:
    """Of an organisation's headline figures; of one indicator or of all."""
    place, now = place_asked(data), data.as_at(Selection(as_at=day_asked("as_at", request.args)))
    name = request.args.get("indicator", "").strip()
    restated = restated_figures(data, place, now, data.indicators[name] if name else None)
    title = f"trajectory_restatements_{place.code}"
    return as_table(title, RESTATEMENT_COLUMNS, restatement_rows(restated))


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
    first = day_asked("from", request.args) or financial_year_start(as_at)
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
    if name == "board_providers":
        return boards(data)
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
    return as_json(
        {"error": f"There is nothing at /api/{rest}. The README lists what there is."}, 404
    )


def health(data: Data) -> Response:
    return as_json({"status": "ok", "data_version": data.store.data_version()})
