"""What does a test see when it opens a pack?"""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Pt

from dashboard.exports.pack_text import LEADING, slide_face, wrapped

Period = str | date


def slides_of(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def texts_of(slide: Any) -> list[str]:  # noqa: ANN401 - the library's own
    """Of boxes and of tables."""
    boxes = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return [*boxes, *(cell.text for table in tables for cell in table.iter_cells())]


def charts_of(slide: Any) -> list[Any]:  # noqa: ANN401
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def numbers_of(chart: Any) -> dict[str, dict[Period, float | None]]:  # noqa: ANN401
    """By line and period, from the workbook that whoever edits the chart is shown."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    head, *rows = list(book.worksheets[0].iter_rows(values_only=True))
    return {
        str(name): {_period(row[0]): row[column] for row in rows}
        for column, name in enumerate(head)
        if column
    }


def _period(cell: Any) -> Period:  # noqa: ANN401
    return cell.date() if isinstance(cell, datetime) else str(cell)


def overflowing(slide: Any) -> Iterator[str]:  # noqa: ANN401
    """Texts that need more height than their box has, by the metrics of their font."""
    for shape in slide.shapes:
        if not shape.has_text_frame or not shape.text_frame.text or shape.name == "Planned":
            continue
        need = 0.0
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                size = run.font.size.pt
                wide = shape.width / 12700
                lines = wrapped(run.text, wide / 0.98, size, slide_face(), bool(run.font.bold))
                need += len(lines) * size * LEADING
            need += paragraph.space_before.pt if paragraph.space_before else 0
        if need > shape.height / 12700 + 1:
            yield f"{shape.name}: {shape.text_frame.text}"


def outside(slide: Any, width: int, height: int) -> list[str]:  # noqa: ANN401
    """Shapes that reach over an edge."""
    edge = Pt(0.5)
    return [
        shape.name
        for shape in slide.shapes
        if shape.left < -edge
        or shape.top < -edge
        or shape.left + shape.width > width + edge
        or shape.top + shape.height > height + edge
    ]


def overlapping(slide: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Pairs of boxes, tables and charts that lie upon one another."""
    kinds = ("Planned", "Gap", "Key", "Rule")
    shapes = [each for each in slide.shapes if each.name not in kinds and each.width]
    return [
        (one.name, other.name)
        for number, one in enumerate(shapes)
        for other in shapes[number + 1 :]
        if _shared(one.left, one.width, other.left, other.width) > Pt(1)
        and _shared(one.top, one.height, other.top, other.height) > Pt(1)
    ]


def _shared(begins: int, size: int, other_begins: int, other_size: int) -> int:
    return min(begins + size, other_begins + other_size) - max(begins, other_begins)
