"""Is every point of a line what the figures behind it come to, and is every gap explained?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.calculations.views import View
from dashboard.documents import PopulationBase
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, add_months, months_between
from dashboard.series import Observation, PlanPoint
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.points import Point
from tests.builders import absent, indicator, observation, plan_point, plan_version
from tests.core.fake_store import AS_AT, OXFORDSHIRE, FakeStore, data_of, key
from tests.oracles.views import months_of, percentage

WAITS = indicator()
STOCK = indicator(aggregation="ratio_stock")
COUNTED = indicator(unit="count", aggregation="count_flow", denominator="", standard=[], decimals=0)
APRIL = date(2019, 4, 1)
YEAR = [add_months(APRIL, number) for number in range(12)]


def line(
    actual: list[Observation],
    plan: list[PlanPoint] | None = None,
    view: View = View.MONTH,
    of: Indicator = WAITS,
    as_at: date = AS_AT,
    chosen: str = "",
    store: FakeStore | None = None,
) -> Line:
    """Oxfordshire's line of the figures given."""
    store = store or FakeStore()
    store.add(key(of=of.id, grain=of.grain), actual, plan or [])
    request = Request(OXFORDSHIRE, view, as_at, plan=chosen)
    return performance_line(data_of(store, of), of, request)


def point_ending(line: Line, month: date) -> Point:
    (found,) = [point for point in line.points if point.end.replace(day=1) == month]
    return found


def test_a_month_has_its_counts_and_an_unrounded_percentage() -> None:
    (point,) = line([observation(APRIL, 2, 3)]).points

    assert (point.numerator, point.denominator) == (2, 3)
    assert point.value == pytest.approx(200 / 3, abs=1e-12)
    assert point.label == "Apr 19"


def test_a_quarter_adds_its_months() -> None:
    months = [observation(YEAR[0], 1, 10), observation(YEAR[1], 2, 20), observation(YEAR[2], 9, 10)]

    (point,) = line(months, view=View.QUARTER).points

    assert (point.label, point.numerator, point.denominator) == ("Q1 2019/20", 12, 40)
    assert point.value == 30


def test_a_quarter_without_a_month_names_it_and_is_not_compared_with_plan() -> None:
    months = [observation(YEAR[0]), absent(YEAR[1]), observation(YEAR[2])]

    (point,) = line(months, [plan_point(month) for month in YEAR[:3]], View.QUARTER).points

    assert point.missing == ("May 19",)
    assert point.value == 90
    assert point.provisional
    assert point.plan_value == 92
    assert (point.against.points, point.against.meets) == (None, None)
    assert point.against.reason == "not compared: May 19 missing"


def test_a_quarter_whose_plan_lacks_a_month_has_no_plan() -> None:
    (point,) = line(
        [observation(month) for month in YEAR[:3]],
        [plan_point(month) for month in YEAR[:2]],
        View.QUARTER,
    ).points

    assert point.plan_value is None


@pytest.mark.parametrize("view", [View.QUARTER, View.YEAR_TO_DATE])
def test_a_stock_stands_on_the_last_position(view: View) -> None:
    months = [observation(YEAR[0], 1, 10), observation(YEAR[1], 2, 20), observation(YEAR[2], 9, 30)]

    point = line(months, view=view, of=STOCK).points[-1]

    assert (point.numerator, point.denominator, point.missing) == (9, 30, ())


def test_an_earlier_gap_of_a_stock_is_no_gap_and_a_later_one_is_named() -> None:
    earlier = line(
        [absent(YEAR[0]), absent(YEAR[1]), observation(YEAR[2])], None, View.QUARTER, STOCK
    )
    later = line(
        [observation(YEAR[0]), absent(YEAR[1]), absent(YEAR[2])], None, View.QUARTER, STOCK
    )

    assert earlier.points[0].missing == ()
    assert later.points[0].missing == ("May 19", "Jun 19")


@pytest.mark.parametrize("view", [View.YEAR_TO_DATE, View.ROLLING_12M])
def test_a_running_total_ends_with_the_last_month_there_is(view: View) -> None:
    months = [observation(month) for month in months_between(date(2018, 4, 1), date(2019, 11, 1))]
    plan = [plan_point(month) for month in months_between(date(2018, 4, 1), date(2021, 3, 1))]

    found = line(months, plan, view)

    assert found.latest is not None
    assert found.latest.end == date(2019, 11, 30)
    assert next(p.end for p in found.points if p.value is None) == date(2019, 12, 31)
    assert found.points[-1].plan_value == 92


