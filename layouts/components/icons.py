"""How is a verdict drawn? Icons and letters that say in words what they show.

Each icon is a file of its own in assets/icons, so that an image names it: the browser draws two for
each row of the summary at every click, and a `use` of a sprite costs it six times an image.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zlib import crc32

from markupsafe import Markup

from dashboard.calculations.rag import Rag
from dashboard.calculations.spc.model import Assurance, Variation
from dashboard.calculations.spc.words import assurance_words, variation_words
from layouts.components.markup import element

FOLDER = Path(__file__).parents[2] / "assets" / "icons"
ICON = 24  # px
_EXPLAINED = 32  # px
_RAG = {
    Rag.GREEN: "Green: meets the standard.",
    Rag.AMBER: "Amber: meets its plan, but not the standard.",
    Rag.RED: "Red: misses its plan, or the standard where there is no plan.",
    Rag.GREY: "Grey: no figure, too few people to judge by, or nothing to hold it against.",
}


def icon_name(verdict: Variation | Assurance) -> str:
    """The file of an icon, without its ending."""
    if verdict in (Variation.NOT_JUDGED, Assurance.NOT_JUDGED):
        return "not_judged"
    return f"{'variation' if isinstance(verdict, Variation) else 'assurance'}-{verdict}"


@cache
def variation_icon(variation: Variation, size: int = ICON, reason: str = "") -> Markup:
    """reason: why it is not judged, said where it is not."""
    return _icon(
        icon_name(variation), _because(variation, variation_words(variation), reason), size
    )


@cache
def assurance_icon(assurance: Assurance, size: int = ICON, reason: str = "") -> Markup:
    """reason: why it is not judged, said where it is not."""
    return _icon(
        icon_name(assurance), _because(assurance, assurance_words(assurance), reason), size
    )


def _because(verdict: Variation | Assurance, words: str, reason: str) -> str:
    unjudged = verdict in (Variation.NOT_JUDGED, Assurance.NOT_JUDGED)
    return f"{words}: {reason}" if unjudged and reason else words


def _icon(name: str, words: str, size: int) -> Markup:
    side = str(size)
    # `element` closes what it opens. Who points at it is shown the words by assets/page.js.
    start = element("img", src=icon_address(name), alt=words, class_="icon",
                    width=side, height=side)  # fmt: skip
    return Markup(start.removesuffix("</img>"))  # noqa: S704 - made of escaped markup


@cache
def icon_address(name: str) -> str:
    """With a mark of its content, so that a browser need never ask for it again."""
    drawn = (FOLDER / f"{name}.svg").read_bytes()
    return f"/assets/icons/{name}.svg?m={crc32(drawn):08x}"


@cache
def rag_chip(rag: Rag, words: str = "") -> Markup:
    """The letter in its field; `words` say why, such as those of `rag_words`."""
    said = words or rag.word
    return element("span", rag.letter or "–", role="img", aria_label=said, title=said,
                   class_=f"rag rag-{rag.name.lower()}")  # fmt: skip


def icons_explained() -> Markup:
    """What each icon and letter means, folded away under what shows them."""
    variations = [variation_icon(each, _EXPLAINED) for each in Variation]
    assurances = [assurance_icon(each, _EXPLAINED) for each in Assurance]
    return element(
        "details",
        element("summary", "What the icons mean"),
        _section("Has it changed?", zip(variations, map(variation_words, Variation), strict=True)),
        _section("Will it meet its target?",
                 zip(assurances, map(assurance_words, Assurance), strict=True)),
        _section("Against plan and standard", ((rag_chip(each), _RAG[each]) for each in Rag)),
        class_="fold icons-explained",
    )  # fmt: skip


def _section(title: str, lines: Iterable[tuple[Markup, str]]) -> Markup:
    items = [element("li", picture, element("span", words)) for picture, words in lines]
    return element("div", element("h3", title), element("ul", *items))
