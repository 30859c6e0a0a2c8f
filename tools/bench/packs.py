"""How long does a board pack take, how much memory, and what do the pages' processes feel of it?"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import orjson
import psutil

from dashboard.jobs import Kind
from dashboard.selection import EVERY_INDICATOR
from tests.browser.server import ROOT, free_port
from tools.bench.national import some_commissioners
from tools.bench.serving import Site, running

PACKS = 10
_OFTEN = 0.02  # seconds between two looks at a process


@dataclass(frozen=True, slots=True)
class PackTime:
    """One kind with its process, and the same numbers by hand. megabytes: the most it ever held."""

    kind: str
    seconds: float
    floor: float
    megabytes: float
    kilobytes: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of the pages' processes before ten packs, at most meanwhile, and after; seconds
    until all were made."""

    before: float
    most: float
    after: float
    seconds: float


def pack_times(url: str) -> list[PackTime]:
    organisation = some_commissioners(1, 7)[0]
    return [_pack_time(url, kind, organisation) for kind in Kind]


def _pack_time(url: str, kind: Kind, organisation: str) -> PackTime:
    with tempfile.TemporaryDirectory(prefix="trajectory-bench-") as folder:
        file, floor = Path(folder) / "pack", str(Path(folder) / "floor")
        made = ["data_access", "pack", organisation, "--all", "--as", kind, "--out", str(file)]
        seconds, megabytes = _process(url, made)
        by_hand, _ = _process(url, ["tools.bench.pack_floor", kind, organisation, floor])
        return PackTime(str(kind), seconds, by_hand, megabytes, file.stat().st_size / 1000)


def _process(url: str, module: list[str]) -> tuple[float, float]:
    """Seconds of a process from its start to its end, and the most megabytes that it was seen to
    hold: what the system says of a child's memory begins with its parent's."""
    environment = {**os.environ, "TRAJECTORY_DATABASE_URL": url, "TRAJECTORY_SAMPLE": "false"}
    started, most = time.perf_counter(), 0
    command = [sys.executable, "-m", *module]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as made:
        watched = psutil.Process(made.pid)
        while made.poll() is None:
            with suppress(psutil.NoSuchProcess):
                most = max(most, watched.memory_info().rss)
            time.sleep(_OFTEN)
    if made.returncode:
        raise RuntimeError(f"{' '.join(module)} ended with {made.returncode}")
    return time.perf_counter() - started, most / 1e6


def memory_meanwhile(url: str) -> Memory:
    """Ten packs of ten commissioners are asked for at once."""
    port = free_port()
    with running(["app.py"], port, url) as site:
        before, started = _held(site), time.perf_counter()
        jobs = [_asked(port, code) for code in some_commissioners(PACKS, 9)]
        most = before
        while jobs:
            most = max(most, _held(site))
            jobs = [job for job in jobs if not _over(port, job)]
            time.sleep(0.2)
        return Memory(before, most, _held(site), time.perf_counter() - started)


def _held(site: Site) -> float:
    """Megabytes of the processes that answer pages, without those that make packs."""
    parent = psutil.Process(site.process.pid)
    held = 0.0
    for each in (parent, *parent.children(recursive=True)):
        try:
            if "pack" not in each.cmdline():
                held += each.memory_full_info().uss / 1e6
        except psutil.NoSuchProcess:
            continue
    return held


def _asked(port: int, code: str) -> str:
    query = f"?organisation={code}&deck={EVERY_INDICATOR}"
    job = _json(port, "POST", "/api/v1/packs", {"kind": str(Kind.PPTX), "query": query})
    return str(job["address"])


def _over(port: int, address: str) -> bool:
    job = _json(port, "GET", address)
    if job["state"] == "failed":
        raise RuntimeError(job["error"])
    return bool(job["state"] == "done")


def _json(port: int, method: str, address: str, body: object = None) -> dict[str, Any]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        sent = orjson.dumps(body) if body else None
        connection.request(method, address, sent, {"Content-Type": "application/json"})
        answer: dict[str, Any] = orjson.loads(connection.getresponse().read())
        return answer
    finally:
        connection.close()
