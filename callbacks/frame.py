"""What every page tells the frame around it."""

from typing import Any

from dashboard.services.provenance import Provenance
from layouts import ids
from layouts.components.source_note import source_note

Drawing = dict[str, dict[str, Any]]  # properties by the id of their component


def framed(origin: Provenance, illustrative: bool, status: str) -> Drawing:
    """Sources at the foot, the finding for screen readers, and no refusal any more."""
    return {
        ids.FOOTER: {"children": source_note(origin, illustrative)},
        ids.STATUS: {"children": status},
        ids.REFUSAL: {"children": None},
    }
