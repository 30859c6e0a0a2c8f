"""Does each written rule take what it says, and not one patient more?"""

from datetime import date

import pytest

from dashboard.exceptions.rules import RuleSet
from dashboard.periods import Grain, add_months, months_between
from dashboard.series import Observation, PlanPoint
from tests.builders import absent, indicator, observation, plan_point
from tests.core.exception_reports import CHOSEN, everything, hits, measure, report, said
from tests.core.fake_store import FakeStore, key

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)


def one(figures: list[Observation], plan: list[PlanPoint] | None = None) -> FakeStore:
    return FakeStore().add(key(), figures, plan or [])


def of_february(met: float, of: float, plan_met: float, plan_of: float) -> FakeStore:
    return one([observation(FEBRUARY, met, of)], [plan_point(FEBRUARY, plan_met, plan_of)])


def test_a_standard_must_be_missed_in_two_figures_running() -> None:
    once = one([observation(JANUARY, 92, 100), observation(FEBRUARY, 91, 100)])
    twice = one([observation(JANUARY, 91, 100), observation(FEBRUARY, 91, 100)])

    assert "misses_standard" not in hits(report(once))["waits"]
    assert said(report(twice), "misses_standard") == (
        "missed the standard (92%) 2 months running, since at least Jan 20"
    )


def test_a_month_without_a_figure_is_neither_met_nor_missed() -> None:
    december = add_months(JANUARY, -1)
    store = one([observation(december, 91, 100), absent(JANUARY), observation(FEBRUARY, 91, 100)])

    assert said(report(store), "misses_standard") == (
        "missed the standard (92%) in each of the last 2 figures, since at least Dec 19"
    )


def test_figures_of_too_few_people_are_passed_over() -> None:
    months = list(months_between(date(2019, 11, 1), FEBRUARY))
    people = (20, 20, 5, 5)
    store = one([observation(m, 0, of) for m, of in zip(months, people, strict=True)])

    found = report(store, measure(minimum_denominator=10))

    assert hits(found)["waits"] == ["misses_standard"]
    assert said(found, "misses_standard") == (
        "missed the standard (92%) 2 months running, since at least Nov 19 up to Dec 19"
    )


def test_a_standard_that_has_ended_is_missed_by_nobody() -> None:
    ended = {
        "value": 92.0, "kind": "national", "comparator": ">=",
        "valid_from": date(2012, 4, 1), "valid_to": date(2020, 1, 31),
    }  # fmt: skip
    store = one([observation(m, 50, 100) for m in months_between(date(2019, 6, 1), FEBRUARY)])

    assert hits(report(store, measure(standard=[ended])))["waits"] == []


@pytest.mark.parametrize(("met", "listed"), [(19_900, False), (19_899, True)])
def test_behind_plan_counts_from_more_than_a_hundred_people(met: int, listed: bool) -> None:
    """20,000 of 25,000 planned; a hundred are less than 2% of them."""
    store = of_february(met, 25_000, 20_000, 25_000)

    assert ("behind_plan" in hits(report(store))["waits"]) is listed


@pytest.mark.parametrize(("met", "listed"), [(49, False), (48, True)])
def test_a_small_place_is_seen_by_its_share_of_the_denominator(met: int, listed: bool) -> None:
    """50 of 50 planned: one of fifty is 2%, two are more."""
    store = of_february(met, 50, 50, 50)

    assert ("behind_plan" in hits(report(store))["waits"]) is listed


def test_a_part_of_one_person_is_no_exception_however_large_its_share() -> None:
    """95% planned of 10: half a person behind is 5% of them."""
    store = of_february(9, 10, 95, 100)

    assert "behind_plan" not in hits(report(store))["waits"]


def test_behind_plan_says_how_many_people_and_of_how_many() -> None:
    indicator_ = measure(breach="waited over 18 weeks")

    found = report(of_february(800, 1_000, 900, 1_000), indicator_)

    assert said(found, "behind_plan") == (
        "100 more waited over 18 weeks than at the planned rate: 10.0% of 1,000 patients"
    )


@pytest.mark.parametrize(
    ("direction", "now", "expected"),
    [
        ("down", 1_021, "21 more than the 1,000 planned, 2.1% of them"),
        ("down", 1_020, ""),
        ("up", 979, "21 fewer than the 1,000 planned, 2.1% of them"),
        ("neutral", 2_000, ""),
    ],
)
def test_a_count_is_held_against_the_share_of_its_plan(
    direction: str, now: int, expected: str
) -> None:
    counted = measure(unit="count", aggregation="count_stock", direction=direction, standard=[])
    store = one([observation(FEBRUARY, now, None)], [plan_point(FEBRUARY, 1_000, None)])

    assert said(report(store, counted), "behind_plan") == expected


@pytest.mark.parametrize(("value", "listed"), [(50.0, False), (49.9, True)])
def test_percentages_without_counts_are_held_against_points(value: float, listed: bool) -> None:
    figures = [observation(FEBRUARY, None, None, value=value)]
    store = one(figures, [plan_point(FEBRUARY, None, None, value=52.0)])

    found = hits(report(store, measure(standard=[])))["waits"]

    assert ("behind_plan_uncounted" in found) is listed


