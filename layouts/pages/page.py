"""What a page is."""

from collections.abc import Callable
from dataclasses import dataclass

from dash.development.base_component import Component


@dataclass(frozen=True, slots=True)
class Page:
    """name: its callback module and its class in the style sheet. content: its empty frame.

    listed: whether the navigation leads to it; the page of one of many is reached by its link.
    """

    name: str
    path: str
    title: str
    content: Callable[[], list[Component]]
    listed: bool = True
