"""Is whoever stands in for a commissioner shown under its own name, and never as the other?"""

from dataclasses import replace
from datetime import date

import pytest

from callbacks.choices import choices
from dashboard.charts.summary import summary_cells, summary_title
from dashboard.charts.trend import trend_chart
from dashboard.charts.trend_charts import drawn_trend
from dashboard.errors import NeedsProviderShares, NoFigures, PublishedElsewhere
from dashboard.exports.rows import series_rows, summary_rows
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Membership, Organisation
from dashboard.periods import Grain
from dashboard.selection import Read, Selection
from dashboard.services.catalogue import Data, checked
from dashboard.services.extract import Wanted, extracted_lines
from dashboard.services.localities import locality_performance
from dashboard.services.stand_in import stand_in
from dashboard.services.summary import State, performance_summary
from dashboard.services.trend import Trend, performance_trend
from layouts.components.trend_words import subtitle
from tests.builders import indicator, observation, plan_point
from tests.core.fake_store import (
    AS_AT,
    BANBURY,
    DUDLEY,
    OXFORDSHIRE,
    TRUST,
    FakeStore,
    data_of,
    key,
)

FEBRUARY = date(2020, 2, 1)
BURTON = Organisation("RJF", "Burton Hospitals", Level.TRUST)
DERBY = Organisation("RRK", "Derby and Burton", Level.TRUST)
AMBULANCES = Organisation("RYE", "South Central Ambulance Service", Level.TRUST)
FOUR_HOURS = indicator(
    id="ae", short_name="A&E 4-hour", stand_in="main_provider", shared_out=True, breach="waited"
)
RESPONSES = indicator(id="calls", short_name="Category 1", stand_in="ambulance")
NOTE = (
    "A&E 4-hour is published by provider, not by commissioner: this is Oxford University Hospitals "
    "(RTH), the lead provider of Oxfordshire CCG, and not the commissioner's own patients."
)


def emergency(*more: tuple[str, str, str]) -> FakeStore:
    """The trust met 80 of 100, and the CCG has a plan of its own."""
    store = FakeStore(relations=[("10Q", "main_provider", "RTH"), *more])
    store.add(key("RTH", "ae"), [observation(FEBRUARY, 80, 100)], [plan_point(FEBRUARY, 95)])
    return store.add(key("10Q", "ae"), [], [plan_point(FEBRUARY, 95)])


def moved() -> FakeStore:
    """Burton led until it merged into Derby."""
    store = FakeStore(places=[*FakeStore().places, BURTON, DERBY])
    store.dated = [
        ("05C", "main_provider", Membership(BURTON, date(2013, 4, 1), date(2018, 6, 30))),
        ("05C", "main_provider", Membership(DERBY, date(2018, 7, 1), None)),
    ]
    return store


def trend(store: FakeStore, of: Indicator = FOUR_HOURS, **chosen: object) -> Trend:
    data = data_of(store, of)
    selection = Selection(indicator=of.id, **{"organisation": "10Q", **chosen})  # type: ignore[arg-type]
    return performance_trend(data, checked(data, Read(selection)).selection)


def test_the_lead_provider_is_shown_under_its_own_name_and_code() -> None:
    shown = trend(emergency())
    chart = trend_chart(shown)

    assert shown.main.name == "Oxford University Hospitals (RTH)"
    assert chart.title.startswith("Oxford University Hospitals (RTH): A&E 4-hour is 80.0%")
    assert "Oxford University Hospitals (RTH)" in chart.alternative
    assert chart.notes == (NOTE,)
    assert "Oxford University Hospitals (RTH); not held" in str(
        subtitle(shown, drawn_trend(shown), Selection())
    )


def test_nothing_is_said_of_the_commissioner_no_patients_and_no_difference_from_plan() -> None:
    shown = trend(emergency())
    (point,) = shown.main.points

    assert (point.plan_value, point.against.points, point.against.patients) == (None, None, None)
    assert shown.targets == ()
    assert shown.main.plan_versions == ()
    assert "20 of 100" not in trend_chart(shown).alternative


def test_a_commissioner_with_figures_of_its_own_needs_nobody() -> None:
    store = emergency().add(key("10Q", "ae"), [observation(FEBRUARY, 70, 100)])

    shown = trend(store)

    assert (shown.main.name, shown.stand_in, shown.stands_in) == (OXFORDSHIRE.name, "", False)
    assert shown.main.points[0].against.patients == pytest.approx(25)


def test_the_parts_of_a_stand_in_are_called_by_its_name() -> None:
    store = emergency()
    store.add(key("RTH", "ae", dimension="ae_type", member="type1"), [observation(FEBRUARY, 7, 10)])

    shown = trend(store, breakdown=("ae_type:type1",))

    assert [line.name for line in shown.lines] == ["Oxford University Hospitals (RTH), type1"]
    assert shown.lines[0].latest is not None
    assert shown.lines[0].latest.value == 70


def test_controls_offer_what_the_stand_in_has() -> None:
    store = emergency()
    store.add(key("RTH", "ae", dimension="ae_type", member="type1"), [observation(FEBRUARY, 7, 10)])
    data = data_of(store, FOUR_HOURS)
    selection = checked(data, Read(Selection("10Q", indicator="ae"))).selection

    offered = choices(data, selection).options

    assert [each.value for each in offered["breakdown"]] == ["ae_type:type1"]
    assert [each.value for each in offered["from"]] == ["2020-02-01"]
    assert offered["plan"] == []


