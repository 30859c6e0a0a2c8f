"""Where do the figures on a slide lead to?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from dashboard.periods import long_month
from dashboard.selection import Selection
from dashboard.services.summary import SummaryRow
from layouts.components.markup import element, joined
from layouts.components.source_link import TITLE

_SENTENCES = re.compile(r"(?<=[.;]) (?=\S)")
_MONTH = r"[A-Z][a-z]+ (?:19|20)\d\d"
_AFTER = re.compile(rf"(?<= in )({_MONTH})")  # `91.0% in March 2020`
_BEFORE = re.compile(rf"({_MONTH})(?= (?:was|is|has) )")  # `February 2020 was 92.3%, is now 91.7%`


@dataclass(frozen=True, slots=True)
class SlideSources:
    """asked: what the address chooses, less what is of a deck alone. rows: by indicator."""

    asked: Selection
    rows: Mapping[str, SummaryRow]

    def trend(self, indicator: str) -> str:
        return f"/trend{replace(self.asked, indicator=indicator).to_query()}"

    def source(self, indicator: str, day: date | None = None) -> str:
        """Of the figure of a day; of the latest without one. Empty where there is none."""
        row = self.rows.get(indicator)
        if row is None or row.latest is None:
            return ""
        chosen = replace(
            self.asked,
            organisation=row.line.request.organisation.code,
            indicator=indicator,
            localities=(), view="", breakdown=(), chart="",
            period=day.isoformat() if day else "",
        )  # fmt: skip
        return f"/source{chosen.to_query()}"

    def led(self, text: str, indicator: str) -> Markup | str:
        """Each sentence as a link to the figure that it is about: of the months it names, else of
        the latest. Nothing about it is seen until it is pointed at."""
        row = self.rows.get(indicator)
        if row is None:
            return text
        there = [each for each in row.line.points if each.value is not None]
        months = {long_month(each.start): each.start for each in there}
        said = [
            slide_link(part, self.source(indicator, months.get(month)))
            for sentence in _SENTENCES.split(text)
            for part, month in _parts(f"{sentence} ")
        ]
        return joined(said)


def slide_link(text: str, address: str) -> Markup:
    """Words that look as they do without a link, with the spaces around them outside of it."""
    bare = text.strip()
    if not address:
        return Markup.escape(text)
    link = element("a", bare, href=address, class_="slide-source", data_page="source", title=TITLE)
    before, after = text.split(bare, 1) if bare else ("", "")
    return joined([Markup.escape(before), link, Markup.escape(after)])


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    """What a sentence says of each month, with the month: up to where it names it, or from there
    on; all of it with none where it names none."""
    before = [each.start() for each in _BEFORE.finditer(sentence)]
    if before:
        ends = [0, *before[1:], len(sentence)]
        months = [each.group(1) for each in _BEFORE.finditer(sentence)]
    else:
        ends = [0, *[each.end() for each in _AFTER.finditer(sentence)][:-1], len(sentence)]
        months = [each.group(1) for each in _AFTER.finditer(sentence)] or [""]
    for (start, end), month in zip(pairwise(ends), months, strict=True):
        yield sentence[start:end], month
