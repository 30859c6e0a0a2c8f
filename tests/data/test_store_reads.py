"""Do the reads of several organisations at once answer with the right rows, in the right order?"""

from datetime import date

from sqlalchemy import Engine, insert, select

from dashboard.documents import ProviderShare
from dashboard.organisations import Membership
from dashboard.periods import Grain
from data_access.ingest.publication import NewPlanVersion
from data_access.sql_store import SqlStore
from data_access.tables import LoadRow, ProviderShareRow
from tests.data.databases import APRIL, MAY, figure, publication, take_in

FINAL = NewPlanVersion("final", "Final", "final", date(2016, 3, 31))


def test_headlines_of_several_come_in_the_order_asked_for(engine: Engine) -> None:
    rows = [
        figure(APRIL, 90),
        figure(MAY, 91),
        figure(APRIL, 70, organisation="RTH"),
        figure(APRIL, 5, organisation="RTH", provider="RNA"),
        figure(APRIL, 6, organisation="05C", dimension="treatment_function", member="110"),
    ]
    take_in(engine, publication(rows))

    found = SqlStore(engine).actual_series("rtt_18week", ("RTH", "05C", "10Q"), Grain.MONTH)

    numerators = [[each.numerator for each in series.observations] for series in found]
    assert [series.key.organisation for series in found] == ["RTH", "10Q"]
    assert numerators == [[70], [90, 91]]


def test_more_organisations_than_one_statement_takes_are_all_read(engine: Engine) -> None:
    take_in(engine, publication([figure(APRIL, 90)]))
    codes = (*[f"X{number:05}" for number in range(2100)], "10Q")

    found = SqlStore(engine).actual_series("rtt_18week", codes, Grain.MONTH)

    assert [series.key.organisation for series in found] == ["10Q"]


def test_plans_of_several_come_with_every_version(engine: Engine) -> None:
    plans = [figure(APRIL, 92), figure(APRIL, 80, organisation="RTH")]
    take_in(engine, publication(plans=plans, plan_versions=[FINAL]))

    found = SqlStore(engine).plan_series("rtt_18week", ("RTH", "10Q"), Grain.MONTH)

    assert [(each.key.organisation, each.points[0].numerator) for each in found] == [
        ("RTH", 80),
        ("10Q", 92),
    ]


def test_every_part_an_organisation_ever_had_is_told_with_its_dates(engine: Engine) -> None:
    store = SqlStore(engine)

    found = {each.part.code: each for each in store.memberships("05Q", "main_provider")}

    burton, its_successor = store.organisation("RJF"), store.organisation("RRK")
    assert found == {
        "RJF": Membership(burton, date(2013, 4, 1), date(2018, 6, 30)),
        "RRK": Membership(its_successor, date(2018, 7, 1), None),
    }


def test_an_organisation_without_parts_has_none(engine: Engine) -> None:
    assert SqlStore(engine).memberships("RTH", "practice") == ()


def test_commissioners_are_offered_for_the_sake_of_who_stands_for_them(engine: Engine) -> None:
    take_in(engine, publication([figure(organisation="RTH", indicator="ae_4hour")]))

    offered = SqlStore(engine).organisations_with_figures()

    assert [each.code for each in offered] == ["RTH", "10Q"]


def test_shares_of_a_commissioner_are_its_own_and_dated(engine: Engine) -> None:
    take_in(engine, publication([figure()]))
    with engine.begin() as connection:
        load = connection.scalars(select(LoadRow.id)).one()
        row = {"valid_from": APRIL, "valid_to": None, "version": "2016", "source": "the site"}
        rows = [
            {**row, "commissioner": "10Q", "provider": "RTH", "share": 0.75, "load_id": load},
            {**row, "commissioner": "05C", "provider": "RTH", "share": 0.25, "load_id": load},
        ]
        connection.execute(insert(ProviderShareRow), rows)

    assert SqlStore(engine).shares("10Q") == (
        ProviderShare("RTH", 0.75, APRIL, None, "2016", "the site"),
    )
