"""Does every page stand for everything there is, and importing for nothing?"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine
from layouts import ids
from layouts.pages import PAGES
from layouts.pages.page import Page
from tests.app.conftest import Visitor, words

ROOT = Path(__file__).resolve().parents[2]


def shown(visitor: Visitor, path: str) -> dict[str, object]:
    answer = visitor.ask(path, "")
    return answer[ids.PAGE] | answer["page_name"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_shown_at_its_path(visitor: Visitor, page: Page) -> None:
    there = shown(visitor, page.path)

    assert f'"{page.name.replace("_", "-")}-heading"' in json.dumps(there["children"])
    assert there["is"] == page.name
    assert visitor.client.get(page.path).status_code == 200


def test_a_path_may_end_in_a_slash(visitor: Visitor) -> None:
    assert shown(visitor, "/trend/") == shown(visitor, "/trend")


def test_an_unknown_path_names_the_pages_there_are(visitor: Visitor) -> None:
    there = shown(visitor, "/nowhere")

    said = words(there["children"])
    assert "There is no such page" in said
    assert "/nowhere" in said
    for page in PAGES:
        assert (page.title in said) is page.listed


def test_the_frame_is_english_and_has_every_control(client: FlaskClient) -> None:
    assert '<html lang="en-GB">' in client.get("/").get_data(as_text=True)
    layout = client.get("/_dash-layout").get_data(as_text=True)

    for control in (ids.ORGANISATION, ids.LOCALITY, ids.INDICATOR, ids.VIEW, ids.PLAN, ids.SORT):
        assert f'"id":"{control}"' in layout
    assert "Oxfordshire CCG (10Q)" in layout


def places(client: FlaskClient) -> list[str]:
    """Everything that a page can be about."""
    layout = client.get("/_dash-layout").get_json()
    found = [each for each in _dropdowns(layout) if each["id"] == ids.ORGANISATION]
    return [option["value"] for option in found[0]["options"]]


def _dropdowns(component: object) -> list[dict[str, Any]]:
    if isinstance(component, list):
        return [found for each in component for found in _dropdowns(each)]
    if not isinstance(component, dict):
        return []
    props = component.get("props", {})
    return [*([props] if "options" in props else []), *_dropdowns(props.get("children"))]


def test_every_page_draws_or_refuses_for_every_organisation_and_indicator(
    visitor: Visitor,
) -> None:
    """A server error fails the post; a figure must be one that Plotly takes, and small."""
    indicators = [row["indicator"] for row in visitor.client.get("/api/v1/indicators").get_json()]
    drawn = 0
    for place in places(visitor.client):
        summary = visitor.open("summary", f"?organisation={place}")
        matrix = visitor.open("matrix", f"?organisation={place}")
        assert _linked(summary["summary-table-markup"]) == _linked(matrix["matrix-table-markup"])
        for indicator in indicators:
            search = f"?organisation={place}&indicator={indicator}"
            for page in ("trend", "localities"):
                answer = visitor.open(page, search)
                if f"{page}-heading" not in answer:
                    said = words(answer[ids.REFUSAL]["children"])
                    assert "could not be drawn" not in said, search
                    assert len(said) > 40
                    continue
                figure = answer[page]["figure"]
                go.Figure(figure)
                assert page != "trend" or len(json.dumps(figure)) < 30_000, search
                assert "because" not in words(answer[f"{page}-heading"]["children"])
                drawn += 1
    assert drawn > 100


def _linked(written: dict[str, Any]) -> list[str]:
    """The indicators that a page lists."""
    return sorted(re.findall(r"indicator=(\w+)", written["data"]))


@pytest.mark.parametrize("view", ["quarter", "year_to_date", "rolling_12m", "week"])
def test_every_view_draws_or_refuses(visitor: Visitor, view: str) -> None:
    indicators = [row["indicator"] for row in visitor.client.get("/api/v1/indicators").get_json()]
    for indicator in indicators:
        for page, place in (("trend", "10Q"), ("localities", "05C"), ("trend", "RTH")):
            answer = visitor.open(page, f"?organisation={place}&indicator={indicator}&view={view}")
            if page in answer:
                go.Figure(answer[page]["figure"])
            else:
                assert "could not be drawn" not in words(answer[ids.REFUSAL]["children"])


@pytest.mark.parametrize("as_at", ["1900-01-01", "2015-06-30", "2018-03-31", "2200-12-31"])
def test_every_page_stands_at_every_date(visitor: Visitor, as_at: str) -> None:
    for page in ("summary", "matrix", "trend", "localities", "data"):
        answer = visitor.open(page, f"?organisation=05C&indicator=ae_4hour&as_at={as_at}")

        refused = words(answer.get(ids.REFUSAL, {}).get("children"))
        assert "could not be drawn" not in refused
    assert visitor.synchronise(f"?as_at={as_at}")[ids.AS_AT]["children"]


def test_an_empty_database_says_how_to_fill_it(empty_url: str) -> None:
    engine = open_engine(empty_url)
    visitor = Visitor(create_app(Settings(database_url=empty_url), engine).server.test_client())

    for page in ("summary", "matrix", "trend", "localities", "data"):
        said = words(visitor.open(page)[ids.REFUSAL]["children"])
        assert "No figures are loaded yet" in said
        assert "make load" in said
    engine.dispose()


def test_two_applications_in_one_process_do_not_disturb_one_another(
    sample_url: str, empty_url: str
) -> None:
    engines = [open_engine(sample_url), open_engine(empty_url)]
    full, empty = [
        Visitor(create_app(Settings(database_url=url), engine).server.test_client())
        for url, engine in zip((sample_url, empty_url), engines, strict=True)
    ]

    for _ in range(2):
        assert "figure" in full.open("trend", "?organisation=10Q")["trend"]
        assert "No figures" in words(empty.open("trend")[ids.REFUSAL]["children"])
    assert full.client.get("/healthz").get_json() != empty.client.get("/healthz").get_json()
    for engine in engines:
        engine.dispose()


def test_the_sites_settings_reach_the_pages(sample_url: str) -> None:
    engine = open_engine(sample_url)
    settings = Settings.model_validate(
        {"database_url": sample_url, "as_at": "2018-03-31", "organisation": "05C"}
    )
    visitor = Visitor(create_app(settings, engine).server.test_client())

    shown = visitor.synchronise("")

    assert shown[ids.ORGANISATION]["value"] == "05C"
    assert words(shown[ids.AS_AT]["children"]) == "As at 31 March 2018"
    engine.dispose()


IMPORTS = """
import sys, sqlite3
import sqlalchemy, dash, flask
def refuse(*_, **__):
    raise SystemExit("made at import")
sqlalchemy.create_engine = refuse
sqlite3.connect = refuse
dash.Dash.__init__ = refuse
flask.Flask.__init__ = refuse
import pkgutil, importlib
import app
for package in ("dashboard", "callbacks", "layouts", "data_access"):
    folder = importlib.import_module(package)
    for module in pkgutil.walk_packages(folder.__path__, f"{package}."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
print("nothing was made")
"""


def test_importing_makes_no_engine_and_no_application(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "TRAJECTORY_DATABASE_URL": f"sqlite:///{tmp_path}/x.db"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip() == "nothing was made", done.stderr
    assert list(tmp_path.iterdir()) == []
