"""What does a user read for each file, and what is in the database afterwards?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Engine, select

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain
from dashboard.series import SeriesKey
from data_access.ingest.load import load_file, load_files
from data_access.ingest.outcomes import Ending
from data_access.sample import plan_files
from data_access.sql_store import SqlStore
from data_access.tables import LoadWarning, RejectedRow
from tests.data.databases import dump
from tests.data.publications import eip_line, rtt_sheets, write_eip, write_workbook

Load = Callable[..., tuple[Ending, list[str]]]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep")
LOCALITIES = (
    "locality_key,canonical_name,ccg,level,aliases,source_file\n"
    "wantage,Wantage,Oxfordshire CCG,locality,,plan.txt\n"
)
RETURN = (
    "indicator,organisation,period,numerator,denominator\nrtt_18week,wantage,2019-04-01,90,100\n"
)


@pytest.fixture
def load(engine: Engine, indicators: IndicatorRegistry) -> Load:
    """Load files into the database; how it ended, and the lines."""

    def run(*paths: Path, as_at: date | None = None) -> tuple[Ending, list[str]]:
        lines: list[str] = []
        return load_files(engine, paths, indicators, as_at, lines.append), lines

    return run


def main_lines(lines: list[str]) -> list[str]:
    """One a file, without what stands below it."""
    return [line for line in lines if not line.startswith("  ")]


@pytest.fixture
def eip(tmp_path: Path) -> Path:
    return write_eip(tmp_path / "eip.csv", eip_line((3, 1, 1)))


def test_the_line_says_what_came(load: Load, eip: Path) -> None:
    ending, (line, *_) = load(eip)

    assert ending is Ending.DONE
    assert line.startswith("eip.csv: Early intervention in psychosis")
    assert " | Sep 19 | 1 rows | " in line
    assert " | 0 restated | 0 unchanged | 0 set aside | " in line


def test_the_same_file_twice_changes_nothing(load: Load, engine: Engine, eip: Path) -> None:
    load(eip)
    before = dump(engine)

    again = load(eip)

    assert again == (Ending.DONE, ["eip.csv: unchanged, loaded before"])
    assert dump(engine) == before


def test_the_same_content_under_another_name_changes_nothing(
    load: Load, engine: Engine, eip: Path, tmp_path: Path
) -> None:
    load(eip)
    before = dump(engine)
    renamed = eip.rename(tmp_path / "renamed.csv")

    assert load(renamed) == (Ending.DONE, ["renamed.csv: unchanged, loaded before"])
    assert dump(engine) == before


def test_the_same_file_twice_in_one_run_is_loaded_once(
    load: Load, eip: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "zcopy.csv"
    copy.write_bytes(eip.read_bytes())

    _, lines = load(eip, copy)

    assert main_lines(lines)[1] == "zcopy.csv: unchanged, loaded before"


def test_a_cut_workbook_is_refused_and_leaves_the_database_as_it_was(
    load: Load, engine: Engine, tmp_path: Path
) -> None:
    path = write_workbook(tmp_path / "cut.xlsx", rtt_sheets())
    path.write_bytes(path.read_bytes()[:-3000])
    before = dump(engine)

    ending, (line,) = load(path)

    assert ending is Ending.REFUSED
    assert line.startswith("cut.xlsx: refused. Expected a ")
    assert line.count("cut.xlsx") == 1
    assert dump(engine) == before


def test_a_workbook_whose_rows_miss_its_total_is_refused_with_its_place(
    load: Load, engine: Engine, tmp_path: Path
) -> None:
    sheets = rtt_sheets()
    sheets["Commissioner"][-1][6] = 999
    before = dump(engine)

    ending, (line,) = load(write_workbook(tmp_path / "wrong.xlsx", sheets))

    assert ending is Ending.REFUSED
    assert line.startswith("wrong.xlsx: refused. Sheet Commissioner, row ")
    assert dump(engine) == before


def test_a_refused_file_does_not_stop_the_others(load: Load, eip: Path, tmp_path: Path) -> None:
    ending, lines = load(tmp_path / "missing.csv", eip)

    assert ending is Ending.REFUSED
    assert lines[0] == ("missing.csv: refused. Expected a file or folder that exists, found none.")
    assert " | Sep 19 | " in lines[1]


def test_a_file_that_nobody_knows_is_skipped(load: Load, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nothing to see")

    assert load(tmp_path / "notes.txt") == (
        Ending.DONE,
        ["notes.txt: not recognised, skipped"],
    )


def test_rows_set_aside_are_kept_with_their_reason(
    load: Load, engine: Engine, eip: Path, tmp_path: Path
) -> None:
    path = tmp_path / "return.csv"
    path.write_text(RETURN.replace("wantage", "10Q") + "rtt_18week,nowhere,2019-04-01,9,10\n")

    ending, (line, below) = load(path)

    table = RejectedRow
    with engine.connect() as connection:
        kept = connection.execute(select(table.row, table.column, table.reason, table.cells)).one()
    assert (ending, " | 1 set aside | " in line) == (Ending.SET_ASIDE, True)
    assert (kept.row, kept.column) == (3, "organisation")
    assert "nowhere" in kept.reason
    assert "nowhere" in kept.cells
    assert below == f"  row 3, column organisation: {kept.reason}"


def test_a_period_that_loses_over_a_tenth_of_its_rows_is_a_warning_that_is_kept(
    load: Load, engine: Engine, tmp_path: Path
) -> None:
    providers = [f"R{number:02}" for number in range(10)]
    august = [eip_line((1,), "01/08/2019", provider) for provider in providers]
    september = [eip_line((1,), "01/09/2019", provider) for provider in providers[:8]]

    _, lines = load(write_eip(tmp_path / "eip.csv", *august, *september))

    with engine.connect() as connection:
        kept = connection.execute(select(LoadWarning.message)).scalars().all()
    assert lines[1:] == [f"  warning: {message}" for message in kept]
    assert kept[-1:] == ["September 2019 has 8 rows where 10 were expected: it may not be whole"]


def test_a_folder_brings_its_localities_before_the_returns_that_name_them(
    load: Load, engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "a_return.csv").write_text(RETURN)
    (tmp_path / "z_localities.csv").write_text(LOCALITIES)

    ending, lines = load(tmp_path)

    assert ending is Ending.DONE
    assert [line.partition(":")[0] for line in lines] == ["z_localities.csv", "a_return.csv"]
    assert SqlStore(engine).actual(SeriesKey("rtt_18week", "wantage", Grain.MONTH))


def test_hidden_files_of_a_folder_are_left_out(load: Load, eip: Path, tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "copy.csv").write_bytes(eip.read_bytes())

    lines = main_lines(load(tmp_path)[1])

    assert [line.partition(":")[0] for line in lines] == ["eip.csv"]


def test_a_folder_of_many_files_is_loaded_in_order_of_name(load: Load, tmp_path: Path) -> None:
    for month in range(1, 10):
        write_eip(tmp_path / f"eip{month}.csv", eip_line((2,), f"01/0{month}/2019"))

    _, lines = load(tmp_path)

    assert [line.split(" | ")[1][:3] for line in main_lines(lines)] == [*MONTHS]


def test_files_of_one_name_are_told_apart_by_their_folders(load: Load, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.txt").write_text("Nothing to see")

    _, below = load(tmp_path)
    _, named = load(tmp_path / "one" / "notes.txt", tmp_path / "two" / "notes.txt")

    assert below == [f"{folder}/notes.txt: not recognised, skipped" for folder in ("one", "two")]
    assert named == [f"{tmp_path.as_posix()}/{line}" for line in below]


def test_an_empty_folder_is_said_to_hold_nothing(load: Load, tmp_path: Path) -> None:
    assert load(tmp_path) == (Ending.DONE, [f"nothing to load in {tmp_path}"])


def test_the_first_three_rows_set_aside_are_shown_with_their_reasons(
    load: Load, tmp_path: Path
) -> None:
    path = tmp_path / "return.csv"
    bad = "".join(f"rtt_18week,nowhere,2019-0{month}-01,9,10\n" for month in range(1, 6))
    path.write_text(RETURN.replace("wantage", "10Q") + bad)

    _, lines = load(path)

    shown = [line.partition(":")[0] for line in lines[1:]]
    assert shown == [*(f"  row {row}, column organisation" for row in (3, 4, 5)), "  and 2 more"]


def test_a_fault_of_the_program_refuses_its_file_alone_and_is_logged(
    engine: Engine, eip: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, lines = tmp_path / "a_return.csv", list[str]()
    path.write_text(RETURN.replace("wantage", "10Q"))

    # Without a definition the reader of returns cannot but fail, and that of EIP needs none.
    undefined = cast(IndicatorRegistry, {"rtt_18week": None})
    ending = load_files(engine, [path, eip], undefined, say=lines.append)

    fault = "a_return.csv: refused. This is a fault in Trajectory, not in the file: AttributeError"
    assert ending is Ending.REFUSED
    assert lines[0].startswith(fault)
    assert lines[1].startswith("eip.csv: Early intervention")
    assert "Traceback" in caplog.text


def test_two_runs_that_load_a_file_at_the_same_time_load_it_once(
    engine: Engine, indicators: IndicatorRegistry, eip: Path
) -> None:
    def run(_: int) -> str:
        return load_file(engine, eip, indicators).line

    with ThreadPoolExecutor(4) as runs:
        lines = sorted(runs.map(run, range(4)))

    assert lines[1:] == ["eip.csv: unchanged, loaded before"] * 3
    assert len(dump(engine)["load"]) == 1


def test_figures_after_the_samples_date_are_said_to_end_it(
    sample_engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    path, lines = tmp_path / "return.csv", list[str]()
    path.write_text(RETURN.replace("wantage", "10Q").replace("2019-04-01", "2020-04-01"))

    load_files(sample_engine, [path], indicators, say=lines.append)

    assert lines[-1] == (
        "The as-at date is today from now on: figures after 31 March 2020 came in."
    )


@pytest.mark.parametrize("path", plan_files(), ids=lambda path: path.stem)
def test_a_later_copy_of_a_plan_file_of_the_sample_doubles_nothing(
    sample_engine: Engine, indicators: IndicatorRegistry, tmp_path: Path, path: Path
) -> None:
    copy, lines = tmp_path / "copy.csv", list[str]()
    copy.write_bytes(path.read_bytes() + b"\r\n")
    ignored = {"load", "load_period", "property", "rejected_row", "load_warning"}
    before = dump(sample_engine)

    load_files(sample_engine, [copy], indicators, say=lines.append)

    after = dump(sample_engine)
    assert " | 0 new | 0 restated | " in lines[0]
    assert [name for name in before if after[name] != before[name] and name not in ignored] == []


def test_the_waiting_times_of_oxfordshire_for_march_2015(
    load: Load, engine: Engine, shared: Path
) -> None:
    folder = shared / "published" / "rtt"

    ending, _ = load(next(folder.glob("*Mar15*")))

    series = SqlStore(engine).actual(SeriesKey("rtt_18week", "10Q", Grain.MONTH))
    assert series is not None
    (march,) = series.observations
    assert ending is Ending.DONE
    assert (march.period_start, march.numerator, march.denominator) == (
        date(2015, 3, 1),
        27664,
        29445,
    )


def test_a_truncated_copy_of_a_real_workbook_is_refused(
    load: Load, engine: Engine, shared: Path, tmp_path: Path
) -> None:
    whole = next((shared / "published" / "rtt").glob("*Mar15*"))
    cut = tmp_path / "cut.xls"
    cut.write_bytes(whole.read_bytes()[:400_000])
    before = dump(engine)

    ending, (line,) = load(cut)

    assert (ending, line.count("cut.xls")) == (Ending.REFUSED, 1)
    assert dump(engine) == before
