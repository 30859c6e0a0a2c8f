"""How are the verdicts on a trend shown: its letter and both icons, each with its words?"""

from dashboard.calculations.spc.model import Assurance, Judgement
from dashboard.calculations.spc.words import assurance_words, variation_words
from dashboard.services.rag import rag_of
from dashboard.services.trend import Trend
from dashboard.services.wording.target_words import target_words
from layouts.components import plain as html
from layouts.components.icons import icon_address, icon_name
from layouts.components.plain import Element

SMALL, LARGE = 24, 40  # px of an icon


def verdicts(trend: Trend, size: int) -> Element:
    """size: of an icon, in px. What stands beside an icon says what it shows."""
    colour = rag_of(trend.main.latest, trend.indicator)
    judgement = trend.verdict.judged.judgement
    letter = html.Span(colour.rag.letter or "–", className=f"rag rag-{colour.rag.name.lower()}")
    rows = [
        _row(letter, colour.words),
        _row(_icon(icon_name(judgement.variation), size), variation_words(judgement.variation)),
        _row(_icon(icon_name(judgement.assurance), size), _assurance(trend, judgement)),
    ]
    return html.Ul([*rows, *_when(trend)], className="verdicts")


def _row(picture: Element, words: str) -> Element:
    return html.Li([picture, html.Span(words)])


def _icon(name: str, size: int) -> Element:
    """Its words stand beside it, so it says nothing by itself."""
    return html.Img(src=icon_address(name), alt="", className="icon", width=size, height=size)


def _assurance(trend: Trend, judgement: Judgement) -> str:
    """With the target that it is about."""
    said = assurance_words(judgement.assurance)
    target = trend.verdict.judged.target
    if target is None or judgement.assurance in (Assurance.NO_TARGET, Assurance.NOT_JUDGED):
        return said
    return f"{said}: {target_words(target, trend.indicator)}"


def _when(trend: Trend) -> list[Element]:
    """Which figure the icons are of, where it is not the one that stands beside them."""
    judged, shown = trend.verdict.of.latest, trend.main.latest
    if judged is None or shown is None or judged.end == shown.end:
        return []
    return [html.Li(html.Span(f"The icons are of {judged.label}."), className="note")]
