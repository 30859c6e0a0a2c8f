"""Which actuals did a site return by locality, practice or provider?"""

from collections.abc import Set
from dataclasses import asdict, dataclass, field
from datetime import date

import pandas as pd

from dashboard.exports.template_columns import LOCAL_RETURN_COLUMNS as FORM_COLUMNS
from dashboard.periods import Grain
from data_access.ingest.document import Document
from data_access.ingest.form_figures import (
    FIGURES,
    NEEDED,
    WEEK_ENDING,
    Point,
    check_has_begun,
    choice,
    finish,
    form_figures,
    form_indicator,
    form_point,
    is_untouched,
    members_of,
)
from data_access.ingest.long_table import (
    BadCell,
    Line,
    SetAside,
    has_table,
    header_names,
    read_lines,
    use_lines,
)
from data_access.ingest.publication import (
    ABSENT_REASONS,
    LOCATION_COLUMNS,
    OBSERVATION_COLUMNS,
    Publication,
    ReadContext,
)

TITLE = "Local return"
_STATUSES = ("provisional", "published", "revised")
_UNVALIDATED = (Grain.DAY, Grain.WEEK)
_FILLED_IN = {*FIGURES, "absent reason", "submitted on", "status"} & set(FORM_COLUMNS)


@dataclass(slots=True)
class _Return:
    """What the rows have said so far, with the row that said it."""

    figures: dict[Point, dict[str, object]] = field(default_factory=dict)
    rows: dict[Point, int] = field(default_factory=dict)
    submitted: set[date] = field(default_factory=set)
    untouched: int = 0


def _is_header(names: Set[str]) -> bool:
    """A plan has a version; figures that this product hands out have a `period start`."""
    return (
        names >= {"indicator", "organisation"}
        and bool(names & {"period", "numerator"})
        and not names & {"version", "period start"}
    )


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Observations; `period` is the first day of the period: of a week, its Monday.

    A week may be given by its Sunday instead, in a column `week ending`.
    """
    weekly = WEEK_ENDING in header_names(document, _is_header)
    lines = read_lines(document, _is_header, NEEDED - {"period"} if weekly else NEEDED)
    publication = Publication("local_return", TITLE, "Supplied locally", len(lines), licence="")
    returned = _Return()
    publication.rejected = use_lines(lines, lambda line: _use(line, context, returned))
    finish(publication, document.name, returned.untouched)
    publication.published_on = publication.stated_on = max(returned.submitted, default=None)
    publication.members = members_of(returned.figures)
    rows = [
        {**asdict(point), "period_end": None, **figures}
        for point, figures in returned.figures.items()
    ]
    columns = [*OBSERVATION_COLUMNS, *LOCATION_COLUMNS]
    publication.observations = pd.DataFrame(rows, columns=columns, dtype=object)
    return publication


def _use(line: Line, context: ReadContext, returned: _Return) -> None:
    if is_untouched(line, _FILLED_IN):
        returned.untouched += 1
        return
    indicator = form_indicator(line, context.indicators)
    point = form_point(line, indicator, context)
    figures = form_figures(line, indicator)
    absent = choice(line, "absent reason", ABSENT_REASONS, "") or None
    given = any(figure is not None for figure in figures.values())
    if given and absent:
        raise BadCell("absent reason", "an empty cell, since there are figures", absent)
    if not given and not absent:
        raise BadCell("absent reason", f"figures, or one of {', '.join(ABSENT_REASONS)}", "")
    # Days and weeks are counted for management and validated by nobody.
    usual = "provisional" if point.grain in _UNVALIDATED else "published"
    status, submitted = choice(line, "status", _STATUSES, usual), line.day("submitted on")
    if given:
        check_has_begun(point.period_start, submitted)
    if point in returned.rows:
        raise SetAside(f"row {returned.rows[point]} gives this period already", "period")
    returned.rows[point] = line.row
    stood = {"sheet": line.sheet, "row": line.row}
    returned.figures[point] = {**figures, "status": status, "absent_reason": absent, **stood}
    if submitted:
        returned.submitted.add(submitted)