@pytest.mark.parametrize(
    ("as_at", "name"),
    [(date(2018, 6, 30), "Burton Hospitals (RJF)"), (date(2018, 7, 1), "Derby and Burton (RRK)")],
)
def test_of_several_in_turn_the_one_of_the_as_at_date_is_shown(as_at: date, name: str) -> None:
    store = moved()
    for code in ("RJF", "RRK"):
        store.add(key(code, "ae"), [observation(date(2018, 5, 1), 80, 100)])

    shown = trend(store, organisation="05C", as_at=as_at)

    assert shown.main.name == name


def test_an_earlier_one_that_has_figures_is_offered_by_name() -> None:
    store = moved().add(key("RJF", "ae"), [observation(date(2018, 5, 1), 80, 100)])

    with pytest.raises(NoFigures) as refusal:
        trend(store, organisation="05C")

    assert "no figures are loaded of Derby and Burton (RRK)" in refusal.value.message
    assert "Burton Hospitals (RJF), lead provider of Dudley CCG until 30 June 2018" in str(
        refusal.value.remedy
    )


def summary_of(store: FakeStore) -> tuple[Data, Selection]:
    return data_of(store, FOUR_HOURS), Selection("10Q")


def test_a_row_of_the_summary_names_the_provider_and_says_nothing_of_plan() -> None:
    data, selection = summary_of(emergency())

    (row,) = performance_summary(data, selection).rows
    cells = summary_cells(row)

    assert (cells.shown, cells.why) == ("Oxford University Hospitals (RTH)", NOTE)
    assert (cells.value, cells.points, cells.patients) == ("80.0%", "", "")
    assert row.state is State.BELOW
    assert cells.alternative.startswith("Oxford University Hospitals (RTH): ")


def test_a_stand_in_does_not_count_among_those_with_a_plan() -> None:
    data, selection = summary_of(emergency())

    summary = performance_summary(data, selection)

    said = "Oxfordshire CCG: 1 indicator, without a plan to hold it against"
    assert summary_title(summary) == said


def test_files_give_the_row_under_the_providers_code() -> None:
    data, selection = summary_of(emergency())
    summary = performance_summary(data, selection)

    (row,) = summary_rows(data, summary)
    (series,) = series_rows(data, trend(emergency()).lines)

    assert (row["organisation"], row["organisation_name"]) == ("RTH", TRUST.name)
    assert (series["organisation"], series["plan_value"]) == ("RTH", None)


def test_localities_are_not_available_with_the_reason() -> None:
    store = emergency(("10Q", "locality", BANBURY.code))
    data = data_of(store, FOUR_HOURS)

    localities = locality_performance(data, Selection("10Q", indicator="ae"))

    assert localities.total is None or localities.total.numerator is None
    assert localities.unavailable is not None
    assert "published by provider" in localities.unavailable[0]


def test_programs_are_told_that_shares_are_needed_and_whom_to_ask_for() -> None:
    with pytest.raises(NeedsProviderShares) as refusal:
        extracted_lines(data_of(emergency(), FOUR_HOURS), Wanted("ae", ("10Q",), AS_AT))

    assert refusal.value.status == 404
    assert "needs provider shares" in refusal.value.message
    assert "RTH" in refusal.value.remedy


def test_programs_that_ask_for_the_provider_are_answered_with_its_plan() -> None:
    (line,) = extracted_lines(data_of(emergency(), FOUR_HOURS), Wanted("ae", ("RTH",), AS_AT))

    assert line.points[0].value == 80
    assert line.points[0].plan_value == 95


def test_programs_are_told_which_ambulance_service_to_ask_for() -> None:
    store = FakeStore(places=[*FakeStore().places, AMBULANCES])
    store.relations = [("10Q", "ambulance", "RYE")]
    store.add(key("RYE", "calls"), [observation(FEBRUARY)])

    with pytest.raises(PublishedElsewhere) as refusal:
        extracted_lines(data_of(store, RESPONSES), Wanted("calls", ("10Q",), AS_AT))

    assert "published by ambulance service" in refusal.value.message
    assert refusal.value.remedy == "Ask for RYE (South Central Ambulance Service)."


def test_nobody_stands_in_where_nobody_is_named() -> None:
    store = FakeStore().add(key("RTH", "ae"), [observation(FEBRUARY)])

    with pytest.raises(NoFigures):
        trend(store, organisation=DUDLEY.code)


def test_who_stood_in_on_the_last_day_stands_in_for_one_that_has_closed() -> None:
    closed = replace(DUDLEY, valid_to=date(2018, 3, 31))
    store = FakeStore(places=[closed, BURTON, DERBY])
    store.dated = [("05C", "main_provider", Membership(BURTON, date(2013, 4, 1), closed.valid_to))]
    store.add(key("RJF", "ae"), [observation(date(2018, 2, 1), 80, 100)])

    found = stand_in(store, FOUR_HOURS, closed, Grain.MONTH, AS_AT)

    assert found is not None
    assert found.organisation == BURTON
