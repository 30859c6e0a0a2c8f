"""Which lines of figures does an organisation have? Read once, then most questions are answered."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

from dashboard.periods import Grain
from dashboard.series import ActualSeries, PlanSeries, SeriesKey
from data_access.rows import as_key

_BATCH = 500
# Key and whether it is made up, by the number of the series.
Wanted = Mapping[int, tuple[SeriesKey, bool]]
V = TypeVar("V")
S = TypeVar("S", bound=ActualSeries | PlanSeries)


class Stored(NamedTuple):
    """One series in force: where its points are, and whether they are made up."""

    id: int
    illustrative: bool


@dataclass(frozen=True, slots=True)
class SeriesOf:
    """An organisation's series by key, of which none can be changed."""

    actuals: dict[SeriesKey, Stored]
    plans: dict[SeriesKey, Stored]

    def grains(self, indicator: str) -> frozenset[Grain]:
        return frozenset(key.grain for key in self.actuals if key.indicator == indicator)

    def parts(self, indicator: str, grain: Grain) -> Iterator[SeriesKey]:
        """The actuals that are of a provider or a member alone."""
        for key in self.actuals:
            of_one = bool(key.dimension) != bool(key.provider)
            if of_one and key.indicator == indicator and key.grain is grain:
                yield key


def stored_of(there: Iterable[tuple[SeriesKey, Stored | None]]) -> Wanted:
    """Those that are stored, in the order given."""
    return {stored.id: (key, stored.illustrative) for key, stored in there if stored}


def series_of(rows: Sequence[Sequence[Any]]) -> SeriesOf:
    """rows: as of queries.SERIES_OF."""
    found = SeriesOf({}, {})
    for *key, kind, number, illustrative in rows:
        into = found.actuals if kind == "actual" else found.plans
        into[as_key(key)] = Stored(number, bool(illustrative))
    return found


def recent_or_whole(
    read: Callable[[Wanted, date], tuple[S, ...]], series: dict[SeriesKey, Stored], since: date
) -> tuple[S, ...]:
    """Those of the whole organisation: from the day on, and whole where they ended before it."""
    wanted = stored_of(
        each for each in series.items() if not (each[0].provider or each[0].dimension)
    )
    recent = read(wanted, since)
    there = {each.key for each in recent}
    ended = {number: each for number, each in wanted.items() if each[0] not in there}
    return (*recent, *read(ended, date.min))


def batches(values: Sequence[V]) -> Iterable[Sequence[V]]:
    """No more values in one statement than every database takes."""
    return (values[first : first + _BATCH] for first in range(0, len(values), _BATCH))
