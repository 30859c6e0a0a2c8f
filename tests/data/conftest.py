"""Which databases do tests of the data edge begin with?"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry, load_indicators
from data_access.database import open_engine, prepare
from data_access.sample.load import load_sample


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture(scope="session")
def indicators() -> IndicatorRegistry:
    return load_indicators()


@pytest.fixture(scope="session")
def seeded_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied by each test; it is whole when its last connection is closed."""
    path = tmp_path_factory.mktemp("databases") / "seeded.db"
    engine = open_engine(sqlite_url(path))
    prepare(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def sample_database(seeded_database: Path, indicators: IndicatorRegistry) -> Path:
    path = seeded_database.with_name("sample.db")
    shutil.copy(seeded_database, path)
    engine = open_engine(sqlite_url(path))
    load_sample(engine, indicators)
    engine.dispose()
    return path


@pytest.fixture
def engine(seeded_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A migrated and seeded database without a figure."""
    yield from _copy(seeded_database, tmp_path_factory.mktemp("seeded"))


@pytest.fixture
def other_engine(
    seeded_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A second one, to compare with."""
    yield from _copy(seeded_database, tmp_path_factory.mktemp("seeded"))


@pytest.fixture
def sample_engine(
    sample_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database with the sample."""
    yield from _copy(sample_database, tmp_path_factory.mktemp("sample"))


def _copy(path: Path, folder: Path) -> Iterator[Engine]:
    engine = open_engine(sqlite_url(Path(shutil.copy(path, folder))))
    yield engine
    engine.dispose()
