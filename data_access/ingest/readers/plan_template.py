"""Which plans did somebody fill into the plan template?"""

import re
from collections.abc import Set
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from dashboard.exports.template_columns import PLAN_COLUMNS as FORM_COLUMNS
from data_access.ingest.document import Document
from data_access.ingest.form_figures import (
    FIGURES,
    NEEDED,
    Point,
    choice,
    finish,
    form_figures,
    form_indicator,
    form_point,
    is_untouched,
    members_of,
)
from data_access.ingest.long_table import BadCell, Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.publication import (
    PLAN_COLUMNS,
    NewPlanVersion,
    Publication,
    ReadContext,
)

TITLE = "Plan template"
_STATUSES = ("draft", "final", "resubmission", "local")
_FILLED_IN = {*FIGURES, "version", "scenario", "submitted on", "status"} & set(FORM_COLUMNS)


@dataclass(slots=True)
class _Plans:
    """What the rows have said so far, with the row that said it."""

    figures: dict[tuple[Point, str], dict[str, float | None]]
    versions: dict[str, tuple[int, NewPlanVersion]]
    rows: dict[tuple[Point, str], int]
    untouched: int = 0


def _is_header(names: Set[str]) -> bool:
    return names >= {"indicator", "version"} and bool(names & {"organisation", "period"})


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Plans by version and scenario; a version has one submission date in a file.

    `period` is the first day of the period: of a week, its Monday.
    """
    lines = read_lines(document, _is_header, NEEDED | {"version"})
    publication = Publication("plan_template", TITLE, "Supplied locally", len(lines), licence="")
    plans = _Plans({}, {}, {})
    publication.rejected = use_lines(lines, lambda line: _use(line, context, plans))
    finish(publication, document.name, plans.untouched)
    publication.plan_versions = [version for _, version in plans.versions.values()]
    submitted = {each.submitted_on for each in publication.plan_versions if each.submitted_on}
    publication.published_on = publication.stated_on = max(submitted, default=None)
    publication.members = members_of(point for point, _ in plans.figures)
    rows = [
        {**asdict(point), "period_end": None, **figures, "version": version}
        for (point, version), figures in plans.figures.items()
    ]
    publication.plans = pd.DataFrame(rows, columns=PLAN_COLUMNS, dtype=object)
    return publication


def _use(line: Line, context: ReadContext, plans: _Plans) -> None:
    if is_untouched(line, _FILLED_IN):
        plans.untouched += 1
        return
    indicator = form_indicator(line, context.indicators)
    point = form_point(line, indicator, context)
    figures = form_figures(line, indicator)
    if all(figure is None for figure in figures.values()):
        raise BadCell("numerator", "counts, or a value where there are none", "")
    if figures["denominator"] == 0:
        raise SetAside("a plan needs a denominator above 0", "denominator")
    version = _version(line)
    key = (point, version.slug)
    if key in plans.rows:
        raise SetAside(f"row {plans.rows[key]} gives this period of this version already", "period")
    _check_version(line, version, plans)
    plans.rows[key] = line.row
    plans.figures[key] = figures


def _version(line: Line) -> NewPlanVersion:
    """The version a row belongs to; without a status its name may say draft or re-submission."""
    name, scenario = line.needed("version"), line.text("scenario")
    slug = re.sub(r"[^a-z0-9]+", "_", f"{name} {scenario}".casefold()).strip("_")
    if not slug:
        raise BadCell("version", "a name with letters or digits", name)
    words = name.casefold()
    said = next((each for each in _STATUSES if each in words), "final")
    default = "resubmission" if re.search(r"re-?sub|refresh", words) else said
    return NewPlanVersion(
        slug[:80],
        name[:200],
        choice(line, "status", _STATUSES, default),
        line.day("submitted on"),
        scenario[:60],
    )


def _check_version(line: Line, version: NewPlanVersion, plans: _Plans) -> None:
    row, first = plans.versions.setdefault(version.slug, (line.row, version))
    said: date | str = first.submitted_on or "no date"
    if first.submitted_on != version.submitted_on:
        raise BadCell(
            "submitted on",
            f"one date for a version: row {row} has {said}",
            line.text("submitted on"),
        )
    if first.status != version.status:
        raise BadCell(
            "status", f"one status for a version: row {row} has {first.status}", line.text("status")
        )
