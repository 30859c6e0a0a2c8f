"""The short table of the localities page: a row a locality, its letter and its icon."""

from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from dashboard.charts.locality_standings import Standing, Standings
from dashboard.selection import Selection
from dashboard.services.line import Line
from layouts.components.icons import rag_chip, variation_icon
from layouts.components.markup import element, escaped, joined

# A row is written at once; every text in it is escaped first. The words stand for eyes alone: the
# letter and the icon say the same to whoever listens.
_NAME = '<th scope="row" class="where"><a href="{}" data-page="trend">{}</a></th>'
_VERDICTS = (
    '<td class="verdict status">{}<span class="words" aria-hidden="true">{}</span></td>'
    '<td class="verdict variation">{}<span class="words" aria-hidden="true">{}</span></td>'
)

_VERDICT_HEADS = (("Status", "verdict status"), ("Variation", "verdict variation"))


def locality_table(found: Standings, selection: Selection) -> str:
    """selection: what is chosen, kept when a name is followed to its trend."""
    address = _address(selection)
    template = _template(found.columns)
    rows = "".join(_row(each, template, address, selection.by) for each in found.rows)
    table = element(
        "table",
        element("caption", found.caption),
        _head(found.one, found.columns),
        element("tbody", Markup(rows)),  # noqa: S704 - every text was escaped
        class_="standings",
        data_period=found.period,
    )
    return str(table + joined(element("p", note, class_="note") for note in found.notes))


@lru_cache(maxsize=64)
def _head(one: str, columns: tuple[tuple[str, str], ...]) -> Markup:
    heads = [(one, "where"), *columns, *_VERDICT_HEADS]
    titles = joined(element("th", text, scope="col", class_=kind) for text, kind in heads)
    return element("thead", element("tr", titles))


def _template(columns: tuple[tuple[str, str], ...]) -> str:
    numbers = "".join(f'<td class="{kind}">{{}}</td>' for _, kind in columns)
    return f"<tr>{_NAME}{numbers}{_VERDICTS}</tr>"


def _row(row: Standing, template: str, address: str, by: str) -> str:
    href = f"{address}&{_part(row.line, by)}"
    *texts, status, variation = escaped(
        (href, row.line.name, *row.numbers, row.status, row.variation)
    )
    letter, icon = rag_chip(*row.rag), variation_icon(row.verdict, reason=row.reason)
    return template.format(*texts, letter, status, icon, variation)


def _address(selection: Selection) -> str:
    """The trend of the same choice, to which a part of it is added."""
    kept = replace(selection, localities=(), breakdown=(), by="", sort="")
    return f"/trend{kept.to_query()}"


def _part(line: Line, by: str) -> str:
    request = line.request
    if not by:
        return f"locality={request.organisation.code}"
    return f"breakdown={by}:{request.provider or request.member or request.organisation.code}"