def test_a_running_total_to_a_month_without_a_figure_says_that_months_reason() -> None:
    months = [observation(YEAR[0]), absent(YEAR[1], "not_submitted"), observation(YEAR[2])]

    _, may, june = line(months, view=View.YEAR_TO_DATE).points

    assert (may.value, may.absent_reason) == (None, "not_submitted")
    assert (june.value, june.missing) == (90, ("May 19",))


def test_a_month_without_activity_is_nought_in_a_total_and_no_gap() -> None:
    months = [observation(YEAR[0], 9, 10), observation(YEAR[1], 0, 0, absent_reason="no_activity")]

    april, may = line(months, view=View.YEAR_TO_DATE).points

    assert (may.value, may.missing) == (90, ())
    assert april.value == 90


def test_twelve_months_begin_once_there_are_twelve() -> None:
    first, *_, last = line([observation(month) for month in YEAR], view=View.ROLLING_12M).points

    assert len(first.missing) == 11
    assert (last.label, last.missing, last.numerator) == ("Apr 19 to Mar 20", (), 1080)


def test_a_count_needs_no_denominator() -> None:
    months = [observation(YEAR[0], 3, None), observation(YEAR[1], 4, None)]

    point = line(months, view=View.YEAR_TO_DATE, of=COUNTED).points[-1]

    assert (point.numerator, point.denominator, point.value) == (7, None, 7)


def test_a_percentage_without_counts_is_drawn_and_its_patients_say_why_not() -> None:
    (point,) = line([observation(APRIL, None, None, value=88.5)], [plan_point(APRIL)]).points

    assert point.value == 88.5
    assert point.against.points == pytest.approx(-3.5)
    assert point.against.meets is False
    assert (point.against.patients, point.against.reason) == (None, "percentage only published")


def test_a_quarter_of_percentages_without_counts_is_refused() -> None:
    months = [observation(month, None, None, value=88.5) for month in YEAR[:3]]

    with pytest.raises(NotAdditive, match="only the percentage is published"):
        line(months, view=View.QUARTER)


def test_five_kinds_of_gap_have_five_reasons() -> None:
    """Known to 31 March 2020 with six weeks of lag: January is late, February not due yet."""
    months = [
        observation(YEAR[0]),
        absent(YEAR[1], "suppressed"),
        absent(YEAR[2], "not_submitted"),
        # July is not in the database at all
        observation(YEAR[4]),
    ]
    plan = [plan_point(month) for month in months_between(YEAR[0], date(2020, 5, 1))]

    found = line(months, plan)

    reasons = {point.label: point.absent_reason for point in found.points}
    assert reasons["May 19"] == "suppressed"
    assert reasons["Jun 19"] == "not_submitted"
    assert reasons["Jul 19"] == "not_loaded"
    assert (reasons["Sep 19"], reasons["Jan 20"]) == ("late", "late")
    assert (reasons["Feb 20"], reasons["Mar 20"]) == ("not_yet_published", "not_yet_published")
    assert (reasons["Apr 20"], reasons["May 20"]) == ("", "")  # still to come
    assert reasons["Apr 19"] == ""


def test_a_plan_without_any_figure_says_so_for_the_months_that_have_passed() -> None:
    found = line([], [plan_point(month) for month in (date(2020, 3, 1), date(2020, 4, 1))])

    assert [point.absent_reason for point in found.points] == ["not_loaded", ""]


def test_a_figure_is_late_on_the_day_it_is_due_and_not_before() -> None:
    due = date(2019, 5, 31) + timedelta(days=42)
    plan = [plan_point(month) for month in YEAR[:2]]

    before = line([observation(APRIL)], plan, as_at=due - timedelta(days=1))
    on_the_day = line([observation(APRIL)], plan, as_at=due)

    assert before.points[1].absent_reason == "not_yet_published"
    assert on_the_day.points[1].absent_reason == "late"


def test_the_as_at_date_cuts_off_what_ended_after_it() -> None:
    months = [observation(month) for month in YEAR]

    found = line(months, as_at=date(2019, 7, 30))

    assert found.latest is not None
    assert found.latest.label == "Jun 19"
    assert len(found.points) == 3


