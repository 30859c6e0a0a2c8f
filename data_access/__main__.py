"""The command line: migrate, load files, load the sample."""

import argparse
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from dashboard.errors import DashboardError
from dashboard.indicators.registry import load_indicators
from dashboard.settings import read_settings
from data_access.database import open_engine, prepare, reaching
from data_access.ingest.load import load_files
from data_access.sample.load import load_sample, sample_wanted


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data_access", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("sample", help="load the sample data if the database is empty")
    load = commands.add_parser("load", help="load publications, plans and local returns")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file or a folder")
    load.add_argument(
        "--as-at",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the date of a file that does not state one",
    )
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0: loaded, unchanged or skipped; 1: a file was refused; 3: rows set aside."""
    chosen = _parser().parse_args(arguments)
    try:
        url = read_settings().database_url
        engine = open_engine(url)
        try:
            with reaching(url):
                return _run(engine, chosen)
        finally:
            engine.dispose()
    except DashboardError as error:
        sys.stderr.write(f"{error.message} {error.remedy}".strip() + "\n")
        return 1


def _run(engine: Engine, chosen: argparse.Namespace) -> int:
    prepare(engine)
    indicators = load_indicators()
    if chosen.command == "load":
        return int(load_files(engine, chosen.files, indicators, chosen.as_at))
    if chosen.command == "sample" and sample_wanted(engine):
        load_sample(engine, indicators)
    return 0


if __name__ == "__main__":
    sys.exit(main())