@pytest.mark.parametrize(("value", "listed"), [(420.0, False), (421.0, True)])
def test_times_are_held_against_a_share_of_their_plan(value: float, listed: bool) -> None:
    timed = measure(unit="seconds", aggregation="mean_time", direction="down", standard=[])
    figures = [observation(FEBRUARY, None, None, value=value)]
    store = one(figures, [plan_point(FEBRUARY, None, None, value=400.0)])

    assert bool(said(report(store, timed), "behind_plan_uncounted")) is listed


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (93, ""),
        (92, "no one is left of the 8 whom the standard allows"),
        (90, "2 more than the 8 whom the standard allows"),
    ],
)
def test_headroom_is_gone_with_the_last_person_allowed(met: int, expected: str) -> None:
    assert said(report(one([observation(FEBRUARY, met, 100)])), "headroom_gone") == expected


@pytest.mark.parametrize(("there", "expected"), [(0, ""), (1, "1, where the standard allows none")])
def test_a_standard_that_allows_nobody_has_no_headroom_to_lose(there: int, expected: str) -> None:
    none = {
        "value": 0, "kind": "national", "comparator": "<=", "valid_from": date(2012, 4, 1),
    }  # fmt: skip
    counted = measure(unit="count", aggregation="count_stock", direction="down", standard=[none])
    store = one([observation(FEBRUARY, there, None)])

    assert said(report(store, counted), "headroom_gone") == expected


@pytest.mark.parametrize(
    ("as_at", "listed"), [(date(2020, 3, 13), False), (date(2020, 3, 14), True)]
)
def test_the_second_publication_that_brings_nothing_is_one_too_many(
    as_at: date, listed: bool
) -> None:
    """After November, December is due on 11 February and January on 13 March."""
    store = one([observation(date(2019, 11, 1), 100, 100)])

    found = report(store, measure(lag_days=43), as_at=as_at)

    assert ("no_data" in hits(found)["waits"]) is listed


@pytest.mark.parametrize(("reason", "listed"), [("suppressed", False), ("not_submitted", True)])
def test_what_is_suppressed_is_not_missing(reason: str, listed: bool) -> None:
    store = one(
        [observation(date(2019, 11, 1), 100, 100), *_absent_since(date(2019, 12, 1), reason)]
    )

    found = report(store, measure(lag_days=14))

    assert (said(found, "no_data") == "no figure since Nov 19, though 3 more were due") is listed


def _absent_since(first: date, reason: str) -> list[Observation]:
    return [absent(month, reason) for month in months_between(first, FEBRUARY)]


@pytest.mark.parametrize(("met", "listed"), [(79, True), (80, False)])
def test_a_year_is_out_of_reach_when_nobody_else_may_miss_it_and_it_misses(
    met: int, listed: bool
) -> None:
    """Eleven months of 100, and a hundred expected: 92% of 1,200 takes 1,104."""
    months = list(months_between(date(2019, 4, 1), FEBRUARY))
    figures = [observation(month, 92 if month < FEBRUARY else met + 4, 100) for month in months]

    found = report(one(figures))

    assert (sum(f.numerator or 0 for f in figures) + 100 < 1_104) is listed
    assert ("out_of_reach" in hits(found)["waits"]) is listed


def test_what_gets_worse_is_listed_with_the_signal() -> None:
    months = list(months_between(date(2018, 1, 1), FEBRUARY))
    figures = [
        observation(month, 95 + number % 2 if month < FEBRUARY else 80, 100)
        for number, month in enumerate(months)
    ]

    found = report(one(figures), indicator())

    assert said(found, "getting_worse") == "a point below the lower process limit"
    assert everything(found)[0].newly


def test_the_icon_of_assurance_can_be_made_a_rule() -> None:
    rules = RuleSet.model_validate(
        {"name": "Ours", "rule": [
            {"id": "fails", "name": "Fails", "words": "As it runs.", "kind": "will_miss", "rank": 1}
        ]}
    )  # fmt: skip
    months = list(months_between(date(2018, 1, 1), FEBRUARY))
    store = one([observation(month, 50 + n % 3, 100) for n, month in enumerate(months)])

    found = report(store, indicator(), rules=rules)

    assert said(found, "fails") == "as it runs now the 92% standard will be missed every month"


def test_figures_that_ended_long_ago_are_not_judged() -> None:
    old, within = date(2018, 2, 1), date(2018, 3, 1)

    assert hits(report(one([observation(old, 0, 100)])))["waits"] == []
    assert hits(report(one([observation(within, 0, 100)])))["waits"] != []


def test_an_indicator_without_any_figure_meets_no_rule() -> None:
    (row,) = everything(report(one(_absent_since(JANUARY, "not_submitted"))))

    assert (row.hits, row.people, row.newly) == ((), 0, False)


def test_what_no_rule_listed_before_its_last_figure_is_new() -> None:
    figures = [observation(JANUARY, 100, 100), observation(FEBRUARY, 60, 100)]
    earlier = [observation(JANUARY, 60, 100), observation(FEBRUARY, 60, 100)]

    assert [each.newly for each in report(one(figures)).rows] == [True]
    assert [each.newly for each in report(one(earlier)).rows] == [False]


def test_a_list_of_a_grain_that_nobody_promised_is_never_late() -> None:
    store = FakeStore().add(
        key(grain=Grain.QUARTER), [observation(date(2019, 4, 1), 100, 100, grain=Grain.QUARTER)]
    )

    found = report(store, measure(grain="quarter"), selection=CHOSEN)

    assert hits(found)["waits"] == []
