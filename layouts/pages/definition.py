"""The definition page: what an indicator is, its standards, its sources and its plan versions."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.charts import definition as said
from dashboard.charts import definition_held as held
from dashboard.charts.standards_line import standards_line
from dashboard.indicators.registry import GROUPS
from dashboard.periods import long_date, short_date
from dashboard.services.definition import Definition, SourceFile, StandardInTime
from layouts import ids
from layouts.components import plain
from layouts.components.chart_card import illustrative_tag
from layouts.components.markup import element, joined, place
from layouts.components.plain import Element
from layouts.components.plan_versions import difference, versions_table

_WIDE, _NARROW = 560, 344  # px of the line of standards, on a screen and on a phone
_FILES_SHOWN = 8
Fact = tuple[str, str]


def content() -> list[Component]:
    return [
        html.Div(id=ids.DEFINITION_HEADING, className="heading"),
        place(ids.DEFINITION),
    ]


def beneath_title(there: Definition, query: str) -> list[str | Element]:
    """The definition itself, and the way to the figures. query: the choice, with the indicator."""
    indicator = there.indicator
    tags = illustrative_tag(there.illustrative)
    if indicator.local:
        tags = [*illustrative_tag(True, "Local indicator"), *tags]
    pages = (("/trend", "Trend"), ("/localities", "Localities"), ("/compare", "Compare"))
    links = [
        plain.A(name, href=f"{path}{query}", className="link", **{"data-page": "page"})
        for path, name in pages
    ]
    return [
        plain.Span(indicator.definition, className="people"),
        " ",
        *tags,
        plain.Br(),
        plain.Span([f"For {there.organisation.label}:", *links], className="onward"),
    ]


def definition_markup(there: Definition, address: str, csv: str, *, chosen: bool) -> str:
    """All sections. address: of this page, ready for another parameter. csv: of the difference
    between the plan versions. chosen: whether the reader chose the versions."""
    left = (_counted(there), _standards(there), _judged(there), _notes(there))
    right = (_added_up(there), _breaks(there), _source(there), _files(there))
    columns = [element("div", *filter(None, each)) for each in (left, right)]
    plans = _plans(there, address, csv, chosen=chosen)
    return str(joined([element("div", *columns, class_="definition"), plans]))


def _section(title: str, *parts: Markup | str, id_: str = "") -> Markup:
    return element("section", element("h2", title, id=id_), *parts)


def _facts(facts: Sequence[Fact]) -> Markup:
    """Those that there is something to say of."""
    pairs = [
        element("div", element("dt", name), element("dd", text)) for name, text in facts if text
    ]
    return element("dl", *pairs, class_="stated")


def _counted(there: Definition) -> Markup:
    indicator = there.indicator
    facts = (
        ("Numerator", said.capital(indicator.numerator)),
        ("Denominator", said.capital(indicator.denominator) if indicator.denominator else ""),
        ("Better", said.direction(indicator)),
        ("Unit", said.unit(indicator)),
        ("Each figure is of", said.period(there)),
        ("Small numbers", said.small_numbers(indicator)),
        ("Suppression", said.suppression(indicator)),
        ("Group", GROUPS[indicator.group]),
        ("Plan code", said.plan_codes(indicator)),
    )
    return _section("What is counted", _facts(facts))


def _added_up(there: Definition) -> Markup:
    indicator = there.indicator
    facts = (
        ("Organisations", said.across_organisations(indicator)),
        ("Over time", said.over_time(indicator)),
        ("Averages", said.averages(indicator)),
        ("A locality's figure", said.locality(indicator)),
        ("A commissioner's", said.commissioners(indicator)),
        ("Made from", said.made_from(there)),
    )
    return _section("What may be added up", _facts(facts))


def _judged(there: Definition) -> Markup:
    facts = (
        ("Judged", said.judged(there)),
        ("Season", said.seasonal(there.indicator) if there.indicator.spc_suitable else ""),
        ("Rules", said.rules(there)),
    )
    return _section("How it is judged", _facts(facts))


def _notes(there: Definition) -> Markup | str:
    notes = there.indicator.notes
    return _section("Read with care", element("p", notes, class_="prose")) if notes else ""


def _standards(there: Definition) -> Markup:
    if not there.standards:
        none = "There is no national level, and none of this organisation's own is loaded."
        return _section("Standards through time", element("p", none, class_="prose"))
    drawn = [
        element("div", Markup(svg), class_=f"standards-line {kind}")  # noqa: S704 - escaped there
        for kind, width in (("wide", _WIDE), ("narrow", _NARROW))
        if (svg := standards_line(there.standards, there.indicator, there.as_at, width))
    ]
    rows = [_standard(each, there) for each in there.standards]
    head = [element("th", name, scope="col") for name in ("Level", "From", "To", "Source")]
    table = element(
        "table",
        element("caption", "Standards in order of time", class_="unseen"),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
        class_="facts standards",
    )
    return _section("Standards through time", *drawn, table)


def _standard(each: StandardInTime, there: Definition) -> Markup:
    state = held.standard_state(each, there)
    level = element("strong", held.standard_level(each, there.indicator))
    kind = element("span", f"{held.standard_kind(each)}, {state}", class_="file-name")
    note = element("span", each.note, class_="file-name") if each.note else ""
    end = short_date(each.valid_to) if each.valid_to else "no end"
    return element(
        "tr",
        element("th", level, kind, scope="row"),
        element("td", short_date(each.valid_from), class_="day", data_label="from"),
        element("td", end, class_="day", data_label="to"),
        element("td", each.source, note),
    )


def _breaks(there: Definition) -> Markup | str:
    if not there.breaks:
        return ""
    items = [
        element(
            "li",
            element("strong", short_date(each.on)),
            element("span", each.effect),
            element("span", held.treatment(each), class_="file-name"),
        )
        for each in there.breaks
    ]
    return _section("What changed in the figures", element("ul", *items, class_="breaks"))


def _source(there: Definition) -> Markup:
    indicator = there.indicator
    own = f"{indicator.id}.toml, in the site's own folder" if indicator.local else ""
    facts = (
        ("Publisher", indicator.publisher),
        ("Publication", indicator.source),
        ("Defined by", own),
        ("Published for", said.levels(indicator)),
        ("Comes out", said.lag(indicator)),
        ("Next expected", held.next_due(there)),
        ("Who has figures", held.spread(there)),
    )
    return _section("Where it comes from", _facts(facts))


def _files(there: Definition) -> Markup:
    """What is held, file by file; the newest first."""
    title = f"Files loaded for {there.shown.label}"
    told = [element("p", each, class_="prose") for each in there.told]
    if not there.files:
        none = f"No file with figures is loaded. They come from: {there.indicator.source}."
        return _section(title, *told, element("p", none, class_="prose"))
    first, more = there.files[:_FILES_SHOWN], there.files[_FILES_SHOWN:]
    folded = [
        element(
            "details",
            element("summary", f"{len(more)} older {'file' if len(more) == 1 else 'files'}"),
            element("ul", *[_file(each) for each in more], class_="breaks"),
        )
    ]
    listed = element("ul", *[_file(each) for each in first], class_="breaks")
    return _section(title, *told, listed, *(folded if more else []))


def _file(each: SourceFile) -> Markup:
    load = each.load
    span = each.first if each.first == each.last else f"{each.first} to {each.last}"
    many = f"{each.periods} period{'' if each.periods == 1 else 's'}: {span}"
    published = f"published {long_date(load.published_on)}, " if load.published_on else ""
    tag = element("span", "illustrative", class_="small-tag") if load.illustrative else ""
    return element(
        "li",
        element("strong", load.title),
        tag,
        element("span", many),
        element("span", f"{published}loaded {long_date(load.loaded_on)}", class_="file-name"),
        element("span", load.file_name, class_="file-name"),
    )


def _plans(there: Definition, address: str, csv: str, *, chosen: bool) -> Markup:
    plans = there.plans
    title = f"Plan versions of {plans.place.label}"
    if not plans.versions:
        none = "No plan is loaded. The plan template, at the foot of the page, brings one in."
        return _section(title, element("p", none, class_="prose"), id_="plan-versions")
    parts = difference(plans, csv, unfolded=chosen)
    return _section(title, versions_table(plans, address), parts, id_="plan-versions")
