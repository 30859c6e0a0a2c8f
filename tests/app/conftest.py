"""What asks the application as a browser or a program would?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.choices import CONTROLS
from dashboard.indicators.registry import load_indicators
from dashboard.settings import Settings
from data_access.database import open_engine, prepare
from data_access.sample.load import load_sample
from layouts import ids

Answer = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the sample, made once and only read."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('sample') / 'sample.db').as_posix()}"
    engine = open_engine(url)
    prepare(engine)
    load_sample(engine, load_indicators())
    engine.dispose()
    return url


@pytest.fixture
def own_url(sample_url: str, tmp_path: Path) -> str:
    """The sample in a database that may be written."""
    path = tmp_path / "own.db"
    copy(sample_url.removeprefix("sqlite:///"), path)
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture
def empty_url(tmp_path: Path) -> str:
    """A database without a figure."""
    url = f"sqlite:///{(tmp_path / 'empty.db').as_posix()}"
    engine = open_engine(url)
    prepare(engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def client(sample_url: str) -> Iterator[FlaskClient]:
    engine = open_engine(sample_url)
    yield create_app(Settings(database_url=sample_url), engine).server.test_client()
    engine.dispose()


@pytest.fixture(scope="session")
def visitor(client: FlaskClient) -> "Visitor":
    return Visitor(client)


@dataclass
class Visitor:
    """A browser without a screen: it posts what Dash's own script posts."""

    client: FlaskClient
    _known: list[dict[str, Any]] = field(default_factory=list)

    def change(self, changed: str, writes: str, values: Mapping[str, Any]) -> Answer:
        """What the callback that writes `writes` answers, by component and property.

        changed, writes and the keys of values: `component.property`. What the callback sets beside
        its outputs (the footer, a refusal) is in the answer too.
        """
        callback = self.callback(writes)
        answer = self.client.post(
            "/_dash-update-component",
            json={
                "output": callback["output"],
                "outputs": _outputs(callback["output"]),
                "inputs": [_with_value(each, values) for each in callback["inputs"]],
                "state": [_with_value(each, values) for each in callback["state"]],
                "changedPropIds": [changed],
            },
        )
        assert answer.status_code in (200, 204), answer.get_data(as_text=True)[-2000:]
        content = answer.get_json(silent=True) or {}
        said = {**content.get("response", {}), **content.get("sideUpdate", {})}
        return said

    def callback(self, writes: str) -> dict[str, Any]:
        """The callback, as the application itself describes it to the browser."""
        if not self._known:
            self._known = self.client.get("/_dash-dependencies").get_json()
        (found,) = [each for each in self._known if writes in _names(each["output"])]
        return found

    def open(self, page: str, search: str = "") -> Answer:
        """The figures of a page: `summary`, `trend`, `localities` or `data`."""
        path = "/" if page == "summary" else f"/{page}"
        return self.synchronise(search, path)

    def synchronise(self, search: str, path: str = "/trend") -> Answer:
        """What controls and page show for an address, when the page is there already."""
        return self.ask(path, search, drawn=path)

    def turn(self, turned: Mapping[str, object], search: str, path: str = "/trend") -> Answer:
        """What is answered when a control is turned on a page that shows an address."""
        shown = self.synchronise(search, path)
        controls = {name: shown[name]["value"] for name in CONTROLS}
        return self.ask(path, search, {**controls, **turned}, drawn=path)

    def ask(
        self,
        path: str,
        search: str,
        controls: Mapping[str, object] | None = None,
        drawn: str | None = None,
    ) -> Answer:
        """What assets/choosing.js is answered, by component; of the address, what changes.

        drawn: the path of the page that is there.
        """
        asked = {"path": path, "search": search, "controls": controls, "drawn": drawn}
        content = {f"{ids.ASKED}.data": {"number": 1, **asked}}
        said = self.change(f"{ids.ASKED}.data", f"{ids.ANSWER}.data", content)
        if ids.ANSWER not in said:  # it was refused
            return said
        answer: dict[str, Any] = said.pop(ids.ANSWER)["data"]
        before = {"pathname": path, "search": search}
        address = {name: text for name, text in answer["address"].items() if text != before[name]}
        moved = {ids.URL: address} if address else {}
        page = {"page_name": {"is": answer["page"]}}
        return {**said, **moved, **page, **answer["controls"], **answer["places"]}


def _names(output: str) -> list[str]:
    return output.strip(".").split("...")


def _outputs(output: str) -> list[dict[str, str]] | dict[str, str]:
    """A list, or the only one by itself."""
    pairs = [name.rsplit(".", 1) for name in _names(output)]
    places = [{"id": id_, "property": name} for id_, name in pairs]
    return places if output.startswith("..") else places[0]


def _with_value(place: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    name = f"{place['id']}.{place['property']}"
    return {"id": place["id"], "property": place["property"], "value": values.get(name)}


def words(component: Any) -> str:  # noqa: ANN401 - whatever a callback answers
    """All the text of a component, one space between its pieces."""
    if isinstance(component, dict):
        return words(component.get("props", {}).get("children"))
    if isinstance(component, list):
        return " ".join(filter(None, (words(each) for each in component)))
    return "" if component is None else str(component)


def words_of(markup: str) -> str:
    """The same of markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def addresses(component: Any) -> list[str]:  # noqa: ANN401 - whatever a callback answers
    """Every address that a component links to."""
    if isinstance(component, list):
        return [address for each in component for address in addresses(each)]
    if not isinstance(component, dict):
        return []
    props = component.get("props", {})
    return [*([props["href"]] if props.get("href") else []), *addresses(props.get("children"))]


@pytest.fixture
def clients(own_url: str) -> Iterator[list[FlaskClient]]:
    """Two processes that serve one database."""
    engines = [open_engine(own_url) for _ in range(2)]
    settings = Settings(database_url=own_url)
    yield [create_app(settings, engine).server.test_client() for engine in engines]
    for engine in engines:
        engine.dispose()
