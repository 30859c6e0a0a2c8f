"""Is what an action was to bring held against what happened, and nothing else said of it?"""

from datetime import date
from fractions import Fraction

import pytest

from dashboard.calculations.views import View
from dashboard.periods import add_months
from dashboard.services.desk.effects import EffectLine, effect_of, is_short
from dashboard.services.line import Line, Request, performance_line
from dashboard.written.actions import Action, Effect
from tests.builders import indicator, observation
from tests.core.fake_store import AS_AT, OXFORDSHIRE, FakeStore, data_of, key

JANUARY = date(2019, 1, 1)
# Of 1,000 each month from November 2018 on.
WITHIN = (880, 870, 872, 879, 901)


def action(
    *effects: tuple[date, float], start_on: date | None = JANUARY, text: str = "A ward"
) -> Action:
    made = tuple(Effect(month, change) for month, change in effects)
    return Action("w1", "10Q", "waits", text, "", "", start_on, None, False, "", "", None, made)


def line_of(direction: str = "up", view: View = View.MONTH) -> Line:
    months = [add_months(date(2018, 11, 1), number) for number in range(len(WITHIN))]
    given = [observation(m, n, 1000) for m, n in zip(months, WITHIN, strict=True)]
    of = indicator(direction=direction)
    data = data_of(FakeStore().add(key(), given), of)
    return performance_line(data, of, Request(OXFORDSHIRE, view, AS_AT))


def made(given: Action, line: Line | None = None) -> EffectLine:
    found = effect_of(given, line or line_of())
    assert found is not None
    return found


def test_the_last_figure_before_the_start_is_what_changes_are_added_to() -> None:
    found = made(action((JANUARY, 0.5), (date(2019, 3, 1), 2.0)))

    assert found.base.start == date(2018, 12, 1)
    assert [(each.point.start, each.value) for each in found.expected] == [
        (JANUARY, 87.5),
        (date(2019, 3, 1), 89.0),
    ]


def test_the_difference_is_what_happened_less_what_was_expected() -> None:
    change, month = 2.6, date(2019, 2, 1)
    by_hand = Fraction(879, 10) - (Fraction(870, 10) + Fraction("2.6"))

    (found,) = made(action((month, change))).expected

    assert found.apart == float(by_hand) == -1.7
    assert found.value + found.apart == pytest.approx(found.point.value)
    # What happened since the base, less what was to happen since the base.
    assert found.apart == pytest.approx((87.9 - 87.0) - change)


def test_a_month_without_a_figure_is_expected_and_not_held_against_anything() -> None:
    line = line_of()
    found = effect_of(action((date(2019, 3, 1), 1.0), (date(2019, 4, 1), 1.5)), line)

    assert found is not None
    assert found.latest is not None
    assert found.latest.point.start == date(2019, 3, 1)
    assert [each.point.label for each in found.expected] == ["Mar 19", "Apr 19"]
    assert (found.last.value, found.last.apart) == (88.5, None)


@pytest.mark.parametrize(
    ("direction", "change", "short"),
    [
        ("up", 3.0, True),
        ("up", 0.9, False),  # exactly as expected
        ("down", 0.5, True),
        ("down", 0.9, False),
        ("neutral", 3.0, None),
    ],
)
def test_which_way_is_short_follows_what_is_better(
    direction: str, change: float, short: bool | None
) -> None:
    line = line_of(direction)

    (found,) = made(action((date(2019, 2, 1), change)), line).expected

    assert is_short(found, line) is short


def test_without_a_start_the_first_month_expected_is_the_start() -> None:
    found = made(action((date(2019, 2, 1), 1.0), start_on=None))

    assert found.base.start == JANUARY


def test_a_start_within_a_month_counts_from_the_month_before() -> None:
    found = made(action((date(2019, 3, 1), 1.0), start_on=date(2019, 1, 20)))

    assert found.base.start == date(2018, 12, 1)


@pytest.mark.parametrize(
    "given",
    [
        action(),
        action((date(2019, 2, 1), 1.0), start_on=date(2018, 11, 1)),
        action((date(2018, 11, 1), 1.0), start_on=None),
    ],
    ids=["no effect", "nothing before its start", "nothing before its first month"],
)
def test_where_nothing_can_be_held_against_anything_there_is_no_line(given: Action) -> None:
    assert effect_of(given, line_of()) is None


def test_gathered_periods_are_not_what_months_were_expected_to_be() -> None:
    given = action((date(2019, 2, 1), 1.0))

    assert effect_of(given, line_of(view=View.YEAR_TO_DATE)) is None
