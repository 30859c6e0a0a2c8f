"""Are the sample's real figures those that were published, and its plan files those given?"""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.indicators.registry import load_indicators
from dashboard.organisations import ENGLAND
from data_access.sample import derive, plan_files
from data_access.sample.derived import derived_publications

INDICATORS = load_indicators()


@pytest.fixture(scope="module")
def real() -> pd.DataFrame:
    return pd.concat([each.observations for each in derived_publications(INDICATORS)])


def test_real_figures_name_a_publisher_and_the_open_government_licence() -> None:
    for each in derived_publications(INDICATORS):
        assert not each.illustrative
        assert each.publisher in {"NHS England", "NHS Digital"}
        assert each.licence == "Open Government Licence v3.0"


@pytest.mark.parametrize(
    ("organisation", "month", "expected"),
    [
        ("10Q", date(2016, 4, 1), (6, 13)),
        ("05C", date(2016, 4, 1), (2, 4)),
        (ENGLAND, date(2016, 4, 1), (782, 1204)),
        ("10Q", date(2018, 3, 1), (10, 13)),
        ("05C", date(2018, 3, 1), (3, 6)),
        ("04Y", date(2018, 3, 1), (0, 1)),
        ("05V", date(2018, 3, 1), (1, 1)),
        ("05Q", date(2018, 3, 1), (0, 0)),
        (ENGLAND, date(2018, 3, 1), (795, 1048)),
        ("10Q", date(2019, 9, 1), (5, 7)),
        ("05C", date(2019, 9, 1), (2, 2)),
        ("05V", date(2019, 9, 1), (0, 0)),
        ("05Q", date(2019, 9, 1), (2, 3)),
        (ENGLAND, date(2019, 9, 1), (833, 1053)),
    ],
)
def test_psychosis_months_are_as_published(
    real: pd.DataFrame, organisation: str, month: date, expected: tuple[int, int]
) -> None:
    rows = real[(real["indicator"] == "eip_2week") & (real["organisation"] == organisation)]

    (row,) = rows[rows["period_start"] == month].to_dict("records")

    assert (row["numerator"], row["denominator"]) == expected
    assert (row["absent_reason"] == "no_activity") == (expected[1] == 0)


@pytest.mark.parametrize(
    ("organisation", "expected"),
    [
        ("10Q", (101, 131)),
        ("05C", (29, 33)),
        ("04Y", (9, 9)),
        ("05V", (8, 8)),
        ("05Q", (14, 16)),
        (ENGLAND, (9755, 12851)),
    ],
)
def test_psychosis_in_2018_19_is_as_published(
    real: pd.DataFrame, organisation: str, expected: tuple[int, int]
) -> None:
    rows = real[(real["indicator"] == "eip_2week") & (real["organisation"] == organisation)]
    year = rows[rows["period_start"].between(date(2018, 4, 1), date(2019, 3, 1))]

    assert (year["numerator"].sum(), year["denominator"].sum()) == expected


@pytest.mark.parametrize(
    ("organisation", "month"),
    [
        ("04Y", date(2016, 4, 1)),
        ("05V", date(2016, 4, 1)),
        ("05Q", date(2016, 4, 1)),
        ("04Y", date(2019, 9, 1)),
    ],
)
def test_a_month_without_rows_has_none_here(
    real: pd.DataFrame, organisation: str, month: date
) -> None:
    rows = real[(real["indicator"] == "eip_2week") & (real["organisation"] == organisation)]

    assert not (rows["period_start"] == month).any()
    assert len(rows) > 12


def test_1150_people_in_england_were_waiting_in_september_2019(real: pd.DataFrame) -> None:
    rows = real[(real["indicator"] == "eip_incomplete") & (real["organisation"] == ENGLAND)]

    assert rows[rows["period_start"] == date(2019, 9, 1)]["numerator"].tolist() == [1150]


IAPT = [
    "iapt_referrals",
    "iapt_entering_treatment",
    "iapt_finished_course",
    "iapt_6week",
    "iapt_18week",
    "iapt_recovery",
]


@pytest.mark.parametrize(
    ("organisation", "month", "expected"),
    [
        (ENGLAND, date(2020, 2, 1), [149713, 94307, 47337, 87.8, 97.8, 51]),
        (ENGLAND, date(2019, 3, 1), [146661, 97603, 50233, 88.9, 99, 53.1]),
        ("10Q", date(2020, 2, 1), [1565, 965, 485, 99, 100, 45]),
        ("05C", date(2020, 2, 1), [670, 545, 275, 96, 99, 50]),
        ("05C", date(2019, 3, 1), [620, 475, 145, 75, 97, 50]),
        ("04Y", date(2020, 2, 1), [450, 225, 330, 88, 100, 25]),
        ("05V", date(2019, 9, 1), [375, 200, 185, 97, 100, 54]),
        ("05Q", date(2019, 3, 1), [350, 335, 165, 100, 100, 59]),
    ],
)
def test_talking_therapies_are_as_published(
    real: pd.DataFrame, organisation: str, month: date, expected: list[float]
) -> None:
    rows = real[(real["organisation"] == organisation) & (real["period_start"] == month)]
    rows = rows.set_index("indicator").loc[IAPT]

    assert rows["numerator"].fillna(rows["value"]).tolist() == expected
    assert rows["value"].isna().tolist() == [True, True, True, False, False, False]


def test_oxfordshires_thirteen_months_of_first_treatments_add_up(real: pd.DataFrame) -> None:
    rows = real[(real["organisation"] == "10Q") & (real["indicator"] == "iapt_entering_treatment")]

    assert (len(rows), rows["numerator"].sum()) == (13, 12640)


@pytest.mark.parametrize(("file", "rows"), [("eip", derive.eip_rows), ("iapt", derive.iapt_rows)])
def test_the_published_files_give_the_same_figures_again(
    shared: Path, tmp_path: Path, file: str, rows: Callable[[Path], list[derive.Row]]
) -> None:
    derive.write_figures(tmp_path / "again.csv", rows(shared / "published"))

    again = (tmp_path / "again.csv").read_text(encoding="utf-8")
    assert again == (derive.HERE / f"{file}.csv").read_text(encoding="utf-8")


def test_a_small_iapt_figure_is_marked_as_suppressed(tmp_path: Path) -> None:
    row = dict.fromkeys([*derive._IAPT_COUNTS, *derive._IAPT_PERCENTAGES], "*")

    figures = list(derive._iapt_figures({**row, "Month / Year": date(2020, 2, 1)}, "04Y"))

    assert {(figure[3], figure[5], figure[6]) for figure in figures} == {("", "", "suppressed")}


def test_the_plan_files_keep_only_rows_that_have_an_indicator(shared: Path, tmp_path: Path) -> None:
    derive.write_plans(shared / "plans", tmp_path)

    for path in plan_files():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_every_plan_key_bundled_has_an_indicator() -> None:
    known = {key for each in INDICATORS.values() for key in (*each.plan_keys, *each.actual_keys)}

    for path in plan_files():
        with path.open(encoding="utf-8", newline="") as file:
            keys = {row.get("standard_key") for row in csv.DictReader(file)} - {None}
        assert keys <= known
        assert keys or path.stem == "localities"
