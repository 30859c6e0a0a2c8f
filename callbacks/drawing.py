"""What the reader chooses is asked once, and the answer is put in its place, by the browser."""

from collections.abc import Callable

from dash import ClientsideFunction, Dash, Input, State

from callbacks.choices import CONTROLS
from dashboard.services.catalogue import Data
from layouts import ids


def register(app: Dash, data: Callable[[], Data]) -> None:
    """The address and all controls are one question, and controls, address and page one answer:
    Dash handles each input and each output by itself, on the server and in the browser, and what a
    later choice has overtaken is dropped as a whole."""
    address = [(ids.URL, "pathname"), (ids.URL, "search")]
    standing = [*address, *[(each, "value") for each in CONTROLS]]
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("choosing", "ask"),
        *[Input(*each) for each in standing],
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("choosing", "spread"),
        Input(ids.ANSWER, "data"),
        *[State(*each) for each in standing],
        prevent_initial_call=True,
    )
