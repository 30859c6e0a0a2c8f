"""Does the judgement hear what people and the register of breaks say, and nothing else?"""

from datetime import date

import pytest

from dashboard.calculations.spc.model import NO_MARKS, Baseline
from dashboard.calculations.spc.model import Mark as SpcMark
from dashboard.documents import DataBreak
from dashboard.marking import Mark, MarkKind
from dashboard.periods import Grain
from dashboard.services.marks import breaks_for_spc, spc_marks

APRIL, MAY, JUNE = date(2018, 4, 1), date(2018, 5, 1), date(2018, 6, 1)


def mark(kind: str, on: date = APRIL, until: date | None = None, number: int = 1) -> Mark:
    return Mark(MarkKind(kind), on, until, f"reason {number}", "A. Analyst", JUNE, number)


@pytest.mark.parametrize("kind", ["note", "event"])
def test_notes_and_events_are_words_alone(kind: str) -> None:
    assert spc_marks([mark(kind)]) == spc_marks([]) == NO_MARKS


def test_each_kind_comes_with_author_and_reason_in_order_of_time() -> None:
    found = spc_marks(
        [
            mark("rebase", JUNE, number=1),
            mark("rebase", MAY, number=2),
            mark("ghost", APRIL, date(2018, 4, 30), 3),
            mark("baseline", APRIL, date(2019, 3, 31), 4),
        ]
    )

    assert found.rebases == (
        SpcMark(MAY, "A. Analyst", "reason 2"),
        SpcMark(JUNE, "A. Analyst", "reason 1"),
    )
    assert found.ghosts == (SpcMark(APRIL, "A. Analyst", "reason 3"),)
    assert found.baseline == Baseline(APRIL, date(2019, 3, 31), "A. Analyst", "reason 4")


def test_of_two_that_disagree_the_later_counts() -> None:
    end = date(2019, 5, 31)

    found = spc_marks(
        [
            mark("baseline", MAY, end, 2),
            mark("baseline", APRIL, end, 3),
            mark("rebase", MAY, number=5),
            mark("rebase", MAY, number=4),
        ]
    )

    assert found.baseline == Baseline(APRIL, end, "A. Analyst", "reason 3")
    assert [each.reason for each in found.rebases] == ["reason 5"]


@pytest.mark.parametrize(
    ("grain", "days"),
    [
        (Grain.MONTH, [APRIL]),
        (Grain.WEEK, [date(2018, 4, day) for day in (1, 8, 15, 22)]),
        (Grain.QUARTER, []),
    ],
)
def test_a_month_left_out_is_each_week_within_it_and_no_quarter(
    grain: Grain, days: list[date]
) -> None:
    found = spc_marks([mark("ghost", APRIL, date(2018, 4, 30))], grain)

    assert [each.on for each in found.ghosts] == days


def test_breaks_that_matter_to_limits_come_apart_by_kind() -> None:
    treatments = ("annotate", "new_series", "rebase_suggested", "gap", "new_series")
    breaks = [
        DataBreak(on, "A change.", treatment)
        for on, treatment in zip((APRIL, JUNE, MAY, MAY, APRIL), treatments, strict=True)
    ]

    assert breaks_for_spc(breaks) == ((APRIL, JUNE), (MAY,))
