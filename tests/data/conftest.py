"""Which databases do tests of the data edge begin with?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry, load_indicators
from data_access.database import open_engine, prepare
from data_access.sample.load import load_sample
from tests.homes import Folder, Home, Server, postgresql


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture(scope="session")
def indicators() -> IndicatorRegistry:
    return load_indicators()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgresql() as running:
        yield running


@pytest.fixture(scope="session", params=["folder", "server"], ids=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest) -> Home:
    """Each test that asks for a database runs once on SQLite and once on PostgreSQL."""
    found: Home = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def seeded_url(home: Home) -> Iterator[str]:
    """Made once, copied by each test; it is whole when its last connection is closed."""
    url = home.make()
    engine = open_engine(url)
    prepare(engine)
    engine.dispose()
    yield url
    home.remove(url)


@pytest.fixture(scope="session")
def sample_url(home: Home, seeded_url: str, indicators: IndicatorRegistry) -> Iterator[str]:
    url = home.make(seeded_url)
    engine = open_engine(url)
    load_sample(engine, indicators)
    engine.dispose()
    yield url
    home.remove(url)


@pytest.fixture
def engine(home: Home, seeded_url: str) -> Iterator[Engine]:
    """A migrated and seeded database without a figure."""
    yield from _copy(home, seeded_url)


@pytest.fixture
def other_engine(home: Home, seeded_url: str) -> Iterator[Engine]:
    """A second one, to compare with."""
    yield from _copy(home, seeded_url)


@pytest.fixture
def sample_engine(home: Home, sample_url: str) -> Iterator[Engine]:
    """A database with the sample."""
    yield from _copy(home, sample_url)


@pytest.fixture
def new_url(home: Home) -> Iterator[str]:
    """A database that nothing has been made in."""
    url = home.make()
    yield url
    home.remove(url)


def _copy(home: Home, url: str) -> Iterator[Engine]:
    copy = home.make(url)
    engine = open_engine(copy)
    yield engine
    engine.dispose()
    home.remove(copy)
