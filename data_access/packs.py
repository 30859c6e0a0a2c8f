"""How is a board pack made by hand, and by the process of a job?"""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from dashboard.jobs import Kind, Progress, untold
from dashboard.selection import EVERY_INDICATOR, Read, Selection
from dashboard.services.catalogue import Data, checked
from data_access.jobs import working

_GENTLER = 10  # steps of niceness: whoever waits for a page goes first


def add_pack(pack: argparse.ArgumentParser) -> None:
    pack.add_argument("organisation", nargs="?", default="", help="a code, such as 10Q")
    pack.add_argument("--as", dest="kind", type=Kind, choices=list(Kind), default=Kind.PPTX)
    pack.add_argument("--all", action="store_true", help="a slide for every indicator")
    pack.add_argument("--out", type=Path, metavar="FILE", help="where it is written")
    pack.add_argument("--job", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)


def is_job(chosen: argparse.Namespace) -> bool:
    return chosen.command == "pack" and chosen.job is not None


def make_pack(data: Data, chosen: argparse.Namespace) -> None:
    """Raises the first problem of what is asked for."""
    if chosen.job is not None:
        _make_job(data, chosen.job)
        return
    deck = EVERY_INDICATOR if chosen.all else ""
    asked = Read(Selection(organisation=chosen.organisation, deck=deck))
    file_name, content = _made(data, asked, chosen.kind, untold)
    out = chosen.out or Path(file_name)
    out.write_bytes(content)
    sys.stdout.write(f"{out}\n")


def _make_job(data: Data, folder: Path) -> None:
    if hasattr(os, "nice"):
        os.nice(_GENTLER)
    with working(folder) as work:
        read = Selection.from_query(work.job.query)
        work.done(*_made(data, read, work.job.kind, work.told))


def _made(data: Data, asked: Read, kind: Kind, told: Progress) -> tuple[str, bytes]:
    # What writes slides and paper takes half a second to import, and no other command needs it.
    from dashboard.exports.pack import board_pack

    read = checked(data, asked)
    if read.problems:
        raise read.problems[0]
    return board_pack(data, read.selection, kind, datetime.now(UTC), told)
