"""A pack on paper: the same pages as the slides, drawn without a browser."""

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from dashboard.charts.chart import MUTED, TEXT
from dashboard.exports.pack_layout import FOOT, HEIGHT, LEFT, RIGHT, WIDTH, TextPlace, page_places
from dashboard.exports.pack_page import Page
from dashboard.exports.pack_pdf_chart import draw_chart
from dashboard.exports.pack_pdf_draw import Paper
from dashboard.exports.pack_table import PAD, CellPlace, TablePlace
from dashboard.exports.pack_text import LEADING, paper_face
from dashboard.jobs import Progress

_RULE, _HEAD = "#D8DDE0", "#F0F4F5"


def pack_pdf(made: Sequence[Page], told: Progress) -> bytes:
    """Vectors and embedded fonts; each page is found by its title in the outline."""
    out, face = io.BytesIO(), paper_face()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), lang="en-GB")
    cover = made[0]
    canvas.setTitle(f"{cover.above}: {cover.title}")
    canvas.setSubject(cover.imprint)
    canvas.setAuthor("Trajectory")
    canvas.setCreator("Trajectory")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for page in made:
        told(page.number, len(made), f"Page {page.number} of {len(made)}")
        canvas.bookmarkPage(str(page.number))
        canvas.addOutlineEntry(page.title, str(page.number))
        _draw(Paper(canvas, face), page, len(made))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(paper: Paper, page: Page, of: int) -> None:
    places = page_places(page, of, paper.face)
    if places.chart is not None:
        draw_chart(paper, places.chart)
    if places.table is not None:
        _table(paper, places.table)
    for text in places.texts:
        _text(paper, text)
    paper.line(LEFT, FOOT, RIGHT, FOOT, _RULE, 0.75)


def _text(paper: Paper, place: TextPlace) -> None:
    y = place.box.y
    for each in place.paragraphs:
        for line in each.lines:
            x = place.box.x + (place.box.width if place.right else 0)
            paper.text(x, y, line, place.size, each.color, each.bold, right=place.right)
            y += place.size * LEADING
        y += place.spacing


def _table(paper: Paper, place: TablePlace) -> None:
    y, width = place.y, sum(place.widths)
    paper.rectangle(place.x, y, width, place.heights[0], _HEAD)
    for row, high in zip(place.rows, place.heights, strict=True):
        x = place.x
        for cell, wide in zip(row, place.widths, strict=True):
            _cell(paper, cell, x + PAD, y + PAD, place.size)
            x += wide
        y += high
        paper.line(place.x, y, place.x + width, y, _RULE, 0.75)


def _cell(paper: Paper, cell: CellPlace, x: float, y: float, size: float) -> None:
    for line in cell.heading:
        paper.text(x, y, line, size, MUTED if cell.items else TEXT, bold=not cell.items)
        y += size * LEADING
    for item in cell.items:
        for line in item:
            paper.text(x, y, line, size, TEXT)
            y += size * LEADING
