"""Where does a line go on, when publication went over to larger areas or its owner closed?"""

from dataclasses import dataclass
from datetime import date

from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, long_date
from dashboard.series import SeriesKey
from dashboard.services.catalogue import Data


@dataclass(frozen=True, slots=True)
class Continued:
    """Whose figures go on, of which indicator, and until when."""

    organisation: Organisation
    indicator: Indicator
    until: date


def continued_by(
    data: Data, indicator: Indicator, organisation: Organisation, ended: date | None, as_at: date
) -> Continued | None:
    """The system of a commissioner whose own figures ended earlier; None where none goes on.

    ended: first day of the commissioner's last period, None without any.
    """
    if organisation.level is not Level.CCG or indicator.grain is not Grain.MONTH:
        return None
    for system in data.store.parents(organisation.code, "stp", as_at):
        for each in _same_or_combined(data, indicator):
            series = data.store.actual(SeriesKey(each.id, system.code, each.grain))
            known = [
                o.period_start
                for o in (series.observations if series else ())
                if not o.absent_reason and o.period_end <= as_at
            ]
            if known and (ended is None or max(known) > ended):
                return Continued(system, each, max(known))
    return None


def _same_or_combined(data: Data, indicator: Indicator) -> list[Indicator]:
    """The indicator, and the one that took in its kind, as cancer_31day_combined did."""
    combined = f"{'_'.join(indicator.id.split('_')[:2])}_combined"
    there = [combined] if combined in data.indicators and combined != indicator.id else []
    return [indicator, *(data.indicators[name] for name in there)]


@dataclass(frozen=True, slots=True)
class Succeeded:
    """An organisation that has closed. successors: who has its patients at the as-at date, by name;
    none where nobody is known to."""

    closed_on: date
    successors: tuple[Organisation, ...]

    @property
    def lead(self) -> str:
        """What comes before the successors' names, or is all there is to say."""
        closed = f"closed on {long_date(self.closed_on)}"
        return f"{closed}; its patients are now with " if self.successors else closed

    @property
    def said(self) -> str:
        """`closed on 31 March 2021; its patients are now with Black Country CCG (D2P2L)`."""
        *most, last = [each.label for each in self.successors] or [""]
        return self.lead + (f"{', '.join(most)} and {last}" if most else last)


def succeeded_by(data: Data, organisation: Organisation, as_at: date) -> Succeeded | None:
    """None for one that was open on the as-at date, which may be in the past."""
    if organisation.valid_to is None or not organisation.closed_by(as_at):
        return None
    codes = _heirs(data, organisation.code, as_at, frozenset())
    heirs = [data.store.organisation(code) for code in codes if code != organisation.code]
    return Succeeded(organisation.valid_to, tuple(sorted(heirs, key=lambda each: each.name)))


def _heirs(data: Data, code: str, as_at: date, seen: frozenset[str]) -> frozenset[str]:
    """Those still open, through as many mergers as there were."""
    found: frozenset[str] = frozenset()
    for each in data.store.successors(code):
        if each.effective_from > as_at or each.successor in seen:
            continue
        if data.store.organisation(each.successor).closed_by(as_at):
            found |= _heirs(data, each.successor, as_at, seen | {code})
        else:
            found |= {each.successor}
    return found
