"""With what form is an indicator put on the list of exceptions or taken off, and put back?"""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.services.desk.model import ExceptionRow
from dashboard.services.wording.exception_words import override_words
from dashboard.services.wording.verbs import is_or_are
from dashboard.written.exceptions import Override
from layouts.components.markup import element

ADDRESS = "/api/v1/overrides"


def take_off(place: str, exception: ExceptionRow) -> Markup:
    """Folded away, at the foot of what it would take off the list."""
    indicator = exception.row.indicator
    hidden = {"organisation": place, "indicator": indicator.id, "listed": "no"}
    done = f"{indicator.short_name} {is_or_are(indicator)} taken off the list."
    return element(
        "details",
        element("summary", "Take it off the list"),
        _form(hidden, "Take it off", done),
        class_="override",
        id=f"off-{indicator.id}",
    )


def put_on(place: str, others: Iterable[ExceptionRow]) -> Markup:
    """Any that the rules do not list."""
    options = [
        element("option", each.row.indicator.short_name, value=each.row.indicator.id)
        for each in others
        if each.override is None or not each.override.listed
    ]
    if not options:
        return Markup("")
    choice = _field("indicator", "Indicator", element("select", *options, name_="indicator"))
    hidden = {"organisation": place, "listed": "yes"}
    return element(
        "details",
        element("summary", "Put another indicator on the list"),
        _form(hidden, "Put it on", "It is put on the list.", choice),
        class_="fold override",
        id="put-on",
    )


def overridden(override: Override, *, read_only: bool) -> Markup:
    """What a person said, and the way back to what the rules say."""
    said = element("span", override_words(override), class_="override-said")
    if read_only:
        return element("div", said, class_="overridden")
    back = element(
        "button",
        "Leave it to the rules",
        type="button",
        class_="link",
        id=f"override-{override.id}",
        data_post=f"{ADDRESS}/{override.id}/withdraw",
        data_body="{}",
        data_done="The rules decide again.",
    )
    return element("div", said, " ", back, class_="overridden")


def _form(hidden: dict[str, str], save: str, done: str, *first: Markup) -> Markup:
    kept = (element("input", type="hidden", name_=n, value=v) for n, v in hidden.items())
    reason = element("textarea", rows="2", name_="reason", required="required")
    author = element("input", type="text", name_="author", required="required", autocomplete="name")
    until = element("input", type="date", name_="until")
    return element(
        "form",
        *kept,
        *first,
        _field("reason", "Why", reason),
        element(
            "div",
            _field("author", "Your name", author),
            _field("until", "Until, if it is to end", until),
            class_="form-row",
        ),
        element("button", save, type="submit", class_="mark-button"),
        class_="entry-form",
        data_post=ADDRESS,
        data_done=done,
        novalidate="novalidate",
    )


def _field(name: str, label: str, control: Markup) -> Markup:
    """The label holds its control, so that neither needs an id."""
    mistake = element("p", class_="mistake", role="alert", data_field=name)
    named = element("label", element("span", label), control)
    return element("div", named, mistake, class_="form-field")
