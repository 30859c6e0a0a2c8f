"""The short table of the localities page: a row a locality, its letter and its icon."""

from dataclasses import replace

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


def locality_table(found: Standings, selection: Selection) -> str:
    """selection: what is chosen, kept when a name is followed to its trend."""
    address = _address(selection)
    rows = [_row(each, found, address, selection.by) for each in found.rows]
    heads = [
        (found.one, "where"), *found.columns, ("Status", "verdict status"),
        ("Variation", "verdict variation"),
    ]  # fmt: skip
    titles = joined(element("th", text, scope="col", class_=kind) for text, kind in heads)
    table = element(
        "table",
        element("caption", found.caption),
        element("thead", element("tr", titles)),
        element("tbody", *rows),
        class_="standings",
    )
    return str(table + joined(element("p", note, class_="note") for note in found.notes))


def _row(row: Standing, found: Standings, address: str, by: str) -> Markup:
    href = f"{address}&{_part(row.line, by)}"
    texts = escaped((href, row.line.name, row.status, row.variation, *row.numbers))
    numbers = "".join(
        f'<td class="{kind}">{text}</td>'
        for (_, kind), text in zip(found.columns, texts[4:], strict=True)
    )
    letter, icon = rag_chip(*row.rag), variation_icon(row.verdict, reason=row.reason)
    verdicts = _VERDICTS.format(letter, texts[2], icon, texts[3])
    return Markup(f"<tr>{_NAME.format(*texts[:2])}{numbers}{verdicts}</tr>")  # noqa: S704 - escaped


def _address(selection: Selection) -> str:
    """The trend of the same choice, to which a part of it is added."""
    kept = replace(selection, localities=(), breakdown=(), by="", sort="")
    return f"/trend{kept.to_query()}"


def _part(line: Line, by: str) -> str:
    request = line.request
    if not by:
        return f"locality={request.organisation.code}"
    return f"breakdown={by}:{request.provider or request.member or request.organisation.code}"
