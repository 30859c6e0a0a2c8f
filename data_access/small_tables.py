"""Which tables are small enough to be read whole, once for each data version?

A page asks six of them about every organisation it is turned to, and mostly hears that there is
nothing: together that took longer than reading the figures.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import select

from dashboard.documents import (
    LocalStandard,
    PlannedAction,
    PopulationBase,
    ProviderShare,
    ReferenceValue,
)
from dashboard.organisations import Succession as Takeover
from dashboard.series import PlanVersion
from data_access.breaks import ScopedBreak
from data_access.cache import ReadCache, cached
from data_access.snapshots import Read
from data_access.tables import (
    ActionRow,
    Base,
    BreakdownMember,
    DataBreakRow,
    LocalStandardRow,
    OrganisationAlias,
    PlanVersionRow,
    PopulationBaseRow,
    ProviderShareRow,
    ReferenceValueRow,
    Succession,
)

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


def _columns(table: type[Base], names: str) -> list[Any]:
    return [getattr(table, name) for name in names.split()]


class SmallTables:
    """Each table by the columns that a page asks by, read once for each data version."""

    def __init__(self, read: Read, cache: ReadCache, data_version: Callable[[], int]) -> None:
        self._read = read
        self.cache = cache
        self.data_version = data_version

    @cached
    def reference_values(self) -> Grouped[ReferenceValue]:
        """By indicator and organisation."""
        table = ReferenceValueRow
        columns = _columns(
            table, "kind label organisation period_start period_end value unit source quote"
        )
        query = select(table.indicator, table.organisation, *columns).order_by(table.id)
        return grouped(self._read(query), 2, ReferenceValue)

    @cached
    def local_standards(self) -> Grouped[LocalStandard]:
        """By indicator and organisation."""
        table = LocalStandardRow
        columns = _columns(table, "comparator value valid_from valid_to source")
        query = select(table.indicator, table.organisation, table.organisation, *columns)
        rows = self._read(query.order_by(table.valid_from, table.id))
        return grouped(rows, 2, LocalStandard)

    @cached
    def actions(self) -> Grouped[PlannedAction]:
        """By indicator and organisation, those without a day first."""
        table = ActionRow
        columns = _columns(table, "text milestone start_on due_on partner source")
        query = select(table.indicator, table.organisation, *columns)
        rows = self._read(query.order_by(table.due_on.nulls_first(), table.id))
        return grouped(rows, 2, PlannedAction)

    @cached
    def data_breaks(self) -> Grouped[ScopedBreak]:
        """By indicator, '' for every one."""
        table = DataBreakRow
        columns = _columns(table, "indicator organisation levels on effect treatment")
        rows = self._read(select(*columns).order_by(table.on, table.organisation))
        return grouped(rows, 1, ScopedBreak)

    @cached
    def broken(self) -> frozenset[str]:
        """The organisations that a break names."""
        every = (each for breaks in self.data_breaks().values() for each in breaks)
        return frozenset(each.organisation for each in every)

    @cached
    def bases(self) -> Grouped[PopulationBase]:
        """By organisation and name of the base."""
        table = PopulationBaseRow
        query = select(
            table.organisation, table.base, table.value, table.valid_from, table.valid_to
        ).order_by(table.valid_from)
        return grouped(self._read(query), 2, PopulationBase)

    @cached
    def shares(self) -> Grouped[ProviderShare]:
        """By commissioner."""
        table = ProviderShareRow
        columns = _columns(table, "provider share valid_from valid_to version source")
        query = select(table.commissioner, *columns).order_by(table.provider, table.valid_from)
        return grouped(self._read(query), 1, ProviderShare)

    @cached
    def predecessors(self) -> Mapping[str, tuple[Takeover, ...]]:
        return self._takeovers(lambda each: each.successor)

    @cached
    def successors(self) -> Mapping[str, tuple[Takeover, ...]]:
        return self._takeovers(lambda each: each.predecessor)

    def _takeovers(self, by: Callable[[Takeover], str]) -> Mapping[str, tuple[Takeover, ...]]:
        """In order of day and code, by one of the two ends."""
        columns = _columns(Succession, "predecessor successor effective_from share source")
        query = select(*columns).order_by(
            Succession.effective_from, Succession.predecessor, Succession.successor
        )
        every = [Takeover(*row) for row in self._read(query)]
        found = grouped([(by(each), each) for each in every], 1, lambda each: each)
        return MappingProxyType({code: each for (code,), each in found.items()})

    @cached
    def plan_versions(self) -> Mapping[int, PlanVersion]:
        """By id, the first submitted first."""
        table = PlanVersionRow
        columns = _columns(table, "slug name scenario status submitted_on illustrative")
        rows = self._read(
            select(table.id, *columns).order_by(table.submitted_on.nulls_first(), table.slug)
        )
        return MappingProxyType({row[0]: PlanVersion(*row[1:]) for row in rows})

    @cached
    def member_names(self) -> Mapping[Key, str]:
        """By dimension and code."""
        table = BreakdownMember
        rows = self._read(select(table.dimension, table.code, table.name))
        return MappingProxyType({(dimension, code): name for dimension, code, name in rows})

    @cached
    def other_names(self) -> Mapping[str, tuple[str, ...]]:
        """By code, those that anybody uses."""
        table = OrganisationAlias
        query = select(table.code, table.alias).where(table.within == "").order_by(table.alias)
        found = grouped(self._read(query), 1, str)
        return MappingProxyType({code: names for (code,), names in found.items()})
