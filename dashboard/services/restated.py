"""Which figures of an organisation were replaced by a newer file's, and by what?"""

from dataclasses import dataclass
from datetime import date

from dashboard.calculations.views import View, periods_of
from dashboard.held import Load, Restatement, Said
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.series import Observation
from dashboard.services.catalogue import Data
from dashboard.services.stored import Stored, actual_of


@dataclass(frozen=True, slots=True)
class Restated:
    """A restatement in the indicator's unit; was and now are None where there was no figure.

    was_file: the newest that said it before; now_file: the one that replaced it.
    """

    indicator: Indicator
    given: Restatement
    was: float | None
    now: float | None
    was_file: Load | None
    now_file: Load | None

    @property
    def change(self) -> float | None:
        return None if self.was is None or self.now is None else self.now - self.was


def restated_figures(
    data: Data, place: Organisation, as_at: date, indicator: Indicator | None = None
) -> tuple[Restated, ...]:
    """Of periods that had ended: those of the newest file first, then in the plan's order, the
    last period first; of one indicator or of all."""
    order = {each: number for number, each in enumerate(data.indicators)}
    found = [
        each
        for each in data.store.restatements(place.code)
        if each.indicator in order
        and each.now.period_end <= as_at
        and indicator in (None, data.indicators[each.indicator])
    ]
    found.sort(key=lambda each: each.period_start, reverse=True)
    found.sort(key=lambda each: (-each.replaced_by, order[each.indicator]))
    ids = frozenset(load for each in found for load in (each.was.load, each.replaced_by))
    loads = {load.id: load for load in data.store.loads(ids)}
    return tuple(
        Restated(
            data.indicators[each.indicator],
            each,
            _value(data, each, each.was),
            _value(data, each, each.now),
            loads.get(each.was.load),
            loads.get(each.replaced_by),
        )
        for each in found
    )


def _value(data: Data, given: Restatement, said: Said) -> float | None:
    """In the unit that every page shows it in."""
    start, view = given.period_start, View(str(given.grain))
    observed = Observation(
        start,
        said.period_end,
        said.numerator,
        said.denominator,
        said.value,
        said.status,
        said.absent_reason,
        said.load,
    )
    (slot,) = periods_of(view, [start], given.grain)
    indicator = data.indicators[given.indicator]
    stored = Stored({start: observed}, {}, indicator, view, given.grain, said.period_end)
    return actual_of(slot, stored).value
