"""How far is a month made of unvalidated weeks from the month as it is published?"""

from datetime import date
from math import fsum

from dashboard.periods import add_months
from dashboard.services.ae_week.lines import WeeklyLine
from dashboard.services.ae_week.model import ReconciledMonth, Reconciliation

MONTHS = 24


def reconciliation(line: WeeklyLine, as_at: date) -> Reconciliation:
    """Of the last 24 published months; those that lack a week cannot be built."""
    history = line.history
    first = add_months(max(history.published, default=as_at), 1 - MONTHS)
    found, left_out = [], []
    for month in sorted(each for each in history.published if each >= first):
        built, difference = history.built(month), history.differences.get(month)
        if built is None or difference is None:
            left_out.append(month)
        else:
            found.append(ReconciledMonth(month, built, history.published[month], difference))
    mean = fsum(each.difference for each in found) / len(found) if found else None
    largest = max(found, key=lambda each: abs(each.difference), default=None)
    return Reconciliation(tuple(found), tuple(left_out), mean, largest)
