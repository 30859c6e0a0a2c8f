"""The product as a person starts it, over a given database, in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from socket import socket

import psutil

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 120.0


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


def free_port() -> int:
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, url: str) -> Iterator[Site]:
    """command: after the Python that runs this. Raises RuntimeError when it does not answer."""
    environment = {
        **os.environ,
        "TRAJECTORY_DATABASE_URL": url,
        "TRAJECTORY_PORT": str(port),
        "TRAJECTORY_SAMPLE": "false",
    }
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait(process, port)
            yield Site(port, process)
        finally:
            process.terminate()


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the application did not start")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
