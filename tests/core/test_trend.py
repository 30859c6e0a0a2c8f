"""Does a trend show what was chosen, over the right months, with what explains it?"""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.calculations.views import View
from dashboard.documents import (
    DataBreak,
    LocalStandard,
    PlannedAction,
    PopulationBase,
    ReferenceValue,
)
from dashboard.errors import NoFigures, NotAdditive
from dashboard.indicators.registry import Indicator
from dashboard.marking import Mark, MarkKind
from dashboard.organisations import Level, Organisation, Succession
from dashboard.periods import Grain, months_between
from dashboard.selection import Selection
from dashboard.series import Member
from dashboard.services.markable import standing
from dashboard.services.trend import Trend, performance_trend
from tests.builders import indicator, observation, plan_point, plan_version
from tests.core.fake_store import AS_AT, DUDLEY, OXFORDSHIRE, FakeStore, data_of, key
from tests.core.test_line import BASED, ENTERING

APRIL = date(2019, 4, 1)
MONTHS = list(months_between(date(2015, 4, 1), date(2020, 2, 1)))
CHOSEN = Selection(organisation="10Q", indicator="waits")


def full_store() -> FakeStore:
    """Oxfordshire from April 2015 to February 2020, planned to March 2021, with its parts."""
    store = FakeStore(relations=[("10Q", "locality", "banbury"), ("10Q", "locality", "north")])
    plan = [plan_point(month) for month in months_between(MONTHS[0], date(2021, 3, 1))]
    store.add(key(), [observation(month) for month in MONTHS], plan)
    for part, met in (("banbury", 80), ("north", 95)):
        store.add(key(part), [observation(month, met) for month in MONTHS])
    return store


def trend(store: FakeStore, selection: Selection = CHOSEN, *indicators: Indicator) -> Trend:
    return performance_trend(data_of(store, *indicators), selection)


def names(shown: Trend) -> list[str]:
    return [line.name for line in shown.lines]


def test_the_default_range_is_three_years_back_and_the_planned_year_ahead() -> None:
    points = trend(full_store()).main.points

    assert (points[0].start, points[-1].start) == (date(2017, 4, 1), date(2021, 3, 1))


def test_a_short_series_is_shown_whole() -> None:
    points = trend(FakeStore().add(key(), [observation(APRIL)])).main.points

    assert [point.start for point in points] == [APRIL]


def test_a_chosen_range_is_that_range() -> None:
    selection = replace(CHOSEN, start=date(2018, 1, 1), end=date(2018, 3, 1))

    shown = trend(full_store(), selection)

    assert [point.label for point in shown.main.points] == ["Jan 18", "Feb 18", "Mar 18"]
    assert (shown.start, shown.end) == (selection.start, selection.end)


def test_a_range_without_figures_says_so() -> None:
    with pytest.raises(NoFigures, match="in the months chosen") as refusal:
        trend(full_store(), replace(CHOSEN, start=date(2031, 1, 1)))

    assert refusal.value.remedy == "Choose other months."


def test_an_organisation_without_figures_says_where_they_come_from() -> None:
    with pytest.raises(NoFigures, match=r"18 weeks for Dudley CCG \(05C\)") as refusal:
        trend(full_store(), replace(CHOSEN, organisation=DUDLEY.code))

    assert "Statistical release" in refusal.value.remedy
    assert "From patient records." in refusal.value.remedy


def test_the_whole_organisation_is_drawn_where_no_part_is_chosen() -> None:
    assert names(trend(full_store())) == [OXFORDSHIRE.name]


def test_chosen_localities_are_drawn_in_place_of_the_whole() -> None:
    shown = trend(full_store(), replace(CHOSEN, localities=("north", "banbury")))

    assert names(shown) == ["Banbury", "North Oxfordshire"]
    assert [line.latest.value for line in shown.lines if line.latest] == [80, 95]


def test_chosen_treatment_functions_have_their_names() -> None:
    store = full_store()
    store.names.append(Member("treatment_function", "110", "Orthopaedics"))
    store.add(key(dimension="treatment_function", member="110"), [observation(MONTHS[-1], 70)])

    shown = trend(store, replace(CHOSEN, breakdown=("treatment_function:110",)))

    assert names(shown) == ["Orthopaedics"]
    assert shown.main.points[-1].value == 70


def test_a_chosen_provider_is_a_part_of_the_commissioner() -> None:
    store = full_store().add(key(provider="RTH"), [observation(MONTHS[-1], 75)])

    shown = trend(store, replace(CHOSEN, breakdown=("provider:RTH",)))

    assert names(shown) == ["Oxford University Hospitals"]
    assert shown.main.request.provider == "RTH"
    assert shown.main.request.organisation == OXFORDSHIRE


