"""Elements of a page in the form in which they are sent, made for the path of a click.

A Dash component checks each of its arguments and is taken apart again to be sent: some fifty of
them beside a chart cost more than the chart. These are the same elements, without the checks.
"""

from collections.abc import Callable
from typing import Any

Element = dict[str, Any]
Content = str | Element | list[str | Element] | list[Element] | list[str] | None


def _maker(kind: str, namespace: str = "dash_html_components") -> Callable[..., Element]:
    def element(children: Content = None, **properties: object) -> Element:
        if children is not None:
            properties["children"] = children
        return {"props": properties, "type": kind, "namespace": namespace}

    return element


A = _maker("A")
Br = _maker("Br")
Button = _maker("Button")
Details = _maker("Details")
Div = _maker("Div")
H1 = _maker("H1")
H2 = _maker("H2")
H3 = _maker("H3")
Img = _maker("Img")
Li = _maker("Li")
P = _maker("P")
Span = _maker("Span")
Strong = _maker("Strong")
Summary = _maker("Summary")
Ul = _maker("Ul")
Alert = _maker("Alert", "dash_bootstrap_components")
Badge = _maker("Badge", "dash_bootstrap_components")
NavLink = _maker("NavLink", "dash_bootstrap_components")
