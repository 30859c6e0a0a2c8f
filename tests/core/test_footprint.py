"""Is an organisation's past that of the area it has today, or else as it was published?"""

from collections.abc import Sequence
from datetime import date

import pytest

from dashboard.indicators.registry import Family, Indicator
from dashboard.organisations import Level, Organisation, Succession
from dashboard.selection import AS_PUBLISHED
from dashboard.series import ActualSeries, Distribution, Observation
from dashboard.services.figures import figures_of, plan_of
from dashboard.services.footprint import footprint_of
from dashboard.services.made import Figures
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import FakeStore, data_of, key

FEBRUARY, MARCH, APRIL = date(2021, 2, 1), date(2021, 3, 1), date(2021, 4, 1)
CLOSED, MERGED = date(2021, 3, 31), APRIL
CCGS = date(2013, 4, 1)
NOW = date(2021, 9, 30)
FOUR = {
    "05C": "Dudley CCG",
    "05L": "Sandwell CCG",
    "05Y": "Walsall CCG",
    "06A": "Wolverhampton CCG",
}
WAITS = indicator(aggregation="ratio_stock")


def ccg(code: str, name: str, since: date | None = CCGS, until: date | None = None) -> Organisation:
    return Organisation(code, name, Level.CCG, since, until)


def took_over(
    successor: str, *predecessors: str, on: date = MERGED, share: float = 1
) -> list[Succession]:
    return [Succession(each, successor, on, share, "a test") for each in predecessors]


def black_country() -> FakeStore:
    """Four closed at the end of March 2021 and became one with a code of its own."""
    places = [ccg(code, name, until=CLOSED) for code, name in FOUR.items()]
    merged = ccg("D2P2L", "Black Country CCG", MERGED)
    store = FakeStore(places=[*places, merged], takeovers=took_over("D2P2L", *FOUR))
    return store.add(key("D2P2L"), [observation(APRIL, 400, 500)])


def with_months(store: FakeStore, *months: date, without: Sequence[str] = ()) -> FakeStore:
    """Of each of the four so many within 18 weeks: 10 of 20, 20 of 40, 30 of 60 and 40 of 80."""
    for number, code in enumerate(FOUR, 1):
        if code not in without:
            store.add(key(code), [observation(m, 10 * number, 20 * number) for m in months])
    return store


def found(store: FakeStore, code: str = "D2P2L", of: Indicator = WAITS, **asked: object) -> Figures:
    wanted = {"as_at": NOW, **asked}
    figures = figures_of(store, data_of(store, of).indicators, key(code, of.id), **wanted)  # type: ignore[arg-type]
    assert figures is not None
    return figures


def counts(figures: Figures) -> dict[date, tuple[float | None, float | None]]:
    every = figures.series.observations
    return {each.period_start: (each.numerator, each.denominator) for each in every}


def at(figures: Figures, start: date) -> Observation:
    return next(each for each in figures.series.observations if each.period_start == start)


# The sum


def test_before_the_merger_an_organisation_is_the_sum_of_those_it_took_over() -> None:
    figures = found(with_months(black_country(), FEBRUARY, MARCH))

    assert counts(figures) == {FEBRUARY: (100, 200), MARCH: (100, 200), APRIL: (400, 500)}
    assert figures.lacking == {}


def test_a_back_cast_says_of_whom_and_before_when() -> None:
    figures = found(with_months(black_country(), MARCH))

    assert figures.note == "Back-cast: the sum of 05C, 05L, 05Y, 06A before April 2021."
    assert figures.source == "back-cast: the sum of 05C, 05L, 05Y, 06A before April 2021"


def test_a_back_cast_comes_from_every_file_of_every_part() -> None:
    store = with_months(black_country(), MARCH, without=["05C"])
    store.add(key("05C"), [observation(MARCH, 10, 20, load=9, status="provisional")])

    figures = found(store)

    assert figures.loads[MARCH] == {1, 9}
    assert at(figures, MARCH).status == "provisional"


