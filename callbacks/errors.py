"""The one place where an error becomes words."""

import logging

from dash import set_props

from callbacks.frame import Drawing
from dashboard.errors import DashboardError
from layouts import ids
from layouts.components import plain
from layouts.components.plain import Element

log = logging.getLogger("trajectory")


def show_error(error: Exception) -> None:
    """Say in place of the page why a callback could not answer."""
    for place, properties in refused(error).items():
        set_props(place, properties)


def refused(error: Exception) -> Drawing:
    """Why the page cannot be drawn, in its place; a bug is logged with its trace.

    Raised again, a bug would leave the reader an old page under a new address, and no word.
    """
    if isinstance(error, DashboardError):
        return _instead(error.message, error.remedy)
    log.error("A callback failed", exc_info=error)
    return _instead(
        "This page could not be drawn",
        "Something went wrong on the server, and it has been logged. The data are safe. "
        "Go back, or choose something else.",
    )


def _instead(title: str, text: str) -> Drawing:
    """What happened, what it means, what to do."""
    panel: Element = plain.Div([plain.H1(title), plain.P(text)], className="refusal")
    return {ids.FOOTER: {"children": None}, ids.REFUSAL: {"children": panel}}
