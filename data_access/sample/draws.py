"""Which counts does chance give a place, month by month?

Shares follow a smooth path and every count is drawn, so a percentage is never smooth and a small
place jumps about, as real ones do.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

from dashboard.periods import financial_year_start
from data_access.sample.measures import OVER_52_WEEKS, WINTERS, Measure
from data_access.sample.places import Place

_SEED = 20_200_331
_FIRST_LEVEL = 2015

Shares = NDArray[np.floating[Any]]
Counts = NDArray[np.int64]
ONE: Shares = np.ones(1)


@dataclass(frozen=True, slots=True)
class Draw:
    """Counts by month, part of the place and category; `breaches` never pass `everyone`."""

    breaches: Counts
    everyone: Counts


def generator(*names: str) -> Generator:
    """A stream of its own for each use, so that a change to one leaves the others as they are."""
    words = [int.from_bytes(name.encode(), "big") for name in names]
    return Generator(PCG64(SeedSequence([_SEED, *words])))


def whole(numbers: NDArray[Any]) -> Counts:
    """The nearest whole numbers."""
    counts: Counts = np.rint(numbers).astype(np.int64)
    return counts


def level(values: tuple[float, ...], days: list[date]) -> Shares:
    """The share (0-1) on each day, between levels given in points on 1 April of each year."""
    at = [day.year + (day.month - 4) / 12 + (day.day - 1) / 366 for day in days]
    years = _FIRST_LEVEL + np.arange(len(values))
    return np.interp(at, years, values) / 100


def expected_share(measure: Measure, place: Place, days: list[date]) -> Shares:
    """The share of breaches by day, before chance: level, season and a lasting difference."""
    season = np.array([measure.season[(day.month - 4) % 12] for day in days]) / 100
    if measure.wintry:
        severity = np.array([WINTERS[financial_year_start(day).year] for day in days])
        season = np.where(season > 0, season * severity, season)
    own = generator("whole", measure.indicator, place.code).normal(0.0, 0.5 * measure.place_spread)
    share = level(measure.levels[place.system], days) + season + own / 100
    return np.clip(share, 0.001, 0.95)


def expected_size(measure: Measure, place: Place, days: list[date]) -> Shares:
    """The denominator by day, before chance."""
    years = np.array([(day.year - _FIRST_LEVEL) + (day.month - 4) / 12 for day in days])
    rhythm = np.array([measure.rhythm[(day.month - 4) % 12] for day in days])
    growth: Shares = (1 + measure.growth) ** years
    size: Shares = growth * rhythm * place.population * measure.size
    return size


def place_shares(measure: Measure, place: Place) -> Shares:
    """What each part has more or less of breaches than the whole, lastingly."""
    draw = generator("place", measure.indicator, place.code)
    spread = draw.normal(0.0, measure.place_spread / 100, len(place.parts))
    usual = float(np.average(spread, weights=place.shares))
    return spread - usual


def draw_counts(
    measure: Measure, place: Place, days: list[date], rng: Generator, scale: Shares = ONE
) -> Draw:
    """Independent counts each period. scale: of a month's size, one for all or one per period."""
    noise = rng.normal(0.0, measure.month_spread / 100, len(days))
    share = expected_share(measure, place, days) + noise
    parts = share[:, None] + place_shares(measure, place)
    weights = np.array([category.weight for category in measure.categories])
    breach = np.clip(parts[:, :, None] * weights, 0.0005, 0.95)
    everyone = rng.poisson(expected_parts(measure, place, days) * scale[:, None, None])
    return Draw(rng.binomial(everyone, breach), everyone)


def expected_parts(measure: Measure, place: Place, days: list[date]) -> Shares:
    """The denominator before chance, by day, part and category."""
    categories = np.array([category.share for category in measure.categories])
    size = expected_size(measure, place, days)
    parts: Shares = size[:, None, None] * np.array(place.shares)[:, None] * categories
    return parts


def draw_register(measure: Measure, place: Place, days: list[date], rng: Generator) -> Draw:
    """A register of people: each month some leave by chance and new ones come by chance."""
    leaving = 0.02
    everyone = whole(expected_parts(measure, place, days))
    share = expected_share(measure, place, days)[:, None] + place_shares(measure, place)
    target = everyone[:, :, 0] * (1 - share)
    register = whole(target[0])
    kept = []
    for wanted in target:
        staying = rng.binomial(register, 1 - leaving)
        register = staying + rng.poisson(np.maximum(wanted - register * (1 - leaving), 0.0))
        kept.append(register)
    on_register = np.minimum(np.array(kept)[:, :, None], everyone)
    return Draw(everyone - on_register, everyone)


def draw_over_52(waiting: Draw, place: Place, days: list[date], rng: Generator) -> Counts:
    """Of those over 18 weeks, how many are over 52."""
    share = level(OVER_52_WEEKS[place.system], days)
    return rng.binomial(waiting.breaches, share[:, None, None])
