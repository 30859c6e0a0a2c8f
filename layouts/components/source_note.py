"""Where figures come from, said at the foot of every page."""

from dashboard.periods import long_date
from dashboard.services.provenance import Provenance
from layouts.components import plain as html
from layouts.components.plain import Element


def source_note(origin: Provenance, illustrative: bool) -> list[Element]:
    """Sources, last load, next expected, data version and as-at date."""
    sources = list(dict.fromkeys(_source(load) for load in origin.loads))
    more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
    parts = [
        f"Source: {'; '.join(sources[:3])}{more}" if sources else "Source: none loaded",
        f"loaded {long_date(origin.last_loaded)}" if origin.last_loaded else "",
        _next(origin),
        f"data version {origin.data_version}",
        f"as at {long_date(origin.as_at)}",
    ]
    said: list[Element] = [html.P(" · ".join(part for part in parts if part))]
    if illustrative:
        said.append(
            html.P(
                "Illustrative: some figures or plans on this page are made up to show how it "
                "works. They are not statistics about any organisation.",
                className="notice",
            )
        )
    return said


def _source(load: object) -> str:
    publisher, title = getattr(load, "publisher", ""), getattr(load, "title", "")
    return title if publisher in title else f"{publisher}, {title}"


def _next(origin: Provenance) -> str:
    if origin.next_expected is None:
        return ""
    day = long_date(origin.next_expected)
    return (
        f"next figures were expected {day} and are late" if origin.late else f"next expected {day}"
    )
