"""Do the blank forms ask for what a commissioner has to fill in?"""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from dashboard.exports.template_columns import (
    LOCAL_RETURN_COLUMNS,
    PLAN_COLUMNS,
    PROVIDER_SHARE_COLUMNS,
)
from dashboard.exports.templates import (
    FileFormat,
    local_return_template,
    plan_template,
    population_base_template,
    provider_shares_template,
)
from dashboard.indicators.registry import load_indicators
from dashboard.organisations import Level, Organisation
from dashboard.periods import months_between

DUDLEY = Organisation("05C", "Dudley CCG", Level.CCG)
NETHERTON = Organisation("dudley_netherton", "Dudley & Netherton", Level.LOCALITY)
YEAR = list(months_between(date(2019, 4, 1), date(2020, 3, 31)))


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_plan_template_has_every_core_indicator_for_each_place_and_month() -> None:
    indicators = load_indicators()

    rows = _rows(plan_template(indicators, DUDLEY, [NETHERTON], YEAR, "csv"))

    core = [each.id for each in indicators.values() if each.core]
    asked = {(row["indicator"], row["organisation"], row["period"]) for row in rows}
    assert {row["indicator"] for row in rows} == set(core)
    assert ("rtt_18week", "dudley_netherton", "2020-03-01") in asked
    assert len(rows) == len(asked) == len(core) * 2 * 12


def test_the_figures_of_a_template_are_blank_and_its_columns_are_the_readers() -> None:
    rows = _rows(local_return_template(load_indicators(), DUDLEY, [], YEAR[:1], "csv"))

    assert list(rows[0])[: len(LOCAL_RETURN_COLUMNS)] == LOCAL_RETURN_COLUMNS
    assert not any(row["numerator"] or row["denominator"] or row["value"] for row in rows)


def test_a_csv_template_tells_excel_that_it_is_utf8() -> None:
    content = plan_template(load_indicators(), DUDLEY, [], YEAR, "csv")

    assert content.startswith(b"\xef\xbb\xbf")


def test_a_workbook_template_has_real_dates_and_the_same_rows_as_the_text() -> None:
    indicators = load_indicators()

    content = plan_template(indicators, DUDLEY, [NETHERTON], YEAR, "xlsx")

    sheet = load_workbook(io.BytesIO(content)).active
    header, first, *_ = sheet.iter_rows(values_only=True)
    text = _rows(plan_template(indicators, DUDLEY, [NETHERTON], YEAR, "csv"))
    assert header[: len(PLAN_COLUMNS)] == tuple(PLAN_COLUMNS)
    assert first[header.index("period")].date() == date(2019, 4, 1)
    assert sheet.max_row == len(text) + 1


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_population_base_template_has_a_row_for_each_place_and_financial_year(
    file_format: FileFormat,
) -> None:
    content = population_base_template(
        load_indicators(), DUDLEY, [NETHERTON], [*YEAR, date(2020, 4, 1)], file_format
    )

    bases = {each.base for each in load_indicators().values() if each.base}
    if file_format == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet.max_row == 1 + 4 * len(bases)
    else:
        rows = _rows(content)
        assert {row["valid from"] for row in rows} == {"2019-04-01", "2020-04-01"}
        assert {row["base"] for row in rows} == bases


def test_provider_shares_template_has_a_row_for_each_financial_year_of_the_commissioner() -> None:
    months = [*YEAR, date(2020, 4, 1)]

    rows = _rows(provider_shares_template(load_indicators(), DUDLEY, [NETHERTON], months, "csv"))

    assert list(rows[0])[: len(PROVIDER_SHARE_COLUMNS)] == PROVIDER_SHARE_COLUMNS
    assert [(row["commissioner"], row["valid from"], row["valid to"]) for row in rows] == [
        ("05C", "2019-04-01", "2020-03-31"),
        ("05C", "2020-04-01", "2021-03-31"),
    ]
    assert not any(row["provider"] or row["share"] for row in rows)
