"""With what forms is an action written down, and said what became of it?

They stand in a page once, as templates: assets/actions.js puts one where a reader opens it.
"""

from markupsafe import Markup

from layouts.components.markup import element, joined


def action_forms() -> str:
    templates = (("action-form", _new()), ("status-form", _status()))
    return str(joined(element("template", form, id=name) for name, form in templates))


def _new() -> Markup:
    return element(
        "form",
        _input("organisation", "hidden"),
        _input("indicator", "hidden"),
        _field("text", "What is to be done", _textarea("text", "3", required=True)),
        _field("owner", "Who does it", _input("owner")),
        element(
            "div",
            _field("start_on", "From", _input("start_on", "date")),
            _field("due_on", "Due", _input("due_on", "date")),
            class_="form-row",
        ),
        _field(
            "effects",
            "What it is to bring, by month, if that is known",
            _textarea("effects", "2"),
            "A row for each month, such as 2020-04: +1.5, the change in the figure's own unit from "
            "the last one before the start.",
        ),
        _author(),
        _save("Add it"),
        class_="entry-form",
        data_post="/api/v1/actions",
        data_done="Kept: the action is added.",
        novalidate="novalidate",
    )


def _status() -> Markup:
    options = (("open", "It stays open"), ("done", "It is done"), ("dropped", "It is dropped"))
    select = element(
        "select", *[element("option", name, value=value) for value, name in options], name_="status"
    )
    return element(
        "form",
        _field("status", "What became of it", select),
        _field("note", "A note", _textarea("note", "2")),
        _author(),
        _save("Keep it"),
        class_="entry-form",
        data_post="/api/v1/actions",
        data_done="Kept.",
        novalidate="novalidate",
    )


def _author() -> Markup:
    return _field("author", "Your name", _input("author", required=True, autocomplete="name"))


def _save(name: str) -> Markup:
    return element("button", name, type="submit", class_="mark-button")


def _input(name: str, kind: str = "text", *, required: bool = False, **more: str) -> Markup:
    needed = "required" if required else ""
    return element("input", type=kind, name_=name, required=needed, **more)


def _textarea(name: str, rows: str, *, required: bool = False) -> Markup:
    return element("textarea", rows=rows, name_=name, required="required" if required else "")


def _field(name: str, label: str, control: Markup, hint: str = "") -> Markup:
    """The label holds its control, so that neither needs an id: several forms may be open."""
    said = element("span", hint, class_="note") if hint else Markup("")
    mistake = element("p", class_="mistake", role="alert", data_field=name)
    return element(
        "div", element("label", element("span", label), said, control), mistake, class_="form-field"
    )
