"""A pack as slides that can be edited: native charts and tables, and what a presenter may say."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_AUTO_SIZE, MSO_VERTICAL_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Emu, Pt

from dashboard.exports.pack_layout import (
    FOOT,
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    TextPlace,
    page_places,
)
from dashboard.exports.pack_page import Page
from dashboard.exports.pack_pptx_chart import add_chart
from dashboard.exports.pack_pptx_draw import colour, length, without_style, write
from dashboard.exports.pack_pptx_table import add_table
from dashboard.exports.pack_text import LEADING, slide_face
from dashboard.jobs import Progress

RULE = "#D8DDE0"
_TITLE_ONLY = 5  # of the layouts that the library brings
_WIDER = 12192000 / 9144000  # its layouts are of 4:3


def pack_pptx(made: Sequence[Page], told: Progress) -> bytes:
    """A slide for each page."""
    slides = _empty(made[0])
    for page in made:
        told(page.number, len(made), f"Slide {page.number} of {len(made)}")
        _add(slides, page, len(made))
    out = io.BytesIO()
    slides.save(out)
    return out.getvalue()


def _empty(cover: Page) -> Slides:
    """16:9 throughout, also where somebody adds a slide."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = length(WIDTH), length(HEIGHT)
    master = slides.slide_master
    for holder in (master, *master.slide_layouts):
        for shape in holder.placeholders:
            shape.left = Emu(int(shape.left * _WIDER))
            shape.width = Emu(int(shape.width * _WIDER))
    facts = slides.core_properties
    facts.title, facts.subject = f"{cover.above}: {cover.title}", cover.imprint
    facts.author, facts.language, facts.keywords = "Trajectory", "en-GB", ""
    return slides


def _add(slides: Slides, page: Page, of: int) -> None:
    places = page_places(page, of, slide_face())
    slide = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
    title, *texts = places.texts
    _fill(slide.shapes.title, title)
    if places.chart is not None:
        add_chart(slide, places.chart, page.title)
    for text in texts:
        _fill(slide.shapes.add_textbox(0, 0, 0, 0), text)
    if places.table is not None:
        add_table(slide, places.table)
    _rule(slide)
    slide.notes_slide.notes_text_frame.text = "\n".join([*page.notes, page.imprint])


def _fill(shape: Any, place: TextPlace) -> None:  # noqa: ANN401 - the library's shapes differ
    """The text in its place, at the size at which it was measured to fit."""
    shape.name = place.name
    shape.left, shape.top, shape.width, shape.height = map(length, place.box)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_VERTICAL_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, each in enumerate(place.paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if place.right else PP_ALIGN.LEFT
        paragraph.line_spacing = Pt(place.size * LEADING)
        paragraph.space_before = Pt(place.spacing if number else 0)
        write(paragraph, each.text, place.size, each.color, each.bold)


def _rule(slide: Slide) -> None:
    """The fine line above the imprint."""
    ends = (length(each) for each in (LEFT, FOOT, RIGHT, FOOT))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    line.name = "Rule"
    without_style(line)
    line.line.width = Pt(0.75)
    line.line.color.rgb = colour(RULE)
