"""Do programs get every figure unrounded, and an empty cell with a reason where there is none?"""

import csv
import io
from datetime import date

import pytest

from dashboard.calculations.views import View
from dashboard.exports.rows import (
    SERIES_COLUMNS,
    SUMMARY_COLUMNS,
    Row,
    as_csv,
    series_rows,
    summary_rows,
    whole,
)
from dashboard.held import Load
from dashboard.marking import Mark, MarkKind
from dashboard.selection import Selection
from dashboard.series import Observation
from dashboard.services.line import Request, performance_line
from dashboard.services.summary import performance_summary
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import AS_AT, OXFORDSHIRE, FakeStore, data_of, key

APRIL = date(2019, 4, 1)
PROMISED = (
    "indicator,organisation,period_start,period_end,grain,numerator,denominator,value,status,"
    "absent_reason,plan_numerator,plan_denominator,plan_value,plan_version,standard_value,"
    "actual_illustrative,plan_illustrative,source"
)


def rows(actual: list[Observation], view: View = View.MONTH, **request: str) -> list[Row]:
    files = [Load(1, "Waits", "NHS England", "waits.csv", None, date(2019, 6, 1), False)]
    store = FakeStore(files=files)
    part = key(
        provider=request.get("provider", ""),
        dimension=request.get("dimension", ""),
        member=request.get("member", ""),
    )
    store.add(part, actual, [plan_point(APRIL)], plan_illustrative=True)
    data = data_of(store)
    asked = Request(OXFORDSHIRE, view, AS_AT, **request)  # type: ignore[arg-type]
    line = performance_line(data, indicator(), asked)
    return list(series_rows(data, [line]))


def test_the_first_columns_are_the_promised_ones_in_their_order() -> None:
    assert ",".join(SERIES_COLUMNS).startswith(PROMISED)
    assert len(set(SERIES_COLUMNS)) == len(SERIES_COLUMNS)


def test_a_figure_is_written_unrounded_with_all_that_is_known_of_it() -> None:
    (row,) = rows([observation(APRIL, 2, 3)])

    assert row == {
        "indicator": "waits",
        "organisation": "10Q",
        "period_start": "2019-04-01",
        "period_end": "2019-04-30",
        "grain": "month",
        "numerator": 2,
        "denominator": 3,
        "value": 200 / 3,
        "status": "published",
        "absent_reason": "",
        "plan_numerator": 92,
        "plan_denominator": 100,
        "plan_value": 92,
        "plan_version": "final",
        "standard_value": 92,
        "actual_illustrative": False,
        "plan_illustrative": True,
        "source": "Waits (waits.csv)",
        "spc_mean": None,
        "spc_lower": None,
        "spc_upper": None,
        "spc_signal": "",
        "variation": "",
        "assurance": "",
        "organisation_name": "Oxfordshire CCG",
        "provider": "",
        "breakdown": "",
        "missing": "",
        "points_from_plan": pytest.approx(200 / 3 - 92),
        "patients_from_plan": pytest.approx(0.76),
        "patients_from_activity": pytest.approx(-7.76),
        "notes": "",
        "as_at": "2020-03-31",
        "data_version": 7,
        "unit": "percent",
    }


@pytest.mark.parametrize(
    "actual",
    [
        absent(APRIL, "no_activity"),
        observation(APRIL, 0, 0, absent_reason="no_activity"),
        observation(APRIL, 0, 0),
    ],
)
def test_an_absent_figure_is_empty_and_says_why(actual: Observation) -> None:
    (row,) = rows([actual])

    assert (row["numerator"], row["denominator"], row["value"]) == (None, None, None)
    assert (row["status"], row["absent_reason"]) == ("", "no_activity")
    assert row["plan_value"] == 92


def test_a_percentage_without_counts_has_a_value_alone() -> None:
    (row,) = rows([observation(APRIL, None, None, value=88.5)])

    assert (row["numerator"], row["denominator"], row["value"]) == (None, None, 88.5)


def test_a_gathered_row_names_what_it_lacks() -> None:
    (row,) = rows([observation(APRIL), absent(date(2019, 5, 1))], View.QUARTER)

    assert (row["grain"], row["missing"]) == ("quarter", "May 19, Jun 19")


@pytest.mark.parametrize(
    ("part", "provider", "breakdown"),
    [
        ({"provider": "RTH"}, "RTH", ""),
        ({"dimension": "ae_type", "member": "1"}, "", "ae_type:1"),
    ],
)
def test_a_part_is_named_in_its_row(part: dict[str, str], provider: str, breakdown: str) -> None:
    (row,) = rows([observation(APRIL)], **part)  # type: ignore[arg-type]

    assert (row["provider"], row["breakdown"]) == (provider, breakdown)


def test_summary_rows_are_the_rows_of_the_page() -> None:
    store = FakeStore().add(key(), [observation(APRIL, 80)], [plan_point(APRIL, 90)])
    store.add(key(of="bare"), [absent(APRIL)])
    data = data_of(store, indicator(), indicator(id="bare", order=2))
    summary = performance_summary(data, Selection(organisation="10Q"))

    first, second = summary_rows(data, summary)

    assert tuple(first) == SUMMARY_COLUMNS
    assert (first["value"], first["patients_from_plan"], first["meets_plan"]) == (80, 10, False)
    assert (first["state"], first["meets_standard"]) == ("behind_and_below", False)
    assert (second["value"], second["period_start"], second["state"]) == (None, "", "no_figure")


@pytest.mark.parametrize(
    ("number", "written"), [(90.0, "90"), (0.1 + 0.2, "0.30000000000000004"), (None, "None")]
)
def test_whole_people_have_no_decimals_and_nothing_else_loses_any(
    number: float | None, written: str
) -> None:
    assert str(whole(number)) == written


def test_text_comes_back_from_csv_as_it_was() -> None:
    row: Row = {"a": 'Stourbridge, "Wollescote"\nand Lye', "b": None, "c": True, "d": 66.7, "e": 0}

    text = as_csv(list(row), [row])

    (read,) = csv.DictReader(io.StringIO(text, newline=""))
    assert read == {"a": row["a"], "b": "", "c": "true", "d": "66.7", "e": "0"}
    assert text.endswith("\r\n")


def test_what_people_wrote_stands_in_the_row_of_its_period() -> None:
    mark = Mark(MarkKind.NOTE, APRIL, None, "A new system", "A. Analyst", date(2020, 1, 2), 1)
    store = FakeStore(marked=[("waits", "10Q", mark)])
    store.add(key(), [observation(APRIL, 2, 3), observation(date(2019, 5, 1), 2, 3)])
    line = performance_line(data_of(store), indicator(), Request(OXFORDSHIRE, View.MONTH, AS_AT))

    april, may = series_rows(data_of(store), [line])

    assert april["notes"] == "note: A new system (A. Analyst)"
    assert may["notes"] == ""
