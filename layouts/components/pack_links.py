"""How is a board pack asked for: a button for each kind, and a place that says how far it is?"""

from functools import cache

from markupsafe import Markup

from dashboard.jobs import Kind
from layouts.components import plain
from layouts.components.markup import element
from layouts.components.plain import Element

_NAMES = {Kind.PPTX: "PowerPoint", Kind.PDF: "PDF", Kind.XLSX: "Workbook"}
_GROUP = "Board pack"


@cache
def pack_links() -> tuple[Element, ...]:
    """For a page's heading. The browser sends the page's own address: see assets/packs.js."""
    buttons = [
        plain.Button(name, type="button", className="link", **{"data-pack": str(kind)})
        for kind, name in _NAMES.items()
    ]
    label = plain.Span(f"{_GROUP}:", className="packs-label")
    said = plain.Span("", className="packs-said", role="status")
    group = {"role": "group", "aria-label": _GROUP}
    return (plain.Span([label, *buttons, said], className="packs", **group),)


@cache
def pack_markup() -> Markup:
    """The same within markup, such as a deck's cover."""
    buttons = [
        element("button", name, type="button", class_="link", data_pack=str(kind))
        for kind, name in _NAMES.items()
    ]
    label = element("span", f"{_GROUP}:", class_="packs-label")
    said = element("span", class_="packs-said", role="status")
    return element("span", label, *buttons, said, class_="packs", role="group", aria_label=_GROUP)
