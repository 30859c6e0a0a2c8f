"""The week of an A&E delivery board, and its questions, as rows of plain values."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dashboard.calculations.headroom import HeadroomRange
from dashboard.calculations.month_forecast import Counted
from dashboard.exports.marks import for_sheets
from dashboard.exports.rows import Row
from dashboard.services.ae_week.model import (
    AeWeek,
    Department,
    OtherMeasure,
    PlanOfPeriod,
    ReconciledMonth,
    Room,
    WeekFigure,
)
from dashboard.written.meetings import Question

Content = Mapping[str, object]
WEEK_COLUMNS = (
    "board", "board_name", "type", "week_ending", "attendances", "over_four_hours",
    "within_percentage", "missing", "bank_holidays", "last_year_week_ending",
    "last_year_attendances", "last_year_over_four_hours", "last_year_within_percentage",
    "last_year_missing", "last_year_bank_holidays", "standard_value", "status", "illustrative",
    "source", "as_at", "data_version",
)  # fmt: skip
QUESTION_COLUMNS = (
    "question", "board", "week_ending", "text", "asked_of", "author", "asked_at", "answer",
    "answered_by", "answered_at",
)  # fmt: skip
_TYPED = ("text", "asked_of", "author", "answer", "answered_by")


def week_rows(week: AeWeek) -> Iterator[Row]:
    """One row for each of the fourteen weeks, in order of time. Weeks are unvalidated."""
    source = "; ".join(load.title for load in week.provenance.loads)
    for now, then in zip(week.figures, week.last_year, strict=True):
        standard = week.standard
        yield {
            "board": week.board.code,
            "board_name": week.board.name,
            "type": week.type_ or "all",
            **_figure(now),
            **{f"last_year_{name}": value for name, value in _figure(then).items()},
            "standard_value": standard.value if standard else None,
            "status": "unvalidated",
            "illustrative": week.illustrative,
            "source": source,
            "as_at": week.provenance.as_at.isoformat(),
            "data_version": week.provenance.data_version,
        }


def _figure(week: WeekFigure) -> Row:
    counted = week.counted
    return {
        "week_ending": week.sunday.isoformat(),
        "attendances": counted.attendances if counted else None,
        "over_four_hours": counted.breaches if counted else None,
        "within_percentage": week.percentage,
        "missing": "; ".join(week.missing),
        "bank_holidays": "; ".join(week.holidays),
    }


def week_content(week: AeWeek) -> Content:
    """All that the page says."""
    return {
        "board": week.board.code,
        "board_name": week.board.name,
        "providers": [each.code for each in week.providers],
        "week_ending": week.sunday.isoformat(),
        "type": week.type_ or "all",
        "weeks": list(week_rows(week)),
        "plan": _plan(week.plan),
        "forecast": _forecast(week),
        "month": _room(week.month),
        "quarter": _room(week.quarter),
        "by_sunday": _needs(week),
        "departments": [_department(each) for each in week.departments],
        "other_measures": [_other(each) for each in week.others],
        "reconciliation": {
            "months": [_reconciled(each) for each in week.reconciliation.months],
            "left_out": [each.isoformat() for each in week.reconciliation.left_out],
            "mean_difference": week.reconciliation.mean,
        },
        "questions": [question_row(each) for each in week.agenda.questions],
    }


def _plan(plan: PlanOfPeriod) -> Content:
    return {
        "percentage": plan.percentage,
        "version": plan.version,
        "missing": list(plan.missing),
    }


def _forecast(week: AeWeek) -> Content | None:
    found = week.forecast
    if found is None:
        return None
    return {
        "month": found.month.isoformat(),
        "so_far": _counts(found.so_far),
        "expected": _counts(found.expected),
        "weeks_expected": [each.isoformat() for each in found.left],
        "correction": found.correction,
        "likely": found.likely,
        "low": found.between.low if found.between else None,
        "high": found.between.high if found.between else None,
        "past_errors": list(found.errors),
        "published": week.published.percentage if week.published else None,
    }


def _counts(counted: Counted) -> Content:
    return {"attendances": counted.attendances, "over_four_hours": counted.breaches}


def _room(room: Room) -> Content:
    return {
        "name": room.name,
        "so_far": _counts(room.so_far),
        "weeks_left": room.weeks_left,
        "plan": _range(room.plan),
        "standard": _range(room.standard),
        "why": room.why,
    }


def _range(found: HeadroomRange | None) -> Content | None:
    return None if found is None else {"least": found.least.left, "most": found.most.left}


def _needs(week: AeWeek) -> Content | None:
    needs = week.needs
    if needs is None:
        return None
    return {
        "sunday": needs.sunday.isoformat(),
        "expected_attendances": needs.expected,
        "most_long_waits": needs.most,
        "out_of_reach": needs.out_of_reach,
        "at_best": needs.at_best,
        "aim": needs.aim,
        "aim_is": "plan" if needs.of_plan else "standard",
    }


def _department(row: Department) -> Content:
    return {
        "name": row.name,
        "provider": row.provider,
        "type": row.type_ or "all",
        "week": _figure(row.week),
        "week_before": _figure(row.before),
        "last_year": _figure(row.last_year),
        "plan": _plan(row.plan),
        "long_waits_over_plan": row.over_plan,
        "month": _room(row.room) if row.room else None,
    }


def _other(found: OtherMeasure) -> Content:
    return {
        "indicator": found.indicator.id,
        "loaded": found.loaded,
        "value": found.value,
        "week_before": found.before,
        "until": _day(found.until),
        "missing": list(found.missing),
    }


def _reconciled(month: ReconciledMonth) -> Content:
    return {
        "month": month.month.isoformat(),
        "built_of_weeks": month.built.percentage,
        "published": month.published.percentage,
        "difference": month.difference,
    }


def question_row(question: Question) -> Row:
    """at: in universal time."""
    answered = question.answered_at
    return {
        "question": question.id,
        "board": question.board,
        "week_ending": question.week.isoformat(),
        "text": question.text,
        "asked_of": question.asked_of,
        "author": question.author,
        "asked_at": question.made_at.isoformat(timespec="seconds"),
        "answer": question.answer,
        "answered_by": question.answered_by,
        "answered_at": answered.isoformat(timespec="seconds") if answered else None,
    }


def sheet_rows(rows: Iterable[Row]) -> Iterator[Row]:
    return for_sheets(rows, _TYPED)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
