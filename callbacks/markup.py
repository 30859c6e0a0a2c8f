"""Written tables are put in their place by the browser."""

from collections.abc import Callable

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.services.catalogue import Data
from layouts import ids
from layouts.components.markup import markup_id

PLACES = (
    ids.SUMMARY_TABLE,
    ids.SUMMARY_NARROWING,
    ids.SUMMARY_ICONS,
    ids.MATRIX_TABLE,
    ids.MATRIX_NARROWING,
    ids.MATRIX_ICONS,
    ids.TREND_TABLE,
    ids.TREND_PANEL,
    ids.TREND_ABOUT,
    ids.TREND_ACTIONS,
    ids.TREND_FORMS,
    ids.LOCALITIES_STANDINGS,
    ids.LOCALITIES_TABLE,
    ids.LOCALITIES_WATERFALL_TABLE,
    ids.COMPARE_TABLE,
    ids.DATA_HELD,
    ids.DATA_FILES,
    ids.DATA_RESTATED,
    ids.DEFINITION,
    ids.EXCEPTIONS,
    ids.AE_WEEK,
    ids.AE_WEEK_CONTROLS,
    ids.SOURCE,
)


def register(app: Dash, data: Callable[[], Data]) -> None:
    for place in PLACES:
        app.clientside_callback(  # type: ignore[no-untyped-call]
            ClientsideFunction("trajectory", "draw"),
            Output(place, "className"),
            Input(markup_id(place), "data"),
            State(place, "id"),
        )
