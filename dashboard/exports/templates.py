"""What does somebody fill in to load a plan, a local return, a base or provider shares?"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Font

from dashboard.exports.template_columns import (
    BOARD_PROVIDER_COLUMNS,
    LOCAL_RETURN_COLUMNS,
    LOCALITY_PRACTICE_COLUMNS,
    PLAN_COLUMNS,
    POPULATION_BASE_COLUMNS,
    PROVIDER_SHARE_COLUMNS,
)
from dashboard.indicators.registry import Indicator, Unit
from dashboard.organisations import Organisation
from dashboard.periods import Grain, financial_year_start, quarter_start

FileFormat = Literal["csv", "xlsx"]
Row = dict[str, str | date]

# For the eye of whoever fills the form in; a reader passes them over.
_SPELT_OUT = ["indicator name", "organisation name", "numerator is", "denominator is"]


def plan_template(
    indicators: Mapping[str, Indicator],
    organisation: Organisation,
    localities: Sequence[Organisation],
    months: Sequence[date],
    file_format: FileFormat,
) -> bytes:
    """A form for plans: a row for every core indicator, place and period, with blank figures.

    months: first days of the months wanted, such as those of a financial year; indicators of
    another grain get the periods of theirs that begin in these months.
    """
    rows = _figure_rows(indicators, [organisation, *localities], months)
    return _file([*PLAN_COLUMNS, *_SPELT_OUT], rows, file_format)


def local_return_template(
    indicators: Mapping[str, Indicator],
    organisation: Organisation,
    localities: Sequence[Organisation],
    months: Sequence[date],
    file_format: FileFormat,
) -> bytes:
    """The same form for actuals; weekly rows may be added, each by the Monday of its week."""
    rows = _figure_rows(indicators, [organisation, *localities], months)
    return _file([*LOCAL_RETURN_COLUMNS, *_SPELT_OUT], rows, file_format)


def population_base_template(
    indicators: Mapping[str, Indicator],
    organisation: Organisation,
    localities: Sequence[Organisation],
    months: Sequence[date],
    file_format: FileFormat,
) -> bytes:
    """A form for the bases that some indicators divide by: a row by base, place and year."""
    bases = sorted({each.base for each in indicators.values() if each.base})
    years = sorted({financial_year_start(month) for month in months})
    rows: list[Row] = [
        {
            "organisation": place.code,
            "base": base,
            "valid from": start,
            "valid to": date(start.year + 1, 3, 31),
            "organisation name": place.name,
        }
        for base in bases
        for place in [organisation, *localities]
        for start in years
    ]
    return _file([*POPULATION_BASE_COLUMNS, "organisation name"], rows, file_format)


def provider_shares_template(
    indicators: Mapping[str, Indicator],
    organisation: Organisation,
    localities: Sequence[Organisation],
    months: Sequence[date],
    file_format: FileFormat,
) -> bytes:
    """A form for the part of each provider's activity that is the commissioner's: a row by year.

    The providers are the sender's to add, and so are the other commissioners of each.
    """
    rows: list[Row] = [
        {
            "commissioner": organisation.code,
            "valid from": start,
            "valid to": date(start.year + 1, 3, 31),
            "organisation name": organisation.name,
        }
        for start in sorted({financial_year_start(month) for month in months})
    ]
    return _file([*PROVIDER_SHARE_COLUMNS, "organisation name"], rows, file_format)


def locality_practices_template(
    indicators: Mapping[str, Indicator],
    organisation: Organisation,
    practices: Sequence[Organisation],
    months: Sequence[date],
    file_format: FileFormat,
) -> bytes:
    """A form for the practices of localities: a row for each of the commissioner's practices.

    The locality's name is the sender's to add; a practice that moved gets a second row.
    """
    rows: list[Row] = [
        {
            "commissioner": organisation.code,
            "practice code": practice.code,
            "valid from": max(practice.valid_from or months[0], months[0]),
            "organisation name": organisation.name,
            "practice name": practice.name,
        }
        for practice in practices
    ]
    columns = [*LOCALITY_PRACTICE_COLUMNS, "organisation name", "practice name"]
    return _file(columns, rows, file_format)


def board_providers_template(
    indicators: Mapping[str, Indicator],
    organisation: Organisation,
    boards: Sequence[Organisation],
    months: Sequence[date],
    file_format: FileFormat,
) -> bytes:
    """A form for the providers of A&E delivery boards: a row for each board that there is.

    The provider is the sender's to add, and so are new boards; a board of several has several rows.
    """
    rows: list[Row] = [
        {"board": board.code, "board name": board.name, "valid from": months[0]} for board in boards
    ]
    return _file(BOARD_PROVIDER_COLUMNS, rows or [{"valid from": months[0]}], file_format)


def _figure_rows(
    indicators: Mapping[str, Indicator], places: Sequence[Organisation], months: Sequence[date]
) -> Iterator[Row]:
    for indicator in indicators.values():
        if not indicator.core:
            continue
        # A figure that cannot exist by locality is not asked for by locality.
        asked = places[:1] if indicator.locality_method == "not_possible" else places
        for place in asked:
            for start in _period_starts(indicator.grain, months):
                yield _figure_row(indicator, place, start)


def _figure_row(indicator: Indicator, place: Organisation, start: date) -> Row:
    return {
        "indicator": indicator.id,
        "organisation": place.code,
        "period": start,
        "grain": indicator.grain.value,
        "indicator name": indicator.name,
        "organisation name": place.name,
        "numerator is": indicator.numerator,
        "denominator is": indicator.denominator if indicator.unit is Unit.PERCENT else "",
    }


def _period_starts(grain: Grain, months: Iterable[date]) -> list[date]:
    """Periods of the grain that begin in the months; days and weeks are the sender's to add."""
    if grain is Grain.QUARTER:
        return [month for month in months if month == quarter_start(month)]
    if grain is Grain.ROLLING_3Y:
        return [month for month in months if month.month == 1]
    if grain is Grain.YEAR:
        return [month for month in months if month == financial_year_start(month)]
    return list(months)


def _file(columns: list[str], rows: Iterable[Row], file_format: FileFormat) -> bytes:
    cells = [[row.get(column, "") for column in columns] for row in rows]
    return _csv(columns, cells) if file_format == "csv" else _xlsx(columns, cells)


def _csv(columns: list[str], rows: list[list[str | date]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    # The byte order mark tells Excel that the text is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(columns: list[str], rows: list[list[str | date]]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Figures"
    sheet.append(columns)
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for heading in sheet[1]:
        heading.font = Font(bold=True)
        sheet.column_dimensions[heading.column_letter].width = max(12, len(heading.value) + 4)
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
