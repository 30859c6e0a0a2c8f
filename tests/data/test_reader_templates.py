"""Do filled-in forms come in, and are wrong rows set aside with what was expected?"""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

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
from data_access.ingest import readers
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.publication import Publication
from data_access.ingest.readers import local_return, population_base, reader_for
from data_access.ingest.readers import plan_template as plan_template_reader
from tests.data.seeded import seeded_context

DUDLEY = Organisation("05C", "Dudley CCG", Level.CCG)
NETHERTON = Organisation("dudley_netherton", "Dudley & Netherton", Level.LOCALITY)
YEAR = list(months_between(date(2019, 4, 1), date(2020, 3, 31)))
PLAN = "indicator,organisation,period,numerator,denominator,version,scenario,submitted on"
RETURN = "indicator,organisation,provider,breakdown,period,grain,numerator,denominator,value,status"


def _read(folder: Path, *lines: str) -> Publication:
    path = folder / "form.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    document = Document(path)
    reader = reader_for(document)
    assert reader is not None
    return reader.read(document, seeded_context())


def _filled_csv(content: bytes, fill: Callable[[dict[str, str]], None]) -> bytes:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    for row in rows:
        fill(row)
        writer.writerow(row)
    return text.getvalue().encode()


def _filled_xlsx(content: bytes, fill: Callable[[dict[str, str]], None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    header, *rows = book.active.iter_rows()
    names = [cell.value for cell in header]
    for cells in rows:
        row = {name: cell.value for name, cell in zip(names, cells, strict=True)}
        fill(row)
        for name, cell in zip(names, cells, strict=True):
            cell.value = row[name]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _fill(row: dict[str, str]) -> None:
    shared_by_all = {"numerator": "90", "version": "Final 2019/20", "submitted on": "04/04/2020"}
    row.update({name: figure for name, figure in shared_by_all.items() if name in row})
    if row.get("denominator is"):
        row["denominator"] = "100"


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("make", [plan_template, local_return_template])
def test_a_downloaded_form_filled_in_is_read_with_nothing_set_aside(
    tmp_path: Path, make: Callable[..., bytes], file_format: FileFormat
) -> None:
    content = make(load_indicators(), DUDLEY, [NETHERTON], YEAR, file_format)
    path = tmp_path / f"form.{file_format}"
    path.write_bytes((_filled_csv if file_format == "csv" else _filled_xlsx)(content, _fill))

    document = Document(path)
    publication = readers.reader_for(document).read(document, seeded_context())  # type: ignore[union-attr]

    figures = len(publication.plans) + len(publication.observations)
    assert publication.kind == make.__name__.replace("local_return_template", "local_return")
    assert (publication.rejected, publication.warnings) == ([], [])
    assert figures == publication.rows == 13 * 2 * 12


@pytest.mark.parametrize(
    "make",
    [plan_template, local_return_template, population_base_template, provider_shares_template],
)
def test_a_form_handed_back_blank_is_refused(tmp_path: Path, make: Callable[..., bytes]) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(make(load_indicators(), DUDLEY, [], YEAR, "xlsx"))
    document = Document(path)

    with pytest.raises(FileRefused, match="at least one row that can be used"):
        readers.reader_for(document).read(document, seeded_context())  # type: ignore[union-attr]


def test_rows_of_a_form_left_blank_are_passed_over_and_said(tmp_path: Path) -> None:
    publication = _read(
        tmp_path,
        PLAN,
        "rtt_18week,05C,2019-04-01,92,100,Final,,2019-04-04",
        "rtt_18week,05C,2019-05-01,,,,,",
    )

    assert publication.rejected == []
    assert publication.warnings == ["rows without any figures, passed over: 1"]


def test_a_plan_has_versions_by_name_and_scenario_with_their_dates(tmp_path: Path) -> None:
    publication = _read(
        tmp_path,
        PLAN,
        "rtt_18week,Dudley CCG,Apr 2019,92,100,Final 2019/20,,04/04/2019",
        "rtt_18week,Dudley CCG,Apr 2019,90,100,Final 2019/20,do nothing,04/04/2019",
        "rtt_18week,Dudley CCG,Oct 2019,93,100,Re-submission,,2019-09-30",
    )

    found = {each.slug: (each.status, each.submitted_on) for each in publication.plan_versions}
    assert found == {
        "final_2019_20": ("final", date(2019, 4, 4)),
        "final_2019_20_do_nothing": ("final", date(2019, 4, 4)),
        "re_submission": ("resubmission", date(2019, 9, 30)),
    }
    assert publication.stated_on == date(2019, 9, 30)
    assert set(publication.plans["organisation"]) == {"05C"}


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("rtt_18weeks,05C,2019-04-01,1,2,Final,,", "indicator", "the nearest: rtt_18week"),
        ("rtt_18week,99Z,2019-04-01,1,2,Final,,", "organisation", "a known code"),
        ("rtt_18week,05C,2019-04-02,1,2,Final,,", "period", "the first day of a month"),
        ("rtt_18week,05C,soon,1,2,Final,,", "period", "a date such as"),
        ("rtt_18week,05C,2019-04-01,3,2,Final,,", "numerator", "at most the denominator, 2"),
        ("rtt_18week,05C,2019-04-01,-1,2,Final,,", "numerator", "a number of 0 or more"),
        ("rtt_18week,05C,2019-04-01,1,,Final,,", "denominator", "the other of the pair"),
        ("rtt_18week,05C,2019-04-01,,,Final,,", "numerator", "counts, or a value"),
        ("rtt_52week,05C,2019-04-01,1,2,Final,,", "denominator", "a count is a numerator alone"),
        ("rtt_18week,05C,2019-04-01,1,2,,,", "version", "a value"),
        ("rtt_18week,05C,2019-04-01,1,2,Final,,May", "submitted on", "a date such as"),
        ("rtt_18week,05C,2019-03-01,1,2,Final,,", "period", "row 2 gives this period"),
        ("rtt_18week,05C,9999-12-01,1,2,Final,,", "period", "from 1990-01-01 to 2100-12-31"),
        ("rtt_18week,05C,1700-04-01,1,2,Final,,", "period", "from 1990-01-01 to 2100-12-31"),
        ("rtt_18week,05C,2019-04-01,1,2,Final,,9999-01-01", "submitted on", "to 2100-12-31"),
        ("rtt_18week,05C,2019-04-01,95%,100,Final,,", "numerator", "a count, not a percentage"),
        ("rtt_18week,05C,2019-04-01,0,0,Final,,", "denominator", "a denominator above 0"),
        ("rtt_18week,05C,2019-04-01,1,2,Final,,2019-05-01", "submitted on", "row 2 has no date"),
    ],
)
def test_a_bad_plan_row_is_set_aside_with_its_column_and_what_was_expected(
    tmp_path: Path, row: str, column: str, expected: str
) -> None:
    publication = _read(tmp_path, PLAN, "rtt_18week,05C,2019-03-01,1,2,Final,,", row)

    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (3, column)
    assert expected in rejected.reason
    assert len(publication.plans) == 1


