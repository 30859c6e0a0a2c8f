"""Is the register of known breaks whole, and does each reach those that it concerns?"""

from datetime import date

import pytest
from sqlalchemy import Engine, insert

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND, Level
from data_access.seed import seed_rows
from data_access.sql_store import SqlStore
from data_access.tables import Base, DataBreakRow

COVID = date(2020, 3, 1)
# Every row of the definitions' register: day, an indicator and place it is of, treatment.
REGISTERED = (
    ("2013-04-01", "rtt_18week", "10Q", "new_series"),
    ("2015-07-01", "ae_4hour", "RTH", "annotate"),
    ("2015-10-01", "rtt_92nd_percentile", "10Q", "annotate"),
    ("2017-04-01", "dementia_diagnosis", "10Q", "new_series"),
    ("2017-04-01", "dtoc_beds", "10Q", "new_series"),
    ("2017-11-01", "ambulance_c1_mean", "RYE", "new_series"),
    ("2017-10-01", "ae_4hour", "RTH", "annotate"),
    ("2019-05-01", "ae_4hour", "RD3", "gap"),
    ("2019-10-01", "eip_2week", "10Q", "rebase_suggested"),
    ("2020-03-01", "ae_4hour", "RTH", "annotate"),
    ("2020-03-01", "dtoc_days", "10Q", "gap"),
    ("2020-03-01", "mixed_sex_breaches", "10Q", "gap"),
    ("2020-03-01", "cancelled_operations_28day", "RTH", "gap"),
    ("2021-04-01", "rtt_52week", "10Q", "annotate"),
    ("2022-07-01", "smi_physical_checks", "10Q", "annotate"),
    ("2022-10-01", "dementia_diagnosis", "10Q", "new_series"),
    ("2023-02-01", "ae_12hour_arrival", "RTH", "new_series"),
    ("2023-06-01", "ae_4hour", "RD3", "rebase_suggested"),
    ("2023-10-01", "cancer_62day_combined", "10Q", "new_series"),
    ("2024-02-01", "rtt_waiting_list", "10Q", "annotate"),
    ("2026-04-01", "eip_2week", "10Q", "annotate"),
)


def rows() -> list[dict[str, object]]:
    return seed_rows("data_breaks.csv", Base.metadata.tables["data_break"])


@pytest.mark.parametrize(("day", "indicator", "place", "treatment"), REGISTERED)
def test_every_row_of_the_register_is_there(
    engine: Engine, day: str, indicator: str, place: str, treatment: str
) -> None:
    breaks = SqlStore(engine).data_breaks(indicator, place)

    (there,) = [each for each in breaks if each.on == date.fromisoformat(day)]
    assert there.treatment == treatment
    assert list(breaks) == sorted(breaks, key=lambda each: each.on)


def test_every_row_names_what_is_known(indicators: IndicatorRegistry) -> None:
    levels = {level for row in rows() for level in str(row["levels"]).split()}

    assert {row["indicator"] for row in rows()} - {""} <= set(indicators)
    assert levels <= set(Level)
    assert {row["treatment"] for row in rows()} == {
        "annotate",
        "gap",
        "rebase_suggested",
        "new_series",
    }


def test_a_break_of_commissioners_is_not_one_of_england_or_a_trust(engine: Engine) -> None:
    store = SqlStore(engine)

    def days(place: str) -> set[date]:
        return {each.on for each in store.data_breaks("rtt_18week", place)}

    assert days("10Q") - days(ENGLAND) == days("10Q") - days("RTH")
    assert days("10Q") - days("RTH") == {date(2013, 4, 1), date(2022, 7, 1), date(2026, 4, 1)}


def test_a_local_indicator_has_the_breaks_of_every_indicator(engine: Engine) -> None:
    breaks = SqlStore(engine).data_breaks("a_measure_of_a_site", "RTH")

    assert [(each.on, each.treatment) for each in breaks] == [(COVID, "annotate")]


def test_what_is_said_of_the_indicator_goes_before_what_is_said_of_all(engine: Engine) -> None:
    own = {"indicator": "ae_4hour", "organisation": "RTH", "on": COVID, "effect": "A closure."}
    with engine.begin() as connection:
        connection.execute(insert(DataBreakRow).values(**own, treatment="gap"))

    store = SqlStore(engine)

    assert [b.effect for b in store.data_breaks("ae_4hour", "RTH") if b.on == COVID] == [
        "A closure."
    ]
    assert [b.treatment for b in store.data_breaks("ae_4hour", "RC9") if b.on == COVID] == [
        "annotate"
    ]
