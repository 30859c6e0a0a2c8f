"""The product as a person starts it, over a given database, in a process of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.browser.server import ROOT, wait_until_ready


@dataclass(frozen=True, slots=True)
class Site:
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> list[float]:
        """Megabytes that each process of the site holds for itself, the largest first."""
        parent = psutil.Process(self.process.pid)
        each = [parent, *parent.children(recursive=True)]
        return sorted((one.memory_full_info().uss / 1e6 for one in each), reverse=True)


@contextmanager
def running(command: list[str], port: int, url: str) -> Iterator[Site]:
    """command: after the Python that runs this. Raises RuntimeError when it does not answer."""
    environment = {
        **os.environ,
        "TRAJECTORY_DATABASE_URL": url,
        "TRAJECTORY_PORT": str(port),
        "TRAJECTORY_SAMPLE": "false",
    }
    with (
        tempfile.NamedTemporaryFile(prefix="trajectory-bench-", suffix=".log") as log,
        subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log
        ) as process,
    ):
        try:
            wait_until_ready(process, port, Path(log.name))
            yield Site(port, process)
        finally:
            process.terminate()
