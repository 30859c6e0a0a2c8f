"""What is said of an exception, who said it, and with what form is it said otherwise?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from json import dumps

from markupsafe import Markup

from dashboard.periods import long_date
from dashboard.selection import Selection
from dashboard.services.desk.model import ExceptionRow, Narrative, Told
from dashboard.services.desk.narrative import place_of
from dashboard.services.said import LONGEST_AUTHOR, LONGEST_TEXT
from dashboard.written.exceptions import Length, WrittenNarrative
from layouts.components.markup import element, joined

_NAMES = {Length.BOARD: "for the board", Length.ANALYST: "for analysts"}
_ADDRESS = "/api/v1/narratives"


def narrative_block(
    told: Told, narrative: Narrative, exception: ExceptionRow, length: Length, *, writable: bool
) -> Markup:
    """The text, whose it is and whether it still holds; what stood there by itself beside it."""
    name = exception.row.indicator.short_name
    parts = [element("p", told.text, class_="narrative-text"), _whose(told)]
    if told.written is not None:
        parts.append(_fold("Generated text", element("p", told.generated)))
    if writable:
        parts.append(_editing(told, narrative, exception, length))
    label = f"What to say of {name}, {_NAMES[length]}"
    return element("section", *parts, class_="narrative", aria_label=label)


def length_switch(chosen: Selection, path: str = "/exceptions") -> Markup:
    """For whom narratives are, as links that keep the rest of the address."""
    now = Length(chosen.length or Length.BOARD)
    links = joined(
        element(
            "a",
            f"{_NAMES[each][0].upper()}{_NAMES[each][1:]}",
            href=f"{path}{replace(chosen, length='' if each is Length.BOARD else each).to_query()}",
            data_page="stay",
            aria_current="true" if each is now else "",
        )
        for each in Length
    )
    return element("nav", links, class_="narrative-lengths", aria_label="Length of the narratives")


def _whose(told: Told) -> Markup:
    """Nobody's where nobody wrote: it follows from the figures."""
    written = told.written
    if written is None:
        return element("p", "Generated from the figures.", class_="note")
    by = element("p", f"Edited by {written.author}, {_when(written.made_at)}.", class_="note")
    if not told.stale:
        return by
    mark = element("span", "◆", aria_hidden="true")
    stale = "Stale: the figures have changed since it was written."
    return joined([by, element("p", mark, f" {stale}", class_="narrative-stale")])


def _when(at: datetime) -> str:
    return f"{long_date(at.date())} at {at:%H:%M} UTC"


def _fold(title: str, *content: Markup, about: str = "") -> Markup:
    summary = element("summary", title, aria_label=about)
    return element("details", summary, *content, class_="fold narrative-fold")


def _editing(told: Told, narrative: Narrative, exception: ExceptionRow, length: Length) -> Markup:
    indicator = exception.row.indicator
    id_ = f"narrative-{indicator.id.replace('_', '-')}"
    sent = {
        "organisation": place_of(exception),
        "indicator": indicator.id,
        "length": str(length),
        "facts": narrative.facts,
        "as_at": exception.row.line.request.as_at.isoformat(),
    }
    form = element(
        "form",
        joined(
            element("input", type="hidden", name_=key, value=each) for key, each in sent.items()
        ),
        _text(id_, told.text),
        _author(id_),
        element("button", "Save the text", type="submit", class_="mark-button"),
        _restore(sent, told.written),
        data_post=_ADDRESS,
        data_done=f"The text of {indicator.short_name} is saved.",
        novalidate="novalidate",
        class_="narrative-form",
    )
    return _fold("Edit the text", form, about=f"Edit the text of {indicator.short_name}")


def _text(id_: str, text: str) -> Markup:
    field = element(
        "textarea",
        text,
        id=f"{id_}-text",
        name_="text",
        rows="6",
        maxlength=str(LONGEST_TEXT),
        aria_describedby=f"{id_}-text-mistake",
    )
    return _field("text", "What to say", f"{id_}-text", field)


def _author(id_: str) -> Markup:
    field = element(
        "input",
        type="text",
        id=f"{id_}-author",
        name_="author",
        autocomplete="name",
        maxlength=str(LONGEST_AUTHOR),
        required="required",
        aria_describedby=f"{id_}-author-mistake",
    )
    return _field("author", "Your name", f"{id_}-author", field)


def _field(name: str, label: str, id_: str, field: Markup) -> Markup:
    mistake = element("p", id=f"{id_}-mistake", class_="mistake", data_field=name, role="alert")
    return element("div", element("label", label, for_=id_), field, mistake, class_="mark-field")


def _restore(sent: Mapping[str, str], written: WrittenNarrative | None) -> Markup:
    """An empty text gives the generated one its place back."""
    if written is None:
        return Markup("")
    return element(
        "button",
        "Restore the generated text",
        type="button",
        class_="narrative-restore",
        data_post=_ADDRESS,
        data_body=dumps({**sent, "text": ""}),
        data_done="The generated text stands again.",
    )
