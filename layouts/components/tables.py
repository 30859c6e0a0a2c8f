"""A table that a screen reader can walk."""

from dash import html

from dashboard.charts.chart import Table


def figures(table: Table) -> html.Div:
    """The figures of a chart, in a region that scrolls by itself and by keyboard."""
    head = [
        html.Th(column.label, scope="col", className="number" if column.number else "")
        for column in table.columns
    ]
    body = [
        html.Tr(
            [
                html.Th(cell, scope="row")
                if index == 0
                else html.Td(cell, className="number" if table.columns[index].number else "")
                for index, cell in enumerate(row)
            ]
        )
        for row in table.rows
    ]
    return html.Div(
        html.Table(
            [html.Caption(table.caption), html.Thead(html.Tr(head)), html.Tbody(body)],
            className="figures",
        ),
        className="scroll",
        role="region",
        tabIndex=0,
        **{"aria-label": table.caption},
    )


def folded(table: Table, what: str) -> html.Details:
    """The table one key away."""
    return html.Details(
        [html.Summary(f"Show the figures ({what})"), figures(table)], className="fold"
    )