def test_no_more_than_four_lines_are_drawn_and_the_rest_are_counted() -> None:
    store = FakeStore()
    codes = tuple(f"place{number}" for number in range(6))
    for code in codes:
        store.places.append(Organisation(code, code.title(), Level.LOCALITY))
        store.relations.append(("10Q", "locality", code))
        store.add(key(code), [observation(APRIL)])

    shown = trend(store, replace(CHOSEN, localities=codes))

    assert names(shown) == ["Place0", "Place1", "Place2", "Place3"]
    assert shown.left_out == 2


@pytest.mark.parametrize(
    ("view", "shown"),
    [("", View.MONTH), ("quarter", View.QUARTER), ("rolling_12m", View.ROLLING_12M)],
)
def test_the_view_is_the_one_chosen_or_the_native_one(view: str, shown: View) -> None:
    assert trend(full_store(), replace(CHOSEN, view=view)).view is shown


def test_a_view_that_the_family_does_not_allow_gives_way_to_the_native_one() -> None:
    stock = indicator(aggregation="ratio_stock")

    assert trend(full_store(), replace(CHOSEN, view="rolling_12m"), stock).view is View.MONTH


def test_weekly_figures_are_a_view_of_their_own() -> None:
    monday = date(2020, 2, 24)
    store = full_store().add(key(grain=Grain.WEEK), [observation(monday, 70, grain=Grain.WEEK)])

    shown = trend(store, replace(CHOSEN, view="week"))

    assert [(point.end, point.value) for point in shown.main.points] == [(date(2020, 3, 1), 70)]


def test_percentages_without_counts_have_no_quarter() -> None:
    store = FakeStore()
    store.add(key(), [observation(APRIL, None, None, value=80)])

    with pytest.raises(NotAdditive):
        trend(store, replace(CHOSEN, view="quarter"))


def test_what_is_said_of_the_organisations_group_is_shown_with_it() -> None:
    store = full_store()
    store.relations.append(("partnership", "group", "10Q"))
    mark = ReferenceValue("actual", "month 7", "partnership", None, None, 96, "percent", "p", "q")
    store.stated.append(("waits", mark))
    store.tasks.append(("waits", "partnership", PlannedAction("Hire", "", None, None, "", "p")))
    store.local.append(
        ("waits", LocalStandard("partnership", ">=", 90, date(2019, 4, 1), None, "p"))
    )

    shown = trend(store)

    assert shown.reference_values == (mark,)
    assert [action.text for action in shown.actions] == ["Hire"]
    assert [standard.value for standard in shown.local_standards] == [90]


def test_a_break_in_the_data_is_told() -> None:
    store = full_store()
    change = DataBreak(date(2018, 10, 1), "counted anew", "not comparable")
    store.breaks.append(("waits", "", change))

    assert trend(store).data_breaks == (change,)


def test_a_plan_for_a_year_is_a_mark_over_the_year_and_no_months_plan() -> None:
    store = FakeStore().add(key(), [observation(APRIL)])
    store.add(
        key(grain=Grain.YEAR), plan=[plan_point(APRIL, None, None, value=91, grain=Grain.YEAR)]
    )

    shown = trend(store)

    (target,) = shown.targets
    assert (target.start, target.end, target.value) == (APRIL, date(2020, 3, 31), 91)
    assert shown.main.points[0].plan_value is None


def test_a_part_has_no_marks_of_the_whole() -> None:
    store = FakeStore().add(key(), [observation(APRIL)])
    store.add(key(grain=Grain.YEAR), plan=[plan_point(APRIL, grain=Grain.YEAR)])
    store.add(key(dimension="ae_type", member="1"), [observation(APRIL)])

    assert trend(store, replace(CHOSEN, breakdown=("ae_type:1",))).targets == ()


def test_a_plan_for_a_year_that_was_submitted_later_is_not_known_yet() -> None:
    store = FakeStore(versions=[plan_version("final", date(2019, 9, 1))])
    store.add(key(), [observation(APRIL)])
    store.add(key(grain=Grain.YEAR), plan=[plan_point(APRIL, grain=Grain.YEAR)])

    assert trend(store, replace(CHOSEN, as_at=date(2019, 8, 31))).targets == ()
    assert len(trend(store, replace(CHOSEN, as_at=date(2019, 9, 1))).targets) == 1


def test_a_rate_without_its_base_gives_way_to_the_count_and_says_so() -> None:
    store = FakeStore().add(key(of="entering"), [observation(APRIL, 160, None)])

    shown = trend(store, Selection("10Q", indicator="access"), BASED, ENTERING)

    assert shown.indicator is ENTERING
    assert shown.main.points[0].value == 160
    assert 'needs the base "prevalence" for Oxfordshire CCG' in shown.stand_in


