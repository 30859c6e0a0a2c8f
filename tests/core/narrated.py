"""What exceptions do tests of narratives need? Two years of one figure, with what is around it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dashboard.indicators.registry import Indicator
from dashboard.periods import months_between
from dashboard.selection import Selection
from dashboard.series import Observation, PlanPoint
from dashboard.services.catalogue import Data
from dashboard.services.desk.exceptions import exception_report
from dashboard.services.desk.model import ExceptionRow, Narrative
from dashboard.services.desk.narrative import narrative_of
from tests.builders import indicator, observation, plan_point
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import AS_AT, FakeStore, data_of, key

FIRST, LATEST = date(2018, 3, 1), date(2020, 2, 1)
WAITS = indicator(breach="waited over 18 weeks")


def months(*last: float, usual: float = 95, of: float = 100) -> Sequence[Observation]:
    """Two years up to February 2020 that swing by one, and end as is said."""
    starts = list(months_between(FIRST, LATEST))
    swung = [usual + place % 2 for place in range(len(starts))]
    numbers = [*swung[: len(swung) - len(last)], *last]
    return [observation(start, number, of) for start, number in zip(starts, numbers, strict=True)]


def planned(numerator: float = 94, of: float = 100) -> Sequence[PlanPoint]:
    starts = months_between(FIRST, date(2020, 3, 1))
    return [plan_point(start, numerator, of) for start in starts]


def store_of(observations: Sequence[Observation] = (), plan: Sequence[PlanPoint] = ()) -> FakeStore:
    return FakeStore().add(key(), observations or months(85), plan)


def data_with(store: FakeStore, of: Indicator = WAITS, as_at: date = AS_AT) -> Data:
    return replace(data_of(store, of, as_at=as_at), ledger=FakeLedger(store.written))


def exception_of(data: Data, organisation: str = "10Q") -> ExceptionRow:
    """The first row of the report, whether a rule lists it or not."""
    return next(_every(data, organisation))


def _every(data: Data, organisation: str) -> Iterator[ExceptionRow]:
    report = exception_report(data, Selection(organisation))
    yield from (*report.rows, *report.taken_off, *report.others)


def narrated(store: FakeStore, of: Indicator = WAITS, as_at: date = AS_AT) -> Narrative:
    data = data_with(store, of, as_at)
    return narrative_of(data, exception_of(data))


def said(narrative: Narrative, kind: str) -> list[str]:
    """All that an analyst is told of a kind."""
    return [each.text for each in narrative.analyst if each.kind == kind]
