"""Do the reads of the pages answer with the right rows?"""

from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.documents import DataBreak
from dashboard.errors import UnknownOrganisation, UnknownPlanVersion
from dashboard.organisations import Level
from dashboard.periods import Grain
from dashboard.series import Member, PlanPoint, SeriesKey
from data_access.ingest.publication import Link, NewOrganisation, NewPlanVersion
from data_access.sql_store import SqlStore
from tests.data.databases import APRIL, MAY, figure, publication, take_in

RTT = SeriesKey("rtt_18week", "10Q", Grain.MONTH)
DRAFT = NewPlanVersion("draft", "Draft", "draft", date(2016, 2, 1))
FINAL = NewPlanVersion("final", "Final", "final", date(2016, 3, 31))


def test_figures_come_in_order_with_the_end_of_their_period(engine: Engine) -> None:
    early_end = date(2016, 5, 15)
    take_in(engine, publication([figure(MAY, 91, period_end=early_end), figure(APRIL, 90)]))

    series = SqlStore(engine).actual(RTT)

    assert series is not None
    found = [(each.numerator, each.period_end) for each in series.observations]
    assert found == [(90, date(2016, 4, 30)), (91, early_end)]


def test_a_series_that_is_not_there_is_none(engine: Engine) -> None:
    store = SqlStore(engine)

    assert (store.actual(RTT), store.plan(RTT)) == (None, None)


def test_the_headline_is_told_apart_from_its_parts_and_providers(engine: Engine) -> None:
    part = figure(numerator=9, dimension="treatment_function", member="110")
    rows = [figure(), part, figure(numerator=8, provider="RTH")]
    names = [("treatment_function", "110", "Orthopaedics")]
    take_in(engine, publication(rows, members=names))
    store = SqlStore(engine)

    orthopaedics = SeriesKey("rtt_18week", "10Q", Grain.MONTH, "", "treatment_function", "110")
    trust_alone = SeriesKey("rtt_18week", "10Q", Grain.MONTH, "RTH")

    series = [store.actual(key) for key in (RTT, orthopaedics, trust_alone)]
    assert [each.observations[0].numerator for each in series if each] == [90, 9, 8]
    parts = store.members("rtt_18week", "10Q", Grain.MONTH)
    trust = store.organisation("RTH").name
    assert parts == (
        Member("provider", "RTH", trust),
        Member("treatment_function", "110", "Orthopaedics"),
    )


def test_a_plan_has_every_version_of_every_month(engine: Engine) -> None:
    rows = [figure(MAY, 93), figure(APRIL, 92), figure(APRIL, 91, version="draft")]
    take_in(engine, publication(plans=rows, plan_versions=[DRAFT, FINAL]))

    plan = SqlStore(engine).plan(RTT)

    assert plan is not None
    assert plan.points == (
        PlanPoint(APRIL, date(2016, 4, 30), "draft", 91, 100),
        PlanPoint(APRIL, date(2016, 4, 30), "final", 92, 100),
        PlanPoint(MAY, date(2016, 5, 31), "final", 93, 100),
    )


def test_versions_of_a_plan_come_in_order_of_submission_the_undated_first(engine: Engine) -> None:
    undated = NewPlanVersion("zzz", "Undated", "final", None)
    rows = [figure(version=version) for version in ("final", "draft", "zzz")]
    take_in(engine, publication(plans=rows, plan_versions=[FINAL, DRAFT, undated]))

    versions = SqlStore(engine).plan_versions("rtt_18week", "10Q")

    assert [each.slug for each in versions] == ["zzz", "draft", "final"]


def test_the_summary_reads_figures_since_a_day_and_ended_series_whole(engine: Engine) -> None:
    ended = figure(date(2014, 4, 1), 70, indicator="cancer_62day")
    take_in(engine, publication([figure(APRIL, 90), figure(MAY, 91), ended]))

    headlines = SqlStore(engine).headlines("10Q", MAY)

    found = {
        series.key.indicator: [each.numerator for each in series.observations]
        for series in headlines.actuals
    }
    assert found == {"rtt_18week": [91], "cancer_62day": [70]}


def test_the_summary_leaves_out_parts_providers_and_what_has_retired(engine: Engine) -> None:
    take_in(engine, publication([figure(numerator=50)], illustrative=True))
    part = figure(dimension="treatment_function", member="110")
    take_in(engine, publication([figure(numerator=90), part, figure(provider="RTH")]))

    headlines = SqlStore(engine).headlines("10Q", APRIL)

    assert [each.key for each in headlines.actuals] == [RTT]
    assert not headlines.actuals[0].illustrative


