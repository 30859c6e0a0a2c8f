"""Plans for programs: how two versions differ."""

from collections.abc import Callable

from dash import Dash
from flask import Response

from callbacks.answers import as_table, needed, refusing
from dashboard.exports.plan_differences import PLAN_DIFFERENCE_COLUMNS, plan_difference_rows
from dashboard.services.catalogue import Data
from dashboard.services.plan_differences import plan_differences as differences_of

_VERSION = "a plan version's short name, such as final_2018_19"


def register(app: Dash, data: Callable[[], Data]) -> None:
    path = "/api/v1/plan_differences"
    app.server.add_url_rule(path, "plan_differences", refusing(plan_differences, data))


def plan_differences(data: Data) -> Response:
    found = differences_of(
        data,
        needed("indicator", "an indicator's id, such as rtt_18week"),
        needed("organisation", "an organisation's code, such as 10Q"),
        needed("plan", _VERSION),
        needed("with", _VERSION),
    )
    name = f"trajectory_plans_{found.indicator.id}_{found.organisation.code}"
    return as_table(name, PLAN_DIFFERENCE_COLUMNS, plan_difference_rows(found))