def test_the_as_at_date_hides_a_plan_that_was_submitted_after_it() -> None:
    store = FakeStore(
        versions=[plan_version("first", date(2019, 3, 1)), plan_version("later", date(2019, 5, 1))]
    )
    plan = [plan_point(YEAR[1], 80, version="first"), plan_point(YEAR[1], 95, version="later")]

    early = line([observation(YEAR[1])], plan, as_at=date(2019, 4, 30), store=store)
    late = line([observation(YEAR[1])], plan, store=FakeStore(versions=store.versions))

    assert [(p.plan_value, p.plan_version) for p in early.points] == [(80, "first")]
    assert [(p.plan_value, p.plan_version) for p in late.points] == [(95, "later")]


def test_a_chosen_version_replaces_the_one_in_force() -> None:
    store = FakeStore(
        versions=[plan_version("first", date(2019, 3, 1)), plan_version("later", date(2019, 5, 1))]
    )
    plan = [plan_point(YEAR[1], 80, version="first"), plan_point(YEAR[1], 95, version="later")]

    found = line([observation(YEAR[1])], plan, chosen="first", store=store)

    assert found.points[0].plan_value == 80
    assert [version.slug for version in found.plan_versions] == ["first"]


def test_a_version_counts_from_the_month_it_was_submitted_in() -> None:
    store = FakeStore(
        versions=[plan_version("first", date(2019, 3, 1)), plan_version("again", date(2019, 5, 9))]
    )
    plan = [
        plan_point(month, value, version=version)
        for month in YEAR[:3]
        for version, value in (("again", 95), ("first", 80))
    ]

    found = line([observation(month) for month in YEAR[:3]], plan, store=store)

    assert [point.plan_version for point in found.points] == ["first", "again", "again"]
    assert {version.slug for version in found.plan_versions} == {"first", "again"}


def test_the_standard_is_that_of_the_day_the_period_ends() -> None:
    steps = [
        {"value": v, "kind": "national", "comparator": ">=", "valid_from": f, "valid_to": t}
        for v, f, t in [
            (50.0, date(2018, 4, 1), date(2019, 5, 31)),
            (95.0, date(2019, 6, 1), None),
        ]
    ]
    stepped = indicator(standard=steps)

    monthly = line([observation(month) for month in YEAR[:3]], of=stepped)
    (quarter,) = line(
        [observation(month) for month in YEAR[:3]], None, View.QUARTER, stepped
    ).points

    assert [p.standard.value for p in monthly.points if p.standard] == [50, 50, 95]
    assert [p.meets_standard for p in monthly.points] == [True, True, False]
    assert quarter.meets_standard is False


def test_a_figure_that_rounds_onto_its_standard_still_misses_it() -> None:
    (point,) = line([observation(APRIL, 9199, 10000)]).points

    assert point.meets_standard is False


BASED = indicator(
    id="access",
    aggregation="rate_pop",
    base="prevalence",
    counted_by="entering",
    annualised=True,
    decimals=2,
    standard=[
        {"value": 15.0, "kind": "national", "comparator": ">=", "valid_from": date(2015, 4, 1)}
    ],
)
ENTERING = indicator(
    id="entering", unit="count", aggregation="count_flow", denominator="", standard=[], decimals=0
)


def based(view: View, entering: list[float], base: float = 12_000) -> Line:
    """The rate made of people entering treatment in the months from April and of a base."""
    store = FakeStore(populations=[("10Q", "prevalence", PopulationBase(base, APRIL, None))])
    months = [observation(m, n, None) for m, n in zip(YEAR, entering, strict=False)]
    store.add(key(of="entering"), months)
    data = data_of(store, BASED, ENTERING)
    return performance_line(data, BASED, Request(OXFORDSHIRE, view, AS_AT))


@pytest.mark.parametrize(
    ("view", "rate"),
    [
        (View.MONTH, 12 * 160 / 12_000),
        (View.QUARTER, 4 * (140 + 150 + 160) / 12_000),
        (View.ROLLING_QUARTER, 4 * (140 + 150 + 160) / 12_000),
        (View.YEAR_TO_DATE, (110 + 120 + 130 + 140 + 150 + 160) / 12_000),
    ],
)
def test_a_yearly_rate_is_stretched_to_the_year_but_for_what_is_there_to_date(
    view: View, rate: float
) -> None:
    latest = based(view, [110, 120, 130, 140, 150, 160]).latest

    assert latest is not None
    assert latest.value == pytest.approx(100 * rate)
    assert latest.denominator == 12_000


