"""Does a text fit its place? Measured with the font it is written in, never guessed."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

LEADING = 1.2  # lines of a text from one another, in its size
_SAFE = 0.98  # of a width; programs break lines a little apart
SLIDES = ("Helvetica", "Helvetica-Bold")  # as wide as Arial, letter for letter
PAPER = ("Vera", "VeraBd")  # embedded, so that it looks the same everywhere


class Face(NamedTuple):
    """The fonts by which texts are measured: as usual and bold."""

    regular: str
    bold: str

    def width(self, text: str, size: float, bold: bool = False) -> float:
        return _width(text, self.bold if bold else self.regular) * size


def slide_face() -> Face:
    return Face(*SLIDES)


def paper_face() -> Face:
    """Registered where it is first asked for. Its files come with the library that embeds it."""
    registered = pdfmetrics.getRegisteredFontNames()
    for name in PAPER:
        if name not in registered:
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    return Face(*PAPER)


@lru_cache(maxsize=20_000)
def _width(text: str, font: str) -> float:
    return float(pdfmetrics.stringWidth(text, font, 1000)) / 1000


class Fitted(NamedTuple):
    """Lines of a text, and the size at which they fit their place."""

    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return self.size * LEADING * len(self.lines)


def wrapped(text: str, width: float, size: float, face: Face, bold: bool = False) -> list[str]:
    """Broken between words; a word that is wider than the place, within it."""
    lines, line = [], ""
    for word in _words(text, width * _SAFE, size, face, bold):
        longer = f"{line} {word}" if line else word
        if line and face.width(longer, size, bold) > width * _SAFE:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _words(text: str, width: float, size: float, face: Face, bold: bool) -> Iterator[str]:
    for word in text.split():
        while len(word) > 1 and face.width(word, size, bold) > width:
            cut = next(
                n for n in range(len(word) - 1, 0, -1)
                if n == 1 or face.width(word[:n], size, bold) <= width
            )  # fmt: skip
            yield word[:cut]
            word = word[cut:]
        yield word


def sizes(most: float, least: float) -> Iterator[float]:
    size = most
    while size > least:
        yield size
        size -= 1 if size > 14 else 0.5
    yield least


def fitted(
    text: str,
    width: float,
    height: float,
    most: float,
    least: float,
    face: Face,
    bold: bool = False,
) -> Fitted:
    """The largest size at which all of a text fits; at the least, as it is."""
    for size in sizes(most, least):
        lines = wrapped(text, width, size, face, bold)
        if len(lines) * size * LEADING <= height:
            break
    return Fitted(size, tuple(lines))


class FittedList(NamedTuple):
    """Items of a list that fit, each in its lines; what does not is counted in the last."""

    size: float
    items: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        return self.size * LEADING * sum(len(each) for each in self.items)


def fitted_list(
    items: Sequence[str], width: float, height: float, most: float, least: float, face: Face,
    rest: str = "and {} more",
) -> FittedList:  # fmt: skip
    """Every item if one of the sizes allows it; else as many as fit at the least, and how many
    more there are."""
    for size in sizes(most, least):
        broken = [tuple(wrapped(each, width, size, face)) for each in items]
        if sum(len(each) for each in broken) * size * LEADING <= height:
            return FittedList(size, tuple(broken))
    room = int(height / (least * LEADING)) - 1
    kept: list[tuple[str, ...]] = []
    while len(kept) < len(broken) and sum(map(len, kept)) + len(broken[len(kept)]) <= room:
        kept.append(broken[len(kept)])
    return FittedList(least, (*kept, (rest.format(len(items) - len(kept)),)))


def shown(text: str, face: Face) -> str:
    """With what the embedded font has letters for: an accent it lacks is left away."""
    if text.isascii() or face.regular not in PAPER:
        return text
    glyphs = pdfmetrics.getFont(face.regular).face.charToGlyph
    return "".join(_letter(each, glyphs) for each in text)


def _letter(letter: str, glyphs: dict[int, int]) -> str:
    if ord(letter) in glyphs:
        return letter
    plain = "".join(each for each in normalize("NFKD", letter) if ord(each) in glyphs)
    return plain or "?"
