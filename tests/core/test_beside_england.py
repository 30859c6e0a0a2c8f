"""Does England stand beside a trend only where the two may be held against one another?"""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.chart import TEXT, Chart
from dashboard.charts.trend import trend_chart
from dashboard.indicators.registry import Indicator
from dashboard.organisations import ENGLAND, Level, Organisation
from dashboard.periods import Grain, months_between
from dashboard.selection import WITH_ENGLAND, Selection
from dashboard.services.trend import Trend, performance_trend
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import OXFORDSHIRE, TRUST, FakeStore, data_of, key

COUNTRY = Organisation(ENGLAND, "England", Level.COUNTRY)
MONTHS = list(months_between(date(2018, 4, 1), date(2020, 2, 1)))
CHOSEN = Selection("10Q", indicator="waits", compare=WITH_ENGLAND)
COUNT = indicator(unit="count", aggregation="count_flow", denominator="", standard=[])
ROLLING = indicator(aggregation="rolling_ratio", grain="rolling_12m")


def both(met: float = 84.2, *, planned: bool = False) -> FakeStore:
    """Oxfordshire at 90 %, and England."""
    store = FakeStore(places=[OXFORDSHIRE, TRUST, COUNTRY])
    plan = [plan_point(m) for m in months_between(MONTHS[0], date(2021, 3, 1))] if planned else []
    store.add(key(), [observation(month) for month in MONTHS], plan)
    return store.add(key(ENGLAND), [observation(month, met) for month in MONTHS])


def trend(store: FakeStore, selection: Selection = CHOSEN, of: Indicator | None = None) -> Trend:
    return performance_trend(data_of(store, *([of] if of else [])), selection)


def texts(chart: Chart) -> list[str]:
    return [each["text"] for each in chart.figure["layout"]["annotations"]]


def test_england_is_a_thin_line_of_its_own_with_its_label() -> None:
    chart = trend_chart(trend(both()))

    (line,) = [each for each in chart.figure["data"] if each["name"] == "England"]
    assert line["line"] == {"color": TEXT, "width": 1.5}
    assert line["y"] == [84.2] * len(MONTHS)
    assert "England <b>84.2%</b>" in texts(chart)
    assert chart.sentence.endswith("England: 84.2% in February 2020.")


def test_england_has_a_column_of_the_table() -> None:
    table = trend_chart(trend(both())).table

    column = [each.label for each in table.columns].index("England")
    assert {row[column] for row in table.rows} == {"84.2%"}


def test_nothing_of_england_is_there_unasked() -> None:
    shown = trend(both(), replace(CHOSEN, compare=""))

    assert shown.england.offered and not shown.england.line
    assert "England" not in str(trend_chart(shown))


@pytest.mark.parametrize("met", [89.9, 90, 90.1, 91.5, 70])
def test_its_label_keeps_off_the_one_of_the_line(met: float) -> None:
    layout = trend_chart(trend(both(met, planned=True))).figure["layout"]

    own, england = layout["annotations"][:2]
    low, high = layout["yaxis"]["range"]
    pixels = 360 / (high - low)
    middle = (own["y"] * pixels) + (2 if own["yshift"] > 0 else -2)
    assert abs(england["y"] * pixels + england["yshift"] - middle) >= 19


@pytest.mark.parametrize("met", [88, 90, 91, 91.8, 92, 93])
def test_on_a_phone_its_label_keeps_off_those_of_the_right_edge(met: float) -> None:
    layout = trend_chart(trend(both(met, planned=True))).figure["layout"]

    narrow, (low, high) = layout["meta"]["narrow"], layout["yaxis"]["range"]
    pixels = 360 / (high - low)
    middle = met * pixels + narrow["annotations[1].yshift"]
    for each in layout["annotations"][2:4]:
        foot = each["y"] * pixels + 4
        top = foot + 20 * (each["text"].count("<br>") + 1)
        assert middle + 20 <= foot + 1 or middle - 20 >= top - 1


def test_a_count_is_not_held_against_englands() -> None:
    assert trend(both(), of=COUNT).england.why_not == "its count is no measure for a part of it"


def test_a_rolling_year_is_never_drawn_beside_englands_quarter() -> None:
    store = FakeStore(places=[OXFORDSHIRE, COUNTRY])
    year = observation(date(2019, 1, 1), grain=Grain.ROLLING_12M)
    store.add(key(grain=Grain.ROLLING_12M), [year])
    store.add(key(ENGLAND, grain=Grain.QUARTER), [observation(MONTHS[0], grain=Grain.QUARTER)])

    there = trend(store, of=ROLLING).england

    assert there.line is None
    assert there.why_not == "figures of rolling years are not compared with figures of quarters"


def test_without_figures_of_england_the_reason_is_said() -> None:
    store = FakeStore(places=[OXFORDSHIRE, COUNTRY]).add(key(), [observation(MONTHS[0])])

    assert trend(store).england.why_not == "no figures of England are loaded"


def test_england_ends_where_the_line_ends() -> None:
    store = FakeStore(places=[OXFORDSHIRE, COUNTRY])
    store.add(key(), [observation(month) for month in MONTHS[:6]])
    store.add(key(ENGLAND), [observation(month, 84) for month in MONTHS])

    shown = trend(store)

    assert shown.england.line is not None
    assert [p.start for p in shown.england.line.points] == MONTHS[:6]


def test_england_itself_has_nothing_to_be_compared_with() -> None:
    assert not trend(both(), replace(CHOSEN, organisation=ENGLAND)).england.offered


def test_a_part_is_held_against_the_same_part_of_england() -> None:
    store = both()
    part = key()._replace(dimension="ae_type", member="type1")
    store.add(part, [observation(month) for month in MONTHS])

    shown = trend(store, replace(CHOSEN, breakdown=("ae_type:type1",)))

    assert shown.england.why_not == "no figures of England are loaded of this part"