def test_a_plan_without_a_column_it_needs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match='one column "numerator", found none'):
        _read(tmp_path, "indicator,organisation,period,version", "rtt_18week,05C,2019-04-01,Final")


def test_a_plan_of_bad_rows_alone_is_refused_naming_the_first(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        _read(tmp_path, PLAN, "rtt_18week,05C,never,1,2,Final,,")

    assert refused.value.message == (
        "form.csv: row 2, column period: expected a date such as 2019-04-01 or 01/04/2019, "
        'or Apr 2019, found "never". No row of the file can be used; this is the first.'
    )


def test_patients_shared_by_two_providers_count_as_halves(tmp_path: Path) -> None:
    publication = _read(tmp_path, PLAN, "cancer_62day,05C,2019-04-01,1.5,2,Final,,")

    assert list(publication.plans["numerator"]) == [1.5]


def test_an_actual_of_a_local_return_says_its_row(tmp_path: Path) -> None:
    line = "rtt_18week,05C,,,{},,90,100,,published"
    lines = [line.format("never"), "", line.format("2020-01-01"), line.format("2020-02-01")]

    found = _read(tmp_path, RETURN, *lines)

    assert found.observations[["sheet", "row"]].to_numpy().tolist() == [["", 4], ["", 5]]


@pytest.mark.parametrize(
    ("period", "submitted"),
    [("2020-03-01", "2020-02-28"), ("2100-01-01", ""), ("2100-01-01", "2100-02-01")],
)
def test_an_actual_of_a_period_that_had_not_begun_is_set_aside(
    tmp_path: Path, period: str, submitted: str
) -> None:
    publication = _read(
        tmp_path,
        "indicator,organisation,period,numerator,denominator,submitted on",
        "ae_4hour,05C,2020-02-01,90,100,2020-02-28",
        f"ae_4hour,05C,{period},90,100,{submitted}",
    )

    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (3, "period")
    assert rejected.reason == "a figure of a period that has not begun"


def test_a_local_return_takes_weeks_providers_breakdowns_and_values(tmp_path: Path) -> None:
    publication = _read(
        tmp_path,
        RETURN,
        "ae_4hour,05C,RNA,,30/03/2020,week,90,100,,provisional",
        "rtt_18week,05C,,treatment_function:110,2020-02-01,,45,50,,",
        "iapt_recovery,Dudley North,,,2020-02-01,,,,51.5,",
        "iapt_recovery,dudley_netherton,,,2020-02-01,,,,51.5,",
    )

    rows = publication.observations.to_dict("records")
    assert [(row["provider"], row["grain"], row["status"]) for row in rows[:1]] == [
        ("RNA", "week", "provisional")
    ]
    assert publication.members == [("treatment_function", "110", "110")]
    assert rows[2]["value"] == 51.5
    assert [(each.row, each.column) for each in publication.rejected] == [(4, "organisation")]


WEEKLY = "indicator,organisation,breakdown,week ending,numerator,denominator"


def test_weeks_of_a_provider_by_type_are_provisional_and_named(tmp_path: Path) -> None:
    publication = _read(
        tmp_path,
        WEEKLY,
        "ae_4hour,RNA,,05/04/2020,90,100",
        "ae_4hour,RNA,ae_type:type1,05/04/2020,50,60",
    )

    rows = publication.observations.to_dict("records")
    assert [(row["organisation"], row["member"], row["denominator"]) for row in rows] == [
        ("RNA", "", 100),
        ("RNA", "type1", 60),
    ]
    assert {(row["grain"], row["period_start"], row["status"]) for row in rows} == {
        ("week", date(2020, 3, 30), "provisional")
    }
    assert publication.members == [("ae_type", "type1", "Type 1: major A&E")]


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("ae_4hour,RNA,,04/04/2020,90,100,", "week ending", "a Sunday, the last day of the week"),
        ("ae_4hour,RNA,,05/04/2020,90,100,05/04/2020", "period", "2020-03-30, the Monday before"),
        ("ae_4hour,RNA,ae_type:4,05/04/2020,90,100,", "breakdown", "an A&E type of type1, type2"),
        ("ae_4hour,RNA,,05/04/1020,90,100,", "week ending", "from 1990-01-01 to 2100-12-31"),
        ("ae_4hour,RNA,,,90,100,", "period", "a value"),
    ],
)
def test_a_bad_week_is_set_aside(tmp_path: Path, row: str, column: str, expected: str) -> None:
    header = f"{WEEKLY},period"
    publication = _read(tmp_path, header, "ae_4hour,RTH,,05/04/2020,90,100,30/03/2020", row)

    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (3, column)
    assert expected in rejected.reason


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("ae_4hour,05C,RNA,,31/03/2020,week,90,100,,", "period"),
        ("ae_4hour,05C,10Q,,2020-03-01,,90,100,,", "provider"),
        ("ae_4hour,05C,,ward:7,2020-03-01,,90,100,,", "breakdown"),
        ("ae_4hour,05C,,,2020-03-01,hour,90,100,,", "grain"),
        ("ae_4hour,05C,,,2020-03-01,,90,100,90,", "value"),
        ("ae_4hour,05C,,,2020-03-01,,,,101,", "value"),
        ("ae_4hour,05C,,,2020-03-01,,90,100,,guess", "status"),
        ("ae_4hour,05C,,,2020-03-01,,,,,revised", "absent reason"),
        ("health_checks,05C,,,2019-05-01,,90,,,", "period"),
    ],
)
def test_a_bad_row_of_a_local_return_is_set_aside(tmp_path: Path, row: str, column: str) -> None:
    publication = _read(tmp_path, RETURN, "ae_4hour,05C,,,2020-02-01,,90,100,,", row)

    assert [(each.row, each.column) for each in publication.rejected] == [(3, column)]


