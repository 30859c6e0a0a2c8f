"""What every page tells the frame around it."""

from dash import set_props

from dashboard.services.provenance import Provenance
from layouts import ids
from layouts.components.source_note import source_note


def frame(origin: Provenance, illustrative: bool, status: str) -> None:
    """Sources at the foot, the finding for screen readers, and no refusal any more."""
    set_props(ids.FOOTER, {"children": source_note(origin, illustrative)})
    set_props(ids.STATUS, {"children": status})
    set_props(ids.REFUSAL, {"children": None})
