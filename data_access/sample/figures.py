"""How do drawn counts become the rows of a publication?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.periods import Grain
from data_access.ingest.publication import OBSERVATION_COLUMNS, PLAN_COLUMNS
from data_access.sample.draws import Counts
from data_access.sample.measures import Category
from data_access.sample.places import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One series; denominators is None for a count."""

    indicator: str
    organisation: str
    numerators: Counts
    denominators: Counts | None
    dimension: str = ""
    member: str = ""


def lines(
    indicator: str,
    place: Place,
    numerators: Counts,
    denominators: Counts | None,
    dimension: str = "",
    categories: tuple[Category, ...] = (),
) -> Iterator[Line]:
    """The series of a place and of its named parts, and the place's by category.

    numerators, denominators: by month, part and category, so that every whole is a sum of parts.
    """
    for code, chosen in _organisations(place):
        met = numerators[:, chosen].sum(axis=1)
        everyone = None if denominators is None else denominators[:, chosen].sum(axis=1)
        whole = None if everyone is None else everyone.sum(axis=1)
        yield Line(indicator, code, met.sum(axis=1), whole)
        broken_down = categories if dimension and code == place.code else ()
        for index, category in enumerate(broken_down):
            part = None if everyone is None else everyone[:, index]
            yield Line(indicator, code, met[:, index], part, dimension, category.code)


def _organisations(place: Place) -> Iterator[tuple[str, list[int]]]:
    """Each organisation that is shown, and which parts it is made of."""
    yield place.code, list(range(len(place.parts)))
    if not place.is_trust:
        yield from ((code, [index]) for index, code in enumerate(place.parts) if code)


def observation_frame(series: Sequence[Line], days: list[date], grain: Grain) -> pd.DataFrame:
    """One row per series and period; the latest is provisional."""
    rows = _frame(series, days, grain)
    latest = rows["period_start"] == days[-1]
    rows["status"] = np.where(latest, "provisional", "published")
    rows["absent_reason"] = None
    return rows[OBSERVATION_COLUMNS]


def plan_frame(series: Sequence[Line], days: list[date], version: str) -> pd.DataFrame:
    """One row per series and month of one version."""
    return _frame(series, days, Grain.MONTH).assign(version=version)[PLAN_COLUMNS]


def _frame(series: Sequence[Line], days: list[date], grain: Grain) -> pd.DataFrame:
    length = len(days)
    blank = np.full(length, np.nan)
    spread = {
        name: np.repeat(np.array([getattr(line, name) for line in series], dtype=object), length)
        for name in ("indicator", "organisation", "dimension", "member")
    }
    denominators = [blank if line.denominators is None else line.denominators for line in series]
    return pd.DataFrame(
        {
            **spread,
            "provider": "",
            "grain": grain.value,
            "period_start": np.tile(np.array(days, dtype=object), len(series)),
            "period_end": None,
            "numerator": np.concatenate([line.numerators for line in series]).astype(float),
            "denominator": np.concatenate(denominators).astype(float),
            "value": np.nan,
        }
    )
