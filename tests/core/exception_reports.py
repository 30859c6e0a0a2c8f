"""What do tests of the exceptions ask, and of which store?"""

from dataclasses import replace
from datetime import date, datetime

from dashboard.exceptions.rules import RuleSet, shipped_rules
from dashboard.indicators.registry import Indicator
from dashboard.selection import Selection
from dashboard.services.desk.exceptions import exception_report
from dashboard.services.desk.model import ExceptionReport, ExceptionRow
from dashboard.written.exceptions import Override
from tests.builders import indicator
from tests.core.fake_store import AS_AT, FakeStore, data_of

CHOSEN = Selection(organisation="10Q")
MADE = datetime(2020, 3, 1, 9)  # noqa: DTZ001 - universal, as the database keeps it


def measure(name: str = "waits", order: int = 1, **facts: object) -> Indicator:
    """Not judged by control limits, unless a test says otherwise: they have tests of their own."""
    unjudged = {"spc_suitable": False, "spc_reason": "Not here."}
    named = {"id": name, "name": name.title(), "short_name": name, "order": order}
    return indicator(**{**named, **unjudged, **facts})


def report(
    store: FakeStore,
    *indicators: Indicator,
    rules: RuleSet | None = None,
    as_at: date = AS_AT,
    selection: Selection = CHOSEN,
) -> ExceptionReport:
    data = data_of(store, *(indicators or [measure()]), as_at=as_at)
    return exception_report(replace(data, rules=rules or shipped_rules()), selection)


def everything(found: ExceptionReport) -> tuple[ExceptionRow, ...]:
    return (*found.rows, *found.taken_off, *found.others)


def hits(found: ExceptionReport) -> dict[str, list[str]]:
    """The rules each indicator meets, by rank; of every indicator."""
    return {each.row.indicator.id: [hit.rule for hit in each.hits] for each in everything(found)}


def said(found: ExceptionReport, rule: str) -> str:
    """What met a rule, of the only indicator; empty where nothing did."""
    (row,) = everything(found)
    return next((hit.said for hit in row.hits if hit.rule == rule), "")


def listed(found: ExceptionReport) -> list[str]:
    return [each.row.indicator.id for each in found.rows]


def overruled(
    name: str = "waits", *, on: bool, number: int = 1, until: date | None = None
) -> Override:
    return Override(number, "10Q", name, on, "It is being corrected.", "A. Analyst", MADE, until)
