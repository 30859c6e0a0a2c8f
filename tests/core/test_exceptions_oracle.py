"""Do the rules meet what a slow recomputation says they meet, over any figures?"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import add_months
from tests.builders import absent, observation, plan_point
from tests.core.exception_reports import hits, measure, report
from tests.core.fake_store import FakeStore, key
from tests.oracles.exceptions import Month, rules_met

APRIL, LAG = date(2019, 4, 1), 42
DENOMINATORS = st.sampled_from([1, 7, 50, 100, 250, 5_000, 12_000])


@st.composite
def months(draw: st.DrawFn) -> Month:
    """Near its standard and plan more often than chance would have it."""
    of, planned = draw(DENOMINATORS), draw(DENOMINATORS)
    share = draw(st.sampled_from([90, 91, 92, 93, 94, 95, 100]) | st.integers(0, 100))
    met = min(of, max(0, of * share // 100 + draw(st.integers(-1, 1))))
    aim = draw(st.none() | st.integers(85, 100))
    return Month(
        draw(st.sampled_from([met, met, met, met, None])),
        of,
        None if aim is None else planned * aim // 100,
        planned,
    )


def store_of(given_: list[Month]) -> FakeStore:
    starts = [add_months(APRIL, number) for number in range(len(given_))]
    rows = list(zip(starts, given_, strict=True))
    figures = [
        absent(start, "not_submitted")
        if each.met is None
        else observation(start, each.met, each.of)
        for start, each in rows
    ]
    plan = [plan_point(start, e.plan_met, e.plan_of) for start, e in rows if e.plan_met is not None]
    return FakeStore().add(key(), figures, plan)


@given(st.lists(months(), min_size=1, max_size=12), st.integers(80, 100), st.integers(0, 150))
def test_the_rules_meet_what_the_oracle_says(given_: list[Month], level: int, days: int) -> None:
    standard = {
        "value": level, "kind": "national", "comparator": ">=", "valid_from": date(2012, 4, 1),
    }  # fmt: skip
    as_at = add_months(APRIL, len(given_)) + timedelta(days)

    found = report(store_of(given_), measure(standard=[standard], lag_days=LAG), as_at=as_at)

    assert set(hits(found)["waits"]) == rules_met(given_, level, LAG, as_at)
