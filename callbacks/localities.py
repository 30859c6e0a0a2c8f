"""The localities redraw when the query string changes."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, no_update

from callbacks.addresses import api_link
from callbacks.frame import frame
from dashboard.charts.localities import small_multiples
from dashboard.charts.locality_bar import ranked_bar
from dashboard.errors import NoFigures
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, checked
from dashboard.services.localities import Localities, locality_performance
from layouts import ids
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.locality_words import bar_heading, reading, rest
from layouts.components.markup import figures, markup_id
from layouts.components.plain import Element


def register(app: Dash, data: Callable[[], Data]) -> None:
    @app.callback(
        Output(ids.LOCALITIES_HEADING, "children"),
        Output(ids.LOCALITIES, "figure"),
        Output(ids.LOCALITIES_READING, "children"),
        Output(ids.LOCALITIES_BAR, "figure"),
        Output(ids.LOCALITIES_BAR, "style"),
        Output(markup_id(ids.LOCALITIES_TABLE), "data"),
        Input(ids.URL, "search"),
    )
    def draw_localities(search: str | None) -> tuple[Any, ...]:
        now = data()
        selection = checked(now, Selection.from_query(search)).selection
        localities = locality_performance(now, selection)
        if localities.unavailable is not None:
            raise NoFigures(*localities.unavailable)
        chart, bar = small_multiples(localities), ranked_bar(localities)
        frame(localities.provenance, localities.illustrative, chart.alternative)
        subtitle: list[str | Element] = [
            reading(localities),
            " ",
            *illustrative_tag(localities.illustrative),
        ]
        return (
            heading(chart.title, subtitle, page_links(_csv(localities, selection))),
            chart.figure,
            [chart.sentence, *rest(localities), bar_heading(localities, bar)],
            bar.figure if bar else no_update,
            {} if bar else {"display": "none"},
            figures(chart.table),
        )


def _csv(localities: Localities, selection: Selection) -> str:
    drawn = [share.line.request for share in localities.shares]
    places = ",".join(dict.fromkeys(each.organisation.code for each in drawn))
    members = (
        f"{each.dimension}:{each.member}" if each.dimension else f"provider:{each.provider}"
        for each in drawn
        if each.dimension or each.provider
    )
    return api_link(
        "series",
        selection,
        organisation=places,
        breakdown=",".join(members),
        indicator=localities.indicator.id,
        grain=str(localities.view),
        **{
            "from": localities.start.isoformat() if localities.start else "",
            "to": localities.end.isoformat() if localities.end else "",
        },
    )
