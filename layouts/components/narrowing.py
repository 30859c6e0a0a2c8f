"""The links that leave only some rows of the summary and the matrix, and what they left."""

from markupsafe import Markup

from dashboard.charts.narrowing import (
    Choice,
    facets,
    narrowed_words,
    no_rows_words,
    nothing_words,
)
from dashboard.services.summary import Narrowed, Summary
from layouts.components.markup import element, escaped, joined

_ANOTHER = '<a id="{}" href="{}" data-page="stay"{}>{} <span class="count">{}</span></a>'
_NOTHING = '<span class="nothing">{} <span class="count">{}</span></span>'
_FACET = '<div role="group" aria-label="{0}"><span aria-hidden="true">{0}</span>{1}</div>'


def narrowing(summary: Summary, address: str) -> str:
    """Each choice as a link with the number of rows it shows; what is chosen, in words.

    address: path and query string of the page, without what is narrowed.
    """
    if not summary.rows:
        return str(_no_rows(summary))
    shown = "".join(
        _FACET.format(
            facet.title, "".join([_choice(facet.title, c, address) for c in facet.choices])
        )
        for facet in facets(summary)
    )
    links = f'<nav class="narrowing" aria-label="Which indicators are shown">{shown}</nav>'
    return f"{links}{_said(summary, address)}"


def narrowed_address(address: str, narrowed: Narrowed) -> str:
    """The address with what is asked for."""
    asked = {
        "group": narrowed.group,
        "status": narrowed.status,
        "needs": "attention" if narrowed.attention else "",
    }
    more = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{address}{'&' if '?' in address else '?'}{more}" if more else address


def _choice(facet: str, choice: Choice, address: str) -> str:
    if not choice.rows and not choice.chosen:
        return _NOTHING.format(choice.label, 0)
    # Named, so that the focus can come back to it when the page has been drawn anew.
    name = f"narrow-{facet}-{choice.label}".lower().replace(" ", "-")
    (href,) = escaped([narrowed_address(address, choice.narrowed)])
    current = ' aria-current="true"' if choice.chosen else ""
    return _ANOTHER.format(name, href, current, choice.label, choice.rows)


def _no_rows(summary: Summary) -> Markup:
    """There is nothing to narrow; what would fill the page stands in place of the choices."""
    held = element("a", "See what is held", href=f"/data?organisation={summary.place.code}")
    return element("p", f"{no_rows_words(summary)} ", held, class_="nothing-held")


def _said(summary: Summary, address: str) -> Markup:
    words = narrowed_words(summary)
    if not words:
        return Markup("")
    every = element("a", f"Show all {len(summary.rows)}", href=address, data_page="stay")
    parts = [element("span", words)]
    if not summary.shown:
        parts.append(element("span", nothing_words(summary)))
    return element("p", joined([*parts, every]), class_="narrowed")
