"""What stands over and under a trend's chart where an organisation closed or took over others?"""

from dataclasses import replace
from datetime import date

import orjson
import pytest

from dashboard.charts.trend_charts import drawn_trend
from dashboard.organisations import ENGLAND, Level, Organisation, Succession
from dashboard.periods import months_between
from dashboard.selection import AS_PUBLISHED, SPC, WITH_ENGLAND, Selection
from dashboard.services.trend import performance_trend
from layouts.components.chart_tabs import chart_tabs
from layouts.components.trend_panel import trend_about, trend_panel
from layouts.components.trend_words import reading, subtitle
from tests.builders import indicator, observation, plan_point, plan_version
from tests.core.fake_store import DUDLEY, OXFORDSHIRE, FakeStore, data_of, key

MERGED = date(2019, 4, 1)
MONTHS = list(months_between(date(2018, 4, 1), date(2020, 2, 1)))
BLACK_COUNTRY = Organisation("D2P2L", "Black Country CCG", Level.CCG, valid_from=MERGED)


def merged_store() -> FakeStore:
    """Dudley became the Black Country in April 2019."""
    store = FakeStore(places=[replace(DUDLEY, valid_to=date(2019, 3, 31)), BLACK_COUNTRY])
    store.takeovers.append(Succession("05C", "D2P2L", MERGED, 1.0, "the register"))
    store.add(key("05C"), [observation(month) for month in MONTHS if month < MERGED])
    return store.add(key("D2P2L"), [observation(month) for month in MONTHS if month >= MERGED])


def said(store: FakeStore, chosen: Selection) -> str:
    """Everything around the chart, as it is sent."""
    trend = performance_trend(data_of(store), chosen)
    drawn = drawn_trend(trend)
    parts = [
        subtitle(trend, drawn, chosen),
        reading(trend, drawn),
        trend_panel(trend, drawn, chosen),
    ]
    return orjson.dumps(parts).decode()


def test_a_closed_organisation_leads_to_its_successor() -> None:
    shown = said(merged_store(), Selection("05C", indicator="waits"))

    assert "Dudley CCG closed on 31 March 2019; its patients are now with " in shown
    assert '"href":"/trend?organisation=D2P2L&indicator=waits"' in shown


def test_a_back_cast_says_so_and_leads_to_what_was_published() -> None:
    shown = said(merged_store(), Selection("D2P2L", indicator="waits"))

    assert "Show them as published then" in shown
    assert f"/trend?organisation=D2P2L&indicator=waits&footprint={AS_PUBLISHED}" in shown


def test_what_was_published_leads_back() -> None:
    shown = said(
        merged_store(), Selection("D2P2L", indicator="waits", footprint=AS_PUBLISHED, chart="spc")
    )

    assert "Figures as they were published at the time." in shown
    assert '"href":"/trend?organisation=D2P2L&indicator=waits&chart=spc"' in shown


def test_the_panel_parts_the_difference_from_plan_and_says_it_once() -> None:
    store = FakeStore().add(key(), [observation(MONTHS[-1], 80, 110)], [plan_point(MONTHS[-1])])

    shown = said(store, Selection("10Q", indicator="waits"))

    assert "People, by performance" in shown
    assert "by activity" in shown
    assert "That is" not in shown


def test_the_panel_has_the_change_of_plan_with_its_table() -> None:
    versions = [plan_version("draft", date(2020, 1, 1), status="draft"), plan_version("final")]
    store = FakeStore(versions=[versions[0], replace(versions[1], submitted_on=date(2020, 1, 31))])
    plans = [plan_point(MONTHS[-1], met, version=v) for v, met in (("draft", 95), ("final", 92))]
    store.add(key(), [observation(MONTHS[-1])], plans)

    shown = said(store, Selection("10Q", indicator="waits"))

    assert "The final plan lowers quarter 4 of 2019/20" in shown
    assert "organisation=10Q&plan=draft&with=final&format=csv" in shown
    assert "/indicator/waits?organisation=10Q&versions=draft,final" in shown


def test_an_older_figure_does_not_borrow_the_latest_ones_verdicts() -> None:
    store = FakeStore().add(key(), [observation(month) for month in MONTHS])

    shown = said(store, Selection("10Q", indicator="waits", end=date(2019, 6, 1)))

    assert "The icons are of Feb 20." in shown


def test_what_cannot_be_judged_still_has_its_icon_and_words() -> None:
    store = FakeStore().add(key(), [observation(MONTHS[-1])])
    stock = indicator(spc_suitable=False, spc_reason="It drifts.")
    chosen = Selection("10Q", indicator="waits")
    trend = performance_trend(data_of(store, stock), chosen)

    shown = orjson.dumps(trend_panel(trend, drawn_trend(trend), chosen)).decode()

    assert "Variation not judged" in shown
    assert "/assets/icons/not_judged.svg" in shown


