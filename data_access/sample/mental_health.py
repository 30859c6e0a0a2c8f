"""What do the illustrative plans say on talking therapies and psychosis?

Plans only: the actuals of these are real.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from dashboard.periods import financial_year_start
from data_access.sample.draws import Shares, whole
from data_access.sample.figures import Line
from data_access.sample.places import Place

# Of the population, estimated to have depression or anxiety.
_PREVALENCE = 0.1
# Percentage of them to be treated, at a yearly rate at the end of the year.
_ACCESS = {2015: 15.0, 2016: 15.0, 2017: 16.8, 2018: 19.0, 2019: 22.0, 2020: 25.0}
_FINISHING = 0.45  # of those who begin
_AT_CASENESS = 0.92  # of those who finish
_RECOVERY = {2016: 50.0, 2017: 50.5, 2018: 51.0, 2019: 52.0, 2020: 53.0}
_SIX_WEEKS, _EIGHTEEN_WEEKS = 0.78, 0.97
_EIP = {2016: 50.0, 2017: 50.0, 2018: 53.0, 2019: 56.0, 2020: 60.0}
_EIP_SIZE = 0.011  # people a month per 1,000


def mental_health_lines(place: Place, months: list[date], reach: float) -> Iterator[Line]:
    """A CCG's plans; localities have none, as nothing is published for them.

    reach: how much of the year's rise in access is planned by the last month.
    """
    prevalence = round(place.population * 1000 * _PREVALENCE)
    access = _rise(months, reach)
    entering = whole(prevalence * access / 100 / 12)
    finished = whole(entering * _FINISHING)
    eligible = whole(finished * _AT_CASENESS)
    recovered = whole(eligible * _by_year(_RECOVERY, months) / 100)
    begun = np.maximum(1, whole(np.full(len(months), place.population * _EIP_SIZE)))
    in_time = np.ceil(begun * _by_year(_EIP, months) / 100).astype(np.int64)
    code = place.code
    yield Line("iapt_access", code, entering, np.full(len(months), prevalence))
    yield Line("iapt_recovery", code, recovered, eligible)
    yield Line("iapt_6week", code, whole(finished * _SIX_WEEKS), finished)
    yield Line("iapt_18week", code, whole(finished * _EIGHTEEN_WEEKS), finished)
    yield Line("eip_2week", code, in_time, begun)


def _by_year(values: dict[int, float], months: list[date]) -> Shares:
    return np.array([values[financial_year_start(month).year] for month in months])


def _rise(months: list[date], reach: float) -> Shares:
    """From last year's rate in April to this year's in the last quarter, when it is judged."""
    year = financial_year_start(months[0]).year
    into = np.array([min(1.0, ((month.month - 4) % 12) / 9) for month in months])
    return _ACCESS[year - 1] + (_ACCESS[year] - _ACCESS[year - 1]) * reach * into
