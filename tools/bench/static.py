"""The rows of the summary as pages that somebody wrote by hand: markup, a style sheet, no script.

`python -m tools.bench.static FOLDER` serves them at TRAJECTORY_PORT.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import waitress
from flask import Flask, Response, send_from_directory
from flask_compress import Compress

from dashboard.settings import read_settings
from tests.browser.server import ROOT

_PAGE = """<!doctype html><html lang="en"><title>Static</title>
<link rel="stylesheet" href="/assets/style.css"><main>{rows}</main></html>"""


@contextmanager
def static_pages(rows: Mapping[str, str]) -> Iterator[str]:
    """A folder with one page of rows for each code."""
    with tempfile.TemporaryDirectory(prefix="trajectory-bench-") as folder:
        for code, markup in rows.items():
            (Path(folder) / f"{code}.html").write_text(_PAGE.format(rows=markup), encoding="utf-8")
        yield folder


def create_static(folder: str) -> Flask:
    server = Flask(__name__, static_folder=None)
    Compress(server)

    @server.get("/healthz")
    def health() -> str:
        return "ok"

    @server.get("/assets/<path:name>")
    def asset(name: str) -> Response:
        return send_from_directory(ROOT / "assets", name, max_age=3600)

    @server.get("/<code>")
    def page(code: str) -> Response:
        return send_from_directory(folder, f"{code}.html")

    return server


if __name__ == "__main__":
    waitress.serve(create_static(sys.argv[1]), port=read_settings().port)
