"""Which meetings are kept, and how is this one kept?"""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.periods import long_date
from dashboard.services.board.model import Deck
from dashboard.written.meetings import Snapshot
from layouts.components.markup import element


def meetings_fold(deck: Deck, held: Sequence[Snapshot]) -> Markup:
    """Folded away on the cover: a list of those kept, the last first, and a form."""
    many = f"Meetings kept: {len(held)}" if held else "No meeting is kept yet"
    listed = element("ul", *[_line(each) for each in held], class_="kept") if held else Markup("")
    return element(
        "details",
        element("summary", f"{many}. Keep this one"),
        element("div", listed, _form(deck), class_="meeting-panel"),
        class_="meetings",
    )


def _line(snapshot: Snapshot) -> Markup:
    return element(
        "li",
        f"kept: {long_date(snapshot.held_on)}, {snapshot.name}, by {snapshot.author} "
        f"(as at {long_date(snapshot.as_at)}, data version {snapshot.data_version})",
    )


def _form(deck: Deck) -> Markup:
    """As the pages stand now: the next board is told what has changed since."""
    hidden = {"organisation": deck.place.code, "as_at": deck.as_at.isoformat()}
    return element(
        "form",
        element("p", "Keeping a meeting keeps every figure as it stands here; the next deck says "
                "what changed since."),
        *[_void("input", type="hidden", name_=name, value=value) for name, value in hidden.items()],
        _field("held_on", "Held on", type="date", value=deck.as_at.isoformat(),
               required="required"),
        _field("name", "Meeting", value=deck.meeting or "Governing Body", maxlength="120",
               required="required"),
        _field("author", "Your name", maxlength="80", autocomplete="name", required="required"),
        element("button", "Keep this meeting", type="submit", class_="button"),
        class_="meeting-form",
        data_post="/api/v1/meetings",
        data_done="The meeting is kept.",
    )  # fmt: skip


def _field(name: str, label: str, **attributes: str) -> Markup:
    id_ = f"meeting-{name.replace('_', '-')}"
    return element(
        "div",
        element("label", label, for_=id_),
        _void("input", id=id_, name_=name, **attributes),
        element("p", class_="mistake", data_field=name, role="alert"),
        class_="meeting-field",
    )


def _void(name: str, **attributes: str) -> Markup:
    """An element that has no end."""
    return Markup(element(name, **attributes).removesuffix(f"</{name}>"))  # noqa: S704 - as above
