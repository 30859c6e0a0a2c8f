"""The summary page: one row an indicator."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice

from dash import html
from dash.development.base_component import Component

from dashboard.calculations.rag import Rag
from dashboard.charts.sparkline import HEIGHT, WIDTH
from dashboard.charts.summary import SummaryCells, summary_cells
from dashboard.indicators.registry import GROUPS
from dashboard.selection import Sort
from dashboard.services.summary import Summary, SummaryRow
from layouts import ids
from layouts.components.icons import assurance_icon, icons_explained, variation_icon
from layouts.components.markup import element, escaped, joined, place

_COLUMNS = (
    ("Indicator", "indicator-name"),
    ("Latest period", "period"),
    ("Value", "number value"),
    ("Standard", "number standard"),
    ("Plan", "number plan"),
    ("Points from plan", "number points"),
    ("People from plan", "number patients"),
    ("Status", "state"),
    ("Variation", "variation"),
    ("Assurance", "assurance"),
    ("Mean and limits", "limits"),
    ("24 months, plan dashed", "spark-cell"),
)

# Rows are written at once, for there are dozens; every text in them is escaped first.
_ROW = (
    '<tr><th scope="row" class="indicator-name"><a href="{}" data-page="trend">{}</a>{}{}</th>'
    '<td class="period">{}</td><td class="number value"><strong>{}</strong></td>'
    '<td class="number standard">{}</td><td class="number plan">{}</td>'
    '<td class="number points">{}</td><td class="number patients{}">{}</td>'
    '<td class="state"><div class="standing">{}<span class="said"><b>{}</b>'
    '<span class="why">: {}</span>{}</span></div></td>'
    '<td class="variation">{}</td><td class="assurance">{}</td>'
    '<td class="limits">{}</td><td class="spark-cell">{}</td></tr>'
)
_GROUP = f'<tr class="group"><th colspan="{len(_COLUMNS)}" scope="colgroup">{{}}</th></tr>'
_ATTENTION = '<span class="attention">{}</span>'
_TAG = ' <span class="small-tag">{}</span>'
_SHOWN = '<span class="shown-instead" title="{}">{}</span>'
_SPARK = (
    f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{{}}">{{}}</svg>'
)
_NO_LIMITS = '<span class="none">no limits</span>'
# The word stands beside the letter, so that the letter need not be read out.
_CHIP = '<span class="rag rag-{}" aria-hidden="true">{}</span>'
_CHIPS = {each: _CHIP.format(each.word.lower(), each.letter or "–") for each in Rag}
_TEXTS = 15  # of each row


def content() -> list[Component]:
    return [
        html.Div(id=ids.SUMMARY_HEADING, className="heading"),
        place(ids.SUMMARY_NARROWING),
        place(ids.SUMMARY_TABLE),
        place(ids.SUMMARY_ICONS, str(icons_explained())),
    ]


def summary_table(summary: Summary, trend: str) -> str:
    """Sections of rows; empty where none is shown.

    trend: the address of any row's trend, to which the id of its indicator is added.
    """
    if not summary.shown:
        return ""
    sections = _sections(summary)
    written = iter(_rows([row for _, rows in sections for row in rows], trend))
    bodies = [
        f"<tbody>{_GROUP.format(title)}{''.join(islice(written, len(rows)))}</tbody>"
        for title, rows in sections
    ]
    return f'<table class="rows board">{_head()}{"".join(bodies)}</table>'


@cache
def _head() -> str:
    cells = joined(element("th", text, scope="col", class_=kind) for text, kind in _COLUMNS)
    caption = element("caption", "Every indicator with figures, latest period", class_="unseen")
    return f"{caption}{element('thead', element('tr', cells))}"


def _sections(summary: Summary) -> list[tuple[str, list[SummaryRow]]]:
    shown = summary.shown
    if summary.sort in (Sort.NAME, Sort.PATIENTS):
        title = "By name" if summary.sort is Sort.NAME else "Furthest from plan first, in people"
        return [(title, list(shown))]
    first = [row for row in shown if row.needs_attention] if summary.sort is Sort.ATTENTION else []
    sections = [("Needs attention", first)] if first else []
    for group, name in GROUPS.items():
        of_group = [row for row in shown if row.indicator.group == group]
        rows = [row for row in of_group if not (first and row.needs_attention)]
        sections += [(name, rows)] if rows else []
    return sections


def _rows(rows: Sequence[SummaryRow], trend: str) -> list[str]:
    said = [summary_cells(row) for row in rows]
    texts = escaped(
        text for row, each in zip(rows, said, strict=True) for text in _texts(row, each, trend)
    )
    return [_row(each, texts[n * _TEXTS : (n + 1) * _TEXTS]) for n, each in enumerate(said)]


def _texts(row: SummaryRow, said: SummaryCells, trend: str) -> Iterable[str]:
    """Everything in a row that is words or figures, in the order in which `_row` takes them."""
    return (
        f"{trend}{row.indicator.id}",
        row.indicator.short_name,
        said.illustrative,
        said.why,
        said.shown,
        said.period,
        said.value,
        said.standard,
        said.plan,
        said.points,
        said.patients,
        said.status,
        said.attention,
        said.limits,
        said.alternative,
    )


def _row(said: SummaryCells, texts: Sequence[str]) -> str:
    (href, name, illustrative, why, shown, period, value, standard, plan, points, patients,
     status, attention, limits, alternative) = texts  # fmt: skip
    return _ROW.format(
        href,
        name,
        _TAG.format(illustrative) if illustrative else "",
        _SHOWN.format(why, shown) if shown else "",
        period,
        value,
        standard,
        plan,
        points,
        " words" if said.wordy else "",
        patients,
        _CHIPS[said.rag],
        said.rag.word,
        status,
        _ATTENTION.format(attention) if attention else "",
        variation_icon(said.variation, reason=said.reason),
        assurance_icon(said.assurance, reason=said.reason),
        limits or _NO_LIMITS,
        _SPARK.format(alternative, said.sparkline) if said.sparkline else "",
    )
