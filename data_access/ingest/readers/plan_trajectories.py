"""Which plans and targets do the operational plans state? (trajectories.csv)"""

from collections.abc import Set

import pandas as pd

from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import Grain
from data_access.ingest.document import Document
from data_access.ingest.long_table import Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.plan_documents import (
    LICENCE,
    PUBLISHER,
    amount,
    early_end,
    needed_indicator,
    period_words,
    place,
    plan_document,
    reference_value,
    span_grain,
)
from data_access.ingest.publication import PLAN_COLUMNS, Publication, ReadContext

TITLE = "Operational plans: trajectories"
_NEEDED = {
    "standard key",
    "organisation",
    "locality",
    "period label",
    "period start",
    "period end",
    "plan value",
    "unit",
    "source file",
    "source quote",
}


def _is_header(names: Set[str]) -> bool:
    return names >= {"standard key", "plan value"}


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Dated targets as plans of their own grain; the others as reference values."""
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("plan_trajectories", TITLE, PUBLISHER, len(lines), licence=LICENCE)
    plans: dict[tuple[object, ...], dict[str, object]] = {}
    said: dict[tuple[object, ...], int] = {}
    references: list[dict[str, object]] = []

    def use(line: Line) -> None:
        indicator, organisation, value = _target(line, context)
        span = line.span("period start", "period end")
        once = (line.text("standard key"), organisation, *span, line.text("source file"))
        if span[1] and once in said:
            raise SetAside(f"row {said[once]} states this period already", "period start")
        said[once] = line.row
        plan = _plan_row(line, indicator, organisation, value)
        key = (
            tuple(
                plan[name]
                for name in ("indicator", "organisation", "grain", "period_start", "version")
            )
            if plan
            else ()
        )
        # Two targets of one measure cannot both be its line; the second is stated beside it.
        if plan and key not in plans:
            plans[key] = plan
        else:
            references.append(
                reference_value(
                    line, "plan", indicator, organisation, value, period_words(line), span
                )
            )

    publication.rejected = use_lines(lines, use)
    publication.plans = pd.DataFrame(list(plans.values()), columns=PLAN_COLUMNS, dtype=object)
    used = {str(plan["version"]) for plan in plans.values()}
    documents = {plan_document(line).slug: plan_document(line) for line in lines}
    publication.plan_versions = [documents[slug].version for slug in sorted(used)]
    publication.facts = {"reference_value": references}
    return publication


def _target(line: Line, context: ReadContext) -> tuple[Indicator, str, float]:
    indicator = needed_indicator(line, context)
    organisation = place(line, context)
    line.needed("plan value")
    return indicator, organisation, amount(line, "plan value", indicator.unit) or 0.0


def _plan_row(
    line: Line, indicator: Indicator, organisation: str, value: float
) -> dict[str, object] | None:
    start, end = line.span("period start", "period end")
    grain = span_grain(start, end, yearly=indicator.grain is Grain.YEAR)
    if grain is None or end is None:
        return None
    counted = indicator.unit is Unit.COUNT
    first = start or end
    return {
        "indicator": indicator.id,
        "organisation": organisation,
        "provider": "",
        "dimension": "",
        "member": "",
        "grain": grain.value,
        "period_start": first,
        "period_end": early_end(first, end, grain),
        "numerator": value if counted else None,
        "denominator": None,
        "value": None if counted else value,
        "version": plan_document(line).slug,
    }
