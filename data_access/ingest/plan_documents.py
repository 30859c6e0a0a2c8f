"""What do the files taken from operational plans have in common?"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from dashboard.indicators.registry import Indicator, IndicatorRegistry, Unit
from dashboard.periods import Grain, period_end, quarter_start
from data_access.ingest.cells import normalise
from data_access.ingest.long_table import BadCell, Line, SetAside
from data_access.ingest.publication import NewPlanVersion, ReadContext

PUBLISHER = "Clinical commissioning groups"
LICENCE = "Operational plans published by the commissioners; each row names its document"


# What each of the files must have. A key that only one of them has is enough to know it by.
NEEDED = {
    "standards": frozenset(
        [
            "standard key",
            "name",
            "national or local",
            "organisation",
            "target value",
            "unit",
            "comparator",
            "applies from",
            "applies to",
            "source file",
            "source quote",
        ]
    ),
    "trajectories": frozenset(
        [
            "standard key",
            "organisation",
            "locality",
            "period label",
            "period start",
            "period end",
            "plan value",
            "unit",
            "source file",
            "source quote",
        ]
    ),
    "actuals": frozenset(
        [
            "standard key",
            "organisation",
            "locality",
            "period label",
            "period start",
            "period end",
            "actual value",
            "numerator",
            "denominator",
            "unit",
            "source file",
            "source quote",
        ]
    ),
    "localities": frozenset(
        ["locality key", "canonical name", "ccg", "level", "aliases", "source file"]
    ),
    "actions": frozenset(
        [
            "organisation",
            "standard key",
            "action",
            "milestone period",
            "start",
            "end",
            "lead or partner",
            "source file",
        ]
    ),
    "risks": frozenset(["organisation", "area", "risk", "mitigation", "source file"]),
}
_KNOWN_BY = {
    "standards": {"standard key", "target value"},
    "trajectories": {"standard key", "plan value"},
    "actuals": {"standard key", "actual value"},
    "localities": {"locality key", "canonical name"},
    "actions": {"standard key", "action", "milestone period"},
    "risks": {"organisation", "risk", "mitigation"},
}


def is_header_of(kind: str, names: Set[str]) -> bool:
    """Whether a row is the header of that file, which may lack one of its columns."""
    known = [each for each, key in _KNOWN_BY.items() if names >= key]
    if known:
        return known[0] == kind
    lacking = {each: len(needed - names) for each, needed in NEEDED.items()}
    # The columns of one are among those of another: what has more of them is the longer one.
    nearest = min(lacking, key=lambda each: (lacking[each], -len(NEEDED[each])))
    return nearest == kind and lacking[kind] == 1


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """One operational plan. commissioner: whose spellings of locality names it uses."""

    slug: str
    name: str
    status: str
    commissioner: str = ""

    @property
    def version(self) -> NewPlanVersion:
        """The plan as a version; none of the documents says when it was submitted."""
        return NewPlanVersion(self.slug, self.name, self.status, submitted_on=None)


_DOCUMENTS = {
    "000_296e74e870a5abac": PlanDocument(
        "oxfordshire_operational_plan_2017_19",
        "Oxfordshire CCG Operational Plan 2017/18 - 2018/19, Appendix 1 (draft)",
        "draft",
        "10Q",
    ),
    "001_7948da7a48ebc329": PlanDocument(
        "oxfordshire_operational_plan_2016_17",
        "Oxfordshire CCG Operational Plan 2016/17, final draft V8.1",
        "draft",
        "10Q",
    ),
    "003_020c645866ab6742": PlanDocument(
        "south_staffordshire_operational_plan_2017_19",
        "Stafford and Surrounds, Cannock Chase, South East Staffordshire & Seisdon Peninsula CCGs, "
        "Operational Plan 2017/18 and 2018/19",
        "final",
        "south_staffordshire_ccgs",
    ),
    "004_1aa9518e05f3715a": PlanDocument(
        "dudley_operational_plan_2017_19",
        "Dudley CCG Operational Plan 2017/18 - 2018/19",
        "final",
        "05C",
    ),
}


def plan_document(line: Line) -> PlanDocument:
    """The document a row was taken from; one not known is called by its file name."""
    source = line.needed("source file")
    stem = PurePath(source).stem
    unknown = PlanDocument(normalise(stem).replace(" ", "_")[:80], source, "final")
    return _DOCUMENTS.get(stem, unknown)


def plan_indicator(line: Line, indicators: IndicatorRegistry) -> Indicator | None:
    """The indicator whose plans or actuals go by the row's key."""
    key = line.needed("standard key")
    return next(
        (each for each in indicators.values() if key in each.plan_keys + each.actual_keys), None
    )


