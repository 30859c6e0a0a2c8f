"""Does each row of the summary say in words what its figures are?"""

from datetime import date

import pytest

from dashboard.charts.summary import SummaryCells, summary_cells, summary_sentence, summary_title
from dashboard.indicators.registry import Indicator
from dashboard.periods import add_months
from dashboard.selection import Selection
from dashboard.services.summary import Summary, performance_summary
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import AS_AT, FakeStore, data_of, key

FEBRUARY = date(2020, 2, 1)


def measure(name: str, order: int = 1, **facts: object) -> Indicator:
    return indicator(id=name, name=f"The {name}", short_name=name, order=order, **facts)


def summary(store: FakeStore, *indicators: Indicator, as_at: date = AS_AT) -> Summary:
    data = data_of(store, *(indicators or [measure("waits")]), as_at=as_at)
    return performance_summary(data, Selection(organisation="10Q"))


def cells(store: FakeStore, of: Indicator | None = None, as_at: date = AS_AT) -> SummaryCells:
    (row,) = summary(store, of or measure("waits"), as_at=as_at).rows
    return summary_cells(row)


def figures(actual: float, plan: float | None, denominator: float | None = 100) -> FakeStore:
    planned = [] if plan is None else [plan_point(FEBRUARY, plan, denominator)]
    return FakeStore().add(key(), [observation(FEBRUARY, actual, denominator)], planned)


def test_a_row_says_value_distance_patients_and_standing() -> None:
    said = cells(figures(80, 90))

    assert (said.period, said.value, said.points) == ("Feb 20", "80.0%", "\N{MINUS SIGN}10.0")
    assert (said.patients, said.standard) == ("10 more", "misses 92%")
    assert (said.state, said.mark) == ("Behind plan, misses standard", "behind_and_below")


@pytest.mark.parametrize(
    ("actual", "plan", "state", "standard"),
    [
        (91, 90, "Misses standard", "misses 92%"),
        (93, 95, "Behind plan", "meets 92%"),
        (95, 90, "On track", "meets 92%"),
        (95, None, "On track", "meets 92%"),
    ],
)
def test_a_row_keeps_plan_and_standard_apart(
    actual: float, plan: float | None, state: str, standard: str
) -> None:
    said = cells(figures(actual, plan))

    assert (said.state, said.standard) == (state, standard)


def test_a_row_that_nothing_judges_says_so() -> None:
    said = cells(figures(95, None), measure("waits", standard=[]))

    assert (said.state, said.standard) == ("No plan or standard", "none")


def test_rounding_hides_no_missed_standard() -> None:
    assert cells(figures(9199, None, 10_000)).value == "92.0% (below standard)"


def test_small_numbers_are_said_beside_the_state() -> None:
    said = cells(figures(3, None, 4), measure("waits", minimum_denominator=10))

    assert said.state == "Misses standard, small numbers"


def test_a_provisional_figure_and_a_late_next_one_are_said_beside_the_period() -> None:
    store = FakeStore().add(key(), [observation(FEBRUARY, status="provisional")])

    assert cells(store, as_at=date(2020, 6, 1)).period == "Feb 20, provisional, next one late"


def test_a_percentage_without_counts_says_why_there_are_no_patients() -> None:
    store = FakeStore().add(
        key(), [observation(FEBRUARY, None, None, value=80)], [plan_point(FEBRUARY)]
    )

    said = cells(store)

    assert (said.patients, said.wordy) == ("percentage only published", True)


def test_a_row_without_a_figure_says_why() -> None:
    said = cells(FakeStore().add(key(), [absent(FEBRUARY, "suppressed")]))

    assert (said.value, said.state, said.mark) == ("", "No figure: suppressed", "no_figure")


@pytest.mark.parametrize(
    ("actual", "plan", "said"),
    [
        (True, True, "illustrative"),
        (True, False, "illustrative"),
        (False, True, "illustrative plan"),
        (False, False, ""),
    ],
)
def test_a_row_says_what_of_it_is_made_up(actual: bool, plan: bool, said: str) -> None:
    store = FakeStore()
    here = [observation(FEBRUARY)], [plan_point(FEBRUARY)]
    store.add(key(), *here, illustrative=actual, plan_illustrative=plan)

    assert cells(store).illustrative == said


def test_the_small_picture_has_words_for_those_who_do_not_see_it() -> None:
    months = [observation(add_months(FEBRUARY, n - 23), 60 + n) for n in range(24)]

    said = cells(FakeStore().add(key(), months))

    assert said.alternative == "The waits, 24 periods to Feb 20: 60.0% at first, 83.0% at last"
    assert said.sparkline.startswith("data:image/svg+xml,")


def three(behind: int, planned: int) -> Summary:
    """Three indicators, of which some have a plan and some of those are behind it."""
    names = ["first", "second", "third"]
    store = FakeStore()
    for number, name in enumerate(names):
        plan = 90 if number < behind else 10
        points = [plan_point(FEBRUARY, plan)] if number < planned else []
        store.add(key(of=name), [observation(FEBRUARY, 80 - number)], points)
    return summary(store, *[measure(name, order) for order, name in enumerate(names)])


@pytest.mark.parametrize(
    ("behind", "planned", "title"),
    [
        (2, 3, "Oxfordshire CCG is behind plan on 2 of 3 indicators"),
        (0, 3, "Oxfordshire CCG is on plan on all 3 indicators that have one"),
        (0, 0, "Oxfordshire CCG: 3 indicators, none with a plan to hold them against"),
    ],
)
def test_the_title_counts_the_rows(behind: int, planned: int, title: str) -> None:
    shown = three(behind, planned)

    assert summary_title(shown) == title
    assert len([row for row in shown.rows if row.needs_attention]) == behind


def test_an_organisation_without_figures_has_a_title_too() -> None:
    assert summary_title(summary(FakeStore())) == "No figures are loaded for Oxfordshire CCG"


def test_the_sentence_names_where_most_people_are_the_most_first() -> None:
    sentence = summary_sentence(three(3, 3))

    assert (
        sentence
        == "Most people against plan: third (12 more, Feb 20) and second (11 more, Feb 20)."
    )
    assert summary_sentence(three(0, 3)) == ""
