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
from data_access.tables.written import (
    ActionStatusRow,
    NarrativeRow,
    OverrideRow,
    QuestionRow,
    SavedViewRow,
    SnapshotRow,
    WrittenActionRow,
)

__all__ = [
    "ActionRow",
    "ActionStatusRow",
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
    "NarrativeRow",
    "ObservationRow",
    "OrganisationAlias",
    "OrganisationRow",
    "OrganisationStatus",
    "OverrideRow",
    "PlanRow",
    "PlanVersionRow",
    "PopulationBaseRow",
    "Property",
    "ProviderShareRow",
    "QuestionRow",
    "ReferenceValueRow",
    "RejectedRow",
    "RiskRow",
    "SavedViewRow",
    "SeriesRow",
    "SnapshotRow",
    "Succession",
    "SupersededObservation",
    "SupersededPlan",
    "WrittenActionRow",
]
