"""Does the history of a series tell every restatement, with file, date and both figures?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.__main__ import main
from tests.data.databases import APRIL, MAY, figure, publication, take_in

JUNE, JULY, AUGUST = (date(2016, month, 9) for month in (6, 7, 8))


@pytest.fixture(autouse=True)
def database(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one of the settings, with a figure that was restated twice and one that was not."""
    url = engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("TRAJECTORY_DATABASE_URL", url)
    for day, numerator in ((JUNE, 90), (JULY, 88), (AUGUST, 89)):
        rows = [figure(APRIL, numerator), figure(MAY, 95), figure(APRIL, 5, provider="RTH")]
        take_in(engine, publication(rows, stated_on=day))


def test_each_restatement_is_a_line_in_turn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "rtt_18week", "10Q"]) == 0

    first, _, heading, *lines = capsys.readouterr().out.splitlines()
    assert first == (
        "RTT incomplete within 18 weeks, Oxfordshire CCG (10Q): 2 periods, 2 restatements."
    )
    assert heading.split("  ")[0] == "Period"
    said = [(line.split("  ")[:4]) for line in lines]
    assert said == [
        ["Apr 16", "90 of 100", "88 of 100", "9 Jul 16"],
        ["Apr 16", "88 of 100", "89 of 100", "9 Aug 16"],
    ]
    assert [line.count(".csv") for line in lines] == [2, 2]


def test_a_part_of_a_series_is_asked_for_by_its_own_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["history", "rtt_18week", "10Q", "--provider", "RTH"])
    main(["history", "rtt_18week", "E38000136", "--breakdown", "treatment_function:110"])
    main(["history", "rtt_18week", "10Q", "--grain", "week"])

    whole = "RTT incomplete within 18 weeks, Oxfordshire CCG (10Q)"
    assert capsys.readouterr().out.splitlines() == [
        f"{whole}, RTH: 1 period, 0 restatements.",
        f"{whole}, treatment_function:110: 0 periods, 0 restatements.",
        f"{whole}: 0 periods, 0 restatements.",
    ]


def test_a_figure_that_took_the_place_of_a_reason_is_told(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    """The newest file to say so stands for what was said before, not the first."""
    nothing = {"numerator": None, "indicator": "cancer_62day"}
    for day in (JUNE, JULY):
        absent = figure(absent_reason="not_submitted", **nothing)  # type: ignore[arg-type]
        take_in(engine, publication([absent], stated_on=day))
    value = {"denominator": None, "value": 85.25}
    take_in(engine, publication([figure(**nothing, **value)], stated_on=AUGUST))  # type: ignore[arg-type]

    main(["history", "cancer_62day", "10Q"])

    line = capsys.readouterr().out.splitlines()[-1]
    assert line.split("  ")[:4] == ["Apr 16", "not submitted", "85.25", "9 Aug 16"]


@pytest.mark.parametrize(("indicator", "place"), [("rtt_18weeks", "10Q"), ("rtt_18week", "99Z")])
def test_what_nobody_knows_is_said_and_ends_with_1(
    indicator: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", indicator, place]) == 1

    unknown = "rtt_18weeks" if indicator == "rtt_18weeks" else "99Z"
    assert unknown in capsys.readouterr().err


def test_status_and_verify_are_commands_too(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_at = ["--as-at", "2016-09-01"]

    endings = [main(["status", *as_at]), main(["verify", *as_at])]
    take_in(engine, publication([figure(date(2016, 10, 1))]))
    endings.append(main(["verify", *as_at]))

    out = capsys.readouterr().out
    assert endings == [0, 0, 1]
    assert out.startswith("As at 1 September 2016: 3 files of 1 publication.")
    assert "Of a period that has not begun: 1 figure" in out
