"""One exception: its figure, why it is listed, what it would take and what is being done."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from dashboard.charts.sparkline import HEIGHT, WIDTH
from dashboard.charts.summary import SummaryCells, summary_cells
from dashboard.selection import Selection
from dashboard.services.desk.model import ExceptionRow
from dashboard.services.wording.action_words import standing_words
from dashboard.services.wording.exception_words import takes_line
from dashboard.written.actions import Action, ActionStatus
from layouts.components.icons import assurance_icon, rag_chip, variation_icon
from layouts.components.markup import element, joined
from layouts.components.override_form import overridden, take_off

_ACTIONS = 3  # shown; the rest is one click away
_ENDED = (ActionStatus.DONE, ActionStatus.DROPPED)


class Frame(NamedTuple):
    """What all blocks of a page share. asked: as the address says it. place: whose list, by code.

    read_only: whether the site only shows.
    """

    asked: Selection
    place: str
    as_at: date
    read_only: bool


def exception_block(
    exception: ExceptionRow, number: int, frame: Frame, narrative: Markup
) -> Markup:
    """number: its place in the whole list. narrative: what is to be said of it."""
    said = summary_cells(exception.row)
    id_ = f"exception-{exception.row.indicator.id}"
    return element(
        "article",
        element("div", _head(exception, said, number, frame, id_), class_="exception-figure"),
        element("div", narrative, _takes(exception), class_="exception-said"),
        element("div", *_why(exception, frame), class_="exception-why"),
        element("div", _actions(exception, frame), _ways(exception, frame), class_="exception-do"),
        class_="exception",
        aria_labelledby=id_,
    )


# The figure


def _head(
    exception: ExceptionRow, said: SummaryCells, number: int, frame: Frame, id_: str
) -> Markup:
    row = exception.row
    name = element(
        "h2",
        element("span", str(number), class_="rank"),
        element("a", row.indicator.short_name, href=_trend(exception, frame), data_page="trend"),
        id=id_,
    )
    shown = element("p", said.why, class_="note") if said.shown else Markup("")
    figure = _figure(exception, said)
    return joined([name, shown, figure, _verdicts(exception, said), _spark(said)])


def _figure(exception: ExceptionRow, said: SummaryCells) -> Markup:
    if not said.value:
        return element("p", said.status, class_="exception-value")
    words = (f"Standard {said.standard}" if said.standard != "none" else "",
             f"Plan {said.plan}" if said.plan != "none" else "")  # fmt: skip
    against = [element("span", each) for each in words if each]
    if exception.newly:
        against.append(element("span", "new", class_="small-tag newly"))
    if said.illustrative:
        against.append(element("span", said.illustrative, class_="small-tag"))
    return element(
        "p",
        element("strong", said.value),
        element("span", said.period, class_="period"),
        element("span", *against, class_="against"),
        class_="exception-value",
    )


def _verdicts(exception: ExceptionRow, said: SummaryCells) -> Markup:
    words = exception.row.rag.words
    return element(
        "p",
        rag_chip(said.rag, words),
        variation_icon(said.variation, reason=said.reason),
        assurance_icon(said.assurance, reason=said.reason),
        element("span", words, aria_hidden="true"),
        class_="exception-verdicts",
    )


def _spark(said: SummaryCells) -> Markup:
    if not said.sparkline:
        return Markup("")
    # Its strokes are numbers that were worked out here.
    drawn = Markup(said.sparkline)  # noqa: S704
    box = f"0 0 {WIDTH} {HEIGHT}"
    svg = element("svg", drawn, class_="spark", role="img", aria_label=said.alternative)
    return Markup(str(svg).replace("<svg ", f'<svg viewBox="{box}" ', 1))  # noqa: S704 - as above


# Why it is listed


def _why(exception: ExceptionRow, frame: Frame) -> list[Markup]:
    rules = [
        element("li", element("b", hit.name), element("span", hit.said)) for hit in exception.hits
    ]
    parts = [element("h3", "Why it is listed")]
    if rules:
        parts.append(element("ul", *rules, class_="hits"))
    if exception.override is not None:
        parts.append(overridden(exception.override, read_only=frame.read_only))
    return parts


def _takes(exception: ExceptionRow) -> Markup:
    takes = takes_line(exception)
    if not takes:
        return Markup("")
    return joined([element("h3", "What it would take"), element("p", takes)])


# What is being done, and where to look


def _actions(exception: ExceptionRow, frame: Frame) -> Markup:
    open_ = [each for each in exception.actions if each.status not in _ENDED]
    if not open_:
        ended = len(exception.actions)
        said = f"None is open; {ended} ended." if ended else "None is written down."
        return joined([element("h3", "Actions"), element("p", said, class_="note")])
    late = sum(each.overdue(frame.as_at) for each in open_)
    title = f"Actions: {late} of {len(open_)} overdue" if late else f"Actions: {len(open_)} open"
    shown = element("ul", *[_action(each, frame.as_at) for each in open_[:_ACTIONS]])
    rest = len(open_) - _ACTIONS
    more = element("a", f"and {rest} more", href=_trend(exception, frame), data_page="trend")
    return joined([element("h3", title), shown, more if rest > 0 else Markup("")])


def _action(action: Action, as_at: date) -> Markup:
    late = action.overdue(as_at)
    words = standing_words(action, as_at)
    owner = f", {action.owner}" if action.owner else ""
    state = element(
        "span",
        f"{'◆ ' if late else ''}{words}{owner}",
        class_=f"due{' overdue' if late else ''}",
    )
    return element("li", element("span", action.text, class_="exception-action"), state)


def _ways(exception: ExceptionRow, frame: Frame) -> Markup:
    latest = exception.row.latest
    chosen = _chosen(exception, frame)
    ways = [
        _way("Trend", "/trend", chosen),
        _way("Control chart", "/trend", replace(chosen, chart="spc")),
    ]
    if latest is not None:
        figure = replace(
            chosen,
            organisation=exception.row.line.request.organisation.code,
            period=latest.start.isoformat(),
        )
        ways.append(_way("Where this number came from", "/source", figure))
    links = element("p", *ways, class_="exception-ways")
    return links if frame.read_only else joined([links, take_off(frame.place, exception)])


def _way(text: str, path: str, chosen: Selection) -> Markup:
    return element("a", text, href=f"{path}{chosen.to_query()}", data_page=path.strip("/"))


def _trend(exception: ExceptionRow, frame: Frame) -> str:
    return f"/trend{_chosen(exception, frame).to_query()}"


def _chosen(exception: ExceptionRow, frame: Frame) -> Selection:
    """Of this indicator, with all that means something on its pages."""
    return replace(
        frame.asked,
        indicator=exception.row.indicator.id,
        view="", breakdown=(), sort="", group="", status="", needs="", length="", list_size=None,
    )  # fmt: skip