def test_the_summary_has_every_plan_from_the_day_on_and_whole_where_it_ended(
    sample_engine: Engine,
) -> None:
    store, since = SqlStore(sample_engine), date(2018, 4, 1)

    headlines = store.headlines("10Q", since)

    assert len(headlines.plans) > 10
    for series in headlines.plans:
        whole = store.plan(series.key)
        assert whole is not None
        recent = [point for point in whole.points if point.period_start >= since]
        assert list(series.points) == (recent or list(whole.points))


def test_parts_are_those_of_the_day(engine: Engine) -> None:
    practice = NewOrganisation("K84001", "The Hart Surgery", "practice")
    link = Link("K84001", "10Q", "commissioner", APRIL, date(2016, 4, 30))
    take_in(engine, publication(organisations=[practice], links=[link]))
    store = SqlStore(engine)

    days = (date(2016, 3, 31), APRIL, date(2016, 4, 30), MAY)

    assert [len(store.parts("10Q", "commissioner", day)) for day in days] == [0, 1, 1, 0]
    assert [each.code for each in store.parents("K84001", "commissioner", APRIL)] == ["10Q"]


def test_an_organisation_is_found_by_its_ons_code_too(engine: Engine) -> None:
    store = SqlStore(engine)

    assert store.organisation("E38000136") == store.organisation("10Q")
    with pytest.raises(UnknownOrganisation, match="99Z"):
        store.organisation("99Z")


def test_the_pick_list_has_those_with_a_headline_but_no_localities(engine: Engine) -> None:
    rows = [
        figure(organisation="10Q"),
        figure(organisation="oxfordshire_banbury"),
        figure(organisation="05C", provider="RNA"),
    ]
    take_in(engine, publication(rows))

    assert [each.code for each in SqlStore(engine).organisations_with_figures()] == ["10Q"]


def test_organisations_of_a_level_come_by_name(engine: Engine) -> None:
    store = SqlStore(engine)

    ccgs = store.organisations(Level.CCG)

    assert {each.level for each in ccgs} == {Level.CCG}
    assert [each.name for each in ccgs] == sorted(each.name for each in ccgs)
    assert set(ccgs) < set(store.organisations())


def test_grains_are_those_of_actuals(engine: Engine) -> None:
    take_in(engine, publication([figure(), figure(grain="week")]))
    take_in(engine, publication(plans=[figure(grain="year")], plan_versions=[FINAL]))

    assert SqlStore(engine).grains("rtt_18week", "10Q") == {Grain.MONTH, Grain.WEEK}


def test_loads_are_found_however_many_are_asked_for(engine: Engine) -> None:
    for title in ("One", "Two"):
        take_in(engine, publication([figure()], title=title, published_on=MAY))

    loads = SqlStore(engine).loads(frozenset(range(1, 2000)))

    assert [(each.title, each.published_on) for each in loads] == [("One", MAY), ("Two", MAY)]


def test_a_break_of_everybodys_is_one_of_each_organisations(engine: Engine) -> None:
    breaks = SqlStore(engine).data_breaks("rtt_18week", "10Q")

    pauses = [each for each in breaks if each.on == date(2015, 10, 1)]
    assert [each.treatment for each in pauses] == ["annotate"]
    assert list(breaks) == sorted(breaks, key=lambda each: each.on)
    assert all(isinstance(each, DataBreak) for each in breaks)


def test_an_unknown_plan_version_is_an_error(engine: Engine) -> None:
    with pytest.raises(UnknownPlanVersion, match="nowhere"):
        SqlStore(engine).plan_version("nowhere")


def test_the_sample_carries_its_date_and_an_empty_database_none(
    sample_engine: Engine, engine: Engine
) -> None:
    assert SqlStore(sample_engine).carried_as_at() == date(2020, 3, 31)
    assert SqlStore(engine).carried_as_at() is None


def test_what_the_plans_of_the_sample_state_is_read(sample_engine: Engine) -> None:
    store = SqlStore(sample_engine)

    stated = store.reference_values("rtt_18week", "05C")
    actions = store.actions("rtt_18week", "05C")
    (local,) = store.local_standards("personal_health_budgets", "10Q")

    assert 96.13 in [each.value for each in stated]
    assert {each.kind for each in stated} == {"actual"}
    assert len(actions) == 13
    assert local.organisation == "10Q"
    assert "Oxfordshire CCG" in local.source


def test_a_base_is_read_in_order_of_its_dates(engine: Engine) -> None:
    base = {"organisation": "10Q", "base": "iapt_prevalence", "valid_to": None, "source": "Survey"}
    rows = [{**base, "valid_from": day, "value": value} for day, value in ((MAY, 2.0), (APRIL, 1))]
    take_in(engine, publication(facts={"population_base": rows}))

    found = SqlStore(engine).bases("10Q", "iapt_prevalence")

    assert [(each.valid_from, each.value) for each in found] == [(APRIL, 1), (MAY, 2)]