def test_a_month_that_one_of_them_lacks_has_no_figure_and_says_whose_is_missing() -> None:
    store = with_months(black_country(), FEBRUARY, MARCH, without=["05Y"])
    store.add(key("05Y"), [observation(FEBRUARY, 30, 60)])

    figures = found(store)

    assert counts(figures)[MARCH] == (None, None)
    assert at(figures, MARCH).absent_reason == "incomplete_footprint"
    assert figures.lacking == {MARCH: ("Walsall CCG (05Y)",)}


def test_a_suppressed_month_of_one_of_them_says_why_it_is_missing() -> None:
    store = with_months(black_country(), FEBRUARY, MARCH, without=["05Y"])
    store.add(key("05Y"), [observation(FEBRUARY, 30, 60), absent(MARCH)])

    assert found(store).lacking == {MARCH: ("Walsall CCG (05Y) (suppressed)",)}


def test_where_one_of_them_has_nothing_at_all_the_line_begins_with_the_merger() -> None:
    figures = found(with_months(black_country(), MARCH, without=["05L", "05Y", "06A"]))

    assert list(counts(figures)) == [APRIL]
    assert "Figures before April 2021 are not added up: there are none of" in figures.note
    assert "Walsall CCG (05Y)" in figures.note


def test_a_part_without_activity_counts_as_nought() -> None:
    store = with_months(black_country(), MARCH, without=["05Y"])
    store.add(key("05Y"), [absent(MARCH, "no_activity")])

    assert counts(found(store))[MARCH] == (70, 140)


def test_a_percentage_without_counts_refuses_the_sum_with_the_reason() -> None:
    store = with_months(black_country(), MARCH, without=["05C"])
    store.add(key("05C"), [observation(MARCH, None, None, value=88.0)])

    figures = found(store)

    assert list(counts(figures)) == [APRIL]
    assert figures.note == (
        "Figures before April 2021 are not added up: only the percentage is published."
    )


def test_a_part_of_the_organisation_is_the_sum_of_the_same_part_of_each() -> None:
    store = black_country()
    for code in FOUR:
        store.add(key(code, dimension="function", member="110"), [observation(MARCH, 1, 2)])
    wanted = key("D2P2L", dimension="function", member="110")

    figures = figures_of(store, data_of(store, WAITS).indicators, wanted, NOW)

    assert figures is not None
    assert counts(figures) == {MARCH: (4, 8)}


# The day on which it is asked, and whom it is asked of


def test_before_the_merger_nobody_has_been_taken_over_yet() -> None:
    store = with_months(black_country(), MARCH)

    assert footprint_of(store, "D2P2L", date(2021, 3, 31)) is None
    assert list(counts(found(store, as_at=date(2021, 3, 31)))) == [APRIL]


def test_an_organisation_that_took_nobody_over_is_handed_on_as_it_is() -> None:
    store = with_months(black_country(), MARCH)

    figures = found(store, "05C")

    assert (counts(figures), figures.note, figures.breaks) == ({MARCH: (10, 20)}, "", ())


def test_as_published_the_line_begins_with_the_organisation() -> None:
    figures = found(with_months(black_country(), MARCH), footprint=AS_PUBLISHED)

    assert list(counts(figures)) == [APRIL]
    assert (figures.note, figures.breaks) == ("", ())


def test_no_more_is_added_up_than_is_drawn() -> None:
    store = with_months(black_country(), date(2018, 3, 1), date(2020, 6, 1), MARCH)

    figures = found(store, begins=lambda last: date(last.year, 4, 1))

    assert list(counts(figures)) == [date(2020, 6, 1), MARCH, APRIL]


# Codes that are inherited, chains, and practices that were split


def inherited() -> FakeStore:
    """05L takes 05C over in April 2021 and keeps its code."""
    places = [ccg("05C", "Dudley CCG", until=CLOSED), ccg("05L", "Sandwell CCG")]
    store = FakeStore(places=places, takeovers=took_over("05L", "05C"))
    store.add(key("05C"), [observation(MARCH, 10, 20)])
    return store.add(key("05L"), [observation(MARCH, 20, 40), observation(APRIL, 31, 61)])


