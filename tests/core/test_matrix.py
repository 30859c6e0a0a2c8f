"""Does every indicator stand in the cell of its icons, or beneath with a reason?"""

from datetime import date

import pytest

from dashboard.calculations.spc.model import Assurance
from dashboard.charts.matrix import (
    MEANINGS,
    Change,
    Matrix,
    matrix_of,
    matrix_sentence,
    matrix_title,
)
from dashboard.indicators.registry import Indicator
from dashboard.periods import add_months
from dashboard.selection import Selection
from dashboard.services.summary import Summary, performance_summary
from layouts.pages.matrix import matrix_table
from tests.builders import indicator, observation
from tests.core.fake_store import FakeStore, data_of, key

FEBRUARY = date(2020, 2, 1)
SERIES = {"falls": 60.0, "stays": 80.0, "rises": 97.0}  # the last figure after two years about 80
LEVELS = {"fail": 99.5, "hit": 80.0, "pass": 50.0}


def measure(name: str, order: int, level: float | None, **facts: object) -> Indicator:
    standard = {
        "value": level,
        "kind": "national",
        "comparator": ">=",
        "valid_from": date(2012, 4, 1),
    }
    given = {"standard": [standard] if level else [], **facts}
    return indicator(id=name, name=name, short_name=name, order=order, **given)


def summary(*names: str, **facts: object) -> Summary:
    """names: how it moves and what of its standard is to be expected, `falls fail`."""
    store, measures = FakeStore(), []
    for order, name in enumerate(names):
        moves, _, expected = name.partition(" ")
        values = [79.0 + n % 3 for n in range(23)] + [SERIES[moves]]
        months = [add_months(FEBRUARY, n - 23) for n in range(24)]
        id_ = name.replace(" ", "_")
        store.add(key(of=id_), [observation(m, v) for m, v in zip(months, values, strict=True)])
        measures.append(measure(id_, order, LEVELS.get(expected), **facts))
    return performance_summary(data_of(store, *measures), Selection(organisation="10Q"))


def cells(matrix: Matrix) -> dict[tuple[str, str], list[str]]:
    return {
        (str(change), str(outlook)): [each.id for each in entries]
        for (change, outlook), entries in matrix.cells.items()
    }


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("falls fail", ("concern", "fail")),
        ("falls hit", ("concern", "hit_and_miss")),
        ("falls pass", ("concern", "pass")),
        ("falls", ("concern", "no_target")),
        ("stays fail", ("common_cause", "fail")),
        ("stays hit", ("common_cause", "hit_and_miss")),
        ("rises pass", ("improvement", "pass")),
    ],
)
def test_an_indicator_stands_in_the_cell_of_its_icons(name: str, cell: tuple[str, str]) -> None:
    assert cells(matrix_of(summary(name))) == {cell: [name.replace(" ", "_")]}


def test_what_is_neither_good_nor_bad_has_a_row_of_its_own_only_where_there_is_any() -> None:
    changed = matrix_of(summary("rises", direction="neutral"))

    assert cells(changed) == {("neither", "no_target"): ["rises"]}
    assert Change.NEITHER in changed.changes
    assert Change.NEITHER not in matrix_of(summary("rises")).changes


def test_what_is_not_judged_is_beneath_with_its_reason() -> None:
    found = matrix_of(summary("falls fail", spc_suitable=False, spc_reason="A stock drifts."))

    (group,) = found.unjudged
    assert found.judged == 0
    assert (group.reason, [each.id for each in group.entries]) == (
        "A stock drifts.",
        ["falls_fail"],
    )


def test_every_row_of_the_summary_is_in_the_matrix_once() -> None:
    there = summary("falls fail", "stays hit", "rises", "stays")

    found = matrix_of(there)

    ids = [each.id for entries in found.cells.values() for each in entries]
    assert sorted(ids) == sorted(row.indicator.id for row in there.shown)


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (
            ("falls fail", "stays fail"),
            "one indicator is getting worse and will not meet its standard; "
            "one cannot meet its standard without redesign",
        ),
        (("falls hit", "falls pass"), "two indicators are getting worse"),
        (("stays fail",), "one indicator cannot meet its standard without redesign"),
        (
            ("stays hit", "rises pass"),
            "no indicator that is judged is getting worse or sure to miss its target",
        ),
    ],
)
def test_the_title_is_the_worst_of_what_was_found(names: tuple[str, ...], title: str) -> None:
    assert matrix_title(summary(*names)) == f"Oxfordshire CCG: {title}"


def test_where_nothing_can_be_judged_the_title_says_so() -> None:
    there = summary("falls", "stays", spc_suitable=False, spc_reason="A stock.")

    assert matrix_title(there) == (
        "Oxfordshire CCG: none of its 2 indicators can be judged by control limits"
    )
    assert matrix_sentence(there).startswith("0 of 2 indicators are judged")
    assert matrix_title(summary()) == "No figures are loaded for Oxfordshire CCG"


def test_the_table_has_headings_and_reads_from_the_worst() -> None:
    written = matrix_table(matrix_of(summary("rises pass", "falls fail")), "/trend?indicator=")

    assert written.count('scope="col"') == 4
    assert written.count('scope="row"') == 3
    assert written.index("falls_fail") < written.index("rises_pass")
    for place in ((Change.CONCERN, Assurance.FAIL), (Change.COMMON_CAUSE, Assurance.FAIL)):
        assert MEANINGS[place] in written
    assert 'href="/trend?indicator=falls_fail"' in written
