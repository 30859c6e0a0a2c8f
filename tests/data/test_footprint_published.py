"""Is the past of the Black Country that of the four whose figures were published?

Counts: NHS England, RTT incomplete pathways by commissioner, March and April 2015, revised, and the
full extract of January 2026. Open Government Licence v3.0.
"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.calculations.distribution import add_bands, percentile
from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain
from dashboard.selection import AS_PUBLISHED
from dashboard.series import SeriesKey
from dashboard.services.figures import figures_of
from dashboard.services.made import Figures
from data_access.ingest.load import load_file
from data_access.sql_store import SqlStore
from tests.data.databases import figure, publication, take_in

MARCH, APRIL = date(2015, 3, 1), date(2015, 4, 1)
JANUARY, NOW = date(2026, 1, 1), date(2026, 3, 31)
WITHIN = {"05C": 11_938, "05L": 25_732, "05Y": 5_465, "06A": 14_609}
WAITING = {"05C": 12_422, "05L": 27_126, "05Y": 5_766, "06A": 15_361}
FILE = "rtt/Incomplete-Commissioner-Mar15-revised-XLS-2357K.xls"


def black_country(
    engine: Engine, indicators: IndicatorRegistry, indicator: str, footprint: str = ""
) -> Figures:
    key = SeriesKey(indicator, "D2P2L", Grain.MONTH)
    found = figures_of(SqlStore(engine), indicators, key, NOW, footprint)
    assert found is not None
    return found


def test_dudley_and_three_more_are_the_black_country_of_2015(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    rows = [
        figure(MARCH, WITHIN[code], organisation=code, denominator=WAITING[code]) for code in WITHIN
    ]
    rows.append(figure(JANUARY, 104_284, organisation="D2P2L", denominator=172_644))
    take_in(engine, publication(rows))

    today = black_country(engine, indicators, "rtt_18week").series.observations
    then = black_country(engine, indicators, "rtt_18week", AS_PUBLISHED).series.observations

    assert [(each.numerator, each.denominator) for each in today] == [
        (57_744, 60_675),
        (104_284, 172_644),
    ]
    assert [each.period_start for each in then] == [JANUARY]


@pytest.fixture
def march_2015(engine: Engine, indicators: IndicatorRegistry, shared: Path) -> Engine:
    load_file(engine, shared / "published" / FILE, indicators)
    return engine


def test_the_published_file_gives_the_same_sum(
    march_2015: Engine, indicators: IndicatorRegistry
) -> None:
    figures = black_country(march_2015, indicators, "rtt_18week")
    (march,) = figures.series.observations

    assert (march.numerator, march.denominator) == (57_744, 60_675)
    assert figures.note == "Back-cast: the sum of 05C, 05L, 05Y, 06A before April 2021."


def test_the_median_of_the_published_file_is_that_of_four_lists_in_one(
    march_2015: Engine, indicators: IndicatorRegistry
) -> None:
    store = SqlStore(march_2015)
    lists = [
        store.distributions(SeriesKey("rtt_waiting_list", code, Grain.MONTH)) for code in WITHIN
    ]
    whole = add_bands(*(found[0].bands for found in lists))

    (march,) = black_country(march_2015, indicators, "rtt_median_wait").series.observations

    assert sum(whole) == 60_675
    assert march.value == pytest.approx(percentile(whole, 0.5).weeks, abs=1e-6)
