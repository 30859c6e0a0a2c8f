"""The addresses of the open data behind a page."""

from dashboard.selection import Selection, query_of


def api_link(answer: str, selection: Selection, **more: str) -> str:
    """The CSV of the same figures, from the programs' interface."""
    given = {
        "organisation": ",".join(selection.localities) or selection.organisation,
        "as_at": selection.as_at.isoformat() if selection.as_at else "",
        "plan": selection.plan,
        **more,
        "format": "csv",
    }
    written = query_of({name: value for name, value in given.items() if value})
    return f"/api/v1/{answer}?{written}"
