"""The summary redraws when the query string changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output

from callbacks.addresses import api_link
from callbacks.frame import frame
from dashboard.charts.summary import summary_sentence, summary_title
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, checked
from dashboard.services.summary import performance_summary
from layouts import ids
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.markup import markup_id
from layouts.components.plain import Element
from layouts.pages.summary import summary_table


def register(app: Dash, data: Callable[[], Data]) -> None:
    @app.callback(
        Output(ids.SUMMARY_HEADING, "children"),
        Output(markup_id(ids.SUMMARY_TABLE), "data"),
        Input(ids.URL, "search"),
    )
    def draw_summary(search: str | None) -> tuple[Any, ...]:
        now = data()
        selection = checked(now, Selection.from_query(search)).selection
        summary = performance_summary(now, selection)
        title = summary_title(summary)
        status = f"{title}. {len(summary.rows)} indicators."
        frame(summary.provenance, summary.illustrative, status)
        subtitle: list[str | Element] = [
            summary_sentence(summary),
            " ",
            *illustrative_tag(summary.illustrative),
        ]
        csv = api_link("summary", selection, organisation=summary.place.code)
        return (
            heading(title, subtitle, page_links(csv)),
            summary_table(summary, _kept(search)),
        )


def _kept(search: str | None) -> str:
    """What is chosen, for links to a trend: the indicator is the row's own."""
    selection = Selection.from_query(search).selection
    return replace(selection, indicator="", sort="", view="", breakdown=()).to_query()
