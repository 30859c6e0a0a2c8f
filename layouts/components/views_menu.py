"""Where addresses are kept under a name, and found again."""

from typing import Any

from dash import html

from layouts import ids
from layouts.components.aria import named

_SAVE: dict[str, Any] = {"data-view": "save"}


def views_menu() -> html.Details:
    """Its list and its form are filled by assets/views.js when it is opened: no click waits for
    names that nobody asked for."""
    return html.Details(
        [
            html.Summary("Views"),
            html.Div(id=ids.VIEWS, className="views-list", **named("Saved views")),
        ],
        className="views",
        **_SAVE,
    )