def test_a_yearly_rate_without_a_month_is_the_rate_of_the_months_there_are() -> None:
    store = FakeStore(populations=[("10Q", "prevalence", PopulationBase(12_000, APRIL, None))])
    months = [observation(YEAR[0], 160, None), absent(YEAR[1]), observation(YEAR[2], 160, None)]
    store.add(key(of="entering"), months)

    point = performance_line(
        data_of(store, BASED, ENTERING), BASED, Request(OXFORDSHIRE, View.QUARTER, AS_AT)
    ).points[0]

    assert point.value == pytest.approx(16)
    assert (point.missing, point.meets_standard) == (("May 19",), True)


def test_a_yearly_rate_meets_its_standard_to_the_very_person() -> None:
    just, short = based(View.MONTH, [150]).latest, based(View.MONTH, [149]).latest

    assert just is not None and just.meets_standard is True
    assert short is not None and short.meets_standard is False


def test_months_before_the_base_have_no_rate() -> None:
    store = FakeStore(populations=[("10Q", "prevalence", PopulationBase(12_000, YEAR[1], None))])
    store.add(key(of="entering"), [observation(month, 100, None) for month in YEAR[:2]])

    found = performance_line(
        data_of(store, BASED, ENTERING), BASED, Request(OXFORDSHIRE, View.MONTH, AS_AT)
    )

    assert [point.label for point in found.points] == ["May 19"]


YEARLY = indicator(grain="year")


def test_part_of_a_year_says_both_ends_and_is_not_held_against_a_whole_years_plan() -> None:
    part = Observation(APRIL, date(2019, 12, 31), 90, 100)

    (point,) = line([part], [plan_point(APRIL, grain=Grain.YEAR)], View.YEAR, YEARLY).points

    assert point.label == "Apr 19 to Dec 19"
    assert point.against.reason == "not compared: part of a year against a whole year's plan"
    assert point.against.meets is None


def test_no_year_is_invented_between_two() -> None:
    years = [observation(date(year, 4, 1), grain=Grain.YEAR) for year in (2014, 2018)]

    found = line(years, view=View.YEAR, of=YEARLY)

    assert [point.label for point in found.points] == ["2014/15", "2018/19"]


def test_a_provider_and_a_member_have_lines_of_their_own() -> None:
    store = FakeStore()
    store.add(key(), [observation(APRIL, 90)])
    store.add(key(provider="RTH"), [observation(APRIL, 80)])
    store.add(key(dimension="treatment_function", member="110"), [observation(APRIL, 70)])
    data, whole = data_of(store), Request(OXFORDSHIRE, View.MONTH, AS_AT)

    def value(request: Request) -> float | None:
        return performance_line(data, WAITS, request).points[0].value

    assert value(whole) == 90
    assert value(Request(OXFORDSHIRE, View.MONTH, AS_AT, provider="RTH")) == 80
    part = Request(OXFORDSHIRE, View.MONTH, AS_AT, dimension="treatment_function", member="110")
    assert value(part) == 70


def test_a_line_knows_which_of_its_sides_is_made_up() -> None:
    store = FakeStore().add(key(), [observation(APRIL)], [plan_point(APRIL)], illustrative=True)

    found = performance_line(data_of(store), WAITS, Request(OXFORDSHIRE, View.MONTH, AS_AT))

    assert (found.actual_illustrative, found.plan_illustrative, found.illustrative) == (
        True,
        False,
        True,
    )


counts = st.none() | st.tuples(st.integers(0, 50), st.integers(0, 50)).map(
    lambda pair: (min(pair), max(pair))
)
series = st.lists(counts, min_size=1, max_size=30)


@settings(max_examples=60)
@given(
    series,
    st.sampled_from([View.MONTH, View.QUARTER, View.YEAR_TO_DATE, View.ROLLING_12M]),
    st.booleans(),
)
def test_any_series_in_any_view_is_what_pencil_and_paper_say(
    given_counts: list[tuple[int, int] | None], view: View, stock: bool
) -> None:
    if stock and view is View.ROLLING_12M:
        view = View.QUARTER
    start = date(2017, 4, 1)
    months = {add_months(start, i): each for i, each in enumerate(given_counts)}
    actual = [observation(m, *each) if each else absent(m) for m, each in months.items()]

    found = line(actual, view=view, of=STOCK if stock else WAITS)

    for point in found.points:
        last = point.end
        expected = percentage(months, view, last, stock=stock)
        names = [month for month in months_of(view, last) if months.get(month)]
        running = view in (View.YEAR_TO_DATE, View.ROLLING_12M)
        if running and months.get(last.replace(day=1)) is None:
            expected = None
        assert point.value == (None if expected is None else pytest.approx(float(expected)))
        if expected is not None and not stock:
            assert len(point.missing) == len(months_of(view, last)) - len(names)
