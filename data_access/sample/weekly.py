"""What else do the made-up weeks of a trust's urgent care look like?

Levels are made up, near what trusts of the size have; winters are as bad as those of A&E.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.random import Generator

from dashboard.periods import financial_year_start
from data_access.sample.draws import Shares, whole
from data_access.sample.figures import Line
from data_access.sample.measures import AE, WINTERS
from data_access.sample.places import Place

# A week, per 1,000 people.
_ARRIVALS, _DELAYED_DAYS, _BEDS = 1.2, 0.72, 1.05
_OVER_30, _OVER_60 = 0.06, 0.11  # of arrivals; of those over 30 minutes
_LONG_WAITS = 0.0012  # over 12 hours from decision to admit, per 1,000 people in a week
_OCCUPIED = 0.915
# What a point of the season of A&E adds.
_HANDOVERS_BY_SEASON, _WAITS_BY_SEASON, _BEDS_BY_SEASON = 0.009, 0.45, 0.006


def weekly_lines(place: Place, weeks: list[date], usual: Shares, rng: Generator) -> Iterator[Line]:
    """usual: how much of the usual coming and going there was, by week."""
    season, code = _season(weeks), place.code
    arrivals = rng.poisson(place.population * _ARRIVALS * usual)
    late = np.clip(_OVER_30 + _HANDOVERS_BY_SEASON * season, 0.01, 0.5)
    over_30 = rng.binomial(arrivals, late)
    waits = place.population * _LONG_WAITS * np.exp(_WAITS_BY_SEASON * season)
    beds = whole(np.full(len(weeks), place.population * _BEDS))
    full = np.clip(_OCCUPIED + _BEDS_BY_SEASON * season, 0.5, 0.99) * (0.55 + 0.45 * usual)
    yield Line("ambulance_arrivals", code, arrivals, None)
    yield Line("ambulance_handover_30min", code, over_30, None)
    yield Line("ambulance_handover_60min", code, rng.binomial(over_30, _OVER_60), None)
    yield Line("ae_12hour_dta", code, rng.poisson(waits), None)
    yield Line("dtoc_days", code, rng.poisson(place.population * _DELAYED_DAYS, len(weeks)), None)
    yield Line("bed_occupancy", code, rng.binomial(beds, full), beds)


def _season(weeks: list[date]) -> Shares:
    """Points above an ordinary month, as in A&E."""
    severity = np.array([WINTERS[financial_year_start(week).year] for week in weeks])
    season = np.array([AE.season[(week.month - 4) % 12] for week in weeks])
    return np.where(season > 0, season * severity, season)
