"""What did people write beside the figures? A list beneath the chart, with a way to withdraw."""

from dash import dcc, html
from markupsafe import Markup

from dashboard.charts.breaks import event_days
from dashboard.marking import Mark, MarkKind
from dashboard.periods import Grain, long_date, period_end, period_label
from dashboard.services.markable import Place, Standing
from layouts import ids
from layouts.components.mark_form import KINDS, text_field
from layouts.components.markup import element, joined, place

_NAMES = {**{kind: name for kind, (name, _) in KINDS.items()}, MarkKind.GHOST: "Point left out"}
_PART = (
    "Notes and marks are kept of an organisation as a whole. "
    "Choose no breakdown to read and write them."
)
_READ_ONLY = "This site is read-only: nothing can be written or withdrawn here."


def marks_place() -> html.Div:
    """Closed and empty; the form is asked for when a reader opens it (assets/marks.js)."""
    content = joined(
        [
            element("summary", "Notes and marks", id=ids.MARKS_TITLE),
            element("div", id=ids.MARKS_LIST),
            element("p", id=ids.MARKS_SAID, role="status", class_="marks-said"),
            element("div", id=ids.MARK_FORM),
        ]
    )
    fold = element("details", content, id=ids.MARKS_FOLD, class_="fold marks")
    return html.Div(
        [
            place(ids.MARKS_PLACE, str(fold)),
            dcc.Store(id=ids.MARK_ASKED),
            dcc.Store(id=ids.MARK_ANSWER),
        ]
    )


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
    name, when = _NAMES[mark.kind], mark_period(mark, grain)
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
        text_field("author", field),
        element("button", f"Withdraw {what}", type="submit", class_="mark-button"),
        data_mark=str(mark.id),
        novalidate="novalidate",
    )
    fold = element("summary", "Withdraw", aria_label=f"Withdraw: {what}")
    return element("details", fold, form, class_="withdraw")


def mark_period(mark: Mark, grain: Grain) -> str:
    """`Apr 19`, `from Apr 19`, `Apr 17 to Mar 18`, of an event its own days."""
    if days := event_days(mark):
        return days
    label = period_label(mark.on, mark.until or period_end(mark.on, grain), grain)
    return f"from {label}" if mark.kind is MarkKind.REBASE else label


def saved(mark: Mark, grain: Grain) -> str:
    return f"Saved: {_NAMES[mark.kind].lower()}, {mark_period(mark, grain)}."
