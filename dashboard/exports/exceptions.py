"""The list of exceptions as rows of plain values for CSV and JSON."""

from collections.abc import Iterator

from dashboard.exports.rows import Row, Value, whole
from dashboard.services.desk.exceptions import is_listed
from dashboard.services.desk.model import ExceptionReport, ExceptionRow
from dashboard.services.summary import status_of
from dashboard.services.wording.what_it_takes_words import what_it_would_take
from dashboard.written.exceptions import Override

EXCEPTION_COLUMNS = (
    "rank", "listed", "organisation", "organisation_name", "indicator", "name", "group",
    "period_start", "period_end", "value", "unit", "status", "standard_value", "plan_value",
    "rules", "rules_met", "newly", "people", "variation", "assurance", "rag", "rag_words",
    "what_it_would_take", "actions", "actions_overdue", "override", "override_listed",
    "override_reason", "override_author", "override_until", "override_made_at", "shown_instead",
    "actual_illustrative", "plan_illustrative", "rule_set", "as_at", "data_version",
)  # fmt: skip
TYPED = ("override_reason", "override_author")
OVERRIDE_COLUMNS = (
    "override", "organisation", "indicator", "listed", "reason", "author", "until", "made_at",
)  # fmt: skip


def exception_rows(report: ExceptionReport) -> Iterator[Row]:
    """In the list's order, and after it what a person took off, which has no rank.

    rank: in the whole list, also where only a part of it is asked for.
    """
    takes = report.summary.narrowed.takes
    for rank, each in enumerate(report.rows, 1):
        if takes(each.row):
            yield _row(report, each, rank)
    for each in report.taken_off:
        if takes(each.row):
            yield _row(report, each, None)


def _row(report: ExceptionReport, exception: ExceptionRow, rank: int | None) -> Row:
    row, hits = exception.row, exception.hits
    overdue = sum(each.overdue(report.as_at) for each in exception.actions)
    values: Row = {
        "rank": rank,
        "listed": is_listed(exception),
        "organisation": report.place.code,
        "organisation_name": report.place.name,
        "indicator": row.indicator.id,
        "name": row.indicator.name,
        "group": row.indicator.group,
        **_figure(exception),
        "unit": str(row.indicator.unit),
        "rules": "; ".join(hit.rule for hit in hits),
        "rules_met": "; ".join(f"{hit.name}: {hit.said}" for hit in hits),
        "newly": exception.newly,
        "people": whole(exception.people) or None,
        "variation": str(row.judged.judgement.variation),
        "assurance": str(row.judged.judgement.assurance),
        "rag": status_of(row),
        "rag_words": row.rag.words,
        "what_it_would_take": " ".join(what_it_would_take(exception.takes)),
        "actions": len(exception.actions),
        "actions_overdue": overdue,
        **_override(exception.override),
        "shown_instead": row.line.name if row.stand_in else "",
        "actual_illustrative": row.line.actual_illustrative,
        "plan_illustrative": row.line.plan_illustrative,
        "rule_set": report.rule_set,
        "as_at": report.as_at.isoformat(),
        "data_version": report.provenance.data_version,
    }
    return {column: values[column] for column in EXCEPTION_COLUMNS}


def _figure(exception: ExceptionRow) -> dict[str, Value]:
    point = exception.row.latest
    return {
        "period_start": point.start.isoformat() if point else "",
        "period_end": point.end.isoformat() if point else "",
        "value": whole(point.value) if point else None,
        "status": point.status if point else "",
        "standard_value": point.standard.value if point and point.standard else None,
        "plan_value": whole(point.plan_value) if point else None,
    }


def _override(override: Override | None) -> dict[str, Value]:
    if override is None:
        empty: dict[str, Value] = dict.fromkeys(
            ("override_listed", "override_until", "override_made_at")
        )
        return {"override": None, "override_reason": "", "override_author": "", **empty}
    return {f"override_{name}" if name != "override" else name: value
            for name, value in override_row(override).items()
            if name not in ("organisation", "indicator")}  # fmt: skip


def override_row(override: Override) -> Row:
    """made_at: in universal time."""
    return {
        "override": override.id,
        "organisation": override.organisation,
        "indicator": override.indicator,
        "listed": override.listed,
        "reason": override.reason,
        "author": override.author,
        "until": override.until.isoformat() if override.until else None,
        "made_at": override.made_at.isoformat(timespec="seconds"),
    }