def test_an_inherited_code_does_not_double_at_the_merger() -> None:
    figures = found(inherited(), "05L")

    assert counts(figures) == {MARCH: (30, 60), APRIL: (31, 61)}
    assert figures.note == "Back-cast: the sum of 05C, 05L before April 2021."


def test_as_published_the_line_of_an_inherited_code_breaks_at_the_merger() -> None:
    figures = found(inherited(), "05L", footprint=AS_PUBLISHED)

    assert counts(figures) == {MARCH: (20, 40), APRIL: (31, 61)}
    assert figures.breaks == (MERGED,)


def test_an_inherited_code_without_figures_of_its_own_lacks_itself() -> None:
    store = inherited()
    store.actuals = [series for series in store.actuals if series.key.organisation == "05C"]
    store.add(key("05C", "other"), [observation(MARCH)])
    store.add(key("05L"), [observation(APRIL, 31, 61), observation(date(2021, 5, 1), 31, 61)])

    figures = found(store, "05L")

    assert MARCH not in counts(figures)
    assert "there are none of Sandwell CCG (05L)" in figures.note


def test_a_code_that_stood_in_the_register_for_some_months_is_not_inherited() -> None:
    store = with_months(black_country(), MARCH)
    store.places[-1] = ccg("D2P2L", "Black Country CCG", date(2020, 11, 26))

    assert counts(found(store))[MARCH] == (100, 200)


def test_a_publishers_own_figures_of_the_new_area_come_before_a_sum() -> None:
    store = with_months(black_country(), FEBRUARY, MARCH)
    own = (observation(MARCH, 99, 199), observation(APRIL, 400, 500))
    store.actuals[0] = ActualSeries(key("D2P2L"), False, own)

    assert counts(found(store)) == {FEBRUARY: (100, 200), MARCH: (99, 199), APRIL: (400, 500)}


def test_a_chain_of_mergers_is_followed_to_its_beginning() -> None:
    first = date(2015, 4, 1)
    store = with_months(black_country(), MARCH)
    store.places[0] = ccg("05C", "Dudley CCG", first, CLOSED)
    store.places += [ccg("A", "Old North", until=date(2015, 3, 31)), ccg("B", "Old South")]
    store.takeovers += took_over("05C", "A", "B", on=first)
    for code in ("A", "B", "05L", "05Y", "06A"):
        series = next((s for s in store.actuals if s.key == key(code)), None)
        kept = series.observations if series else ()
        store.actuals = [s for s in store.actuals if s.key != key(code)]
        store.add(key(code), [observation(date(2015, 3, 1), 1, 2), *kept])

    figures = found(store)

    assert counts(figures)[date(2015, 3, 1)] == (5, 10)
    assert counts(figures)[MARCH] == (100, 200)
    assert figures.note == (
        "Back-cast: the sum of 05C, 05L, 05Y, 06A before April 2021, "
        "and of 05L, 05Y, 06A, A, B before April 2015."
    )


def test_practices_that_were_split_begin_the_line_at_the_change_and_say_why() -> None:
    store = inherited()
    store.takeovers = took_over("05L", "05C", share=0.6)

    figures = found(store, "05L")

    assert counts(figures) == {APRIL: (31, 61)}
    assert figures.note == (
        "The line begins in April 2021, when it took over 60% of the practices of Dudley CCG "
        "(05C): earlier figures are of another area."
    )


def test_a_split_before_a_merger_ends_the_back_cast_there() -> None:
    store = with_months(black_country(), date(2016, 3, 1), MARCH)
    store.places.append(ccg("A", "Old North", until=date(2018, 3, 31)))
    store.takeovers += took_over("05C", "A", on=date(2018, 4, 1), share=0.4)

    figures = found(store)

    assert list(counts(figures)) == [MARCH, APRIL]
    assert "when Dudley CCG (05C) took over 40% of the practices of Old North (A)" in figures.note


