"""Are findings said in plain English, with the month named and nothing hidden by rounding?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.calculations.views import View
from dashboard.charts.figures_table import figures_table
from dashboard.charts.written import honest_values, written
from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, add_months
from dashboard.series import Observation, PlanPoint
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.wording import units, words
from dashboard.services.wording.people_words import people
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_store import AS_AT, OXFORDSHIRE, FakeStore, data_of, key

MINUS = "\N{MINUS SIGN}"
FEBRUARY = date(2020, 2, 1)
HERE = OXFORDSHIRE.name
UP = indicator(breach="waited over 18 weeks")
DOWN = indicator(
    direction="down",
    standard=[{"value": 1.0, "kind": "national", "comparator": "<", "valid_from": FEBRUARY}],
)
COUNT = indicator(
    unit="count", aggregation="count_flow", denominator="", standard=[], people="people treated"
)
OPEN = indicator(standard=[], breach="waited over 18 weeks")


def line(
    actual: list[Observation],
    plan: list[PlanPoint] | None = None,
    of: Indicator = UP,
    view: View = View.MONTH,
) -> Line:
    store = FakeStore().add(key(grain=of.grain), actual, plan or [])
    return performance_line(data_of(store, of), of, Request(OXFORDSHIRE, view, AS_AT))


def months(numerators: list[float], denominator: float | None = 100) -> list[Observation]:
    """The last of them is February 2020."""
    first = 1 - len(numerators)
    return [
        observation(add_months(FEBRUARY, first + i), n, denominator)
        for i, n in enumerate(numerators)
    ]


def plans(number: int, numerator: float = 92, denominator: float | None = 100) -> list[PlanPoint]:
    return [
        plan_point(add_months(FEBRUARY, 1 - number + i), numerator, denominator)
        for i in range(number)
    ]


def headline(
    actual: list[Observation],
    plan: list[PlanPoint] | None = None,
    of: Indicator = UP,
    view: View = View.MONTH,
) -> str:
    return words.headline(line(actual, plan, of, view), HERE)


@pytest.mark.parametrize(
    ("actual", "said"),
    [
        (85.1, "6.9 points below plan"),
        (91.0, "1.0 point below plan"),
        (93.0, "1.0 point above plan"),
        (92.0, "on plan"),
        (91.99, "just below plan"),
        (92.01, "just above plan"),
    ],
)
def test_a_title_says_how_far_from_plan_and_in_which_month(actual: float, said: str) -> None:
    title = headline(months([actual]), plans(1))

    assert title.startswith(f"18 weeks is {said} in February 2020")


@pytest.mark.parametrize(
    ("numerators", "said"),
    [
        ([93, 94], ", meeting its plan for the second month running"),
        ([93] * 11, ", meeting its plan for the 11th month running"),
        ([93] * 22, ", meeting its plan for the 22nd month running"),
        ([90, 93], ", meeting its plan"),
        ([93, 90, 90], "; it last met its plan in December 2019"),
        ([90, 90], "; it has missed its plan in all 2 months shown"),
        ([90], " in February 2020"),
    ],
)
def test_a_title_says_since_when(numerators: list[float], said: str) -> None:
    assert headline(months(numerators), plans(len(numerators))).endswith(said)


def test_without_a_plan_a_title_says_the_figure_and_its_standing() -> None:
    assert headline(months([95])) == "18 weeks is 95.0% in February 2020, meeting the 92% standard"
    assert headline(months([85.1])).endswith(", missing the 92% standard")
    assert headline(months([3]), of=DOWN).endswith(", missing the under 1% standard")
    assert headline(months([85.1]), of=OPEN) == "18 weeks is 85.1% in February 2020"


@pytest.mark.parametrize(
    ("view", "period"),
    [
        (View.QUARTER, "Q4 2019/20"),
        (View.YEAR_TO_DATE, "2019/20 to February 2020"),
        (View.ROLLING_12M, "the twelve months to February 2020"),
    ],
)
def test_a_gathered_period_is_named_in_full(view: View, period: str) -> None:
    actual = [*months([93] * 12), observation(date(2020, 3, 1), 93)][
        : 13 if view == "quarter" else 12
    ]

    title = headline(actual, [*plans(12), plan_point(date(2020, 3, 1))], view=view)

    assert f"in {period}" in title


def test_a_quarter_that_lacks_a_month_says_which() -> None:
    title = headline(months([90, 90]), plans(2), view=View.QUARTER)

    assert title == "18 weeks is 90.0% in Q4 2019/20 without Mar 20, missing the 92% standard"


def test_a_week_is_named_by_its_end() -> None:
    store = FakeStore()
    store.add(key(grain=Grain.WEEK), [observation(date(2020, 2, 24), grain=Grain.WEEK)])
    found = performance_line(data_of(store), UP, Request(OXFORDSHIRE, View.WEEK, AS_AT))

    assert "in the week ending 1 Mar 20" in words.headline(found, HERE)


def test_a_part_of_the_organisation_is_named_in_the_title() -> None:
    found = line(months([95]))

    assert words.headline(found, "Somewhere else").startswith(f"{HERE}: 18 weeks is")


def test_no_figure_is_said_to_be_no_figure() -> None:
    found = line([absent(FEBRUARY)], plans(1))

    assert words.headline(found, HERE) == f"18 weeks: no figure yet for {HERE}"
    assert people(found) == ""
    assert words.reading(found) == f"There is no figure for {HERE} in the periods shown."


@pytest.mark.parametrize(
    ("of", "actual", "printed"),
    [
        (UP, observation(FEBRUARY, 9199, 10000), "92.0% (below standard)"),
        (UP, observation(FEBRUARY, 92, 100), "92.0%"),
        (UP, observation(FEBRUARY, 80, 100), "80.0%"),
        (DOWN, observation(FEBRUARY, 1001, 100_000), "1.0% (above standard)"),
        (DOWN, observation(FEBRUARY, 999, 100_000), "1.0%"),
    ],
)
def test_rounding_never_hides_that_a_standard_is_missed(
    of: Indicator, actual: Observation, printed: str
) -> None:
    (point,) = line([actual], of=of).points

    assert words.honest_value(point, of) == printed
    assert honest_values([point], of) == [printed]


@pytest.mark.parametrize(
    ("patients", "said"),
    [
        (1034.4, "1,034 more"),
        (-12, "12 fewer"),
        (1, "1 more"),
        (0, "as planned"),
        (0.06, "under 1 more"),
        (-0.5, "under 1 fewer"),
        (0.51, "1 more"),
    ],
)
def test_patients_are_whole_people_more_or_fewer(patients: float, said: str) -> None:
    assert words.more_or_fewer(patients) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(12345, "12,345"), (0, "0"), (2.5, "2.5"), (-3, f"{MINUS}3"), (-0.0, "0")],
)
def test_counts_have_separators_and_a_real_minus(number: float, said: str) -> None:
    assert units.count(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(6.94, "+6.9"), (-6.94, f"{MINUS}6.9"), (0.04, "0.0"), (-0.04, "0.0")]
)
def test_differences_have_a_sign_unless_they_are_nought(number: float, said: str) -> None:
    assert units.signed(number, indicator()) == said


@pytest.mark.parametrize(
    ("actual", "plan", "of", "said"),
    [
        (
            observation(FEBRUARY, 80),
            plan_point(FEBRUARY, 92),
            UP,
            "20 of 100 patients waited over 18 weeks: 12 more than at the planned rate.",
        ),
        (
            observation(FEBRUARY, 92),
            plan_point(FEBRUARY, 92),
            UP,
            "8 of 100 patients waited over 18 weeks: as planned.",
        ),
        (observation(FEBRUARY, 80), None, UP, "20 of 100 patients waited over 18 weeks."),
        (
            observation(FEBRUARY, None, None, value=80),
            None,
            UP,
            "Only the percentage is published, so it cannot be said how many people that is.",
        ),
        (
            observation(FEBRUARY, 965, None),
            plan_point(FEBRUARY, 1000, None),
            COUNT,
            "965 people treated, where 1,000 were planned.",
        ),
        (
            observation(FEBRUARY, 1, None),
            plan_point(FEBRUARY, 1, None),
            COUNT,
            "People treated: 1, where 1 was planned.",
        ),
        (observation(FEBRUARY, 2, None), None, COUNT, "2 people treated."),
    ],
)
def test_the_people_behind_a_figure_are_said(
    actual: Observation, plan: PlanPoint | None, of: Indicator, said: str
) -> None:
    assert people(line([actual], [plan] if plan else [], of)) == said


def test_where_lower_is_better_the_numerator_is_who_went_wrong() -> None:
    found = line(
        [observation(FEBRUARY, 3)],
        [plan_point(FEBRUARY, 1)],
        DOWN.model_copy(update={"breach": "waited six weeks"}),
    )

    assert people(found) == "3 of 100 patients waited six weeks: 2 more than at the planned rate."
    assert "2.0 points above plan" in words.headline(found, HERE)


@pytest.mark.parametrize(
    ("numerators", "said"),
    [
        ([93], "It met the standard (92% now) in the one month shown."),
        ([90], "It missed the standard (92% now) in the one month shown."),
        ([90, 93], "It met the standard (92% now) in 1 of the 2 months shown."),
        ([90, 90], "It missed the standard (92% now) in all 2 months shown."),
    ],
)
def test_a_reading_counts_the_months_that_met_the_standard(
    numerators: list[float], said: str
) -> None:
    assert words.reading(line(months(numerators))) == said


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (80, 81, "the latest is 1.0 point higher than in February 2019"),
        (80, 78, "the latest is 2.0 points lower than in February 2019"),
        (80, 80, "the latest is the same as in February 2019"),
        (80, 80.01, "the latest is about the same as in February 2019"),
    ],
)
def test_a_reading_looks_a_year_back(before: float, now: float, said: str) -> None:
    assert said in words.reading(line(months([before, *[80] * 11, now]))).replace("The", "the")


@pytest.mark.parametrize(
    ("gaps", "said"), [(1, "1 earlier month has no figure"), (2, "2 earlier months have no figure")]
)
def test_a_reading_counts_the_gaps(gaps: int, said: str) -> None:
    actual = months([93] * 4)
    for index in range(1, gaps + 1):
        actual[index] = absent(actual[index].period_start)

    assert said in words.reading(line(actual))


def test_a_reading_without_a_standard_or_a_year_before_says_the_latest_figure() -> None:
    assert words.reading(line(months([85.1]), of=OPEN)) == "The latest figure is 85.1% (Feb 20)."


def test_every_reason_for_a_gap_has_words() -> None:
    reasons = {
        "not_collected",
        "not_submitted",
        "suppressed",
        "not_yet_published",
        "paused",
        "excluded",
        "no_activity",
        "not_loaded",
        "late",
        "needs_base",
    }

    assert reasons <= set(words.ABSENT)
    assert len({words.ABSENT[reason] for reason in reasons}) == len(reasons)


counts = st.lists(st.integers(0, 200), min_size=1, max_size=15)


@given(counts, st.integers(0, 200), st.sampled_from([UP, DOWN, OPEN]), st.booleans())
def test_title_panel_and_table_say_the_same_numbers(
    numerators: list[int], planned: int, of: Indicator, with_plan: bool
) -> None:
    actual = months([float(n) for n in numerators], 200)
    found = line(actual, plans(len(numerators), planned, 200) if with_plan else [], of)
    latest = found.latest
    assert latest is not None

    title, row = words.headline(found, HERE), figures_table([written(found)], "").rows[0]

    assert words.honest_value(latest, of) in row
    if not with_plan:
        assert units.value(latest.value, of) in title
    elif latest.against.points and abs(latest.against.points) >= 0.05:
        distance = words.points_from_plan(latest, of)
        assert distance in row
        assert f" {distance.strip('+' + MINUS)} point" in title
        assert ("below" in title) == distance.startswith(MINUS)
    assert "February 2020" in title
    said = f"{title} {people(found)} {words.reading(found)}"
    assert "because" not in said.lower()
    assert "  " not in said and "None" not in said and "nan" not in said


def test_more_than_all_is_said_and_not_told_as_fewer_than_none() -> None:
    said = people(line(months([1050], 1000)))

    assert said.startswith("1,050 were counted to 1,000 ")
    assert "more than all" in said
