"""Does the page of an indicator say what its facts mean, and what is held of it?"""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import definition as said
from dashboard.charts import definition_held as held
from dashboard.charts.standards_line import standards_line
from dashboard.documents import DataBreak, LocalStandard
from dashboard.held import Load
from dashboard.indicators.registry import Family, Indicator, load_indicators
from dashboard.organisations import ENGLAND, Level, Organisation
from dashboard.periods import add_months
from dashboard.selection import Selection
from dashboard.services.definition import Definition, StandardInTime, definition
from dashboard.services.plan_versions import PlanVersions
from tests.builders import absent, indicator, observation, plan_point, plan_version
from tests.core.fake_store import AS_AT, DUDLEY, OXFORDSHIRE, FakeStore, data_of, key

APRIL = date(2019, 4, 1)
JANUARY = date(2020, 1, 1)
FINAL = plan_version("final", date(2019, 3, 31))
AGAIN = plan_version("again", date(2019, 11, 15), status="resubmission")
DRAFT = plan_version("draft", date(2019, 2, 26), status="draft")


def found(store: FakeStore, *of: Indicator, versions: tuple[str, ...] = ()) -> Definition:
    """Of the first indicator given, for Oxfordshire."""
    asked = (of or (indicator(),))[0].id
    chosen = Selection(organisation="10Q", indicator=asked)
    return definition(data_of(store, *of), chosen, versions)


def file(number: int) -> Load:
    return Load(number, f"File {number}", "NHS England", f"{number}.xls", None, AS_AT, False)


def planned(versions: tuple[str, ...] = (), *, draft_from: date = APRIL) -> PlanVersions:
    """A year in the final plan, its last quarter again, and a draft of three months."""
    year = [add_months(APRIL, number) for number in range(12)]
    points = [plan_point(month) for month in year]
    points += [plan_point(month, 90, version="again") for month in year[9:]]
    points += [plan_point(add_months(draft_from, n), 91, version="draft") for n in range(3)]
    store = FakeStore(versions=[FINAL, AGAIN, DRAFT]).add(key(), plan=points)
    return found(store, versions=versions).plans


def test_each_file_says_which_periods_stand_as_it_said_them() -> None:
    months = [observation(add_months(APRIL, n), load=1 if n < 2 else 2) for n in range(5)]
    store = FakeStore(files=[file(1), file(2)]).add(key(), months)

    files = found(store).files

    assert [(each.load.id, each.periods, each.first, each.last) for each in files] == [
        (2, 3, "Jun 19", "Aug 19"),
        (1, 2, "Apr 19", "May 19"),
    ]


def test_standards_of_the_place_and_its_group_stand_among_the_national_ones() -> None:
    own = LocalStandard("10Q", ">=", 93.0, date(2018, 4, 1), None, "Own plan")
    of_group = LocalStandard("partnership", ">=", 94.0, date(2019, 4, 1), None, "Group's plan")
    other = replace(own, organisation="05C")
    store = FakeStore(local=[("waits", each) for each in (own, of_group, other)])
    store.relations.append(("partnership", "group", "10Q"))

    there = found(store)

    assert [(each.value, held.standard_kind(each)) for each in there.standards] == [
        (92.0, "National"),
        (93.0, "Local, Oxfordshire CCG"),
        (94.0, "Local, Health Partnership"),
    ]


def test_a_standard_says_whether_it_holds_on_the_day() -> None:
    there = found(FakeStore())
    ended = StandardInTime(90, ">=", "interim", date(2018, 4, 1), date(2019, 3, 31), "")
    coming = StandardInTime(95, "<", "interim", date(2021, 4, 1), None, "")

    states = [held.standard_state(each, there) for each in (*there.standards, ended, coming)]

    assert states == ["in force", "ended", "not yet in force"]
    assert held.standard_level(coming, there.indicator) == "under 95%"


