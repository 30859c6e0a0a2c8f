"""Can every verdict be seen and read, without its colour too?"""

import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from dashboard.calculations.rag import Rag
from dashboard.calculations.spc.model import Assurance, Variation
from dashboard.calculations.spc.words import assurance_words, variation_words
from layouts.components.icons import (
    FOLDER,
    assurance_icon,
    icon_name,
    icons_explained,
    rag_chip,
    variation_icon,
)

VERDICTS = [*Variation, *Assurance]
STYLE = (FOLDER.parent / "style.css").read_text(encoding="utf-8")


def drawing(verdict: Variation | Assurance) -> str:
    return (FOLDER / f"{icon_name(verdict)}.svg").read_text(encoding="utf-8")


def contrast(one: str, other: str = "#ffffff") -> float:
    """WCAG 2.2, relative luminance: 1 to 21."""
    lights = sorted((luminance(one), luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def luminance(colour: str) -> float:
    text = colour.lstrip("#")
    text = "".join(letter * 2 for letter in text) if len(text) == 3 else text
    parts = [int(text[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def field(name: str) -> dict[str, str]:
    """The colours of a letter's field in the style sheet."""
    rule = re.search(rf"\.rag-{name} {{([^}}]*)}}", STYLE)
    assert rule
    return dict(re.findall(r"([a-z-]+):[^;#]*(#[0-9a-f]{6})", rule.group(1)))


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#425563") == pytest.approx(7.75, abs=0.01)


@pytest.mark.parametrize("verdict", VERDICTS, ids=repr)
def test_every_verdict_has_an_icon_with_words(verdict: Variation | Assurance) -> None:
    if isinstance(verdict, Variation):
        icon, words = variation_icon(verdict), variation_words(verdict)
    else:
        icon, words = assurance_icon(verdict), assurance_words(verdict)

    assert icon.startswith("<img ")
    assert f'alt="{words}"' in icon
    assert f"/assets/icons/{icon_name(verdict)}.svg?m=" in icon


@pytest.mark.parametrize("verdict", VERDICTS, ids=repr)
def test_every_colour_of_an_icon_stands_out_from_the_page(verdict: Variation | Assurance) -> None:
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{3,6})"', drawing(verdict))) - {"#fff"}

    assert colours
    assert {each: contrast(each) for each in colours if contrast(each) < 3} == {}


def test_icons_differ_in_shape_and_not_only_in_colour() -> None:
    names = {icon_name(verdict) for verdict in VERDICTS}
    shapes = {re.sub(r"#[0-9a-f]{6}", "", (FOLDER / f"{each}.svg").read_text()) for each in names}

    assert len(shapes) == len(names) == len(VERDICTS) - 1  # one quiet icon for what is not judged
    assert {each.stem for each in FOLDER.glob("*.svg")} == names


@pytest.mark.parametrize("rag", Rag, ids=repr)
def test_a_letter_can_be_read_and_its_field_seen(rag: Rag) -> None:
    chip, colours = rag_chip(rag, "Green: meets the standard"), field(rag.name.lower())

    assert 'role="img" aria-label="Green: meets the standard"' in chip
    assert contrast(colours["color"], colours["background"]) >= 4.5
    assert contrast(colours.get("border-color", colours.get("border", ""))) >= 3


def test_letters_are_printed_with_their_fields() -> None:
    rule = re.search(r"^\.rag {[^}]*}", STYLE, re.M)

    assert rule
    assert "print-color-adjust: exact" in rule.group()


def test_all_that_can_be_seen_is_explained() -> None:
    legend = icons_explained()

    places = [legend.index(f"<span>{variation_words(each)}</span>") for each in Variation]
    assert all(one < other for one, other in pairwise(places))
    assert all(f"<span>{assurance_words(each)}</span>" in legend for each in Assurance)
    assert legend.count('class="rag') == len(Rag)


def test_a_browser_keeps_an_icon_for_good(client: FlaskClient) -> None:
    address = re.search(r'src="([^"]+)"', variation_icon(Variation.COMMON_CAUSE))
    assert address

    with client.get(address.group(1)) as answer:
        assert answer.mimetype == "image/svg+xml"
        assert "immutable" in answer.headers["Cache-Control"]
