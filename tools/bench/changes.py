"""What does one change of commissioner ask of each of the three applications?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Engine

from app import create_app, settled
from dashboard.settings import Settings
from tools.bench.asking import Application, Callbacks, ask, callbacks_of
from tools.bench.lean import Layouts, create_lean
from tools.bench.reads import Reads

PAGES = ("summary", "trend", "localities")
INDICATOR = "rtt_18week"
Change = Callable[[str], tuple[int, float]]  # organisation -> bytes sent, seconds


def post(callbacks: Callbacks, page: str, organisation: str, before: str) -> dict[str, Any]:
    """What the browser posts for a change: the controls speak, and the page is in the answer."""
    path = "/" if page == "summary" else f"/{page}"
    controls = {
        "organisation": organisation,
        "locality": None,
        "indicator": INDICATOR,
        "view": "month",
        "breakdown": None,
        "from": None,
        "to": None,
        "plan": None,
        "sort": "attention",
        "by": "localities",
    }
    search = f"?organisation={before}&indicator={INDICATOR}"
    return question(callbacks, path, search, controls)


def question(
    callbacks: Callbacks, path: str, search: str, controls: Mapping[str, object] | None
) -> dict[str, Any]:
    """As assets/choosing.js asks on a page that is there. controls: None for a link followed."""
    asked = {"number": 2, "path": path, "search": search, "controls": controls, "drawn": path}
    return callbacks.content("answer.data", "asked.data", {"asked.data": asked})


@dataclass(frozen=True, slots=True)
class Product:
    """The product's own application: a change is what the browser posts for it."""

    application: Application
    callbacks: Callbacks

    def change(self, page: str, before: str) -> Change:
        def changed(organisation: str) -> tuple[int, float]:
            content = post(self.callbacks, page, organisation, before)
            body, seconds = ask(self.application, "/_dash-update-component", content)
            return len(body), seconds

        return changed

    def layouts(self, page: str, organisation: str) -> Layouts:
        """The layouts of the charts of a page, by the id of the chart."""
        content = post(self.callbacks, page, organisation, organisation)
        answer, _ = ask(self.application, "/_dash-update-component", content, encodings="identity")
        written = orjson.loads(answer)["response"]["answer"]["data"]["places"]
        if written["refusal"]["children"]:
            raise RuntimeError(f"{page} of {organisation} was refused: {written['refusal']}")
        return {
            name: outputs["figure"]["layout"]
            for name, outputs in written.items()
            if "figure" in outputs
        }


def product(url: str, engine: Engine) -> Product:
    server = settled(create_app(Settings(database_url=url), engine).server)
    ask(server, "/_dash-layout")
    return Product(server, callbacks_of(server))


def lean(reads: Reads, page: str, layouts: Layouts) -> Change:
    server = create_lean(reads, page, INDICATOR, layouts).server
    callbacks = callbacks_of(server)

    def changed(organisation: str) -> tuple[int, float]:
        content = callbacks.content(
            "table.children", "organisation.value", {"organisation.value": organisation}
        )
        body, seconds = ask(server, "/_dash-update-component", content)
        return len(body), seconds

    return changed


def raw(reads: Reads, page: str) -> Change:
    """Raw SQL and JSON behind a bare WSGI function."""

    def application(environment: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        organisation = str(environment["QUERY_STRING"])
        found: Any = (
            reads.summary(organisation)
            if page == "summary"
            else reads.trend(organisation, INDICATOR)
            if page == "trend"
            else reads.localities(organisation, INDICATOR)
        )
        start("200 OK", [("Content-Type", "application/json")])
        return [orjson.dumps(found)]

    def changed(organisation: str) -> tuple[int, float]:
        body, seconds = ask(application, f"/?{organisation}")
        return len(body), seconds

    return changed
