"""How does a figure in markup lead to where it came from?"""

from markupsafe import Markup

from layouts.components.markup import element

TITLE = "Where this number came from"


def from_here(said: str, address: str) -> Markup | str:
    """The figure as a link; as it is where it has no address or says nothing."""
    if not address or not said:
        return said
    return element(
        "a", said, href=address, class_="from-here", data_page="source", title=TITLE,
        aria_label=f"{said}, where it came from",
    )  # fmt: skip
