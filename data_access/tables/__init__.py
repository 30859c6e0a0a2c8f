"""What is kept: the schema, for the queries and for Alembic."""

from data_access.tables.base import Base, Property
from data_access.tables.facts import (
    ActionRow,
    DataBreakRow,
    LocalStandardRow,
    PopulationBaseRow,
    ProviderShareRow,
    ReferenceValueRow,
    RiskRow,
)
from data_access.tables.figures import (
    DistributionRow,
    ObservationRow,
    PlanRow,
    PlanVersionRow,
    SeriesRow,
    SupersededObservation,
    SupersededPlan,
)
from data_access.tables.loads import LoadPeriod, LoadRow, LoadWarning, RejectedRow
from data_access.tables.marks import MarkRow
from data_access.tables.places import (
    BreakdownMember,
    Hierarchy,
    OrganisationAlias,
    OrganisationRow,
    OrganisationStatus,
    Succession,
)

__all__ = [
    "ActionRow",
    "Base",
    "BreakdownMember",
    "DataBreakRow",
    "DistributionRow",
    "Hierarchy",
    "LoadPeriod",
    "LoadRow",
    "LoadWarning",
    "LocalStandardRow",
    "MarkRow",
    "ObservationRow",
    "OrganisationAlias",
    "OrganisationRow",
    "OrganisationStatus",
    "PlanRow",
    "PlanVersionRow",
    "PopulationBaseRow",
    "Property",
    "ProviderShareRow",
    "ReferenceValueRow",
    "RejectedRow",
    "RiskRow",
    "SeriesRow",
    "Succession",
    "SupersededObservation",
    "SupersededPlan",
]
