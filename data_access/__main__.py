"""The command line: migrate, load, and what is there, whether it can be so, what was restated."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from dashboard.errors import DashboardError
from dashboard.indicators.registry import load_indicators
from dashboard.periods import Grain
from dashboard.settings import Settings, read_settings
from data_access.database import open_engine, prepare, reaching
from data_access.opening import data_of
from data_access.packs import add_pack, is_job, make_pack
from data_access.sql_store import SqlStore


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
    for name, what in (
        ("status", "what is loaded, to when, what is late and what was set aside"),
        ("verify", "totals against England's own figures, duplicates, impossible values"),
    ):
        report = commands.add_parser(name, help=what)
        report.add_argument(
            "--as-at",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            default=datetime.now(UTC).date(),
            help="the day that counts as today",
        )
    _add_history(commands.add_parser("history", help="every restatement of a series"))
    commands.add_parser("marks", help="what people wrote beside the figures, the withdrawn too")
    withdraw = commands.add_parser("withdraw", help="end a mark; it stays on record")
    withdraw.add_argument("mark", type=int, metavar="NUMBER", help="as `marks` gives it")
    withdraw.add_argument("--author", required=True, metavar="NAME", help="who withdraws it")
    add_pack(commands.add_parser("pack", help="make the board pack of an organisation"))
    organisations = commands.add_parser("organisations", help="what the registers show")
    shown = organisations.add_subparsers(dest="what", required=True)
    check = shown.add_parser("check", help="print gaps, overlaps and orphans, with their dates")
    check.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        default=datetime.now(UTC).date(),
        help="the day whose networks, practices and localities are looked at; today if not given",
    )
    return parser


def _add_history(history: argparse.ArgumentParser) -> None:
    history.add_argument("indicator", metavar="INDICATOR", help="such as rtt_18week")
    history.add_argument("organisation", metavar="ORGANISATION", help="a code, such as 10Q")
    history.add_argument("--provider", default="", metavar="CODE", help="one provider's part")
    history.add_argument("--breakdown", default="", metavar="DIMENSION:MEMBER", help="one part")
    history.add_argument("--grain", type=Grain, choices=list(Grain), help="other than the usual")


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0: loaded, unchanged or skipped; 1: a file was refused, or something loaded is
    impossible; 3: rows set aside."""
    chosen = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        engine = open_engine(settings.database_url)
        try:
            with reaching(settings.database_url):
                return _run(engine, chosen, settings)
        finally:
            engine.dispose()
    except DashboardError as error:
        sys.stderr.write(f"{error.message} {error.remedy}".strip() + "\n")
        return 1


def _run(engine: Engine, chosen: argparse.Namespace, settings: Settings) -> int:
    indicators = load_indicators(settings.indicators)
    if chosen.command == "pack":
        if not is_job(chosen):  # whose database is in use already
            prepare(engine)
        make_pack(data_of(settings, engine, SqlStore(engine), indicators)(), chosen)
        return 0
    # What reads files takes a second to import and 60 MB to hold: a pack is made without.
    from data_access.commands import run

    prepare(engine)
    return run(engine, chosen, indicators)


if __name__ == "__main__":
    sys.exit(main())
