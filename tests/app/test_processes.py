"""Do several processes share the work evenly, however the connections came to them?"""

import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.browser.server import ROOT, free_port, wait_until_ready

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="gunicorn is not there on Windows, where one process serves"
)

# Says which process answered; the second process to start is ready a second late.
SERVED = """
import os, socket, sys, time
from pathlib import Path
from flask import Flask
from dashboard.settings import Settings
from callbacks.processes import Processes

port, workers, threads, folder = *map(int, sys.argv[1:4]), Path(sys.argv[4])

def made():
    try:
        (folder / "first").touch(exist_ok=False)
    except FileExistsError:
        time.sleep(1)
    server = Flask("served")
    server.add_url_rule("/healthz", "health", lambda: "ok")
    server.add_url_rule("/", "slow", lambda: (time.sleep(0.1), str(os.getpid()))[1])
    return server

held = socket.create_server(("127.0.0.1", port))
Processes(Settings(port=port, workers=workers, threads=threads), held, made).run()
"""


@contextmanager
def served(folder: Path, workers: int, threads: int) -> Iterator[int]:
    """The port of that many processes."""
    port, log = free_port(), folder / "server.log"
    command = [sys.executable, "-c", SERVED, *map(str, (port, workers, threads, folder))]
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output) as process,
    ):
        try:
            wait_until_ready(process, port, log)
            yield port
        finally:
            process.terminate()


def asked_at_once(connections: list[HTTPConnection]) -> list[tuple[HTTPResponse, str]]:
    for connection in connections:
        connection.request("GET", "/")
    answers = [connection.getresponse() for connection in connections]
    return [(answer, answer.read().decode()) for answer in answers]


@contextmanager
def visitors(port: int, number: int) -> Iterator[list[HTTPConnection]]:
    connections = [HTTPConnection("127.0.0.1", port, timeout=30) for _ in range(number)]
    yield connections
    for connection in connections:
        connection.close()


def test_a_connection_is_kept_while_a_thread_is_free(tmp_path: Path) -> None:
    with served(tmp_path, workers=1, threads=4) as port, visitors(port, 1) as there:
        [(answer, _)] = asked_at_once(there)

    assert answer.getheader("Connection") == "keep-alive"


def test_a_process_whose_threads_are_in_use_lets_go_of_whom_it_answers(tmp_path: Path) -> None:
    with served(tmp_path, workers=1, threads=2) as port, visitors(port, 6) as there:
        answers = asked_at_once(there)

    assert {answer.status for answer, _ in answers} == {200}
    assert "close" in {answer.getheader("Connection") for answer, _ in answers}


def test_a_process_that_is_ready_late_gets_its_share(tmp_path: Path) -> None:
    with served(tmp_path, workers=2, threads=2) as port, visitors(port, 8) as there:
        first = {who for _, who in asked_at_once(there)}
        for _ in range(5):
            last = Counter(who for _, who in asked_at_once(there))

    assert len(first) == 1
    assert len(last) == 2
    assert min(last.values()) >= 2


def test_a_visitor_who_does_not_let_go_keeps_nobody_waiting(tmp_path: Path) -> None:
    with (
        served(tmp_path, workers=1, threads=1) as port,
        visitors(port, 1) as there,
        socket.create_connection(("127.0.0.1", port)) as lingering,
    ):
        lingering.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        told = lingering.recv(4096)
        started = time.monotonic()
        [(answer, _)] = asked_at_once(there)
        waited = time.monotonic() - started

    assert b"Connection: close" in told
    assert answer.status == 200
    assert waited < 1.5


def test_a_visitor_who_connects_and_says_nothing_keeps_nobody_waiting(tmp_path: Path) -> None:
    with (
        served(tmp_path, workers=1, threads=1) as port,
        socket.create_connection(("127.0.0.1", port)) as silent,
        visitors(port, 1) as there,
    ):
        time.sleep(0.2)  # until it is taken
        started = time.monotonic()
        [(answer, _)] = asked_at_once(there)
        waited = time.monotonic() - started
        silent.sendall(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        told = silent.makefile("rb").read()

    assert answer.status == 200
    assert waited < 1.5
    assert told.startswith(b"HTTP/1.1 200")