def test_a_rate_with_its_base_is_itself() -> None:
    store = FakeStore(populations=[("10Q", "prevalence", PopulationBase(12_000, APRIL, None))])
    store.add(key(of="entering"), [observation(APRIL, 160, None)])

    shown = trend(store, Selection("10Q", indicator="access"), BASED, ENTERING)

    assert (shown.indicator, shown.stand_in) == (BASED, "")
    assert shown.main.points[0].value == pytest.approx(16)


def test_the_as_at_date_of_the_link_comes_before_that_of_the_database() -> None:
    store = full_store()
    store.as_at = date(2020, 3, 31)

    shown = trend(store, replace(CHOSEN, as_at=date(2018, 3, 31)))

    assert shown.main.latest is not None
    assert shown.main.latest.end == date(2018, 3, 31)
    assert trend(store).as_at == date(2020, 3, 31)


def marked(kind: MarkKind, on: date, until: date | None = None) -> Mark:
    return Mark(kind, on, until, "a reason", "A. Analyst", AS_AT, 1)


def test_what_is_judged_does_not_depend_on_what_is_drawn() -> None:
    whole = trend(full_store()).verdict.judged
    cut = trend(
        full_store(), replace(CHOSEN, start=date(2019, 4, 1), view="quarter")
    ).verdict.judged

    assert len(whole.points) == 36
    assert cut.judgement == whole.judgement


def test_a_line_is_judged_from_its_baseline_on() -> None:
    store = full_store()
    begins = date(2015, 6, 1)
    store.marked.append(("waits", "10Q", marked(MarkKind.BASELINE, begins, date(2016, 5, 31))))

    shown = trend(store)

    assert shown.verdict.judged.points[0].start == begins
    assert shown.main.points[0].start == date(2017, 4, 1)


def test_a_locality_is_judged_and_listed_with_its_own_marks() -> None:
    store, begins = full_store(), date(2015, 6, 1)
    store.marked.append(("waits", "banbury", marked(MarkKind.BASELINE, begins, date(2016, 5, 31))))

    shown = trend(store, replace(CHOSEN, localities=("banbury",)))

    assert shown.whole.points[0].start == begins
    assert standing(data_of(store), shown.main).marks == shown.verdict.marks != ()


def test_what_people_wrote_of_the_whole_is_not_said_of_a_part() -> None:
    store = full_store().add(key(provider="RTH"), [observation(MONTHS[-1], 75)])
    note = marked(MarkKind.NOTE, MONTHS[-1])
    store.marked.append(("waits", "10Q", note))

    assert trend(store).verdict.marks == (note,)
    assert trend(store, replace(CHOSEN, breakdown=("provider:RTH",))).verdict.marks == ()


def test_what_it_would_take_is_of_the_latest_figure_there_is() -> None:
    shown = trend(full_store(), replace(CHOSEN, end=date(2019, 6, 1)))

    assert shown.main.latest is not None
    assert shown.main.latest.start == date(2019, 6, 1)
    assert shown.verdict.takes.point is not None
    assert shown.verdict.takes.point.start == MONTHS[-1]


def replanned_store() -> FakeStore:
    """A draft and a final plan of one year, and the final one of the year before."""
    versions = [
        plan_version("old", date(2018, 3, 31)),
        plan_version("draft", date(2019, 2, 1), status="draft"),
        plan_version("final", date(2019, 3, 31)),
    ]
    store = FakeStore(versions=versions).add(key(), [observation(APRIL)])
    old = [plan_point(date(2018, 4, 1), version="old")]
    new = [plan_point(APRIL, met, version=v) for v, met in (("draft", 90), ("final", 91))]
    return store.add(key(), plan=[*old, *new])


def test_the_last_two_versions_of_the_same_months_are_set_against_each_other() -> None:
    found = trend(replanned_store()).verdict.replanned

    assert found is not None
    assert (found.earlier.slug, found.later.slug) == ("draft", "final")


def test_a_version_that_was_submitted_later_is_not_known_yet() -> None:
    shown = trend(replanned_store(), replace(CHOSEN, as_at=date(2019, 3, 1)))

    assert shown.verdict.replanned is None


def test_the_successor_of_one_that_has_closed_is_named() -> None:
    store = full_store()
    store.places[0] = replace(OXFORDSHIRE, valid_to=date(2020, 2, 29))
    store.takeovers.append(Succession("10Q", "05C", date(2020, 3, 1), 1.0, ""))

    shown = trend(store)

    assert shown.succeeded is not None
    assert [each.code for each in shown.succeeded.successors] == ["05C"]
    assert (shown.merged, trend(full_store()).succeeded) == (False, None)