def test_two_codes_that_took_each_other_over_are_followed_once() -> None:
    store = inherited()
    store.takeovers += took_over("05C", "05L", on=date(2018, 4, 1))

    area = footprint_of(store, "05L", NOW)

    assert area is not None
    assert area.members_at(CLOSED) == ("05C", "05L")


# Families and plans


MEDIAN = indicator(
    id="median",
    unit="weeks",
    direction="down",
    aggregation="distribution",
    denominator="",
    standard=[],
    percentile=0.5,
    banded_by="list",
    spc_suitable=True,
)


def test_a_median_is_that_of_everybodys_bands_together() -> None:
    store = black_country()
    store.add(key("D2P2L", "median"), [observation(APRIL, None, None, value=3.0)])
    for number, code in enumerate(FOUR):
        store.add(key(code, "median"), [observation(MARCH, None, None, value=1.0 + number)])
        bands = (0,) * number + (10,) + (0,) * (6 - number)
        store.weekly.append((key(code, "list"), Distribution(MARCH, bands)))

    figures = found(store, of=MEDIAN)

    assert at(figures, MARCH).value == pytest.approx(2.0)  # 20 of 40 had waited two weeks or less


def test_a_median_is_not_made_without_the_bands_of_one_of_them() -> None:
    store = black_country()
    store.add(key("D2P2L", "median"), [observation(APRIL, None, None, value=3.0)])
    for code in FOUR:
        store.add(key(code, "median"), [observation(MARCH, None, None, value=2.0)])
        if code != "06A":
            store.weekly.append((key(code, "list"), Distribution(MARCH, (1, 1, 0))))

    figures = found(store, of=MEDIAN)

    assert list(counts(figures)) == [APRIL]
    assert "there are none of Wolverhampton CCG (06A)" in figures.note


@pytest.mark.parametrize(
    "family", [family for family in Family if family is not Family.DISTRIBUTION]
)
def test_every_family_with_counts_is_back_cast_by_its_counts(family: Family) -> None:
    store = with_months(black_country(), MARCH)
    of = indicator(aggregation=str(family))

    numerator, denominator = counts(found(store, of=of))[MARCH]

    assert (numerator, denominator) == (100, 200)


def test_a_plan_is_back_cast_where_all_of_them_plan_in_one_version() -> None:
    store = black_country()
    for code in FOUR:
        plans = [plan_point(MARCH, 9, 10), plan_point(FEBRUARY, 9, 10, version=code)]
        store.add(key(code), plan=plans)
    store.add(key("D2P2L"), plan=[plan_point(APRIL, 450, 500)])

    plan = plan_of(store, WAITS, key("D2P2L"), NOW)

    assert plan is not None
    assert [(p.period_start, p.numerator, p.denominator, p.version) for p in plan.points] == [
        (MARCH, 36, 40, "final"),
        (APRIL, 450, 500, "final"),
    ]


def test_a_plan_of_three_of_four_is_no_plan_of_the_area() -> None:
    store = black_country()
    for code in ("05C", "05L", "05Y"):
        store.add(key(code), plan=[plan_point(MARCH, 9, 10)])

    assert plan_of(store, WAITS, key("D2P2L"), NOW) is None
    assert plan_of(store, WAITS, key("D2P2L"), NOW, AS_PUBLISHED) is None


def test_figures_and_plan_of_an_inherited_code_are_of_one_area() -> None:
    store = inherited()
    store.add(key("05L"), plan=[plan_point(MARCH, 36, 40), plan_point(APRIL, 55, 60)])
    store.add(key("05C"), plan=[plan_point(MARCH, 18, 20)])

    plan = plan_of(store, WAITS, key("05L"), NOW)

    assert plan is not None
    assert [(p.numerator, p.denominator) for p in plan.points] == [(54, 60), (55, 60)]
    assert counts(found(store, "05L"))[MARCH] == (30, 60)
