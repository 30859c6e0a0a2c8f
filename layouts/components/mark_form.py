"""With what form does a reader write beside the figures, and how is a mistake said?"""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from dashboard.errors import BadParameter, DashboardError
from dashboard.marking import MarkKind
from dashboard.periods import financial_year
from dashboard.services.markable import Markable, Place
from dashboard.services.marking import SHORTEST_BASELINE
from dashboard.services.points import Point
from layouts.components.markup import element, joined

KINDS = {
    MarkKind.NOTE: ("Note", "Words beside the chart. Limits stay as they are."),
    MarkKind.EVENT: (
        "Event",
        "Something that happened in this period. Limits stay; words about the figures may name it.",
    ),
    MarkKind.GHOST: (
        "Leave a point out",
        "A known one-off. It is drawn hollow, and mean, limits and rules pass over it.",
    ),
    MarkKind.REBASE: (
        "New start",
        "The process changed, and it is known why. Limits begin anew with this period.",
    ),
    MarkKind.BASELINE: (
        "Baseline",
        f"Limits are made of these periods, at least {SHORTEST_BASELINE} figures, and then kept.",
    ),
}
LABELS = {
    "kind": "What is to be written",
    "on": "Period",
    "until": "Last period",
    "text": "What happened, or why",
    "author": "Your name",
}


def mark_form(there: Markable, place: Place) -> str:
    name = f"{there.line.indicator.short_name}, {there.line.request.organisation.label}"
    hidden = joined(
        element("input", type="hidden", name_=field, value=value)
        for field, value in place._asdict().items()
    )
    form = element(
        "form",
        hidden,
        element("h3", f"Write beside {name}", id="mark-form-title"),
        _mistake("form", "mark-form-mistake"),
        _kinds(there),
        _suggestion(there),
        element("div", _periods(there, "on"), _periods(there, "until"), class_="mark-periods"),
        text_field("text", "mark-text", "textarea"),
        text_field("author", "mark-author"),
        element("button", "Save", type="submit", class_="mark-button"),
        aria_labelledby="mark-form-title",
        data_mark="new",
        novalidate="novalidate",
        class_="mark-form",
    )
    return str(form)


def no_form(error: DashboardError) -> str:
    return str(element("p", f"{error.message} {error.remedy}".strip(), class_="note"))


def _kinds(there: Markable) -> Markup:
    choices = joined(_kind(k, k is MarkKind.NOTE) for k in KINDS if k in there.kinds)
    fewer = (
        f"Only a note or an event means something here. {there.why_fewer}"
        if there.why_fewer
        else ""
    )
    legend = element("legend", LABELS["kind"])
    why = element("p", fewer, class_="note") if fewer else Markup("")
    return element("fieldset", legend, choices, why, _mistake("kind", "mark-kind-mistake"))


def _kind(kind: MarkKind, first: bool) -> Markup:
    name, means = KINDS[kind]
    radio = element(
        "input",
        type="radio",
        name_="kind",
        value=str(kind),
        id=f"mark-kind-{kind}",
        checked="checked" if first else "",
        aria_describedby=f"mark-kind-{kind}-means",
    )
    label = element("label", name, for_=f"mark-kind-{kind}")
    hint = element("p", means, id=f"mark-kind-{kind}-means", class_="note")
    return element("div", radio, element("div", label, hint), class_="mark-kind")


def _suggestion(there: Markable) -> Markup:
    """In words, with a button that fills in the form; nothing is rebased by itself."""
    if not there.suggestion:
        return Markup("")
    on = there.suggested.isoformat() if there.suggested else ""
    use = element("button", "Use this date", type="button", class_="link", data_use=on)
    said = [there.suggestion, " ", use] if on else [there.suggestion]
    return element("p", *said, class_="mark-suggestion")


def _periods(there: Markable, field: str) -> Markup:
    latest = there.line.latest
    chosen = latest.start.isoformat() if latest else ""
    if there.grain.yearly:
        options = joined(_period(each, chosen) for each in there.points)
    else:
        years = groupby(there.points, key=lambda each: financial_year(each.start))
        options = joined(_year(year, list(points), chosen) for year, points in years)
    select = element(
        "select",
        options,
        id=f"mark-{field}",
        name_=field,
        aria_describedby=f"mark-{field}-mistake",
    )
    return _field(field, f"mark-{field}", select)


def _label(field: str, id_: str) -> Markup:
    """The one period, or the first of a baseline: the style sheet shows which is meant."""
    if field != "on":
        return element("label", LABELS[field], for_=id_)
    one = element("span", LABELS[field], class_="of-one")
    first = element("span", "First period", class_="of-several")
    return element("label", one, first, for_=id_)


def _year(year: str, points: Sequence[Point], chosen: str) -> Markup:
    return element("optgroup", *[_period(each, chosen) for each in points], label=year)


def _period(point: Point, chosen: str) -> Markup:
    value = point.start.isoformat()
    label = point.label if point.value is not None else f"{point.label} (no figure)"
    selected = "selected" if value == chosen else ""
    return element("option", label, value=value, selected=selected)


def text_field(field: str, id_: str, kind: str = "input") -> Markup:
    given = {"type": "text", "autocomplete": "name"} if kind == "input" else {"rows": "3"}
    typed = element(
        kind,
        id=id_,
        name_=field,
        required="required",
        aria_describedby=f"{id_}-mistake",
        **given,
    )
    return _field(field, id_, typed)


def _field(field: str, id_: str, content: Markup) -> Markup:
    label = _label(field, id_)
    mistake = _mistake(field, f"{id_}-mistake")
    return element("div", label, content, mistake, class_=f"mark-field mark-field-{field}")


def _mistake(field: str, id_: str) -> Markup:
    """Empty until the field is refused; the browser writes here why."""
    return element("p", id=id_, class_="mistake", data_field=field)


def mistake(error: DashboardError) -> dict[str, str]:
    """What is wrong with which field: a title and what to do; `form` where it is with none."""
    if isinstance(error, BadParameter) and error.parameter in LABELS:
        wrong = "cannot be used" if error.value else "is missing"
        title = f"“{LABELS[error.parameter]}” {wrong}."
        return {"field": error.parameter, "title": title, "text": f"Expected: {error.expected}."}
    return {"field": "form", "title": error.message, "text": error.remedy}
