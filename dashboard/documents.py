"""What do documents say beside the figures: values, standards, actions, breaks, bases, shares?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """A figure that a document states, never a point of a line.

    kind: actual, plan or standard. period_start and period_end are None where the text gives none.
    """

    kind: str
    label: str
    organisation: str
    period_start: date | None
    period_end: date | None
    value: float
    unit: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class LocalStandard:
    organisation: str
    comparator: str
    value: float
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class PlannedAction:
    text: str
    milestone: str
    start_on: date | None
    due_on: date | None
    partner: str
    source: str


@dataclass(frozen=True, slots=True)
class DataBreak:
    on: date
    effect: str
    treatment: str


@dataclass(frozen=True, slots=True)
class PopulationBase:
    value: float
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ProviderShare:
    """Which part (0-1) of a provider's activity is a commissioner's between two dates.

    version: the name of the site's set of shares.
    """

    provider: str
    share: float
    valid_from: date
    valid_to: date | None
    version: str
    source: str
