"""Names for those who hear a page."""

from typing import Any


def named(label: str) -> dict[str, Any]:
    """The attribute that names an element; Dash takes aria attributes only as keywords."""
    return {"aria-label": label}
