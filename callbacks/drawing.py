"""A drawing is put in its place by the browser."""

from collections.abc import Callable

from dash import ClientsideFunction, Dash, Input

from dashboard.services.catalogue import Data
from layouts import ids


def register(app: Dash, data: Callable[[], Data]) -> None:
    """What a page shows comes as one value: an answer that a later click has overtaken is then
    dropped as a whole, which Dash does not do with what a callback sets beside its outputs."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("trajectory", "show"),
        Input(ids.DRAWING, "data"),
        prevent_initial_call=True,
    )
