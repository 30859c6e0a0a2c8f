"""Which illustrative plans were made, version by version?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.periods import add_months, financial_year, months_between
from data_access.ingest.publication import NewPlanVersion, Publication
from data_access.sample.actuals import LICENCE, PUBLISHER
from data_access.sample.draws import (
    Counts,
    Draw,
    Shares,
    expected_parts,
    expected_share,
    level,
    place_shares,
    whole,
)
from data_access.sample.figures import Line, lines, plan_frame
from data_access.sample.measures import (
    AE,
    DEMENTIA,
    DIAGNOSTICS,
    OVER_52_WEEKS,
    RTT,
    SIXTY_TWO_DAY,
    TWO_WEEK,
    Measure,
)
from data_access.sample.mental_health import mental_health_lines
from data_access.sample.places import Place, ae_places, places

_YEARS = range(2016, 2021)
_FINAL_ON = {
    2016: date(2016, 4, 18),
    2017: date(2017, 3, 30),
    2018: date(2018, 4, 30),
    2019: date(2019, 4, 4),
    2020: date(2020, 3, 25),
}
_NAMES = {"draft": "Draft plan", "final": "Final plan", "resubmission": "Re-submitted plan"}


@dataclass(frozen=True, slots=True)
class Version:
    """One submission. reach: how much of the way to the goal it promises by its last month."""

    status: str
    year: int
    submitted_on: date
    first: date
    reach: float

    @property
    def months(self) -> list[date]:
        return list(months_between(self.first, date(self.year + 1, 3, 1)))

    @property
    def years(self) -> str:
        return financial_year(self.first)

    @property
    def slug(self) -> str:
        return f"{self.status}_{self.years.replace('/', '_')}"

    @property
    def name(self) -> str:
        return f"{_NAMES[self.status]} {self.years} (illustrative)"


def versions() -> list[Version]:
    """In order of submission: a draft and a final plan each year, and one re-submission."""
    made = [Version("resubmission", 2018, date(2018, 10, 12), date(2018, 10, 1), 0.45)]
    for year in _YEARS:
        april = date(year, 4, 1)
        made.append(Version("draft", year, date(year, 2, 26), april, 1.0))
        made.append(Version("final", year, _FINAL_ON[year], april, 0.8))
    return sorted(made, key=lambda version: version.submitted_on)


def plan_publications() -> Iterator[Publication]:
    """One publication per version."""
    for version in versions():
        rows = plan_rows(version)
        yield Publication(
            kind="illustrative_plan",
            title=version.name,
            publisher=PUBLISHER,
            licence=LICENCE,
            rows=len(rows),
            published_on=version.submitted_on,
            stated_on=version.submitted_on,
            plans=rows,
            plan_versions=[
                NewPlanVersion(
                    version.slug,
                    version.name,
                    version.status,
                    version.submitted_on,
                    illustrative=True,
                )
            ],
            illustrative=True,
        )


def plan_rows(version: Version) -> pd.DataFrame:
    series: list[Line] = []
    for place in ae_places():
        series += _met("ae_4hour", place, _planned(AE, version, place))
        series += _met("ae_4hour_type1", place, _planned(AE, version, place, categories=1))
    for place in places():
        series += _measured(version, place)
        if not place.is_trust:
            series += mental_health_lines(place, version.months, version.reach)
    return plan_frame(series, version.months, version.slug)


def _measured(version: Version, place: Place) -> Iterator[Line]:
    waiting = _planned(RTT, version, place)
    yield from _met(RTT.indicator, place, waiting)
    yield from lines("rtt_waiting_list", place, waiting.everyone, None)
    yield from lines("rtt_52week", place, _over_52(version, place, waiting), None)
    tests = _planned(DIAGNOSTICS, version, place)
    yield from lines(DIAGNOSTICS.indicator, place, tests.breaches, tests.everyone)
    for measure in (TWO_WEEK, SIXTY_TWO_DAY, *([] if place.is_trust else [DEMENTIA])):
        yield from _met(measure.indicator, place, _planned(measure, version, place))


def _met(indicator: str, place: Place, planned: Draw) -> Iterator[Line]:
    return lines(indicator, place, planned.everyone - planned.breaches, planned.everyone)


def _planned(
    measure: Measure, version: Version, place: Place, categories: int | None = None
) -> Draw:
    """Whole numbers by month and part: plans are submitted as counts.

    categories: how many of the measure's, from the first, the plan is for; all when None.
    """
    share = _path(measure, version, place)[:, None] + place_shares(measure, place)
    weights = np.array([category.weight for category in measure.categories])
    sizes = _sizes(measure, version, place)[:, :, :categories]
    breaches = sizes * np.clip(share[:, :, None] * weights[:categories], 0.0, 0.95)
    return Draw(whole(breaches.sum(axis=2, keepdims=True)), whole(sizes.sum(axis=2, keepdims=True)))


def _path(measure: Measure, version: Version, place: Place) -> Shares:
    """From where the place stood before the plan began towards the goal, a step a month.

    A place that was better than the goal plans to stay where it is. Winters are planned for, but
    less bad than they turn out.
    """
    months = version.months
    before = [add_months(version.first, -months_back) for months_back in range(1, 13)]
    start = float(expected_share(measure, place, before).mean())
    steps = np.linspace(0, 1, len(months) + 1)[1:]
    straight = start + (min(measure.goal / 100, start) - start) * version.reach * steps
    season = np.array([measure.season[(month.month - 4) % 12] for month in months])
    return straight + 0.6 * season / 100


def _sizes(measure: Measure, version: Version, place: Place) -> Shares:
    """As many as were to be expected; a waiting list is planned to be no longer than in March."""
    if measure is not RTT:
        return expected_parts(measure, place, version.months)
    march = expected_parts(measure, place, [add_months(version.first, -1)])
    return np.repeat(march, len(version.months), axis=0)


def _over_52(version: Version, place: Place, waiting: Draw) -> Counts:
    """Down to none by the last month."""
    start = level(OVER_52_WEEKS[place.system], [version.first])[0]
    fall = np.linspace(1, 0, len(version.months) + 1)[1:]
    return whole(waiting.breaches * start * fall[:, None, None])
