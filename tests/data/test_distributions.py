"""Are weekly bands kept beside their figures, read back whole, and replaced by newer ones only?"""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.periods import Grain
from dashboard.series import Distribution, SeriesKey
from data_access import band_text
from data_access.ingest.publication import DISTRIBUTION_COLUMNS
from data_access.sql_store import SqlStore
from tests.data.databases import APRIL, MAY, figure, publication, take_in

LIST = SeriesKey("rtt_waiting_list", "10Q", Grain.MONTH)


def take_in_bands(engine: Engine, stated: date, **months: str) -> None:
    """Bands of Oxfordshire's waiting list, in April or May, from a file that stands on a date."""
    days = {"april": APRIL, "may": MAY}
    rows = [figure(days[month], 9, indicator="rtt_waiting_list") for month in months]
    file = publication(rows, stated_on=stated)
    keys = ["rtt_waiting_list", "10Q", "", "", "", "month"]
    file.distributions = pd.DataFrame(
        [[*keys, days[month], bands] for month, bands in months.items()],
        columns=DISTRIBUTION_COLUMNS,
    )
    take_in(engine, file)


@pytest.mark.parametrize(
    ("bands", "text"),
    [
        ([3, 0, 1, *[0] * 49, 2], "3,,1;52:2"),
        ([0] * 53, ";52:0"),
        ([*[0] * 104, 7], ";104:7"),
        ([1, 2, 3], "1,2;2:3"),
    ],
)
def test_bands_are_written_short_and_read_whole(bands: list[int], text: str) -> None:
    assert band_text.written(np.array([bands])) == [text]
    assert band_text.read(text) == tuple(bands)


@given(st.lists(st.lists(st.integers(0, 3000), min_size=6, max_size=6), min_size=1))
def test_any_bands_are_read_as_they_were_written(rows: list[list[int]]) -> None:
    assert [list(band_text.read(each)) for each in band_text.written(np.array(rows))] == rows


def test_bands_come_in_order_of_time(engine: Engine) -> None:
    take_in_bands(engine, date(2016, 7, 14), may="1,2;52:0", april="4;52:1")

    found = SqlStore(engine).distributions(LIST)

    assert [each.period_start for each in found] == [APRIL, MAY]
    assert found[0] == Distribution(APRIL, (4, *[0] * 51, 1))


def test_a_newer_file_replaces_bands_and_leaves_other_months(engine: Engine) -> None:
    take_in_bands(engine, date(2016, 7, 14), april="4;52:1", may="1;52:0")
    take_in_bands(engine, date(2016, 8, 11), april="5;52:1")

    april, may = SqlStore(engine).distributions(LIST)

    assert (april.bands[0], may.bands[0]) == (5, 1)


def test_an_older_file_replaces_nothing_and_fills_what_is_missing(engine: Engine) -> None:
    take_in_bands(engine, date(2016, 8, 11), april="5;52:1")
    take_in_bands(engine, date(2016, 7, 14), april="4;52:1", may="1;52:0")

    april, may = SqlStore(engine).distributions(LIST)

    assert (april.bands[0], may.bands[0]) == (5, 1)


def test_bands_said_again_stand_on_the_newer_file(engine: Engine) -> None:
    """Else a third file of a date between would replace them."""
    take_in_bands(engine, date(2016, 7, 14), april="4;52:1")
    take_in_bands(engine, date(2016, 9, 8), april="4;52:1")
    take_in_bands(engine, date(2016, 8, 11), april="5;52:1")

    (april,) = SqlStore(engine).distributions(LIST)

    assert april.bands[0] == 4


def test_another_series_has_no_bands(engine: Engine) -> None:
    take_in_bands(engine, date(2016, 7, 14), april="4;52:1")

    assert SqlStore(engine).distributions(SeriesKey("rtt_18week", "10Q", Grain.MONTH)) == ()