def needed_indicator(line: Line, context: ReadContext) -> Indicator:
    """As above. Raises SetAside where no indicator goes by the key, or its unit is another."""
    if not line.fits:
        raise SetAside("expected as many cells as the header has")
    indicator = plan_indicator(line, context.indicators)
    if indicator is None:
        raise SetAside(f"no indicator for key {line.text('standard key')}", "standard key")
    if line.text("unit") not in indicator.units_in_plans:
        raise BadCell("unit", " or ".join(indicator.units_in_plans), line.text("unit"))
    return indicator


def place(line: Line, context: ReadContext) -> str:
    """Code of the row's organisation, or of its locality where it names one. Raises BadCell."""
    name = line.needed("organisation")
    organisation = context.resolve(name, "")
    if organisation is None:
        raise BadCell("organisation", "a known organisation", name)
    locality = line.text("locality")
    if not locality:
        return organisation
    code = context.resolve(locality, organisation)
    if code is None:
        raise BadCell("locality", f"a known locality of {name}", locality)
    return code


def amount(line: Line, column: str, unit: Unit) -> float | None:
    """The value of a cell; a percentage is one of 0 to 100. Raises BadCell."""
    value = line.number(column)
    if value is not None and unit is Unit.PERCENT and value > 100:
        raise BadCell(column, "a percentage of 0 to 100", line.text(column))
    return value


def span_grain(start: date | None, end: date | None, yearly: bool) -> Grain | None:
    """The grain of a span of time; None where it is undated, open or of no grain.

    A span with only an end is "by" that date, a snapshot. yearly: the first part of a year counts
    as that year, which then ends early.
    """
    if end is None:
        return None
    if start is None or start == end:
        return Grain.SNAPSHOT
    begins_year = start.day == 1 and start.month in (1, 4)
    if yearly and begins_year and end <= period_end(start, Grain.YEAR):
        return Grain.YEAR
    if start.day == 1 and end == period_end(start, Grain.MONTH):
        return Grain.MONTH
    if start == quarter_start(start) and end == period_end(start, Grain.QUARTER):
        return Grain.QUARTER
    years = (Grain.YEAR, Grain.ROLLING_3Y)
    return next((g for g in years if begins_year and end == period_end(start, g)), None)


def early_end(start: date, end: date, grain: Grain) -> date | None:
    """The end, where it is not the grain's own."""
    return None if end == period_end(start, grain) else end


def reference_value(
    line: Line,
    kind: str,
    indicator: Indicator,
    organisation: str,
    value: float,
    label: str,
    span: tuple[date | None, date | None],
) -> dict[str, object]:
    """A row of the table of that name: a figure stated, and never a point of a line."""
    return {
        "kind": kind,
        "indicator": indicator.id,
        "organisation": organisation,
        "label": label[:200],
        "period_start": span[0],
        "period_end": span[1],
        "numerator": line.number("numerator"),
        "denominator": line.number("denominator"),
        "value": value,
        "unit": indicator.unit.value,
        "source": plan_document(line).name,
        "quote": line.text("source quote"),
    }


def period_words(line: Line) -> str:
    """The period as the text has it: `3% of smokers` of `not stated (3% of smokers)`."""
    label = line.text("period label")
    if not label.casefold().startswith("not stated"):
        return label or "no date given"
    return label[len("not stated") :].strip(" ()") or "no date given"
