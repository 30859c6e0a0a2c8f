"""Beneath a chart: what people wrote beside its figures, and the form to write more."""

from collections.abc import Sequence
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.errors import BadParameter, DashboardError
from dashboard.marking import Mark, MarkKind
from dashboard.periods import Grain, financial_year, long_date, period_end, period_label
from dashboard.services.markable import Markable, Place, Standing
from dashboard.services.marking import SHORTEST_BASELINE
from dashboard.services.points import Point
from layouts import ids
from layouts.components.markup import element, joined

KINDS = {
    MarkKind.NOTE: ("Note", "Words beside the chart. Limits stay as they are."),
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
_STANDING = {**{kind: name for kind, (name, _) in KINDS.items()}, MarkKind.GHOST: "Point left out"}
LABELS = {
    "kind": "What is to be written",
    "on": "Period",
    "until": "Last period",
    "text": "What happened, or why",
    "author": "Your name",
}
_PART = (
    "Notes and marks are kept of an organisation as a whole. "
    "Choose no breakdown to read and write them."
)
_READ_ONLY = "This site is read-only: nothing can be written or withdrawn here."


def marks_place() -> html.Div:
    """Closed and empty; the form is asked for when a reader opens it (assets/marks.js)."""
    stores = (ids.MARKS, ids.MARK_ASKED, ids.MARK_ANSWER)
    content: list[Component] = [
        html.Summary("Notes and marks", id=ids.MARKS_TITLE),
        html.Div(id=ids.MARKS_LIST),
        html.P(id=ids.MARKS_SAID, role="status", className="marks-said"),
        html.Div(id=ids.MARK_FORM),
    ]
    fold = html.Details(content, id=ids.MARKS_FOLD, className="fold marks")
    return html.Div([fold, *[dcc.Store(id=each) for each in stores]])


def marks_shown(there: Standing) -> dict[str, object]:
    """What the browser puts in its place. of: to whom a form belongs; none where none is given."""
    count = f" ({len(there.marks)})" if there.marks else ""
    closed = _READ_ONLY if there.read_only else _PART if there.part else ""
    of = Place(there.indicator.id, there.organisation.code, str(there.grain))
    parts = [_list(there)] if there.marks or not there.part else []
    parts += [element("p", closed, class_="note")] if closed else []
    return {
        "of": list(of),
        "closed": bool(closed),
        "title": f"Notes and marks{count}",
        "list": str(joined(parts)),
    }


def _list(there: Standing) -> Markup:
    if not there.marks:
        return element("p", "Nothing is written beside these figures yet.", class_="note")
    rows = joined(_row(each, there.grain, not there.read_only) for each in there.marks)
    return element("ul", rows, class_="mark-list")


def _row(mark: Mark, grain: Grain, open_: bool) -> Markup:
    name, when = _STANDING[mark.kind], mark_period(mark, grain)
    head = element("p", element("strong", name), " ", when, class_="mark-what")
    text = element("p", mark.text, class_="mark-text")
    by = element("p", f"{mark.author}, {long_date(mark.made_on)}", class_="note")
    withdraw = _withdraw(mark, f"{name}, {when}") if open_ else Markup("")
    return element("li", element("div", head, text, by), withdraw)


def _withdraw(mark: Mark, what: str) -> Markup:
    """It asks for a name first; what is withdrawn is kept, and no longer shown or counted."""
    field = f"withdraw-{mark.id}-author"
    form = element(
        "form",
        _text_field("author", field),
        element("button", f"Withdraw {what}", type="submit", class_="mark-button"),
        data_mark=str(mark.id),
        novalidate="novalidate",
    )
    fold = element("summary", "Withdraw", aria_label=f"Withdraw: {what}")
    return element("details", fold, form, class_="withdraw")


def mark_period(mark: Mark, grain: Grain) -> str:
    """`Apr 19`, `from Apr 19`, `Apr 17 to Mar 18`."""
    label = period_label(mark.on, mark.until or period_end(mark.on, grain), grain)
    return f"from {label}" if mark.kind is MarkKind.REBASE else label


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
        _text_field("text", "mark-text", "textarea"),
        _text_field("author", "mark-author"),
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
    fewer = f"Only a note means something here. {there.why_fewer}" if there.why_fewer else ""
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


def _text_field(field: str, id_: str, kind: str = "input") -> Markup:
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


def saved(mark: Mark, grain: Grain) -> str:
    return f"Saved: {_STANDING[mark.kind].lower()}, {mark_period(mark, grain)}."
