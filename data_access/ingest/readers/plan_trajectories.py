"""Which plans and targets do the operational plans state? (trajectories.csv)"""

from collections.abc import Set
from dataclasses import dataclass, field

import pandas as pd

from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import Grain
from data_access.ingest.document import Document
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
    plan_document,
    reference_value,
    span_grain,
)
from data_access.ingest.publication import PLAN_COLUMNS, NewPlanVersion, Publication, ReadContext

TITLE = "Operational plans: trajectories"
_NEEDED = NEEDED["trajectories"]
_KEY = ("indicator", "organisation", "grain", "period_start", "version")


def _is_header(names: Set[str]) -> bool:
    return is_header_of("trajectories", names)


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


@dataclass(slots=True)
class _Targets:
    """What the rows have said so far."""

    plans: dict[tuple[object, ...], dict[str, object]] = field(default_factory=dict)
    references: list[dict[str, object]] = field(default_factory=list)
    versions: dict[str, NewPlanVersion] = field(default_factory=dict)
    rows: dict[tuple[object, ...], int] = field(default_factory=dict)


def read(document: Document, context: ReadContext) -> Publication:
    """Dated targets as plans of their own grain; the others as reference values."""
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("plan_trajectories", TITLE, PUBLISHER, len(lines), licence=LICENCE)
    targets = _Targets()
    publication.rejected = use_lines(lines, lambda line: _use(line, context, targets))
    rows = list(targets.plans.values())
    publication.plans = pd.DataFrame(rows, columns=PLAN_COLUMNS, dtype=object)
    publication.plan_versions = [targets.versions[slug] for slug in sorted(targets.versions)]
    publication.facts = {"reference_value": targets.references}
    return publication


def _use(line: Line, context: ReadContext, targets: _Targets) -> None:
    indicator, organisation, value = _target(line, context)
    span = line.span("period start", "period end")
    version = plan_document(line).version
    once = (line.text("standard key"), organisation, *span, version.slug)
    if span[1] and once in targets.rows:
        raise SetAside(f"row {targets.rows[once]} states this period already", "period start")
    targets.rows[once] = line.row
    plan = _plan_row(line, indicator, organisation, value)
    key = tuple(plan[name] for name in _KEY) if plan else ()
    # Two targets of one measure cannot both be its line; the second is stated beside it.
    if plan and key not in targets.plans:
        targets.plans[key] = plan
        targets.versions[version.slug] = version
    else:
        words = period_words(line)
        targets.references.append(
            reference_value(line, "plan", indicator, organisation, value, words, span)
        )


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
