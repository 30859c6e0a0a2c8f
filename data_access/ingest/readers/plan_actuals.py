"""Which actual figures do the operational plans state? (actuals.csv)"""

from collections.abc import Set
from datetime import date

import pandas as pd

from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import Grain
from data_access.ingest.document import Document
from data_access.ingest.form_figures import check_has_begun
from data_access.ingest.long_table import Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.plan_documents import (
    LICENCE,
    NEEDED,
    PUBLISHER,
    amount,
    early_end,
    is_header_of,
    needed_indicator,
    period_words,
    place,
    reference_value,
    span_grain,
)
from data_access.ingest.publication import (
    LOCATION_COLUMNS,
    OBSERVATION_COLUMNS,
    Publication,
    ReadContext,
)

TITLE = "Operational plans: actuals"
_NEEDED = NEEDED["actuals"]


def _is_header(names: Set[str]) -> bool:
    return is_header_of("actuals", names)


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Yearly figures of yearly indicators as observations; the others as labelled marks."""
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("plan_actuals", TITLE, PUBLISHER, len(lines), licence=LICENCE)
    observations: dict[tuple[str, str, date], tuple[int, dict[str, object]]] = {}
    marks: list[dict[str, object]] = []

    def use(line: Line) -> None:
        indicator = needed_indicator(line, context)
        organisation = place(line, context)
        line.needed("actual value")
        value = amount(line, "actual value", indicator.unit) or 0.0
        start, end = line.span("period start", "period end")
        if start:
            check_has_begun(start, None)
        grain = span_grain(start, end, yearly=indicator.grain is Grain.YEAR)
        if grain is indicator.grain and grain.yearly and start and end:
            key = (indicator.id, organisation, start)
            if key in observations:
                raise SetAside(f"row {observations[key][0]} states this period already")
            row = _observation(indicator, organisation, value, (start, end))
            observations[key] = (line.row, {**row, "sheet": line.sheet, "row": line.row})
        else:
            words = period_words(line)
            marks.append(
                reference_value(line, "actual", indicator, organisation, value, words, (start, end))
            )

    publication.rejected = use_lines(lines, use)
    rows = [row for _, row in observations.values()]
    columns = [*OBSERVATION_COLUMNS, *LOCATION_COLUMNS]
    publication.observations = pd.DataFrame(rows, columns=columns, dtype=object)
    publication.facts = {"reference_value": marks}
    return publication


def _observation(
    indicator: Indicator, organisation: str, value: float, span: tuple[date, date]
) -> dict[str, object]:
    start, end = span
    counted = indicator.unit is Unit.COUNT
    ends_early = early_end(start, end, indicator.grain)
    return {
        "indicator": indicator.id,
        "organisation": organisation,
        "provider": "",
        "dimension": "",
        "member": "",
        "grain": indicator.grain.value,
        "period_start": start,
        "period_end": ends_early,
        "numerator": value if counted else None,
        "denominator": None,
        "value": None if counted else value,
        "status": "provisional" if ends_early else "published",
        "absent_reason": None,
    }
