"""How does a test get the real application, as a person starts it?"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240.0  # seconds; the sample is loaded before the first answer, on two busy cores


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    """Whether /healthz says 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the application did not start:\n{log.read_text()[-4000:]}")
        time.sleep(0.2)


@contextmanager
def running_site(folder: Path, **settings: str) -> Iterator[str]:
    """The address of `python app.py` with a database of its own in `folder`.

    settings: further settings by their names, such as as_at="2018-03-31".
    """
    port, log = free_port(), folder / "server.log"
    given = {"database_url": f"sqlite:///{(folder / 'trajectory.db').as_posix()}", **settings}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TRAJECTORY_")}
    environment |= {f"TRAJECTORY_{name.upper()}": value for name, value in given.items()}
    environment |= {"TRAJECTORY_HOST": "127.0.0.1", "TRAJECTORY_PORT": str(port)}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=output, stderr=output
        ) as process,
    ):
        try:
            wait_until_ready(process, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