WAITING = indicator(aggregation="ratio_stock", people="patients waiting", breach="waited longer")


def panel(chosen: Selection) -> str:
    """Of a list of 10,000 in February, 9,000 of whom are within the standard."""
    store = FakeStore().add(key(), [observation(MONTHS[-1], 9_000, 10_000)])
    trend = performance_trend(data_of(store, WAITING), chosen)
    parts = [trend_panel(trend, drawn_trend(trend), chosen), trend_about(trend, chosen)]
    return orjson.dumps(parts).decode()


def test_the_length_of_a_list_is_an_assumption_that_can_be_moved() -> None:
    shown = panel(Selection("10Q", indicator="waits"))

    assert '"children":"As long as now"' in shown
    assert "/trend?organisation=10Q&indicator=waits&list=9500" in shown
    assert "/trend?organisation=10Q&indicator=waits&list=10500" in shown


def test_the_sentence_says_the_length_that_was_chosen() -> None:
    shown = panel(Selection("10Q", indicator="waits", list_size=8_000))

    asked = "in March 2020 with 8,000 patients waiting, there must be 360 fewer who waited longer"
    assert asked in shown
    assert "8,000, as chosen" in shown


def test_what_is_no_list_has_no_length_to_choose() -> None:
    store = FakeStore().add(key(), [observation(MONTHS[-1])])

    assert "The list in" not in said(store, Selection("10Q", indicator="waits"))


def test_the_definition_leads_to_the_page_of_the_indicator() -> None:
    shown = panel(Selection("10Q", indicator="waits", view="quarter"))

    assert '"href":"/indicator/waits?organisation=10Q&view=quarter"' in shown


def beside(chosen: Selection) -> str:
    """The tabs of a line that England has too."""
    store = FakeStore(places=[OXFORDSHIRE, Organisation(ENGLAND, "England", Level.COUNTRY)])
    for code in ("10Q", ENGLAND):
        store.add(key(code), [observation(month) for month in MONTHS])
    trend = performance_trend(data_of(store), chosen)
    drawn = drawn_trend(trend)
    return orjson.dumps(chart_tabs(drawn.tabs, drawn.kind, chosen, trend.england)).decode()


def test_england_is_a_link_there_and_back() -> None:
    chosen = Selection("10Q", indicator="waits")

    there, back = beside(chosen), beside(replace(chosen, compare=WITH_ENGLAND))

    assert '"href":"/trend?organisation=10Q&indicator=waits&compare=england"' in there
    assert '"Without England"' in back
    assert back.count('"href":"/trend?organisation=10Q&indicator=waits"') == 1


def test_england_is_of_the_trajectory_alone() -> None:
    assert "England" not in beside(Selection("10Q", indicator="waits", chart=SPC))


def test_where_england_cannot_be_drawn_its_place_says_why() -> None:
    store = FakeStore().add(key(), [observation(MONTHS[-1])])
    trend = performance_trend(data_of(store), Selection("10Q", indicator="waits"))

    tabs = chart_tabs((), "", Selection("10Q", indicator="waits"), trend.england)

    assert "England is not drawn: no figures of England are loaded." in str(tabs)


@pytest.mark.parametrize("made_up", [True, False])
def test_it_is_said_which_of_two_lines_is_made_up(made_up: bool) -> None:
    store = FakeStore(places=[OXFORDSHIRE, Organisation(ENGLAND, "England", Level.COUNTRY)])
    store.add(key(), [observation(MONTHS[-1])], illustrative=made_up)
    store.add(key(ENGLAND), [observation(MONTHS[-1])], illustrative=not made_up)

    shown = said(store, Selection("10Q", indicator="waits", compare=WITH_ENGLAND))

    names = ("Oxfordshire CCG", "England") if made_up else ("England", "Oxfordshire CCG")
    assert "The figures of {} are illustrative, those of {} are real.".format(*names) in shown
    assert "Illustrative actuals" in shown


def test_a_plan_that_is_made_up_is_named_only_where_it_is_drawn() -> None:
    store = FakeStore()
    plan = [plan_point(month) for month in MONTHS[12:]]
    store.add(key(), [observation(month) for month in MONTHS], plan, plan_illustrative=True)
    before = Selection("10Q", indicator="waits", start=MONTHS[0], end=MONTHS[6])

    assert "Illustrative plan" in said(store, Selection("10Q", indicator="waits"))
    assert "Illustrative" not in said(store, before)
