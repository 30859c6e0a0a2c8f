"""Does every page that holds figures against a plan name its version?"""

import pytest

from layouts import ids
from tests.app.conftest import Visitor, words


@pytest.mark.parametrize("chosen", ["", "&plan=draft_2019_20"])
@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("summary", ids.SUMMARY_HEADING),
        ("matrix", ids.MATRIX_HEADING),
        ("localities", ids.LOCALITIES_HEADING),
    ],
)
def test_the_version_stands_in_the_heading(
    visitor: Visitor, page: str, heading: str, chosen: str
) -> None:
    answer = visitor.open(page, f"?organisation=10Q&indicator=ae_4hour{chosen}")

    said = "Plan: Draft plan 2019/20" if chosen else "Plan in force: Final plan 2019/20"
    assert said in words(answer[heading]["children"])
