"""The one place where an error becomes words."""

import logging

from dash import html, set_props
from dash.development.base_component import Component

from dashboard.errors import DashboardError
from layouts import ids

log = logging.getLogger("trajectory")


def show_error(error: Exception) -> None:
    """Say in place of the page why it cannot be drawn; a bug is logged with its trace.

    Raised again, a bug would leave the reader an old page under a new address, and no word.
    """
    set_props(ids.FOOTER, {"children": None})
    if isinstance(error, DashboardError):
        set_props(ids.REFUSAL, {"children": refusal(error)})
        return
    log.error("A callback failed", exc_info=error)
    set_props(
        ids.REFUSAL,
        {
            "children": _panel(
                "This page could not be drawn",
                "Something went wrong on the server, and it has been logged. The data are safe. "
                "Go back, or choose something else.",
            )
        },
    )


def refusal(error: DashboardError) -> Component:
    """What happened, what it means, what to do."""
    return _panel(error.message, error.remedy)


def _panel(title: str, text: str) -> Component:
    return html.Div([html.H1(title), html.P(text)], className="refusal")
