"""Which tables are small enough to be read whole, once for each data version?

A page asks six of them about every organisation it is turned to, and mostly hears that there is
nothing: together that took longer than reading the figures.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Row, Select, select

from dashboard.store import (
    DataBreak,
    LocalStandard,
    PlannedAction,
    PlanVersion,
    PopulationBase,
    ProviderShare,
    ReferenceValue,
)
from data_access.tables import (
    ActionRow,
    BreakdownMember,
    DataBreakRow,
    LocalStandardRow,
    PlanVersionRow,
    PopulationBaseRow,
    ProviderShareRow,
    ReferenceValueRow,
)

Read = Callable[[Select[*tuple[Any, ...]]], Sequence[Row[*tuple[Any, ...]]]]
T = TypeVar("T")
Key = tuple[str, ...]
Grouped = Mapping[Key, tuple[T, ...]]


def grouped(
    rows: Iterable[Sequence[Any]], width: int, value: Callable[..., T]
) -> Mapping[Key, tuple[T, ...]]:
    """Rows that begin with a key of so many columns; each value is made of the others."""
    found: dict[Key, list[T]] = defaultdict(list)
    for row in rows:
        found[tuple(row[:width])].append(value(*row[width:]))
    return MappingProxyType({key: tuple(values) for key, values in found.items()})


def reference_values(read: Read) -> Grouped[ReferenceValue]:
    """By indicator and organisation."""
    table = ReferenceValueRow
    columns = attrgetter(
        "kind", "label", "organisation", "period_start", "period_end", "value", "unit", "source",
        "quote",
    )(table)  # fmt: skip
    query = select(table.indicator, table.organisation, *columns).order_by(table.id)
    return grouped(read(query), 2, ReferenceValue)


def local_standards(read: Read) -> Grouped[LocalStandard]:
    """By indicator and organisation."""
    table = LocalStandardRow
    columns = attrgetter("comparator", "value", "valid_from", "valid_to", "source")(table)
    query = select(table.indicator, table.organisation, table.organisation, *columns)
    rows = read(query.order_by(table.valid_from, table.id))
    return grouped(rows, 2, LocalStandard)


def actions(read: Read) -> Grouped[PlannedAction]:
    """By indicator and organisation, those without a day first."""
    table = ActionRow
    columns = attrgetter("text", "milestone", "start_on", "due_on", "partner", "source")(table)
    query = select(table.indicator, table.organisation, *columns)
    rows = read(query.order_by(table.due_on.nulls_first(), table.id))
    return grouped(rows, 2, PlannedAction)


def data_breaks(read: Read) -> Grouped[tuple[str, DataBreak]]:
    """By indicator, each with the organisation that it is of, '' for everybody's."""
    table = DataBreakRow
    query = select(table.indicator, table.organisation, table.on, table.effect, table.treatment)
    rows = read(query.order_by(table.on, table.organisation))
    return grouped(rows, 1, lambda place, *facts: (place, DataBreak(*facts)))


def bases(read: Read) -> Grouped[PopulationBase]:
    """By organisation and name of the base."""
    table = PopulationBaseRow
    query = select(
        table.organisation, table.base, table.value, table.valid_from, table.valid_to
    ).order_by(table.valid_from)
    return grouped(read(query), 2, PopulationBase)


def shares(read: Read) -> Grouped[ProviderShare]:
    """By commissioner."""
    table = ProviderShareRow
    columns = attrgetter("provider", "share", "valid_from", "valid_to", "version", "source")(table)
    query = select(table.commissioner, *columns).order_by(table.provider, table.valid_from)
    return grouped(read(query), 1, ProviderShare)


def plan_versions(read: Read) -> Mapping[int, PlanVersion]:
    """By id, the first submitted first."""
    table = PlanVersionRow
    columns = attrgetter("slug", "name", "scenario", "status", "submitted_on", "illustrative")(
        table
    )
    rows = read(select(table.id, *columns).order_by(table.submitted_on.nulls_first(), table.slug))
    return MappingProxyType({row[0]: PlanVersion(*row[1:]) for row in rows})


def member_names(read: Read) -> Mapping[Key, str]:
    """By dimension and code."""
    table = BreakdownMember
    rows = read(select(table.dimension, table.code, table.name))
    return MappingProxyType({(dimension, code): name for dimension, code, name in rows})
