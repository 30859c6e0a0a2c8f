"""The frame around every page."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from layouts import ids
from layouts.components import plain
from layouts.components.aria import named
from layouts.components.controls import Option, filter_bar
from layouts.components.plain import Element
from layouts.components.views_menu import views_menu
from layouts.pages import PAGES
from layouts.pages.page import Page


def shell(organisations: Sequence[Option], indicators: Sequence[Option]) -> html.Div:
    """Header, filters, page and footer; the page itself follows the address."""
    return html.Div(
        [
            dcc.Location(id=ids.URL, refresh=False),
            dcc.Store(id=ids.ASKED),
            dcc.Store(id=ids.ANSWER),
            dcc.Store(id=ids.REDRAW),
            dcc.Store(id=ids.REDRAWN),
            html.A("Skip to the page", href=f"#{ids.PAGE}", className="skip"),
            html.Header(
                [
                    html.A(
                        [html.Img(src="/assets/mark.svg", alt="", className="mark"), "Trajectory"],
                        href="/",
                        className="brand",
                    ),
                    html.Nav(_pages(), id=ids.NAVIGATION, **named("Pages")),
                    views_menu(),
                    html.P(id=ids.AS_AT, className="as-at"),
                ],
                className="header",
            ),
            html.Section(
                filter_bar(organisations, indicators),
                className="filter-band",
                **named("Filters"),
            ),
            html.Main(
                [
                    html.Div(id=ids.PROBLEMS),
                    html.Div(id=ids.REFUSAL, role="alert", className="refusals"),
                    html.Div(id=ids.PAGE, tabIndex=-1),
                ],
                className="main",
            ),
            html.Div(id=ids.STATUS, role="status", className="unseen"),
            html.Footer(
                [html.Div(id=ids.FOOTER), html.Nav(id=ids.FORMS, **named("Forms and data"))],
                className="footer",
            ),
        ]
    )


def _pages() -> Any:  # noqa: ANN401 - plain elements are unknown to Dash's own annotations
    """Links for a database that has nothing to show, too."""
    return navigation("", "")


def navigation(here: str, query: str) -> list[Element]:
    """Links to every page that is listed; they keep what is chosen."""
    return [_link(page, here, query) for page in PAGES if page.listed]


def forms(organisation: str) -> list[Element]:
    """Forms to fill, with the rows of the chosen organisation, and the way in for programs."""
    names = {
        "plan": "Plan template",
        "local_return": "Local return template",
        "population_base": "Base template",
        "provider_shares": "Provider shares template",
        "locality_practices": "Locality practices template",
        "board_providers": "A&E board providers template",
    }
    links = [
        plain.A(
            text, href=f"/api/v1/templates/{name}?organisation={organisation}", className="link"
        )
        for name, text in names.items()
    ]
    return [
        *links,
        plain.A("Indicators as CSV", href="/api/v1/indicators?format=csv", className="link"),
    ]


def _link(page: Page, here: str, query: str) -> Element:
    # It takes no aria attributes: assets/page.js marks the current one for screen readers.
    return plain.NavLink(page.title, href=f"{page.path}{query}", active=page.path == here)
