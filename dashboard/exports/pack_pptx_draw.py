"""How are places, texts and colours of a pack said to the library that writes slides?"""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Emu, Pt

FONT = "Arial"


def length(points: float) -> Emu:
    return Emu(round(points * 12700))


def colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal.lstrip("#"))


def write(
    paragraph: Any,  # noqa: ANN401 - of a shape, a cell or a label
    text: str,
    size: float,
    hexadecimal: str,
    bold: bool = False,
) -> None:
    """One run, in the language that it is to be read and spelt in."""
    run = paragraph.add_run()
    run.text = text
    font = run.font
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
    font.color.rgb = colour(hexadecimal)


def without_style(shape: Any) -> None:  # noqa: ANN401 - whatever is drawn
    """A theme's style gives what is drawn a shadow."""
    style = shape._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    shape._element.remove(style)