def test_a_locality_may_stand_in_a_column_beside_its_ccg(tmp_path: Path) -> None:
    publication = _read(
        tmp_path,
        "Indicator,Organisation,Locality,Period,Numerator,Denominator,Absent_Reason",
        "RTT 18 weeks,Dudley CCG,Dudley North,2020-02-01,,,not submitted",
        "rtt_18week,Dudley CCG,Dudley North,2020-01-01,5,10,",
    )

    row = publication.observations.iloc[-1]
    assert row["organisation"] == "dudley_netherton"
    assert (row["numerator"], row["absent_reason"]) == (5, None)


def test_a_title_may_stand_above_the_header_of_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for cells in (
        ["Weekly return"],
        [],
        ["Period", "Indicator", "Organisation", "Numerator", "Denominator"],
        [date(2020, 2, 1), "rtt_18week", "05C", 5, 10],
    ):
        book.active.append(cells)
    book.save(tmp_path / "return.xlsx")

    publication = local_return.read(Document(tmp_path / "return.xlsx"), seeded_context())

    assert list(publication.observations["period_start"]) == [date(2020, 2, 1)]


def test_a_population_base_is_dated_and_a_bad_one_is_set_aside(tmp_path: Path) -> None:
    publication = _read(
        tmp_path,
        "organisation,base,valid from,valid to,value,source",
        '10Q,iapt_prevalence,01/04/2019,31/03/2020,"69,700",Adult psychiatric morbidity survey',
        "10Q,iapt_prevalence,2019-04-01,,70000,again",
        "05C,people,2019-04-01,,70000,unknown base",
        "05C,iapt_prevalence,2019-04-01,,0,nobody",
        "05C,iapt_prevalence,2019-04-01,2019-03-31,5,backwards",
        "05C,iapt_prevalence,0019-04-01,,5,long ago",
    )

    (base,) = publication.facts["population_base"]
    assert (base["organisation"], base["value"]) == ("10Q", 69700)
    assert base["valid_to"] == date(2020, 3, 31)
    assert [each.column for each in publication.rejected] == [
        "valid from", "base", "value", "valid to", "valid from"
    ]  # fmt: skip


def test_figures_downloaded_from_the_product_are_not_a_local_return(tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    path.write_text("indicator,organisation,period_start,numerator\nrtt_18week,05C,2019-04-01,1\n")

    assert reader_for(Document(path)) is None
    assert not population_base.recognises(Document(path))
    assert not plan_template_reader.recognises(Document(path))
