"""Which figures follow from the number of people in each weekly band of waiting?"""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.calculations.distribution import percentiles
from data_access import band_text
from data_access.ingest.layout import Table, bands
from data_access.ingest.observations import observations, ratios
from data_access.ingest.publication import DISTRIBUTION_COLUMNS

Integers = npt.NDArray[np.int64]
_STANDARD_WEEKS = 18
_LONG_WAIT_WEEKS = 52
# Weeks are kept to the second: the last digits of a fraction are the machine's.
WEEK_DECIMALS = 6
_PERCENTILES = {"rtt_median_wait": 0.5, "rtt_92nd_percentile": 0.92}


def weekly_places(of: Table) -> list[int]:
    """The columns of the bands, in order of weeks. Refused unless each closed one is a week."""
    weeks = bands(of)
    for expected, (begins, place) in enumerate(weeks.items()):
        if begins != expected:
            written = of.heading.written[place]
            wanted = f"a band of weeks {expected - 1}-{expected}"
            raise of.refusal(wanted, "a longer one", of.heading.row, written)
    return list(weeks.values())


def pathway_observations(
    keys: pd.DataFrame, waits: Integers, total: Integers, **facts: object
) -> pd.DataFrame:
    """Every indicator of incomplete pathways, for each row of keys.

    keys: `organisation` and, where there are some, `provider`, `dimension` and `member`.
    waits: the same rows; a column of bands for each week, the last without an upper end.
    total: everybody waiting, those of an unknown wait included.
    """
    counted = pd.DataFrame({"total": total}, index=keys.index)
    within = pd.Series(waits[:, :_STANDARD_WEEKS].sum(axis=1), index=keys.index)
    parts = {
        "rtt_18week": keys.join(ratios(within, counted["total"])),
        "rtt_waiting_list": keys.assign(numerator=total),
        "rtt_52week": keys.assign(numerator=waits[:, _LONG_WAIT_WEEKS:].sum(axis=1)),
        **{each: _percentile(keys, waits, share) for each, share in _PERCENTILES.items()},
    }
    return pd.concat(
        [observations(part, indicator=indicator, **facts) for indicator, part in parts.items()],
        ignore_index=True,
    )


def _percentile(keys: pd.DataFrame, waits: Integers, share: float) -> pd.DataFrame:
    weeks = percentiles(waits, share).round(WEEK_DECIMALS)
    absent = np.full(len(weeks), None, dtype=object)
    absent[np.isnan(weeks)] = "beyond_bands"
    absent[waits.sum(axis=1) == 0] = "no_activity"
    return keys.assign(value=weeks, absent_reason=absent)


def pathway_distributions(keys: pd.DataFrame, waits: Integers, month: date) -> pd.DataFrame:
    """The bands behind the waiting list of each row; shape: publication.DISTRIBUTION_COLUMNS."""
    blank = {name: "" for name in ("provider", "dimension", "member") if name not in keys}
    rows = keys.assign(
        **blank,
        indicator="rtt_waiting_list",
        grain="month",
        period_start=month,
        bands=band_text.written(waits),
    )
    return rows[DISTRIBUTION_COLUMNS].reset_index(drop=True)
