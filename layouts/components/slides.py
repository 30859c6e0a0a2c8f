"""What stands on every slide, and on the one of an indicator?"""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.calculations.spc.model import Variation
from dashboard.charts.board_words import (
    actions_on_slide,
    foot_line,
    group_of,
    place_line,
    takes_on_slide,
    told_on_slide,
)
from dashboard.services.board.model import Deck, IndicatorSlide
from layouts.components.icons import assurance_icon, variation_icon
from layouts.components.markup import element
from layouts.components.slide_sources import SlideSources, slide_link

_ICON = 52  # px of the stage


def frame(
    deck: Deck,
    number: int,
    kind: str,
    title: str,
    *body: Markup,
    right: Markup | str = "",
    foot: str = "",
    live: str = "",
    source: str = "",
    above: Markup | None = None,
) -> Markup:
    """One slide. live: the address of its chart on the page of the trend. source: where the figure
    of its title came from. above: what stands over the title in place of the place's line."""
    name = f"slide-{number}-title"
    headline = slide_link(title, source) if source else title
    top = above or element(
        "div",
        element("p", place_line(deck), class_="slide-place"),
        element("p", right, class_="slide-group"),
        class_="slide-top",
    )
    page = element("p", f"{number} / {deck.pages}", class_="slide-page")
    ends = element("div", element("p", foot or foot_line(deck)), page, class_="slide-foot")
    section = element(
        "section",
        top,
        element("h2", headline, id=name, class_="slide-title"),
        element("div", *body, class_="slide-body"),
        ends,
        class_=f"slide slide-{kind}",
        aria_labelledby=name,
        aria_roledescription="slide",
    )
    return element(
        "div", section, class_="frame", id=f"slide-{number}", data_number=str(number),
        data_title=title, data_live=live,
    )  # fmt: skip


def indicator_slide(
    deck: Deck, slide: IndicatorSlide, alternative: str, sources: SlideSources
) -> Markup:
    """alternative: what stands for the picture of its chart."""
    row = slide.exception.row
    live = sources.trend(row.indicator.id)
    source = sources.source(row.indicator.id)
    judgement = row.judged.judgement
    icons = Markup("")
    if judgement.variation is not Variation.NOT_JUDGED:
        change = variation_icon(judgement.variation, _ICON)
        outlook = assurance_icon(judgement.assurance, _ICON, judgement.reason)
        icons = element("span", change, outlook, class_="slide-icons")
    right = element("span", icons, element("span", group_of(slide)), class_="slide-right")
    chart = element(
        "div", class_="slide-chart", role="img", aria_label=alternative,
        data_chart=str(slide.number), data_source=source,
    )  # fmt: skip
    return frame(
        deck,
        slide.number,
        "indicator",
        slide.title,
        chart,
        element(
            "div",
            _told(slide, sources),
            _takes(slide, sources),
            _actions(slide, deck),
            class_="slide-words",
        ),
        element("a", "Live chart", href=live, data_page="trend", class_="slide-live"),
        right=right,
        foot=foot_line(deck, slide),
        live=live,
        source=source,
    )


def _told(slide: IndicatorSlide, sources: SlideSources) -> Markup:
    stale = slide.told.written is not None and slide.told.stale
    note = "Written before the figures changed." if stale else ""
    return _column(
        "What it shows",
        [element("p", sources.led(told_on_slide(slide), slide.exception.row.indicator.id))],
        note,
    )


def _takes(slide: IndicatorSlide, sources: SlideSources) -> Markup:
    said = sources.led(" ".join(takes_on_slide(slide)), slide.exception.row.indicator.id)
    return _column("What it would take", [element("p", said)] if said else [])


def _actions(slide: IndicatorSlide, deck: Deck) -> Markup:
    said, more = actions_on_slide(slide, deck)
    items = [
        element(
            "li",
            element("strong", f"{each.state}: ", class_="late") if each.state else Markup(""),
            each.text,
            element("span", f" ({each.when})" if each.when else "", class_="when"),
        )
        for each in said
    ]
    if not items:
        none = "None is open." if slide.actions else "None is recorded."
        return _column("Actions", [element("p", none, class_="none")])
    return _column("Actions", [element("ul", *items)], f"and {more} more" if more else "")


def _column(title: str, content: Sequence[Markup], note: str = "") -> Markup:
    rest = element("p", note, class_="note") if note else Markup("")
    return element("div", element("h3", title), *content, rest) if content else Markup("")
