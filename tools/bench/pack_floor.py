"""The floor of a pack: the same numbers written by hand, with the same libraries, and nothing else.

`python -m tools.bench.pack_floor KIND ORGANISATION FILE` over TRAJECTORY_DATABASE_URL.
"""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from dashboard.settings import read_settings
from tools.bench.reads import Reads

Points = list[tuple[date, float]]
Lines = Mapping[str, Points]


def pptx(lines: Lines, file: str) -> None:
    """A slide for each indicator, with its title and a chart as the library makes it."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    slides = Presentation()
    for name, points in lines.items():
        slide = slides.slides.add_slide(slides.slide_layouts[5])
        slide.shapes.title.text = name
        data = CategoryChartData()
        data.categories = [day for day, _ in points]
        data.add_series("Actual", [value for _, value in points])
        box = (Inches(1), Inches(2), Inches(8), Inches(4))
        slide.shapes.add_chart(XL_CHART_TYPE.LINE, *box, data)
    slides.save(file)


def pdf(lines: Lines, file: str) -> None:
    """A page for each, with its title and a line."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(file, pagesize=(960, 540))
    for name, points in lines.items():
        canvas.drawString(40, 500, name)
        path = canvas.beginPath()
        path.moveTo(40, 40)
        for number, (_, value) in enumerate(points):
            path.lineTo(40 + number * 10, value * 4)
        canvas.drawPath(path)
        canvas.showPage()
    canvas.save()


def xlsx(lines: Lines, file: str) -> None:
    """A row for each period."""
    from xlsxwriter import Workbook

    with Workbook(file, {"constant_memory": True}) as book:
        sheet, row = book.add_worksheet(), 0
        for name, points in lines.items():
            for day, value in points:
                sheet.write_row(row, 0, [name, day.isoformat(), value])
                row += 1


KINDS: Mapping[str, Callable[[Lines, str], None]] = {"pptx": pptx, "pdf": pdf, "xlsx": xlsx}


def _lines(url: str, organisation: str) -> Lines:
    actual: list[tuple[Any, ...]] = Reads(url).summary(organisation)[0]
    return {
        name: [(date.fromisoformat(str(day)), 100 * met / whole) for _, day, met, whole in points]
        for name, points in groupby(actual, key=itemgetter(0))
    }


def main() -> None:
    kind, organisation, file = sys.argv[1:]
    KINDS[kind](_lines(read_settings().database_url, organisation), file)


if __name__ == "__main__":
    main()
