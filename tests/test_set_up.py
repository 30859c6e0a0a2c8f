"""Does a machine without npm get a working set-up all the same?"""

from pathlib import Path

import pytest

from tools.plotly_bundle import fetch_bundle


@pytest.fixture
def no_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_npm")
def test_without_npm_one_line_says_what_is_used_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "vendor" / "plotly-basic.min.js"

    fetch_bundle(bundle, tmp_path / "stamp", asked_for="requirements")

    said = capsys.readouterr().out
    assert "npm is not installed; the full bundle" in said
    assert said.count("\n") == 1
    assert not bundle.exists()


@pytest.mark.usefixtures("no_npm")
def test_a_failed_fetch_is_tried_again_only_when_the_requirements_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, stamp = tmp_path / "plotly-basic.min.js", tmp_path / "stamp"

    attempts = []
    for asked_for in ["first", "first", "second"]:
        fetch_bundle(bundle, stamp, asked_for)
        attempts.append(bool(capsys.readouterr().out))

    assert attempts == [True, False, True]


@pytest.mark.usefixtures("no_npm")
def test_a_bundle_that_is_not_the_reviewed_one_is_removed(tmp_path: Path) -> None:
    bundle = tmp_path / "plotly-basic.min.js"
    bundle.write_text("something else")

    fetch_bundle(bundle, tmp_path / "stamp", asked_for="requirements")

    assert not bundle.exists()