def test_breaks_stand_in_order_of_time_with_what_they_mean() -> None:
    later = DataBreak(date(2020, 3, 1), "Collections paused.", "annotate")
    first = DataBreak(date(2013, 4, 1), "CCGs began.", "new_series")
    store = FakeStore(breaks=[("waits", "", later), ("waits", "10Q", first)])

    breaks = found(store).breaks

    assert [each.effect for each in breaks] == ["CCGs began.", "Collections paused."]
    assert [held.treatment(each) for each in breaks] == [
        "A new series: before and after are not judged together.",
        "Marked on the chart; the line goes on.",
    ]


def test_those_with_a_figure_of_the_latest_month_are_counted_by_level() -> None:
    store = FakeStore().add(key(), [observation(JANUARY)]).add(key("05C"), [observation(JANUARY)])
    store.add(key("RTH"), [absent(JANUARY)])

    assert held.spread(found(store)) == "For Jan 20: 2 CCGs or sub-ICB locations."


@pytest.mark.parametrize("who", [ENGLAND, "05C"])
def test_a_place_without_figures_is_told_who_has_some(who: str) -> None:
    england = Organisation(ENGLAND, "England", Level.COUNTRY)
    store = FakeStore(places=[OXFORDSHIRE, DUDLEY, england]).add(key(who), [observation(JANUARY)])
    named = {ENGLAND: "England", "05C": "1 CCG or sub-ICB location"}

    there = found(store)

    assert held.spread(there) == f"For Jan 20: {named[who]}."
    assert held.next_due(there) == "No figures are held for Oxfordshire CCG."


def test_where_nobody_has_a_figure_that_is_said() -> None:
    assert held.spread(found(FakeStore())) == "Nobody is found to have figures."


def test_the_next_figure_is_due_after_the_lag_or_late() -> None:
    in_time = found(FakeStore().add(key(), [observation(date(2020, 2, 1))]))
    late = found(FakeStore().add(key(), [observation(date(2019, 12, 1))]))

    assert held.next_due(in_time) == "12 May 2020"
    assert held.next_due(late) == "Was expected on 13 March 2020, 2 weeks late"


def test_a_series_that_does_not_suit_limits_says_why_and_has_no_rules() -> None:
    stock = indicator(spc_suitable=False, spc_reason="A list drifts.")
    store = FakeStore().add(key(), [observation(add_months(APRIL, n)) for n in range(11)])

    there = found(store, stock)

    assert said.judged(there) == "Not by control limits. A list drifts."
    assert said.rules(there) == ""


def test_the_rules_are_those_of_the_chart() -> None:
    months = [add_months(date(2018, 4, 1), n) for n in range(23)]
    store = FakeStore().add(key(), [observation(m, 80 + n % 3) for n, m in enumerate(months)])

    there = found(store)

    assert said.judged(there) == "By statistical process control."
    assert said.rules(there).startswith("XmR, limits mean ± 2.66 × average moving range; signals:")


def test_each_version_says_in_which_months_it_counted() -> None:
    held = {each.version.slug: each for each in planned().versions}

    assert held["final"].in_force == (("Apr 19", "Dec 19"),)
    assert held["again"].in_force == (("Jan 20", "Mar 20"),)
    assert held["draft"].in_force == ()
    assert (held["final"].periods, held["final"].first, held["final"].last) == (
        12,
        "Apr 19",
        "Mar 20",
    )


def test_the_newest_two_versions_with_a_month_in_common_are_compared() -> None:
    plans = planned()

    assert plans.pair == ("final", "again")
    assert plans.difference is not None
    assert [each.label for each in plans.difference.quarters] == ["Q4 2019/20"]


def test_the_two_versions_asked_for_are_compared() -> None:
    plans = planned(("final", "draft"))

    assert plans.difference is not None
    assert (plans.difference.earlier.slug, plans.difference.later.slug) == ("draft", "final")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("final", "nonsense"), 'There is no plan version "nonsense".'),
        (("final", "final"), "expected another version"),
    ],
)
def test_versions_that_cannot_be_compared_say_why(asked: tuple[str, ...], why: str) -> None:
    plans = planned(asked)

    assert plans.difference is None
    assert why in plans.problem


