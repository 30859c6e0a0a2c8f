"""How are lines and letters put on a page that is measured from its top?"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from dashboard.exports.pack_layout import HEIGHT
from dashboard.exports.pack_text import Face

_ASCENT = 0.93  # of a size, from the top of a line to where its letters stand


@dataclass(frozen=True, slots=True)
class Paper:
    """A page of a canvas. Distances are points from the top left corner."""

    canvas: Canvas
    face: Face

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        color: str,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        """y: the top of the line. right: x is where it ends."""
        self.canvas.setFillColor(HexColor(color))
        self.canvas.setFont(self.face.bold if bold else self.face.regular, size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, HEIGHT - y - size * _ASCENT, text)

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        color: str,
        width: float,
        dash: Sequence[float] = (),
    ) -> None:
        self._pen(color, width, dash)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def path(
        self, points: Sequence[tuple[float, float]], color: str, width: float, dash: Sequence[float]
    ) -> None:
        """Through all points, of which there are two at least."""
        self._pen(color, width, dash)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, HEIGHT - y)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def circle(self, x: float, y: float, across: float, fill: str, outline: str) -> None:
        self._pen(outline, 1.25, ())
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.circle(x, HEIGHT - y, across / 2, stroke=1, fill=1)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)

    def within(self, x: float, y: float, width: float, height: float) -> None:
        """What is drawn next is cut off at these edges, until `everywhere`."""
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(x, HEIGHT - y - height, width, height)
        self.canvas.clipPath(path, stroke=0, fill=0)

    def everywhere(self) -> None:
        self.canvas.restoreState()

    def _pen(self, color: str, width: float, dash: Sequence[float]) -> None:
        self.canvas.setStrokeColor(HexColor(color))
        self.canvas.setLineWidth(width)
        self.canvas.setDash(list(dash))
        self.canvas.setLineJoin(1)
