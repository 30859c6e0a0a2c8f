"""What does each command do with a database that is up to date?"""

import argparse

from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.load import load_files
from data_access.marks import SqlMarkBook
from data_access.organisations.check import check_organisations, print_findings
from data_access.reports.history import print_history
from data_access.reports.marks import print_marks
from data_access.reports.status import print_status
from data_access.reports.verify import print_verification
from data_access.sample.load import load_sample, sample_wanted


def run(engine: Engine, chosen: argparse.Namespace, indicators: IndicatorRegistry) -> int:
    """The exit status."""
    if chosen.command == "load":
        return int(load_files(engine, chosen.files, indicators, chosen.as_at))
    if chosen.command == "status":
        print_status(engine, indicators, chosen.as_at)
    if chosen.command == "verify":
        return 0 if print_verification(engine, indicators, chosen.as_at) else 1
    if chosen.command == "history":
        print_history(engine, indicators, chosen)
    if chosen.command == "marks":
        print_marks(engine)
    if chosen.command == "withdraw":
        SqlMarkBook(engine).withdraw(chosen.mark, chosen.author)
    if chosen.command == "organisations":
        print_findings(check_organisations(engine, chosen.on))
    if chosen.command == "sample" and sample_wanted(engine):
        load_sample(engine, indicators)
    return 0
