"""Does each row of the summary say in words what its figures are?"""

from datetime import date

import pytest

from dashboard.calculations.rag import Rag
from dashboard.calculations.spc.model import Variation
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
    assert (said.patients, said.standard, said.plan) == ("10 more", "92%", "90.0%")
    assert (said.rag, said.status) == (Rag.RED, "misses its plan and the standard")


@pytest.mark.parametrize(
    ("actual", "plan", "letter", "status"),
    [
        (91, 90, Rag.AMBER, "meets its plan, not the standard"),
        (93, 95, Rag.GREEN, "meets the standard, behind its own plan"),
        (95, 90, Rag.GREEN, "meets the standard and its plan"),
        (95, None, Rag.GREEN, "meets the standard"),
    ],
)
def test_a_row_keeps_plan_and_standard_apart(
    actual: float, plan: float | None, letter: Rag, status: str
) -> None:
    said = cells(figures(actual, plan))

    assert (said.rag, said.status) == (letter, status)


def test_a_row_that_nothing_judges_says_so() -> None:
    said = cells(figures(95, None), measure("waits", standard=[]))

    assert (said.rag, said.status) == (Rag.GREY, "no plan or standard")
    assert (said.standard, said.plan) == ("none", "none")


def test_rounding_hides_no_missed_standard() -> None:
    assert cells(figures(9199, None, 10_000)).value == "92.0% (below standard)"


def test_small_numbers_are_said_beside_the_state() -> None:
    said = cells(figures(3, None, 4), measure("waits", minimum_denominator=10))

    assert (said.rag, said.status) == (Rag.GREY, "small numbers")


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

    assert (said.value, said.rag, said.status) == ("", Rag.GREY, "no figure: suppressed")
    assert (said.variation, said.reason) == (Variation.NOT_JUDGED, "There is no figure to judge.")


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

    assert said.alternative == "24 periods to Feb 20: 60.0% at first, 83.0% at last"
    assert said.sparkline.startswith("<path")


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
    assert len(shown.behind) == behind


def test_an_organisation_without_figures_has_a_title_too() -> None:
    assert summary_title(summary(FakeStore())) == "No figures are loaded for Oxfordshire CCG"


def test_the_sentence_names_where_most_people_are_the_most_first() -> None:
    sentence = summary_sentence(three(3, 3))

    assert (
        sentence
        == "Most people against plan: third (12 more, Feb 20) and second (11 more, Feb 20)."
    )
    assert summary_sentence(three(0, 3)) == ""


def steady(last: float, *, level: float, **facts: object) -> SummaryCells:
    """Two years about 80, and another figure at their end, against a standard."""
    values = [79 + n % 3 for n in range(23)] + [last]
    months = [observation(add_months(FEBRUARY, n - 23), value) for n, value in enumerate(values)]
    national = {
        "value": level,
        "kind": "national",
        "comparator": ">=",
        "valid_from": date(2012, 4, 1),
    }
    of = measure("waits", **{"standard": [national], **facts})  # type: ignore[arg-type]
    return cells(FakeStore().add(key(), months), of)


@pytest.mark.parametrize(
    ("last", "level", "attention"),
    [
        (80, 80, ""),
        (60, 80, "getting worse"),
        (80, 99, "will not meet its standard as it runs now"),
        (60, 99, "getting worse; will not meet its standard"),
    ],
)
def test_a_row_says_in_words_what_its_judgement_asks_attention_for(
    last: float, level: float, attention: str
) -> None:
    assert steady(last, level=level).attention == attention


def test_limits_are_those_of_the_latest_figure_and_go_no_further_than_can_be() -> None:
    values = [99.5 if n % 2 else 97.5 for n in range(24)]
    months = [
        observation(add_months(FEBRUARY, n - 23), value * 10, 1000)
        for n, value in enumerate(values)
    ]

    assert cells(FakeStore().add(key(), months)).limits == "98.5% (93.2% to 100.0%)"


def test_a_row_that_is_not_judged_has_no_limits_and_says_why() -> None:
    said = steady(80, level=80, spc_suitable=False, spc_reason="A stock drifts.")

    assert (said.limits, said.reason) == ("", "A stock drifts.")


def test_the_title_says_how_many_get_worse() -> None:
    store = FakeStore()
    for name, last in (("falls", 40), ("stays", 80)):
        values = [79 + n % 3 for n in range(23)] + [last]
        store.add(
            key(of=name),
            [observation(add_months(FEBRUARY, n - 23), value) for n, value in enumerate(values)],
            [plan_point(FEBRUARY, 70)],
        )

    title = summary_title(summary(store, measure("falls"), measure("stays", 2)))

    assert title == "Oxfordshire CCG is behind plan on 1 of 2 indicators; 1 is getting worse"
