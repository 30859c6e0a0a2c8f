"""From the browser's values to one service and back: no ideas of their own."""

from collections.abc import Callable

from dash import Dash

from callbacks import (
    api,
    api_actions,
    api_ae_week,
    api_comparison,
    api_exceptions,
    api_marks,
    api_meetings,
    api_narratives,
    api_packs,
    api_plans,
    api_questions,
    api_source,
    api_views,
    board,
    compare,
    drawing,
    marking,
    redrawing,
    selection,
)
from dashboard.services.catalogue import Data


def register_callbacks(app: Dash, data: Callable[[], Data]) -> None:
    """Everything the app answers; `data` makes what a service works with, for each request."""
    for module in (
        selection,
        drawing,
        redrawing,
        marking,
        api,
        api_actions,
        api_exceptions,
        api_marks,
        api_narratives,
        api_meetings,
        api_packs,
        api_plans,
        api_ae_week,
        api_questions,
        api_comparison,
        board,
        api_source,
        api_views,
        compare,
    ):
        module.register(app, data)
