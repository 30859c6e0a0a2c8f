"""The exceptions page: the list that the rules make, and why."""

from collections.abc import Mapping
from dataclasses import replace

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.exceptions.rules import RuleSet
from dashboard.indicators.registry import GROUPS
from dashboard.selection import Selection
from dashboard.services.desk.model import ExceptionReport, ExceptionRow
from dashboard.services.wording.exception_words import shown_rows
from layouts import ids
from layouts.components.exception_block import Frame, exception_block
from layouts.components.icons import icons_explained
from layouts.components.markup import element, joined, place
from layouts.components.narrative import length_switch
from layouts.components.override_form import overridden, put_on

_PATH = "/exceptions"


def content() -> list[Component]:
    return [html.Div(id=ids.EXCEPTIONS_HEADING, className="heading"), place(ids.EXCEPTIONS)]


def exceptions_markup(
    report: ExceptionReport, rules: RuleSet, frame: Frame, narratives: Mapping[str, Markup]
) -> str:
    """narratives: what is to be said of each, by its indicator's id."""
    if not report.summary.rows:
        held = element("a", "See what is held", href=f"/data?organisation={frame.place}")
        return str(element("p", "Loading a file with its figures fills this page. ", held))
    numbers = {each.row.indicator.id: number for number, each in enumerate(report.rows, 1)}
    blocks = [
        exception_block(each, numbers[name], frame, narratives[name])
        for each in shown_rows(report)
        for name in [each.row.indicator.id]
    ]
    return str(
        joined(
            [
                _choices(report, frame.asked),
                element("div", *blocks, class_="exceptions"),
                _taken_off(report, frame),
                Markup("") if frame.read_only else put_on(frame.place, report.others),
                _rules(report, rules),
                icons_explained(),
            ]
        )
    )


# Which of them are shown, and for whom


def _choices(report: ExceptionReport, asked: Selection) -> Markup:
    groups = [str(each.row.indicator.group) for each in report.rows]
    there = [name for name in GROUPS if name in groups or name == asked.group]
    links = [_link("Any", len(report.rows), replace(asked, group=""), not asked.group)]
    links += [
        _link(GROUPS[name], groups.count(name), replace(asked, group=name), asked.group == name)
        for name in there
    ]
    name = element("span", "Group", aria_hidden="true")
    facet = element("div", name, *links, role="group", aria_label="Group")
    nav = element("nav", facet, class_="narrowing", aria_label="Which exceptions are shown")
    choices = element("div", nav, length_switch(asked, _PATH), class_="exceptions-choices")
    return joined([choices, _every(report, asked)])


def _link(text: str, rows: int, chosen: Selection, current: bool) -> Markup:
    """Named, so that the focus can come back to it when the page has been drawn anew."""
    return element(
        "a",
        text,
        " ",
        element("span", str(rows), class_="count"),
        id=f"exceptions-{text.lower().replace(' ', '-')}",
        href=f"{_PATH}{chosen.to_query()}",
        data_page="stay",
        aria_current="true" if current else "",
    )


def _every(report: ExceptionReport, asked: Selection) -> Markup:
    """What an address narrows beyond the group, which only the summary offers."""
    if not (asked.status or asked.needs):
        return Markup("")
    whole = replace(asked, status="", needs="")
    link = element("a", "Show all", href=f"{_PATH}{whole.to_query()}", data_page="stay")
    said = f"{len(shown_rows(report))} of {len(report.rows)} exceptions are shown."
    return element("p", element("span", said), link, class_="narrowed")


# What a person took off


def _taken_off(report: ExceptionReport, frame: Frame) -> Markup:
    takes = report.summary.narrowed.takes
    rows = [_off(each, frame) for each in report.taken_off if takes(each.row)]
    if not rows:
        return Markup("")
    title = element("h2", "Taken off the list", id="taken-off")
    shown = element("ul", *rows, class_="taken-off")
    return element("section", title, shown, aria_labelledby="taken-off")


def _off(exception: ExceptionRow, frame: Frame) -> Markup:
    met = "; ".join(f"{hit.name.lower()}: {hit.said}" for hit in exception.hits)
    said = overridden(exception.override, read_only=frame.read_only) if exception.override else ""
    name = element("b", exception.row.indicator.short_name)
    return element("li", name, element("p", met, class_="note"), said)


# By which rules


def _rules(report: ExceptionReport, rules: RuleSet) -> Markup:
    met = [hit.rule for each in report.rows for hit in each.hits]
    rows = [
        element(
            "tr",
            element("td", str(rule.rank), class_="number"),
            element("th", rule.name, scope="row"),
            element("td", rule.means),
            element("td", str(met.count(rule.id)), class_="number"),
        )
        for rule in rules.by_rank
    ]
    head = [
        element("th", text, scope="col", class_="number" if text in ("Rank", "Listed") else "")
        for text in ("Rank", "Rule", "What it means", "Listed")
    ]
    order = (
        "The list begins with the indicator that meets most rules. Among those that meet as many, "
        "the higher rule goes first, then the larger number of people, then the plan's order. "
        f"Figures that ended over {rules.oldest_months} months ago are not judged. "
        "“New” is what no rule listed before the latest publication."
    )
    table = element(
        "table",
        element("caption", f"{report.rule_set}"),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
        class_="rules",
    )
    inside = [element("p", order), element("div", table, class_="rules-scroll")]
    return element(
        "details", element("summary", "By which rules, and in what order"), *inside,
        class_="fold by-rules",
    )  # fmt: skip
