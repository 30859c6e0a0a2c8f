"""What a reader hands over: rows in the project's own terms, and what it set aside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard.indicators.registry import IndicatorRegistry

# One row per figure. Empty strings for no provider and no breakdown; None where there is no figure.
OBSERVATION_COLUMNS = [
    "indicator",
    "organisation",
    "provider",
    "dimension",
    "member",
    "grain",
    "period_start",
    "period_end",  # None unless the period ends early
    "numerator",
    "denominator",
    "value",  # only where no counts are published
    "status",
    "absent_reason",
]
# Where it stands in the file, as a spreadsheet counts; of a sum over rows the first of them. A
# reader that does not know leaves them out.
LOCATION_COLUMNS = ["sheet", "row"]
# As above; `version` is the slug of one of the publication's plan versions.
PLAN_COLUMNS = [
    "indicator",
    "organisation",
    "provider",
    "dimension",
    "member",
    "grain",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "version",
]
# The weekly bands behind a figure of the same key; `bands` as in tables.DistributionRow.
DISTRIBUTION_COLUMNS = [
    "indicator",
    "organisation",
    "provider",
    "dimension",
    "member",
    "grain",
    "period_start",
    "bands",
]

ABSENT_REASONS = (
    "not_collected",
    "not_submitted",
    "suppressed",
    "not_yet_published",
    "paused",
    "excluded",
    "no_activity",
    "beyond_bands",  # a percentile that lies in the last band, which has no upper end
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row kept aside. row: counted as a spreadsheet shows it, from 1.

    needless: nothing is lost with it, since another row says the same.
    """

    row: int
    reason: str
    cells: tuple[str, ...]
    sheet: str = ""
    column: str = ""
    needless: bool = False


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation a file names; one that is known already keeps its name unless `authority`.

    in_passing: the file is the register of others; of this one it gives no more than a name.
    """

    code: str
    name: str
    level: str
    ons_code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    status: str = "active"
    in_passing: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the dated hierarchy; kinds as in tables.Hierarchy.

    stands_on: left to the loader, which knows the date that the whole file stands on.
    """

    child: str
    parent: str
    kind: str
    valid_from: date
    valid_to: date | None = None
    stands_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewPlanVersion:
    slug: str
    name: str
    status: str
    submitted_on: date | None
    scenario: str = ""
    illustrative: bool = False


def empty_frame(columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=object) for column in columns})


@dataclass(slots=True)
class Publication:
    """Everything one file says.

    kind: the reader's name. stated_on: publication or revision date that the file states, None when
    it states none. rows: data rows in the file, used, set aside or passed over.
    period_rows: data rows by period, where the publisher gives no total to check against.
    facts: rows for the small tables (local_standard, reference_value, action, risk,
    population_base, provider_share, succession, organisation_alias), by table name, without
    load_id; they replace what an earlier load of the same `document` said.
    authority: this file is the register of organisations, so its names and dates win.
    statuses: what the register says of each of its rows, by code.
    """

    kind: str
    title: str
    publisher: str
    rows: int
    published_on: date | None = None
    stated_on: date | None = None
    licence: str = "Open Government Licence v3.0"
    observations: pd.DataFrame = field(default_factory=lambda: empty_frame(OBSERVATION_COLUMNS))
    plans: pd.DataFrame = field(default_factory=lambda: empty_frame(PLAN_COLUMNS))
    distributions: pd.DataFrame = field(default_factory=lambda: empty_frame(DISTRIBUTION_COLUMNS))
    plan_versions: list[NewPlanVersion] = field(default_factory=list)
    organisations: list[NewOrganisation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)
    members: list[tuple[str, str, str]] = field(default_factory=list)  # dimension, code, name
    facts: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    period_rows: dict[date, int] = field(default_factory=dict)
    periods: str = ""  # what the line for the user prints; derived from the figures when empty
    authority: bool = False
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a reader may ask while it reads.

    as_at: the option --as-at, else None.
    resolve: a name or code as written -> the organisation's code, None when unknown; the second
    argument is the commissioner within which a locality's name is meant ('' for none).
    level: an organisation's code -> its level, None when unknown.
    commissioner_of: a locality's code -> its commissioner, None when it has none.
    """

    indicators: IndicatorRegistry
    resolve: Callable[[str, str], str | None]
    level: Callable[[str], str | None]
    as_at: date | None = None
    commissioner_of: Callable[[str], str | None] = field(default=lambda code: None)
