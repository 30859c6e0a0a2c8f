"""Does a site's own indicator show what was planned and counted, without a release?"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.indicators.registry import IndicatorRegistry, Unit, load_indicators
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.trend import Trend, performance_trend
from dashboard.settings import Settings
from data_access.__main__ import main
from data_access.database import open_engine, prepare
from data_access.ingest.load import load_files
from data_access.sql_store import SqlStore
from tests.app.conftest import Visitor

EXAMPLES = Path(__file__).parents[2] / "data_access" / "sample" / "local_indicators"
LATER = date(2018, 3, 31)
FINANCE = ("fin_", "qipp_")
MONEY = ("gbp", "pence")
RETURN = "indicator,organisation,period,numerator,denominator,value\n"


def site(database: Path, files: Iterable[Path], folder: Path) -> Settings:
    """An application of a site with that folder of indicators, and the files loaded."""
    settings = Settings(
        database_url=f"sqlite:///{database.as_posix()}", sample=False, indicators=folder
    )
    engine = open_engine(settings.database_url)
    prepare(engine)
    load_files(engine, list(files), load_indicators(folder), LATER, lambda line: None)
    engine.dispose()
    return settings


@pytest.fixture(scope="module")
def dudley(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    plans = [shared / "plans" / f"{name}.csv" for name in ("trajectories", "actuals")]
    return site(tmp_path_factory.mktemp("dudley") / "site.db", plans, EXAMPLES)


@pytest.fixture
def visitor(dudley: Settings) -> Iterator[Visitor]:
    engine = open_engine(dudley.database_url)
    yield Visitor(create_app(dudley, engine).server.test_client())
    engine.dispose()


def trend_of(settings: Settings, organisation: str, indicator: str) -> Trend:
    engine = open_engine(settings.database_url)
    try:
        data = Data(SqlStore(engine), load_indicators(settings.indicators), LATER)
        return performance_trend(data, Selection(organisation=organisation, indicator=indicator))
    finally:
        engine.dispose()


def test_the_liver_trajectory_of_dudley_runs_beside_what_happened(dudley: Settings) -> None:
    trend = trend_of(dudley, "05C", "liver_mortality")

    points = trend.main.points
    # The plan's table of persons, PHOF 4.06i: targets 2011-13 to 2018-20, actuals to 2013-15.
    planned = [23.6, 24.2, 23.7, 23.2, 22.8, 22.3, 21.9, 21.4]
    assert [point.plan_value for point in points] == planned
    assert [point.value for point in points] == [23.6, 22.0, 20.5, *[None] * 5]
    assert [point.label for point in points][::7] == ["2011-13", "2018-20"]
    assert (trend.indicator.local, trend.stands_in) == (True, True)
    assert trend.shown.name == "Dudley Metropolitan Borough Council"


def test_the_page_and_the_open_data_have_the_same_figures(visitor: Visitor) -> None:
    address = "/api/v1/series?indicator=liver_mortality&organisation=E08000027&as_at=2018-03-31"
    rows = visitor.client.get(address).get_json()
    page = visitor.open("trend", "?organisation=05C&indicator=liver_mortality&as_at=2018-03-31")
    said = json.dumps(page)
    summary = visitor.client.get("/api/v1/summary?organisation=05C&as_at=2018-03-31").get_json()

    assert [(row["value"], row["plan_value"]) for row in rows][2] == (20.5, 23.7)
    assert {row["unit"] for row in rows} == {"rate_per_100k"}
    assert "3.2 per 100,000 below plan in 2013-15, meeting its plan for the third year" in said
    assert [row["plan_value"] for row in summary if row["indicator"] == "liver_mortality"] == [23.7]


def test_without_the_folder_nothing_is_known_of_it(dudley: Settings) -> None:
    engine = open_engine(dudley.database_url)
    client = create_app(dudley.model_copy(update={"indicators": None}), engine).server.test_client()

    answer = client.get("/api/v1/series?indicator=liver_mortality&organisation=E08000027")

    assert answer.status_code == 404
    assert "liver_mortality" not in client.get("/api/v1/indicators").get_data(as_text=True)
    engine.dispose()


def test_the_command_line_loads_plans_of_the_sites_own_indicators(
    shared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TRAJECTORY_DATABASE_URL", f"sqlite:///{(tmp_path / 'x.db').as_posix()}")
    monkeypatch.setenv("TRAJECTORY_INDICATORS", str(EXAMPLES))

    main(["load", str(shared / "plans" / "trajectories.csv")])

    # Those of shipped indicators, and the eight of the liver trajectory.
    assert "189 new" in capsys.readouterr().out


def test_a_file_loaded_before_the_definition_is_read_once_again_for_it(
    shared: Path, tmp_path: Path
) -> None:
    plans = [shared / "plans" / f"{name}.csv" for name in ("trajectories", "actuals", "risks")]
    settings = site(tmp_path / "site.db", plans, tmp_path)
    engine, said = open_engine(settings.database_url), list[str]()

    for _ in range(2):
        load_files(engine, plans, load_indicators(EXAMPLES), LATER, said.append)
    engine.dispose()

    again = [line for line in said if ".csv: " in line and "loaded before" not in line]
    assert ["| 8 new |" in again[0], "| 3 new |" in again[1], len(again)] == [True, True, 2]


def test_a_bad_definition_of_the_sites_stops_the_start_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "falls.toml").write_text('name = "Falls"\ncolour = "red"\n', encoding="utf-8")
    monkeypatch.setenv("TRAJECTORY_DATABASE_URL", f"sqlite:///{(tmp_path / 'x.db').as_posix()}")
    monkeypatch.setenv("TRAJECTORY_INDICATORS", str(tmp_path))

    assert main(["migrate"]) == 1
    assert capsys.readouterr().err.startswith("falls.toml: ")


def test_days_are_returned_as_a_count_and_a_share_that_can_pass_100_may(tmp_path: Path) -> None:
    returned = tmp_path / "return.csv"
    days, over = (
        "out_of_area_bed_days,10Q,2017-04-01,512,,",
        "ereferral_use,10Q,2017-04-01,103,100,",
    )
    returned.write_text(RETURN + f"{days}\n{over}\n", encoding="utf-8")

    settings = site(tmp_path / "site.db", [returned], tmp_path)

    found = [trend_of(settings, "10Q", name) for name in ("out_of_area_bed_days", "ereferral_use")]
    assert [trend.main.points[0].value for trend in found] == [512, 103]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measurable(shared: Path) -> dict[str, dict[str, str]]:
    """The first row of each standard with a level or a trajectory, which is no exception."""
    standards = rows_of(shared / "plans" / "standards.csv")
    planned = {row["standard_key"] for row in rows_of(shared / "plans" / "trajectories.csv")}
    found: dict[str, dict[str, str]] = {}
    for row in standards:
        key = row["standard_key"]
        money = key.startswith(FINANCE) or row["unit"].startswith(MONEY)
        if (row["target_value"] or key in planned) and row["unit"] and not money:
            found.setdefault(key, row)
    return found


def definition(row: Mapping[str, str]) -> str:
    """What a site would write of a standard: its unit, and which way is better."""
    direction = {">=": "up", "<=": "down"}.get(row["comparator"], "neutral")
    plain = {"percent": "percent", "count": "count", "per_100000": "rate_per_100k"}
    facts = {
        "name": row["standard_key"].replace("_", " ")[:60],
        "short_name": f"{row['standard_key'][:15]}...{row['standard_key'][-14:]}",
        "group": "local",
        "order": 1,
        "unit": plain.get(row["unit"], "number"),
        "direction": direction,
        "aggregation": "count_flow" if row["unit"] == "count" else "rate_pop",
        "grain": "year",
        "decimals": 1,
        "publisher": row["organisation"],
        "source": row["source_file"],
        "lag_days": 90,
        "levels": ["ccg"],
        "locality_method": "not_possible",
        "locality_note": "Stated for the whole.",
        "definition": row["name"],
        "numerator": row["name"],
        "spc_suitable": False,
        "spc_reason": "One figure a year.",
        "plan_keys": [row["standard_key"]],
        "actual_keys": [row["standard_key"]],
        "plan_units": [row["unit"]],
    }
    if facts["unit"] == Unit.NUMBER:
        facts["unit_name"] = row["unit"].replace("_", " ")
    if facts["unit"] == Unit.PERCENT:
        facts |= {"denominator": "all of them", "breach": "did not"}
    # A TOML value is written as JSON writes it.
    return "\n".join(f"{key} = {json.dumps(value)}" for key, value in facts.items())


def keys_of(indicators: IndicatorRegistry) -> set[str]:
    return {key for each in indicators.values() for key in (*each.plan_keys, *each.actual_keys)}


@pytest.fixture(scope="module")
def every_standard(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[FlaskClient, list[str]]:
    """A site that has a definition of each measurable standard that none is shipped of, with the
    plans and a figure of its own of each."""
    folder = tmp_path_factory.mktemp("standards")
    shipped = keys_of(load_indicators())
    names = [key for key in measurable(shared) if key not in shipped]
    for key in names:
        text = definition(measurable(shared)[key])
        (folder / f"{key}.toml").write_text(text, encoding="utf-8")
    figures = [_figure(key, measurable(shared)[key]["unit"]) for key in names]
    counted = folder / "return.csv"
    counted.write_text(RETURN + "\n".join(figures), encoding="utf-8")
    plans = [shared / "plans" / f"{name}.csv" for name in ("standards", "trajectories", "actuals")]
    settings = site(folder / "site.db", [*plans, counted], folder)
    engine = open_engine(settings.database_url)
    return create_app(settings, engine).server.test_client(), names


def _figure(key: str, unit: str) -> str:
    return f"{key},10Q,2016-04-01,{'7,,' if unit == 'count' else ',,7'}"


def test_every_other_measurable_standard_is_answered_as_a_local_indicator(
    every_standard: tuple[FlaskClient, list[str]],
) -> None:
    client, names = every_standard
    address = "/api/v1/series?organisation=10Q&as_at=2018-03-31&from=2016-04-01&to=2016-04-01"

    answers = {name: client.get(f"{address}&indicator={name}").get_json() for name in names}

    assert len(names) > 60
    assert {name for name in names if [row["value"] for row in answers[name]] != [7]} == set()


def test_the_rows_of_every_standard_find_their_indicator(
    every_standard: tuple[FlaskClient, list[str]],
) -> None:
    client, names = every_standard
    loads = client.get("/api/v1/loads").get_json()

    reasons = [
        row["reason"]
        for load in loads
        for row in client.get(f"/api/v1/set_aside?load={load['load']}").get_json()
    ]

    unknown = {each.rpartition(" ")[2] for each in reasons if "no indicator for key" in each}
    assert reasons
    assert unknown & set(names) == set()
    assert [each for each in reasons if "column unit" in each or "unit:" in each] == []
