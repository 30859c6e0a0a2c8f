"""Does what people said of a plan's action outlive the plan that is loaded again?"""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from dashboard.indicators.registry import load_indicators
from dashboard.services.catalogue import Data
from dashboard.services.desk.acting import set_status
from dashboard.services.desk.actions import actions_of
from dashboard.written.actions import Action, ActionStatus
from data_access.sql_store import SqlStore
from data_access.written import SqlLedger
from tests.data.databases import publication, take_in

TODAY, APRIL, MAY = date(2020, 3, 31), date(2020, 4, 30), date(2020, 5, 31)


def planned(text: str, due_on: date = APRIL) -> dict[str, Any]:
    return {
        "organisation": "10Q",
        "indicator": "rtt_18week",
        "text": text,
        "milestone": "by spring",
        "start_on": None,
        "due_on": due_on,
        "partner": "",
        "source": "The plan",
    }


def load_plan(engine: Engine, *rows: dict[str, Any]) -> None:
    take_in(engine, publication(kind="plan_actions", facts={"action": list(rows)}))


def data_of(engine: Engine) -> Data:
    return Data(SqlStore(engine), load_indicators(), TODAY, ledger=SqlLedger(engine))


def told(engine: Engine) -> dict[str, Action]:
    found = actions_of(data_of(engine), "rtt_18week", ("10Q",), TODAY)
    return {each.text: each for each in found}


def test_a_ticked_action_stays_ticked_when_its_plan_is_loaded_again(engine: Engine) -> None:
    load_plan(engine, planned("Open a clinic"), planned("Hire a surgeon"))
    key = told(engine)["Open a clinic"].key
    set_status(data_of(engine), key, {"status": "done", "author": "B. Board"})

    load_plan(engine, planned("Hire two surgeons"), planned("Open a clinic", MAY))

    after = told(engine)
    assert after["Open a clinic"].status is ActionStatus.DONE
    assert after["Open a clinic"].due_on == MAY
    assert after["Hire two surgeons"].status is ActionStatus.OPEN
    assert "Hire a surgeon" not in after


def test_a_tick_is_seen_by_who_asks_next_and_moves_no_figure(engine: Engine) -> None:
    load_plan(engine, planned("Open a clinic"))
    data = data_of(engine)
    version, key = data.store.data_version(), told(engine)["Open a clinic"].key

    set_status(data, key, {"status": "dropped", "note": "No money.", "author": "B. Board"})

    (change,) = told(engine)["Open a clinic"].changes
    assert (change.note, change.author) == ("No money.", "B. Board")
    assert SqlStore(engine).data_version() == version
