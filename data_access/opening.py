"""How do the settings and a database become what services work with, here and in every process?"""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine

from dashboard.calculations.spc.model import Settings as SpcSettings
from dashboard.exceptions.rules import load_rules
from dashboard.indicators.registry import IndicatorRegistry
from dashboard.jobs import NO_JOBS, Jobs
from dashboard.marking import CLOSED
from dashboard.services.catalogue import Data
from dashboard.settings import Settings, as_environment
from dashboard.written.ledger import CLOSED_LEDGER
from data_access.jobs import FolderJobs, in_a_process
from data_access.marks import SqlMarkBook
from data_access.sql_store import SqlStore
from data_access.written import SqlLedger


def data_of(
    settings: Settings,
    engine: Engine,
    store: SqlStore,
    indicators: IndicatorRegistry,
    jobs: Jobs = NO_JOBS,
) -> Callable[[], Data]:
    """Makes what a service works with, for each request."""
    book = CLOSED if settings.read_only else SqlMarkBook(engine)
    ledger = CLOSED_LEDGER if settings.read_only else SqlLedger(engine)
    spc = SpcSettings(settings.spc_run, settings.spc_screen)
    rules = load_rules(settings.exceptions)

    def data() -> Data:
        return Data(
            store,
            indicators,
            datetime.now(UTC).date(),
            settings.as_at,
            settings.organisation,
            book=book,
            spc=spc,
            ledger=ledger,
            rules=rules,
            jobs=jobs,
        )

    return data


def jobs_of(settings: Settings, store: SqlStore) -> Jobs:
    """Packs are made by processes that have the same settings; a read-only site makes them too."""

    def version() -> str:
        return f"{store.data_version()}.{store.written_version()}"

    return FolderJobs(settings.jobs, version, in_a_process(as_environment(settings)))
