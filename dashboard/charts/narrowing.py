"""Which rows of the summary can be asked for, and which were?"""

from collections import Counter
from typing import NamedTuple

from dashboard.indicators.registry import GROUPS
from dashboard.periods import long_date
from dashboard.selection import STATUSES
from dashboard.services.summary import Narrowed, Summary, status_of
from dashboard.services.wording.narrowed import narrowed_words as narrowed_words


class Choice(NamedTuple):
    """rows: how many it would show."""

    label: str
    rows: int
    narrowed: Narrowed
    chosen: bool


class Facet(NamedTuple):
    title: str
    choices: tuple[Choice, ...]


def facets(summary: Summary) -> tuple[Facet, ...]:
    """What there is to choose, each with how many rows it leaves beside what is chosen."""
    now = summary.narrowed
    rows = [(str(row.indicator.group), status_of(row), row.needs_attention) for row in summary.rows]
    urgent = Counter(
        attention
        for group, status, attention in rows
        if now.group in ("", group) and now.status in ("", status)
    )
    letters = Counter(
        status
        for group, status, attention in rows
        if now.group in ("", group) and (attention or not now.attention)
    )
    groups = Counter(
        group
        for group, status, attention in rows
        if now.status in ("", status) and (attention or not now.attention)
    )
    there = {group for group, _, _ in rows} | {now.group}
    return (
        Facet("Show", (
            Choice("All", urgent.total(), now._replace(attention=False), not now.attention),
            Choice("Needs attention", urgent[True], now._replace(attention=True), now.attention),
        )),
        Facet("Status", (
            Choice("Any", letters.total(), now._replace(status=""), not now.status),
            *[Choice(each.capitalize(), letters[each], now._replace(status=each),
                     now.status == each) for each in STATUSES],
        )),
        Facet("Group", (
            Choice("Any", groups.total(), now._replace(group=""), not now.group),
            *[Choice(name, groups[each], now._replace(group=each), now.group == each)
              for each, name in GROUPS.items() if each in there],
        )),
    )  # fmt: skip


def no_rows_words(summary: Summary) -> str:
    """Why there is nothing to choose from, and what would fill it."""
    return (
        f"No file that is loaded has an actual figure for {summary.place.name} "
        f"up to {long_date(summary.as_at)}. Loading one that does fills this page."
    )


def nothing_words(summary: Summary) -> str:
    """Why nothing is left: how many there are of each thing that was asked for."""
    now, rows = summary.narrowed, summary.rows
    counts = []
    if now.group:
        many = sum(1 for row in rows if row.indicator.group == now.group)
        counts.append((many, f"{_are(many)} in {GROUPS[now.group].lower()}"))
    if now.status:
        many = sum(1 for row in rows if status_of(row) == now.status)
        counts.append((many, f"{_are(many)} {now.status}"))
    if now.attention:
        many = sum(1 for row in rows if row.needs_attention)
        counts.append((many, f"{many or 'none'} need{'' if many > 1 else 's'} attention"))
    said = " and ".join(words for _, words in counts)
    together = {2: ", but none is both", 3: ", but none is all three"}
    rest = together.get(len(counts), "") if all(many for many, _ in counts) else ""
    return f"Of the {len(rows)} indicators of {summary.place.name} {said}{rest}."


def _are(many: int) -> str:
    return f"{many or 'none'} {'are' if many > 1 else 'is'}"
