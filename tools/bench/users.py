"""How many changes a second do fifty people get, and how long do they wait?

`python -m tools.bench.users PORT SECONDS` is one process of users; it prints their waits as JSON.
"""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from tools.bench.asking import Callbacks
from tools.bench.changes import PAGES, post
from tools.bench.national import commissioner_codes

USERS, SECONDS = 50, 30


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds."""

    changes_a_second: float
    median: float
    p95: float
    errors: int


def fifty_users(port: int, users: int = USERS, seconds: int = SECONDS) -> Waits:
    """Users without a pause between changes, in a process of their own beside the server."""
    command = [sys.executable, "-m", "tools.bench.users", str(port), str(users), str(seconds)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(said)
    waits = sorted(found["waits"])
    return Waits(
        len(waits) / seconds,
        1000 * waits[len(waits) // 2],
        1000 * waits[int(len(waits) * 0.95)],
        found["errors"],
    )


class User:
    """Keeps one connection, as a browser does, and goes from commissioner to commissioner."""

    def __init__(self, port: int, number: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._draw = random.Random(number)
        self._connection.request("GET", "/_dash-dependencies")
        callbacks = Callbacks(self._connection.getresponse().read())
        page = PAGES[number % len(PAGES)]
        # Written once and only filled in: the users share the machine with the server.
        self._text = json.dumps(post(callbacks, page, "@there@", "@here@")).encode()
        self.waits: list[float] = []
        self.errors = 0
        self._here = commissioner_codes()[0]

    def go(self, until: float) -> None:
        while time.monotonic() < until:
            started = time.monotonic()
            self.visit([self._draw.choice(commissioner_codes())])
            self.waits.append(time.monotonic() - started)

    def visit(self, organisations: Iterable[str]) -> None:
        for there in organisations:
            text = self._text.replace(b"@there@", there.encode())
            self.errors += not self._post(text.replace(b"@here@", self._here.encode()))
            self._here = there

    def _post(self, content: bytes) -> bool:
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate, br"}
        try:
            self._connection.request("POST", "/_dash-update-component", content, headers)
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            self._connection.close()
            return False
        return answer.status in (200, 204)


def main(port: int, users: int, seconds: int) -> None:
    there = [User(port, number) for number in range(users)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=user.go, args=(until,)) for user in there]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waits = [wait for user in there for wait in user.waits]
    print(json.dumps({"waits": waits, "errors": sum(user.errors for user in there)}))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
