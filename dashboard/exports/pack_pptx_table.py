"""A table of a pack as a table of a slide."""

from typing import Any

from pptx.enum.text import MSO_VERTICAL_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.chart import MUTED, TEXT
from dashboard.exports.pack_pptx_draw import colour, length, write
from dashboard.exports.pack_table import PAD, CellPlace, TablePlace, texts_of
from dashboard.exports.pack_text import LEADING

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style and no grid
_HEAD = "#F0F4F5"
_LINE = '<a:lnB {} w="9525"><a:solidFill><a:srgbClr val="D8DDE0"/></a:solidFill></a:lnB>'.format(
    nsdecls("a")
)


def add_table(slide: Slide, place: TablePlace) -> None:
    width, height = sum(place.widths), place.height
    box = map(length, (place.x, place.y, width, height))
    frame = slide.shapes.add_table(len(place.rows), len(place.widths), *box)
    frame.name = "Table"
    table = frame.table
    table.first_row, table.horz_banding = True, False
    frame._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = _PLAIN
    for column, wide in zip(table.columns, place.widths, strict=True):
        column.width = length(wide)
    for number, (row, high) in enumerate(zip(place.rows, place.heights, strict=True)):
        table.rows[number].height = length(high)
        for cell, said in zip(table.rows[number].cells, row, strict=True):
            _fill(cell, said, place.size, number == 0)


def _fill(cell: Any, said: CellPlace, size: float, head: bool) -> None:  # noqa: ANN401
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = length(PAD)
    cell.vertical_anchor = MSO_VERTICAL_ANCHOR.TOP
    if head:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(_HEAD)
    # Borders stand before the fill, or programs find the file broken.
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(_LINE))
    frame = cell.text_frame
    frame.word_wrap = True
    for number, (text, heading) in enumerate(texts_of(said) or [("", False)]):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(size * LEADING)
        above = heading and bool(said.items)
        write(paragraph, text, size, MUTED if above else TEXT, heading and not above)
