"""What stands around the charts of the localities page."""

from dashboard.charts.chart import Chart
from dashboard.charts.part_words import left_out
from dashboard.services.localities import Localities
from layouts.components import plain as html
from layouts.components.plain import Element

_SAID = 2  # more notes than that are folded away


def reading(localities: Localities) -> str:
    """What the panels are of, and what the grey line is."""
    of = f"{localities.parts.several} of {localities.organisation.label}"
    said = f"{localities.indicator.name}, {of}: actual in blue{_drawn_beside(localities)}"
    if localities.parts.said:
        said = f"{localities.parts.said} {said}"
    if localities.whole_note:
        return f"{said}. {localities.whole_note}"
    return f"{said}, the whole organisation in grey."


def _drawn_beside(localities: Localities) -> str:
    points = [point for share in localities.shares for point in share.line.points]
    planned = any(point.plan_value is not None for point in points)
    standard = any(point.standard for point in points)
    said = [(planned, "its own plan dashed"), (standard, "the standard dotted")]
    return "".join(f", {words}" for there, words in said if there)


def reading_below(localities: Localities, sentence: str) -> list[str | Element]:
    """What the parts come to together, and what must be known to read them rightly."""
    return [sentence, *_rest(localities), *_made(localities), *_closed(localities)]


def _rest(localities: Localities) -> list[Element]:
    """The parts that are not drawn, by name."""
    said = left_out(localities)
    if not said:
        return []
    names = ", ".join(share.line.name for share in localities.left_out)
    return [html.Details([html.Summary(said), html.P(names)], className="fold note")]


def _made(localities: Localities) -> list[Element]:
    """How the figures are put together where they are not as published, and whose."""
    whole = [localities.whole] if localities.whole else []
    lines = [*whole, *[share.line for share in localities.shares]]
    whose: dict[str, list[str]] = {}
    for line in lines:
        if line.made:
            whose.setdefault(line.made, []).append(line.name)
    said = [
        made if len(names) == len(lines) else f"{', '.join(names)}: {made}"
        for made, names in whose.items()
    ]
    notes = [html.P(note, className="note") for note in said]
    if len(notes) <= _SAID:
        return notes
    how = f"How the figures of the {localities.parts.several} are put together"
    return [html.Details([html.Summary(how), *notes], className="fold note")]


def _closed(localities: Localities) -> list[Element]:
    """That the organisation is no more, which its last figures do not tell."""
    if localities.succeeded is None:
        return []
    said = f"{localities.organisation.name} {localities.succeeded.said}."
    return [html.P(said, className="note")]


def bar_heading(localities: Localities, bar: Chart | None) -> list[Element]:
    if bar is None:
        said = f"No {localities.parts.one} can be held against its plan in this period."
        title = html.H2("People from plan", className="no-bar")
        return [title, html.P(said, className="note")]
    return [html.H2(bar.title), html.P(bar.sentence, className="unseen")]


def waterfall_heading(found: Chart | str) -> list[Element]:
    """The finding, or in its place why there is none."""
    if not isinstance(found, str):
        return [html.H2(found.title)]
    said = f"Not drawn part by part: {found}."
    return [html.H2("From plan to actual"), html.P(said, className="note")]