def test_versions_without_a_month_in_common_are_not_compared() -> None:
    store = FakeStore(versions=[FINAL, AGAIN])
    store.add(key(), plan=[plan_point(APRIL), plan_point(JANUARY, version="again")])

    plans = found(store).plans

    assert (plans.pair, plans.difference) == (None, None)
    assert plans.problem.startswith("No two of these versions have a period in common")


def test_one_version_alone_needs_no_word() -> None:
    store = FakeStore(versions=[FINAL]).add(key(), plan=[plan_point(APRIL)])

    plans = found(store).plans

    assert ([each.version.slug for each in plans.versions], plans.problem) == (["final"], "")


def test_every_family_says_what_may_be_added_up() -> None:
    for family in Family:
        of = indicator().model_copy(update={"aggregation": family})
        assert said.across_organisations(of)
        assert said.over_time(of)


def test_what_overlaps_or_comes_by_the_quarter_is_not_put_together() -> None:
    quarterly = indicator(aggregation="count_flow", unit="count", grain="quarter", direction="down")

    assert said.over_time(quarterly).startswith("Not put together")
    assert said.over_time(indicator(aggregation="rolling_ratio")).startswith("Never")
    assert said.over_time(indicator()) == "The same way: months make quarters and years."


@pytest.mark.parametrize("name", load_indicators())
def test_every_indicator_can_be_said(name: str) -> None:
    of = load_indicators()[name]
    base = [indicator(id=of.counted_by, name="The count", short_name="Count")]
    there = found(FakeStore(), of, *(base if of.counted_by else []))

    facts = (said.unit(of), said.direction(of), said.period(there), said.locality(of),
             said.levels(of), said.lag(of), said.judged(there), said.plan_codes(of))  # fmt: skip
    assert all(facts)
    assert bool(said.made_from(there)) is bool(of.base)
    line = standards_line(there.standards, of, AS_AT, 560)
    assert bool(line) is bool(of.standards)


def labels(svg: str) -> list[tuple[str, float, float]]:
    """Each text with where it stands."""
    texts = ElementTree.fromstring(svg).iter("text")
    return [(t.text or "", float(t.attrib["x"]), float(t.attrib["y"])) for t in texts]


STEPS = st.lists(st.tuples(st.integers(50, 99), st.integers(13, 48)), min_size=1, max_size=5)


@given(STEPS, st.sampled_from([344, 560]))
def test_every_level_is_written_within_the_picture_at_a_place_of_its_own(
    steps: list[tuple[int, int]], width: int
) -> None:
    begins, standards = date(2012, 4, 1), []
    for level, months in steps:
        ends = add_months(begins, months)
        standards.append(
            StandardInTime(
                level, ">=", "national", begins, date.fromordinal(ends.toordinal() - 1), ""
            )
        )
        begins = ends

    there = labels(standards_line(standards, indicator(), AS_AT, width))

    levels = [each for each in there if "%" in each[0]]
    assert len(levels) == len(steps)
    assert all(0 <= x <= width - 20 for _, x, _ in levels)
    places = [(round(x), round(y)) for _, x, y in levels]
    assert len(set(places)) == len(places)


def test_the_line_is_told_in_words_and_escapes_them() -> None:
    of = indicator(unit="number", unit_name="<b>hours")
    standard = StandardInTime(3, "<=", "national", APRIL, None, "")

    svg = standards_line([standard], of, AS_AT, 560)

    label = ElementTree.fromstring(svg).attrib["aria-label"]
    assert label.startswith("Standards through time: national 3 <b>hours from 2019.")


def test_no_standard_has_no_line() -> None:
    assert standards_line([], indicator(), AS_AT, 560) == ""
