"""Which illustrative actuals are published, and what befell some of them?"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.random import Generator

from dashboard.periods import Grain, months_between
from data_access.ingest.publication import Publication
from data_access.sample.draws import (
    Counts,
    Draw,
    draw_counts,
    draw_over_52,
    draw_register,
    generator,
)
from data_access.sample.figures import Line, lines, observation_frame
from data_access.sample.measures import (
    AE,
    AE_TYPES,
    DEMENTIA,
    DIAGNOSTICS,
    RTT,
    SIXTY_TWO_DAY,
    TREATMENT_FUNCTIONS,
    TWO_WEEK,
    Measure,
)
from data_access.sample.places import Place, ae_places, places
from data_access.sample.weekly import weekly_lines

PUBLISHER = "Trajectory sample generator"
LICENCE = "none needed: made up"
MONTHS = list(months_between(date(2015, 4, 1), date(2020, 2, 1)))
# Mondays; the last week is the last whole one on 31 March 2020.
WEEKS = [date(2018, 4, 2) + timedelta(days=7 * week) for week in range(104)]
PUBLISHED_ON = date(2020, 3, 12)
_WEEKS_ON = date(2020, 3, 30)  # the Monday after
RESTATED_ON = date(2020, 3, 26)
RESTATED_MONTH = date(2019, 10, 1)
RESTATED_PLACES = ("05C", "RNA")
MISSED_MONTH, MISSED_BY = date(2020, 1, 1), "05V"
MISSED_WEEK, MISSED_WEEK_BY = date(2019, 12, 23), "RJE"
_SUPPRESSED_UNDER = 5
# In the last two weeks of March 2020 far fewer people went to A&E.
_LOCKDOWN = {date(2020, 3, 16): 0.76, date(2020, 3, 23): 0.55}
# Delays were no longer counted after February 2020.
_LAST_DELAYS = date(2020, 2, 24)


def actual_publications() -> Iterator[Publication]:
    """One publication per collection, then the one that restates a month of waiting lists."""
    yield _publication("ae_monthly", "A&E waits by month", accident_and_emergency())
    yield _publication("ae_weekly", "A&E waits by week, not validated", weekly(), _WEEKS_ON)
    first, restated = waiting_lists()
    yield _publication("rtt", "referral to treatment waiting times", first)
    yield _publication("diagnostics", "diagnostic waits", diagnostics())
    yield _publication("cancer", "cancer waiting times", cancer())
    yield _publication("dementia", "dementia diagnosis rate", dementia())
    title = "referral to treatment waiting times, October 2019 restated"
    yield _publication("rtt", title, restated, RESTATED_ON)


def _publication(
    kind: str, what: str, rows: pd.DataFrame, published_on: date = PUBLISHED_ON
) -> Publication:
    return Publication(
        kind=f"illustrative_{kind}",
        title=f"Illustrative {what}",
        publisher=PUBLISHER,
        licence=LICENCE,
        rows=len(rows),
        published_on=published_on,
        stated_on=published_on,
        observations=rows,
        members=[
            *[("ae_type", each.code, each.name) for each in AE_TYPES],
            *[("treatment_function", each.code, each.name) for each in TREATMENT_FUNCTIONS],
        ],
        illustrative=True,
    )


def accident_and_emergency() -> pd.DataFrame:
    """All types, by type, and type 1 as an indicator of its own; one CCG misses a month."""
    series: list[Line] = []
    for place in ae_places():
        draw = draw_counts(AE, place, MONTHS, generator("ae", place.code))
        series += _met(AE, place, draw)
        first = Draw(draw.breaches[:, :, :1], draw.everyone[:, :, :1])
        series += lines("ae_4hour_type1", place, first.everyone - first.breaches, first.everyone)
    rows = observation_frame(series, MONTHS, Grain.MONTH)
    missing = rows["organisation"].isin(_with_parts(MISSED_BY))
    return _absent(rows, missing & (rows["period_start"] == MISSED_MONTH), "not_submitted")


def weekly() -> pd.DataFrame:
    """By trust: waits by type, and what else a delivery board looks at.

    Never validated, so a month made of weeks is not the published month.
    """
    usual = np.array([_LOCKDOWN.get(week, 1.0) for week in WEEKS])
    scale = usual * 7 / 30.4
    series: list[Line] = []
    for place in ae_places():
        if place.is_trust:
            draw = draw_counts(AE, place, WEEKS, generator("ae weekly", place.code), scale)
            series += _met(AE, place, draw)
            series += weekly_lines(place, WEEKS, usual, generator("week", place.code))
    rows = observation_frame(series, WEEKS, Grain.WEEK).assign(status="provisional")
    over = (rows["indicator"] == "dtoc_days") & (rows["period_start"] > _LAST_DELAYS)
    missing = (rows["organisation"] == MISSED_WEEK_BY) & (rows["period_start"] == MISSED_WEEK)
    return _absent(
        rows[~over].reset_index(drop=True), missing[~over].reset_index(drop=True), "not_submitted"
    )


def waiting_lists() -> tuple[pd.DataFrame, pd.DataFrame]:
    """What was first published, and the month that was published anew."""
    first: list[Line] = []
    final: list[Line] = []
    for place in places():
        rng = generator("rtt", place.code)
        draw = draw_counts(RTT, place, MONTHS, rng)
        over_52 = draw_over_52(draw, place, MONTHS, rng)
        final += _waiting(place, draw, over_52)
        early = _before_restating(draw, rng) if place.code in RESTATED_PLACES else draw
        first += _waiting(place, early, np.minimum(over_52, early.breaches))
    rows = observation_frame(final, MONTHS, Grain.MONTH)
    theirs = rows["organisation"].isin(
        [each for code in RESTATED_PLACES for each in _with_parts(code)]
    )
    restated = rows[theirs & (rows["period_start"] == RESTATED_MONTH)].assign(status="revised")
    return observation_frame(first, MONTHS, Grain.MONTH), restated.reset_index(drop=True)


def _waiting(place: Place, draw: Draw, over_52: Counts) -> Iterator[Line]:
    by = (RTT.dimension, RTT.categories)
    yield from _met(RTT, place, draw)
    yield from lines("rtt_waiting_list", place, draw.everyone, None, *by)
    yield from lines("rtt_52week", place, over_52, None)


def _before_restating(draw: Draw, rng: Generator) -> Draw:
    """The same lists with some patients of one month not yet counted."""
    at = MONTHS.index(RESTATED_MONTH)
    breaches, everyone = draw.breaches.copy(), draw.everyone.copy()
    breaches[at] = rng.binomial(draw.breaches[at], 0.88)
    everyone[at] = breaches[at] + rng.binomial(draw.everyone[at] - draw.breaches[at], 0.97)
    return Draw(breaches, everyone)


def diagnostics() -> pd.DataFrame:
    """The numerator is those who waited too long, as lower is better."""
    series: list[Line] = []
    for place in places():
        draw = draw_counts(DIAGNOSTICS, place, MONTHS, generator("diagnostics", place.code))
        series += lines(DIAGNOSTICS.indicator, place, draw.breaches, draw.everyone)
    return observation_frame(series, MONTHS, Grain.MONTH)


def cancer() -> pd.DataFrame:
    """A locality's month with very few patients is suppressed."""
    series: list[Line] = []
    for measure in (TWO_WEEK, SIXTY_TWO_DAY):
        for place in places():
            draw = draw_counts(measure, place, MONTHS, generator(measure.indicator, place.code))
            series += _met(measure, place, draw)
    rows = observation_frame(series, MONTHS, Grain.MONTH)
    local = ~rows["organisation"].isin([place.code for place in places()])
    return _absent(rows, local & (rows["denominator"] < _SUPPRESSED_UNDER), "suppressed")


def dementia() -> pd.DataFrame:
    """Of practices' registers, so no trust has any."""
    series: list[Line] = []
    for place in places():
        if not place.is_trust:
            rng = generator("dementia", place.code)
            series += _met(DEMENTIA, place, draw_register(DEMENTIA, place, MONTHS, rng))
    return observation_frame(series, MONTHS, Grain.MONTH)


def _met(measure: Measure, place: Place, draw: Draw) -> Iterator[Line]:
    met = draw.everyone - draw.breaches
    by = (measure.dimension, measure.categories)
    return lines(measure.indicator, place, met, draw.everyone, *by)


def _with_parts(code: str) -> list[str]:
    (place,) = [each for each in places() if each.code == code]
    return [code, *filter(None, place.parts)]


def _absent(rows: pd.DataFrame, which: pd.Series, reason: str) -> pd.DataFrame:
    rows.loc[which, ["numerator", "denominator"]] = np.nan
    rows.loc[which, "absent_reason"] = reason
    return rows
