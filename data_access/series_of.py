"""Which lines of figures does an organisation have? Read once, then most questions are answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from dashboard.periods import Grain
from dashboard.store import SeriesKey
from data_access.rows import as_key
from data_access.small_tables import Read
from data_access.tables import SeriesRow


@dataclass(frozen=True, slots=True)
class Stored:
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

    def parts(self, indicator: str, grain: Grain) -> list[SeriesKey]:
        """The actuals that are of a provider or a member alone."""
        return [
            key
            for key in self.actuals
            if key.indicator == indicator
            and key.grain is grain
            and bool(key.dimension) != bool(key.provider)
        ]


def series_of(read: Read, organisation: str) -> SeriesOf:
    found = SeriesOf({}, {})
    for row in read(_query(organisation)):
        *key, kind, number, illustrative = row
        into = found.actuals if kind == "actual" else found.plans
        into[as_key(key)] = Stored(number, illustrative)
    return found


def _query(organisation: str) -> Select[*tuple[Any, ...]]:
    table = SeriesRow
    columns: Sequence[Any] = (
        table.indicator, table.organisation, table.grain, table.provider, table.dimension,
        table.member, table.kind, table.id, table.illustrative,
    )  # fmt: skip
    return select(*columns).where(table.organisation == organisation, ~table.retired)
