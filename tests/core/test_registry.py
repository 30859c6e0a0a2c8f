"""Do the indicator files say what was measured, and what applied when?"""

import csv
import itertools
from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import BadDefinition, UnknownIndicator
from dashboard.indicators.registry import DEFINITIONS, Unit, load_indicators, read_definition

INDICATORS = load_indicators()
# The count behind a rate that is given, and published further down than the rate.
ADDED = {"dementia_register"}
GOOD = (DEFINITIONS / "rtt_52week.toml").read_text(encoding="utf-8")


def standard_value(indicator: str, day: date) -> float | None:
    standard = INDICATORS[indicator].standard_at(day)
    return standard.value if standard else None


def definition(folder: Path, text: str) -> Path:
    path = folder / "made_up.toml"
    path.write_text(text, encoding="utf-8")
    return path


def given_rows(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "domain" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return {row["indicator"]: row for row in csv.DictReader(file)}


def test_every_file_loads_under_its_own_name() -> None:
    assert set(INDICATORS) == {path.stem for path in DEFINITIONS.glob("*.toml")}
    assert len(INDICATORS) >= 25


def test_ids_groups_and_plan_keys_are_those_given(shared: Path) -> None:
    given = given_rows(shared)

    made_from = {each.counted_by for each in INDICATORS.values()}
    for indicator in INDICATORS.values():
        if indicator.id not in given:
            assert indicator.id in made_from
            continue
        row = given[indicator.id]
        assert indicator.group == row["group"]
        assert indicator.core == (row["core"] == "yes")
        assert row["plan_code"] in {"", *(each.code for each in indicator.plan_codes)}
        assert set(filter(None, [row["plan_key"]])) <= set(indicator.plan_keys)
        assert set(filter(None, [row["actual_key"]])) <= set(indicator.actual_keys)


def test_every_core_indicator_given_is_defined(shared: Path) -> None:
    core = {name for name, row in given_rows(shared).items() if row["core"] == "yes"}

    assert core == {indicator.id for indicator in INDICATORS.values() if indicator.core}


def test_a_plan_key_belongs_to_one_indicator() -> None:
    keys = [key for indicator in INDICATORS.values() for key in indicator.plan_keys]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("indicator", "day", "value"),
    [
        ("cancer_2week", date(2023, 9, 30), 93),
        ("cancer_2week", date(2023, 10, 1), None),
        ("cancer_62day", date(2023, 9, 30), 85),
        ("cancer_62day", date(2023, 10, 1), None),
        ("eip_2week", date(2016, 3, 31), None),
        ("eip_2week", date(2016, 4, 1), 50),
        ("eip_2week", date(2018, 3, 31), 50),
        ("eip_2week", date(2018, 4, 1), 53),
        ("eip_2week", date(2019, 4, 1), 56),
        ("eip_2week", date(2020, 4, 1), 60),
        ("iapt_access", date(2017, 3, 31), 15),
        ("iapt_access", date(2017, 4, 1), 16.8),
        ("iapt_access", date(2018, 4, 1), 19),
        ("iapt_access", date(2019, 4, 1), 22),
        ("iapt_access", date(2020, 4, 1), 25),
        ("ae_4hour", date(2024, 6, 1), 95),
        ("ae_4hour_type1", date(2024, 6, 1), None),
        ("rtt_18week", date(2026, 3, 31), 92),
        ("rtt_52week", date(2019, 1, 1), 0),
        ("diagnostics_6week", date(2015, 4, 30), 1),
        ("dementia_diagnosis", date(2015, 4, 1), 66.7),
        ("iapt_6week", date(2015, 4, 1), 75),
        ("iapt_18week", date(2015, 4, 1), 95),
        ("iapt_recovery", date(2019, 1, 1), 50),
    ],
)
def test_the_standard_steps_on_its_day(indicator: str, day: date, value: float | None) -> None:
    assert standard_value(indicator, day) == value


def test_ends_of_a_stepped_standard_meet_without_gap_or_overlap() -> None:
    for indicator in INDICATORS.values():
        for kind in ("national", "interim"):
            steps = sorted(
                (s for s in indicator.standards if s.kind == kind), key=lambda s: s.valid_from
            )
            for before, after in itertools.pairwise(steps):
                assert before.valid_to is not None
                assert (after.valid_from - before.valid_to).days == 1, indicator.id


def test_diagnostics_must_be_under_and_not_at_one_per_cent() -> None:
    standard = INDICATORS["diagnostics_6week"].standard_at(date(2019, 4, 1))

    assert standard is not None
    assert standard.comparator == "<"


def test_a_percentage_says_whom_it_counts_and_what_went_wrong() -> None:
    for indicator in INDICATORS.values():
        assert bool(indicator.breach) == (indicator.unit is Unit.PERCENT), indicator.id
        if indicator.unit in (Unit.PERCENT, Unit.COUNT):
            assert bool(indicator.denominator) == (indicator.unit is Unit.PERCENT), indicator.id
        assert indicator.people and indicator.definition.endswith("."), indicator.id


def test_an_unknown_indicator_raises() -> None:
    with pytest.raises(UnknownIndicator, match='"ae_5hour"'):
        INDICATORS["ae_5hour"]


def test_an_unknown_key_is_named_with_its_file(tmp_path: Path) -> None:
    path = definition(tmp_path, 'colour = "blue"\n' + GOOD)

    with pytest.raises(BadDefinition, match=r"made_up\.toml: colour"):
        read_definition(path)


def test_a_value_of_the_wrong_type_is_named_with_its_file(tmp_path: Path) -> None:
    path = definition(tmp_path, GOOD.replace("lag_days = 42", 'lag_days = "six weeks"'))

    with pytest.raises(BadDefinition, match=r"made_up\.toml: lag_days"):
        read_definition(path)


def test_a_missing_key_is_named_with_its_file(tmp_path: Path) -> None:
    path = definition(tmp_path, GOOD.replace('unit = "count"', ""))

    with pytest.raises(BadDefinition, match=r"made_up\.toml: unit"):
        read_definition(path)


def test_a_file_that_is_not_toml_is_refused_by_name(tmp_path: Path) -> None:
    path = definition(tmp_path, "name = Waiting")

    with pytest.raises(BadDefinition, match=r"made_up\.toml"):
        read_definition(path)


@pytest.mark.parametrize("few", ["handful", "a few", "none in"])
def test_too_few_to_be_judged_says_where_and_so_is_true_of_england_too(few: str) -> None:
    said = [each.spc_reason for each in INDICATORS.values() if few in each.spc_reason.lower()]

    assert said
    assert all(each.startswith(("In one ", "In most places ")) for each in said), said
