"""What does a fresh database hold, so that the whole product can be seen?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.publication import Publication
from data_access.sample.actuals import actual_publications
from data_access.sample.derived import derived_publications
from data_access.sample.trajectories import plan_publications

SAMPLE_AS_AT = date(2020, 3, 31)


def publications(indicators: IndicatorRegistry) -> Iterator[Publication]:
    """Everything but the plan files, in the order in which to load it.

    Real figures first, then illustrative actuals (the second publication of waiting lists restates
    a month of the first), then illustrative plans by date of submission.
    """
    yield from derived_publications(indicators)
    yield from actual_publications()
    yield from plan_publications()


def plan_files() -> list[Path]:
    """The CCGs' real plans, for the ordinary readers; organisations must be seeded before."""
    folder = Path(__file__).parent / "plans"
    names = ("localities", "standards", "trajectories", "actuals", "actions")
    return [folder / f"{name}.csv" for name in names]
