"""Where does everything stand on a page of a pack, so that all of it fits?

Slides and paper have the same places; what differs is the font by which texts are measured. All
numbers are points (1/72 inch) from the top left corner of a page of 16:9.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.charts.chart import ACTUAL, MUTED, TEXT
from dashboard.exports.pack_chart import PackChart
from dashboard.exports.pack_labels import ChartPlace, chart_place
from dashboard.exports.pack_page import Page, Words
from dashboard.exports.pack_table import TablePlace, table_place
from dashboard.exports.pack_text import (
    LEADING,
    Face,
    Fitted,
    fitted,
    fitted_list,
    shown,
    sizes,
    wrapped,
)

WIDTH, HEIGHT = 960.0, 540.0
LEFT, RIGHT = 40.0, 920.0
INNER = RIGHT - LEFT
FOOT = 504.0  # where the rule above the imprint is
_ABOVE, _TITLE, _TITLE_HEIGHT = 24.0, 42.0, 66.0
_GAP, _BETWEEN = 10.0, 28.0  # beneath a block, and between columns of words
_WORDS_MOST, _WORDS_LEAST = 14.0, 9.0
_SHORTEST, _ENDING = 90, 25  # characters that a column has room for, and a paragraph wastes
_WORDS_HIGH = 158.0  # the most that sentences take of a page with a chart
_PARAGRAPH = 0.35  # of a line, between paragraphs


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Paragraph(NamedTuple):
    """text: as one; lines: as they break at the size of their place."""

    text: str
    lines: tuple[str, ...]
    bold: bool = False
    color: str = TEXT


class TextPlace(NamedTuple):
    """name: what it is to a screen reader and to who edits it."""

    name: str
    box: Box
    size: float
    paragraphs: tuple[Paragraph, ...]
    right: bool = False

    @property
    def spacing(self) -> float:
        """Between two paragraphs."""
        return self.size * LEADING * _PARAGRAPH if len(self.paragraphs) > 1 else 0.0


class PagePlaces(NamedTuple):
    """The title is the first of the texts."""

    texts: tuple[TextPlace, ...]
    chart: ChartPlace | None
    table: TablePlace | None


def page_places(page: Page, of: int, face: Face) -> PagePlaces:
    """of: how many pages there are."""
    foot = list(_foot(page, of, face))
    if page.cover:
        return PagePlaces((*_cover(page, face), *foot), None, None)
    title = _text("Title", page.title, Box(LEFT, _TITLE, INNER, _TITLE_HEIGHT), 28, 17, face, True)
    texts = [title, *_above(page, face)]
    top = title.box.y + title.box.height + _GAP
    chart, table = None, None
    if page.lead:
        lead = _text("Lead", " ".join(page.lead), Box(LEFT, top, INNER, 48), 14, 9, face)
        texts.append(lead)
        top = lead.box.y + lead.box.height + _GAP
    room = Box(LEFT, top, INNER, FOOT - _GAP - top)
    if page.table is not None:
        table = table_place(page.table, room.x, room.y, room.width, room.height, face)
    if page.words:
        most = _WORDS_HIGH if page.chart else room.height
        columns = _columns(page.words, LEFT, INNER, most, face)
        high = max((each.box.height for each in columns), default=0.0)
        texts += [_down(each, FOOT - _GAP - high) for each in columns]
        room = room._replace(height=room.height - high - _GAP)
    if page.chart is not None:
        chart = _chart(page.chart, room, face)
    return PagePlaces((*texts, *foot), chart, table)


def _chart(chart: PackChart, room: Box, face: Face) -> ChartPlace:
    return chart_place(chart, room.x, room.y, room.width, room.height, face)


def _above(page: Page, face: Face) -> Iterator[TextPlace]:
    """Whose page it is, and of which group."""
    half = INNER / 2
    yield _text("Place", page.above, Box(LEFT, _ABOVE, half + 100, 16), 12, 8, face, color=MUTED)
    if page.aside:
        box = Box(RIGHT - half + 100, _ABOVE, half - 100, 16)
        yield _text("Group", page.aside, box, 12, 8, face, color=MUTED)._replace(right=True)


def _foot(page: Page, of: int, face: Face) -> Iterator[TextPlace]:
    box = Box(LEFT, FOOT + 4, INNER - 70, 24)
    yield _text("Imprint", page.imprint, box, 9, 6, face, color=MUTED)
    box = Box(RIGHT - 60, FOOT + 4, 60, 12)
    number = _text("Page", f"{page.number} / {of}", box, 9, 9, face, color=MUTED)
    yield number._replace(right=True)


def _cover(page: Page, face: Face) -> Iterator[TextPlace]:
    """What it is on the left, what is in it on the right."""
    wide = INNER * 0.44
    place = _text("Title", page.above, Box(LEFT, 96, wide, 110), 40, 22, face, True)
    top = place.box.y + place.box.height + 8
    yield place
    for name, said, size, color, bold in (
        ("Meeting", page.aside, 18, MUTED, False),
        ("Finding", page.title, 22, ACTUAL, True),
    ):
        text = _text(name, said, Box(LEFT, top, wide, 64), size, 12, face, bold, color)
        top = text.box.y + text.box.height + 14
        yield text
    if page.lead:
        yield _stack("Lead", page.lead, Box(LEFT, top, wide, FOOT - 16 - top), 14, face)
    for words in page.words:
        box = Box(LEFT + wide + 44, 100, INNER - wide - 44, FOOT - 116)
        yield _column(words, box, _largest([words], [box.width], box.height, face), face)


def _text(
    name: str,
    text: str,
    box: Box,
    most: float,
    least: float,
    face: Face,
    bold: bool = False,
    color: str = TEXT,
) -> TextPlace:
    """One paragraph as large as its box allows, and the box as high as it is."""
    said = shown(text, face)
    fit: Fitted = fitted(said, box.width, box.height, most, least, face, bold)
    made = box._replace(height=fit.height)
    return TextPlace(name, made, fit.size, (Paragraph(said, fit.lines, bold, color),))


def _stack(name: str, said: Sequence[str], box: Box, most: float, face: Face) -> TextPlace:
    """Paragraphs beneath one another."""
    words = Words("", tuple(said))
    size = _largest([words], [box.width], box.height, face, most)
    return _column(words, box, size, face)._replace(name=name)


# Columns of sentences


def _columns(
    words: Sequence[Words], left: float, width: float, height: float, face: Face
) -> list[TextPlace]:
    """Beside one another, all of one size."""
    widths = _widths(words, width - _BETWEEN * (len(words) - 1))
    size = _largest(words, widths, height, face)
    made, x = [], left
    for one, wide in zip(words, widths, strict=True):
        made.append(_column(one, Box(x, 0, wide, height), size, face))
        x += wide + _BETWEEN
    return made


def _widths(words: Sequence[Words], width: float) -> list[float]:
    """The longer its text the wider a column, so that all can be of one size."""
    long = [_SHORTEST + sum(_ENDING + len(said) for said in each.sentences) for each in words]
    return [width * each / sum(long) for each in long]


def _largest(
    words: Sequence[Words],
    widths: Sequence[float],
    height: float,
    face: Face,
    most: float = _WORDS_MOST,
) -> float:
    """The size at which the longest of the columns fits."""
    for size in sizes(most, _WORDS_LEAST):
        broken = (_broken(each, wide, size, face) for each, wide in zip(words, widths, strict=True))
        if all(_high(each, size) <= height for each in broken):
            return size
    return _WORDS_LEAST


def _broken(words: Words, width: float, size: float, face: Face) -> list[Paragraph]:
    heading = [shown(words.heading, face)] if words.heading else []
    said = [shown(each, face) for each in words.sentences]
    return [
        *(Paragraph(h, tuple(wrapped(h, width, size, face, True)), True, MUTED) for h in heading),
        *(Paragraph(each, tuple(wrapped(each, width, size, face))) for each in said),
    ]


def _high(paragraphs: Sequence[Paragraph], size: float) -> float:
    lines = sum(len(each.lines) for each in paragraphs)
    return size * LEADING * (lines + _PARAGRAPH * max(0, len(paragraphs) - 1))


def _column(words: Words, box: Box, size: float, face: Face) -> TextPlace:
    """All of it, or where even the least size is too large as many sentences as fit."""
    broken = _broken(words, box.width, size, face)
    if _high(broken, size) > box.height:
        broken = _cut(words, box, size, face)
    made = box._replace(height=_high(broken, size))
    return TextPlace(words.heading or "Text", made, size, tuple(broken))


def _cut(words: Words, box: Box, size: float, face: Face) -> list[Paragraph]:
    heading = _broken(Words(words.heading, ()), box.width, size, face)
    said = [part for each in words.sentences for part in _sentences(shown(each, face))]
    spare = size * LEADING * _PARAGRAPH * (len(said) + 1)
    room = box.height - _high(heading, size) - spare
    kept = fitted_list(said, box.width, room, size, size, face)
    return [*heading, *(Paragraph(" ".join(lines), lines) for lines in kept.items)]


def _sentences(text: str) -> list[str]:
    parts = text.split(". ")
    return [f"{each}." for each in parts[:-1]] + parts[-1:]


def _down(place: TextPlace, y: float) -> TextPlace:
    return place._replace(box=place.box._replace(y=y))
