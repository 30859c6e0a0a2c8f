"""Figures as rows of plain values, for CSV and JSON."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.services.catalogue import Data
from dashboard.services.judged import Judged
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.summary import Summary, SummaryRow, status_of

Value = str | float | int | bool | None
Row = dict[str, Value]

SERIES_COLUMNS = (
    "indicator",
    "organisation",
    "period_start",
    "period_end",
    "grain",
    "numerator",
    "denominator",
    "value",
    "status",
    "absent_reason",
    "plan_numerator",
    "plan_denominator",
    "plan_value",
    "plan_version",
    "standard_value",
    "actual_illustrative",
    "plan_illustrative",
    "source",
    "spc_mean",
    "spc_lower",
    "spc_upper",
    "spc_signal",
    "variation",
    "assurance",
    # After the promised ones: what makes a row of this file stand on its own.
    "organisation_name",
    "provider",
    "breakdown",
    "missing",
    "points_from_plan",
    "patients_from_plan",
    "as_at",
    "data_version",
    "unit",
    "patients_from_activity",
    "notes",
)
SUMMARY_COLUMNS = (
    "organisation",
    "indicator",
    "name",
    "group",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "status",
    "standard_value",
    "meets_standard",
    "plan_value",
    "plan_version",
    "meets_plan",
    "points_from_plan",
    "patients_from_plan",
    "patients_note",
    "state",
    "late",
    "actual_illustrative",
    "plan_illustrative",
    "as_at",
    "data_version",
    "unit",
    "organisation_name",
    "variation",
    "assurance",
    "rag",
    "rag_words",
    "needs_attention",
    "spc_mean",
    "spc_lower",
    "spc_upper",
    "spc_target",
    "spc_reason",
)


_NOT_JUDGED: Sequence[Value] = (None, None, None, "", "", "")


def series_rows(
    data: Data, lines: Sequence[Line], verdicts: Sequence[Judged | None] = ()
) -> Iterator[Row]:
    """One row per line and period; absent figures are None and say why.

    verdicts: of each line; what was not judged has no limits and says so.
    """
    for line, judged in zip(lines, verdicts or [None] * len(lines), strict=True):
        known = _Known(
            {each.id: f"{each.title} ({each.file_name})" for each in data.store.loads(line.loads)},
            {each.slug: each.name for each in line.plan_versions},
            spc_values(judged),
            _notes(data, line),
        )
        for point in line.points:
            values = _series_values(data, line, point, known)
            yield dict(zip(SERIES_COLUMNS, values, strict=True))


class _Known(NamedTuple):
    """What is known of a line beside its points: by load, version, and first day of a period."""

    sources: Mapping[int, str]
    versions: Mapping[str, str]
    spc: Mapping[date, Sequence[Value]]
    notes: Mapping[date, str]


def _notes(data: Data, line: Line) -> Mapping[date, str]:
    """What people wrote beside the figures, of whatever kind, by the period that holds its day."""
    marks = (
        ()
        if line.request.provider or line.request.dimension
        else data.store.marks(line.indicator.id, line.request.organisation.code)
    )
    written: dict[date, str] = {}
    for mark in marks:
        for point in (each for each in line.points if each.start <= mark.on <= each.end):
            said = f"{mark.kind}: {mark.text} ({mark.author})"
            written[point.start] = "; ".join(filter(None, [written.get(point.start, ""), said]))
    return written


def _series_values(data: Data, line: Line, point: Point, known: _Known) -> Iterator[Value]:
    request = line.request
    here = point.value is not None
    yield from (
        line.indicator.id,
        request.organisation.code,
        point.start.isoformat(),
        point.end.isoformat(),
        str(request.view),
        whole(point.numerator) if here else None,
        whole(point.denominator) if here else None,
        whole(point.value),
        point.status if here else "",
        point.absent_reason,
        whole(point.plan_numerator),
        whole(point.plan_denominator),
        whole(point.plan_value),
        known.versions.get(point.plan_version, ""),
        point.standard.value if point.standard else None,
        line.actual_illustrative,
        line.plan_illustrative and point.plan_value is not None,
        "; ".join([*filter(None, [line.made_source]), *_sources(point, known.sources)]),
        *known.spc.get(point.start, _NOT_JUDGED),
        request.organisation.name,
        request.provider,
        f"{request.dimension}:{request.member}" if request.dimension else "",
        ", ".join([*point.missing, *point.lacking]),
        point.against.points,
        point.against.patients,
        request.as_at.isoformat(),
        data.store.data_version(),
        str(line.indicator.unit),
        point.by_activity,
        known.notes.get(point.start, ""),
    )


def spc_values(judged: Judged | None) -> Mapping[date, Sequence[Value]]:
    """Mean, limits, signals, variation and assurance by the first day of a judged period."""
    if judged is None:
        return {}
    judgement = judged.judgement
    return {
        point.start: (
            point.mean,
            point.lower,
            point.upper,
            "; ".join(f"{each.rule} {'high' if each.high else 'low'}" for each in point.signals),
            str(point.variation),
            str(judgement.assurance),
        )
        for point in judgement.points
    }


def _sources(point: Point, names: Mapping[int, str]) -> Iterator[str]:
    return (names[each] for each in sorted(point.loads) if each in names)


def summary_rows(data: Data, summary: Summary) -> Iterator[Row]:
    """One row per indicator that is asked for, in the order of the page."""
    for row in summary.shown:
        values = _summary_values(data, summary, row)
        yield dict(zip(SUMMARY_COLUMNS, values, strict=True))


def _summary_values(data: Data, summary: Summary, row: SummaryRow) -> Iterator[Value]:
    point = row.latest or Point(date.min, date.min, "")
    versions = {each.slug: each.name for each in row.line.plan_versions}
    there = row.latest is not None
    yield from (
        row.line.request.organisation.code,
        row.indicator.id,
        row.indicator.name,
        row.indicator.group,
        point.start.isoformat() if there else "",
        point.end.isoformat() if there else "",
        whole(point.numerator),
        whole(point.denominator),
        whole(point.value),
        point.status,
        point.standard.value if point.standard else None,
        point.meets_standard,
        whole(point.plan_value),
        versions.get(point.plan_version, ""),
        point.against.meets,
        point.against.points,
        point.against.patients,
        point.against.reason,
        row.state.name.lower(),
        row.late,
        row.line.actual_illustrative,
        row.line.plan_illustrative,
        summary.as_at.isoformat(),
        data.store.data_version(),
        str(row.indicator.unit),
        row.line.request.organisation.name,
        *_judged_values(row),
    )


def _judged_values(row: SummaryRow) -> Iterator[Value]:
    """The icons and the letter as words, and the limits of the latest figure."""
    judgement, target = row.judged.judgement, row.judged.target
    point = judgement.points[judgement.latest] if judgement.latest >= 0 else None
    yield from (
        str(judgement.variation),
        str(judgement.assurance),
        status_of(row),
        row.rag.words,
        row.needs_attention,
        point.mean if point else None,
        point.lower if point else None,
        point.upper if point else None,
        target.value if target else None,
        judgement.reason,
    )


def whole(number: float | None) -> float | int | None:
    """Unrounded, but a whole number of people is written without `.0`."""
    return int(number) if number is not None and number == int(number) else number


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """RFC 4180; None is an empty cell, truth values are `true` and `false`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
