"""Board packs: asked for, waited for and fetched, by pages and programs alike."""

from collections.abc import Callable
from dataclasses import asdict, replace

from dash import Dash
from flask import Flask, Response

from callbacks.answers import as_json, posted, refusing
from dashboard.errors import BadParameter
from dashboard.jobs import MIME_TYPES, Job, Kind, State
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, checked


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server

    def route(path: str, answer: Callable[..., Response], method: str) -> None:
        server.add_url_rule(path, answer.__name__, refusing(answer, data), methods=[method])

    route("/api/v1/packs", make_pack, "POST")
    route("/api/v1/packs/<number>", pack, "GET")
    route("/api/v1/packs/<number>/file", pack_file, "GET")


def make_pack(data: Data) -> Response:
    """Begun, not yet made: the answer says where to ask how far it is."""
    given = posted()
    kind = str(given.get("kind", ""))
    if kind not in list(Kind):
        raise BadParameter("kind", kind, "one of " + ", ".join(Kind))
    read = checked(data, Selection.from_query(str(given.get("query", ""))))
    if read.problems:
        raise read.problems[0]
    # The same pack, whichever of its slides is looked at.
    selection = replace(read.selection, slide=None, indicator="")
    return _said(data.jobs.start(Kind(kind), selection.to_query()), 202)


def pack(data: Data, number: str) -> Response:
    return _said(data.jobs.find(number))


def pack_file(data: Data, number: str) -> Response:
    content, job = data.jobs.result(number), data.jobs.find(number)
    answer = Response(content, content_type=MIME_TYPES[job.kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{job.file_name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _said(job: Job, status: int = 200) -> Response:
    address = f"/api/v1/packs/{job.id}"
    file = {"file": f"{address}/file"} if job.state is State.DONE else {}
    answer = as_json({**asdict(job), "address": address, **file}, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
