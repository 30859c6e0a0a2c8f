"""Does the API answer what is printed in the published files, when a whole folder was loaded?"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app import create_app
from dashboard.indicators.registry import load_indicators
from dashboard.settings import Settings
from data_access.database import open_engine, prepare
from data_access.ingest.load import load_files
from data_access.ingest.outcomes import Ending
from tests.data.databases import dump

FIGURES = Path(__file__).resolve().parents[1] / "published"
TOPICS = sorted(path.stem for path in FIGURES.glob("*.csv"))
AS_AT = date(2026, 11, 22)


@pytest.fixture(scope="module")
def loaded(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Any]]:
    """An empty database and everything published; what was said of each file."""
    folder = tmp_path_factory.mktemp("published")
    engine = open_engine(f"sqlite:///{(folder / 'published.db').as_posix()}")
    prepare(engine)
    said: list[str] = []
    ending = load_files(engine, [shared / "published"], load_indicators(), say=said.append)
    yield engine, (ending, said)
    engine.dispose()


@pytest.fixture(scope="module")
def programs(loaded: tuple[Engine, Any]) -> FlaskClient:
    engine, _ = loaded
    settings = Settings(database_url=str(engine.url), as_at=AS_AT)
    client: FlaskClient = create_app(settings, engine).server.test_client()
    return client


def test_every_file_is_taken_in_or_passed_over_in_one_go(loaded: tuple[Engine, Any]) -> None:
    _, (ending, said) = loaded

    files = [line for line in said if not line.startswith(" ")]

    assert ending is Ending.DONE
    assert [line for line in files if "refused" in line] == []
    assert {line.split(":")[0] for line in files if "not recognised" in line} == {"README.md"}


def test_a_second_run_changes_nothing(loaded: tuple[Engine, Any], shared: Path) -> None:
    engine, _ = loaded
    before = dump(engine)
    said: list[str] = []

    load_files(engine, [shared / "published"], load_indicators(), say=said.append)

    assert dump(engine) == before
    assert [line for line in said if not line.endswith(_NOTHING_NEW)] == []


_NOTHING_NEW = ("unchanged, loaded before", "not recognised, skipped", "draws no maps")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_expected_figure_is_answered(topic: str, programs: FlaskClient) -> None:
    with (FIGURES / f"{topic}.csv").open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))

    wrong = [f"{row}: {fault}" for row in expected if (fault := _fault(programs, row))]

    assert expected
    assert wrong == []


def _fault(programs: FlaskClient, row: dict[str, str]) -> str:
    """What differs from what the API answers; empty where nothing does."""
    first, _, last = row["period"].partition("/")
    given = {name: row[name] for name in ("indicator", "organisation", "provider", "breakdown")}
    given |= {"grain": row["grain"], "from": first, "to": last or first}
    answer = programs.get("/api/v1/series", query_string={k: v for k, v in given.items() if v})
    if answer.status_code != 200:
        return f"{answer.status_code} {answer.get_data(as_text=True)[:200]}"
    points = [each for each in answer.get_json() if first <= each["period_start"]]
    numerator = _sum(points, "numerator")
    denominator = _sum(points, "denominator")
    value = points[0]["value"] if len(points) == 1 else None
    if value is None and numerator is not None and denominator:
        value = 100 * numerator / denominator
    found = {"numerator": numerator, "denominator": denominator, "value": value}
    return "; ".join(
        f"{name} is {found[name]}" for name in found if not _agrees(row[name], found[name])
    )


def _sum(points: list[dict[str, Any]], name: str) -> float | None:
    there = [each[name] for each in points if each[name] is not None]
    return sum(there) if there else None


def _agrees(printed: str, found: float | None) -> bool:
    """To the last decimal printed; counts exactly."""
    if not printed:
        return True
    decimals = len(printed.partition(".")[2])
    return found is not None and abs(found - float(printed)) <= 0.5 * 10**-decimals + 1e-9
