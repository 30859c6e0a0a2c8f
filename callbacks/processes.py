"""How do several processes share the work of one address? With gunicorn, so not on Windows."""

import socket
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import _DEFER, ThreadWorker

from dashboard.settings import Settings


class EvenWorker(ThreadWorker):  # type: ignore[misc]
    """Who has to wait, waits where every process looks: at the address, first come first served.

    A browser's connection stays with the process that took it, and one process may have taken far
    more of them than the next: all of them, when it was the first to be ready. So a process whose
    threads are all in use takes no more connections, and lets go of those it answers.
    """

    def _in_use(self) -> bool:
        waiting_for_the_browser = len(self.keepalived_conns) + len(self.pending_conns)
        return bool(self.nr_conns - waiting_for_the_browser >= self.cfg.threads)

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled and not self._in_use())

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401
        """A browser connects ahead of what it may ask for: that takes no thread until it asks."""
        if not (conn.initialized or conn.data_ready or _has_said_something(conn.sock)):
            nothing_yet: Future[object] = Future()
            nothing_yet.set_result(_DEFER)
            self.finish_request(conn, nothing_yet)
            return
        if self._in_use():
            self.set_accept_enabled(False)
        super().enqueue_req(conn)

    def handle_request(self, req: Any, conn: Any) -> bool:  # noqa: ANN401
        """Whether the connection is still to be watched; it is until the browser has let go, too.

        gunicorn would wait for that up to two seconds, and answer nobody meanwhile.
        """
        if self._in_use():
            req.force_close()
        if not super().handle_request(req, conn):
            conn.sock.shutdown(socket.SHUT_WR)
        return True


def _has_said_something(there: socket.socket) -> bool:
    """Or has gone, or cannot be read from, which whoever answers it will find."""
    there.setblocking(False)
    try:
        there.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


class Processes(BaseApplication):  # type: ignore[misc]
    """As many as the settings say, each with an application of its own."""

    def __init__(self, settings: Settings, held: socket.socket, made: Callable[[], Flask]) -> None:
        self._settings, self._held, self._made = settings, held, made
        super().__init__(prog="trajectory")

    def load_config(self) -> None:
        chosen = {
            "bind": f"fd://{self._held.fileno()}",
            "workers": self._settings.workers,
            "threads": self._settings.threads,
            "worker_class": EvenWorker,
            "keepalive": 75,
            "timeout": 120,
            "loglevel": "warning",
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._made()
