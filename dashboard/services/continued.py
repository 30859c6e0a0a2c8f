"""Where does a commissioner's line go on, when the publication went over to larger areas?"""

from dataclasses import dataclass
from datetime import date

from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain
from dashboard.services.catalogue import Data
from dashboard.store import SeriesKey


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
