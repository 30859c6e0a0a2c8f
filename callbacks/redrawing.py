"""What does a page show once something has been written on it?

Writing and drawing are two requests: one request sees one version of what is written, the one it
began with.
"""

from collections.abc import Callable
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from callbacks.pages import drawn
from dashboard.services.catalogue import Data, checked
from layouts import ids
from layouts.addresses import chosen_at


def register(app: Dash, data: Callable[[], Data]) -> None:
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("writing", "redrawn"),
        Input(ids.REDRAWN, "data"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(ids.REDRAWN, "data"),
        Input(ids.REDRAW, "data"),
        State(ids.URL, "search"),
        State(ids.URL, "pathname"),
        prevent_initial_call=True,
    )
    def redraw(_: object, search: str | None, path: str | None) -> dict[str, Any]:
        """search says of which address, should it have changed meanwhile."""
        now = data()
        selection = checked(now, chosen_at(path, search)).selection
        return {"search": search or "", "drawing": drawn(now, path, search or "", selection)}
