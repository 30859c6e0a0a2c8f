"""Is a pack asked for, followed and fetched over the programs' interface?"""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine

ASKED = {"kind": "pptx", "query": "?organisation=10Q"}


@pytest.fixture(scope="module")
def packs(sample_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A site that only shows, with a folder of its own to make packs in."""
    engine = open_engine(sample_url)
    folder: Path = tmp_path_factory.mktemp("packs")
    settings = Settings(database_url=sample_url, jobs=folder, read_only=True)
    yield create_app(settings, engine).server.test_client()
    engine.dispose()


def over(client: FlaskClient, job: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The job once it is over, and all that was said on the way."""
    said: set[str] = set()
    for _ in range(600):
        job = client.get(job["address"]).get_json()
        said.add(job["saying"])
        if job["state"] in ("done", "failed"):
            return job, said
        time.sleep(0.1)
    raise AssertionError(f"never over: {job}")


def test_a_pack_is_made_by_another_process_and_fetched(packs: FlaskClient) -> None:
    answer = packs.post("/api/v1/packs", json=ASKED)
    again = packs.post("/api/v1/packs", json={**ASKED, "query": "?organisation=10Q&slide=3"})

    job, _ = over(packs, answer.get_json())
    file = packs.get(job["file"])

    assert answer.status_code == 202
    assert again.get_json()["id"] == job["id"]
    assert (job["state"], job["error"]) == ("done", "")
    assert job["step"] == job["steps"] == len(Presentation(io.BytesIO(file.data)).slides)
    assert job["file_name"] in file.headers["Content-Disposition"]
    assert "presentationml" in file.headers["Content-Type"]


def test_a_file_that_is_not_made_yet_is_not_given(packs: FlaskClient) -> None:
    job = packs.post("/api/v1/packs", json={**ASKED, "kind": "pdf"}).get_json()

    answer = packs.get(f"{job['address']}/file")

    assert answer.status_code == 409
    assert answer.get_json() == {"error": "The pack is not made yet."}
    assert over(packs, job)[0]["state"] == "done"


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"kind": "docx"}, 400, "one of pptx, pdf, xlsx"),
        ({"kind": "pdf", "query": "?organisation=ZZZ"}, 404, "no organisation"),
        ({"kind": "pdf", "query": "?organisation=10Q&group=x"}, 400, "group"),
        ({}, 400, "kind is missing"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    packs: FlaskClient, given: dict[str, str], status: int, words: str
) -> None:
    answer = packs.post("/api/v1/packs", json=given)

    assert answer.status_code == status
    assert words in answer.get_json()["error"]


def test_another_site_cannot_ask_for_a_pack(packs: FlaskClient) -> None:
    answer = packs.post("/api/v1/packs", json=ASKED, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403


@pytest.mark.parametrize("address", ["/api/v1/packs/nothing", "/api/v1/packs/nothing/file"])
def test_a_pack_that_there_is_not_is_not_found(packs: FlaskClient, address: str) -> None:
    answer = packs.get(address)

    assert answer.status_code == 404
    assert "no such pack" in answer.get_json()["error"]
