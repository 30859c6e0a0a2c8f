"""One organisation among others of its kind, for Excel, Power BI and programs."""

from collections.abc import Callable

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_table, day_asked, needed, place_asked, refusing, words_asked
from dashboard.exports.comparison import COMPARISON_COLUMNS, comparison_rows
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.comparison import comparison


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server
    server.add_url_rule("/api/v1/comparison", "compared", refusing(compared, data))


def compared(data: Data) -> Response:
    """`with`: region, stp, england, or codes; `to`: the period, or the last one up to it."""
    place = place_asked(data)
    indicator = data.indicators[needed("indicator", "an indicator's id, such as rtt_18week")]
    selection = Selection(
        organisation=place.code,
        indicator=indicator.id,
        end=day_asked("to", request.args),
        as_at=day_asked("as_at", request.args),
        with_=words_asked("with"),
    )
    rows = comparison_rows(data, comparison(data, selection))
    name = f"trajectory_comparison_{indicator.id}_{place.code}"
    return as_table(name, COMPARISON_COLUMNS, rows)
