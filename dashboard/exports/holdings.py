"""Files, what is held of them and what they restated, as rows of plain values for CSV and JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dashboard.exports.rows import Row, whole
from dashboard.held import Load, LoadedFile, RowSetAside, Said
from dashboard.organisations import Organisation
from dashboard.services.desk.checks import Failed, Held
from dashboard.services.holdings import Holding
from dashboard.services.restated import Restated

HOLDING_COLUMNS = (
    "organisation", "indicator", "name", "grain", "shown_organisation", "standing", "days_late",
    "first_period_start", "last_period_start", "last_period_end", "status", "next_expected",
    "restatements", "illustrative", "note", "reason", "source", "file_name", "published_on",
    "loaded_on", "checks_failed", "as_at",
)  # fmt: skip
LOAD_COLUMNS = (
    "load", "file_name", "publication", "title", "publisher", "published_on", "loaded_at",
    "first_period_start", "last_period_start", "periods", "rows", "new", "restated", "unchanged",
    "older", "set_aside", "warnings", "illustrative",
)  # fmt: skip
RESTATEMENT_COLUMNS = (
    "organisation", "indicator", "grain", "period_start", "period_end", "was_numerator",
    "was_denominator", "was_value", "was_status", "was_absent_reason", "was_file",
    "was_published_on", "now_numerator", "now_denominator", "now_value", "now_status",
    "now_absent_reason", "restated_by", "restated_published_on", "restated_loaded_on",
    "restated_again", "illustrative",
)  # fmt: skip
SET_ASIDE_COLUMNS = ("load", "sheet", "row", "column", "reason", "cells")


def holding_rows(
    place: Organisation,
    held: Iterable[Holding],
    as_at: date,
    failed: Mapping[Held, tuple[Failed, ...]],
) -> Iterator[Row]:
    """One row per indicator and grain, in the order of the page."""
    for each in held:
        series = each.series
        yield {
            "organisation": place.code,
            "indicator": each.indicator.id,
            "name": each.indicator.name,
            "grain": str(series.grain),
            "shown_organisation": each.shown.code,
            "standing": str(each.standing),
            "days_late": each.days_late,
            "first_period_start": _day(series.first),
            "last_period_start": _day(series.last),
            "last_period_end": _day(series.last_end),
            "status": series.status,
            "next_expected": _day(each.due),
            "restatements": series.restated,
            "illustrative": series.illustrative,
            "note": each.note,
            "reason": each.reason,
            **_source(each.load),
            "checks_failed": checks_text(failed.get((each.indicator.id, series.grain), ())),
            "as_at": as_at.isoformat(),
        }


def checks_text(failed: Iterable[Failed]) -> str | None:
    """`gap: Jan 20, Dec 19; total: Feb 20`; None where every check is passed."""
    return "; ".join(f"{each.kind}: {', '.join(each.periods)}" for each in failed) or None


def _source(load: Load | None) -> Row:
    return {
        "source": load.title if load else "",
        "file_name": load.file_name if load else "",
        "published_on": _day(load.published_on) if load else None,
        "loaded_on": _day(load.loaded_on) if load else None,
    }


def load_rows(files: Iterable[LoadedFile]) -> Iterator[Row]:
    """One row per file, the newest first; warnings stand one on a line."""
    for each in files:
        yield {
            "load": each.id,
            "file_name": each.file_name,
            "publication": each.publication,
            "title": each.title,
            "publisher": each.publisher,
            "published_on": _day(each.published_on),
            "loaded_at": each.loaded_at.isoformat(timespec="seconds"),
            "first_period_start": _day(each.first),
            "last_period_start": _day(each.last),
            "periods": each.periods,
            "rows": each.rows,
            "new": each.new,
            "restated": each.restated,
            "unchanged": each.unchanged,
            "older": each.older,
            "set_aside": each.set_aside,
            "warnings": "\n".join(each.warnings),
            "illustrative": each.illustrative,
        }


def restatement_rows(restated: Iterable[Restated]) -> Iterator[Row]:
    """One row per replaced figure, the last replaced first."""
    for each in restated:
        given = each.given
        yield {
            "organisation": given.organisation,
            "indicator": given.indicator,
            "grain": str(given.grain),
            "period_start": _day(given.period_start),
            "period_end": _day(given.now.period_end),
            **_said("was", given.was, each.was),
            "was_file": each.was_file.file_name if each.was_file else "",
            "was_published_on": _day(each.was_file.published_on) if each.was_file else None,
            **_said("now", given.now, each.now),
            "restated_by": each.now_file.file_name if each.now_file else "",
            "restated_published_on": _day(each.now_file.published_on) if each.now_file else None,
            "restated_loaded_on": _day(each.now_file.loaded_on) if each.now_file else None,
            "restated_again": given.again,
            "illustrative": given.illustrative,
        }


def _said(when: str, said: Said, value: float | None) -> Row:
    return {
        f"{when}_numerator": whole(said.numerator),
        f"{when}_denominator": whole(said.denominator),
        f"{when}_value": whole(value),
        f"{when}_status": said.status,
        f"{when}_absent_reason": said.absent_reason or "",
    }


def set_aside_rows(load: int, rows: Sequence[RowSetAside]) -> Iterator[Row]:
    """One row per row set aside, in the order of the file; its cells parted by bars."""
    for each in rows:
        yield {
            "load": load,
            "sheet": each.sheet,
            "row": each.row,
            "column": each.column,
            "reason": each.reason,
            "cells": " | ".join(each.cells),
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
