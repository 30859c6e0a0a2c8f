"""Which versions of a plan count when, and what one changed of another, month by month."""

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.charts.plan_difference_words import plan_difference_sentence, version_name
from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import Grain, short_date
from dashboard.services.plan_differences import PlanDifferences
from dashboard.services.plan_versions import HeldVersion, PlanVersions
from dashboard.services.stored import Planned, base_of
from dashboard.services.two_plans import PlanDifference
from dashboard.services.wording import units
from dashboard.services.wording.words import more_or_fewer
from layouts.components.markup import element, joined

_STATUS = {
    "draft": "Draft",
    "final": "Final",
    "resubmission": "Re-submission",
    "local": "Local",
}
_VERSIONS = ("Version", "Status", "Submitted", "Periods", "In force", "Compare")
_ORDER = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)


def versions_table(plans: PlanVersions, address: str) -> Markup:
    """One row a version, with links that choose it. address: of this page, ready for another
    parameter."""
    rows = [_version(each, plans, address) for each in reversed(plans.versions)]
    head = element("tr", *[element("th", text, scope="col") for text in _VERSIONS])
    caption = element("caption", "Versions of the plan, the newest first", class_="unseen")
    body = element("tbody", *rows)
    table = element("table", caption, element("thead", head), body, class_="facts versions")
    return element("div", table, class_="scroll whole", role="region", tabindex="0",
                   aria_label="Versions of the plan")  # fmt: skip


def _version(held: HeldVersion, plans: PlanVersions, address: str) -> Markup:
    version = held.version
    name = f"{version.name}, {version.scenario}" if version.scenario else version.name
    submitted = short_date(version.submitted_on) if version.submitted_on else "not known"
    spans = ", ".join(_span(*each) for each in held.in_force)
    longer = "over longer spans only"
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", _STATUS.get(version.status, version.status)),
        element("td", submitted, class_="submitted", data_label="submitted"),
        element("td", _span(held.first, held.last) if held.periods else longer),
        element("td", spans or "never", class_="counts-in", data_label="in force"),
        element("td", *_choices(held, plans, address)),
    )


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _choices(held: HeldVersion, plans: PlanVersions, address: str) -> Iterator[Markup]:
    """Choosing the one for the place of the other changes their places."""
    if plans.pair is None or not held.periods:
        return
    slug, (one, other) = held.version.slug, plans.pair
    for said, taken, pair in (
        ("from", slug == one, (slug, one if slug == other else other)),
        ("to", slug == other, (other if slug == one else one, slug)),
    ):
        if taken:
            yield element("strong", f"✓ {said}", class_="chosen", aria_current="true")
            continue
        yield element(
            "a", said, href=f"{address}versions={','.join(pair)}", data_page="stay",
            class_="choice", aria_label=f"Compare {said} {held.version.name}",
        )  # fmt: skip


def difference(plans: PlanVersions, csv: str, *, unfolded: bool) -> Markup:
    """The sentence, and under it the figures of both versions."""
    found = plans.difference
    if found is None:
        return element("p", plans.problem, class_="note") if plans.problem else Markup("")
    said = element("p", plan_difference_sentence(found), class_="reading")
    rows = sorted(
        (*found.periods, *found.quarters, *found.years),
        key=lambda each: (each.end, _ORDER.index(each.grain) if each.grain in _ORDER else 0),
    )
    summary = element("summary", f"Show both versions ({len(rows)} rows)")
    table = _table(found, rows)
    link = element("p", element("a", "Download CSV", href=csv, class_="link"))
    fold = element("details", summary, table, link, class_="fold", open="open" if unfolded else "")
    return joined([said, fold])


def _table(found: PlanDifferences, rows: list[PlanDifference]) -> Markup:
    caption = f"{found.earlier.name} and {found.later.name}{_whom(found.indicator)}"
    columns = [_heading(found, False), _heading(found, True), "Change", *_people(found.indicator)]
    cells = [element("th", text, scope="col", class_="number") for text in columns]
    head = element("tr", element("th", "Period", scope="col"), *cells)
    body = element("tbody", *[_row(each, found.indicator) for each in rows])
    table = element(
        "table", element("caption", caption), element("thead", head), body, class_="figures"
    )
    return element(
        "div", table, class_="scroll whole", role="region", tabindex="0", aria_label=caption
    )


def _heading(found: PlanDifferences, later: bool) -> str:
    name = version_name(found, found.later if later else found.earlier)
    return name.removeprefix("The ").removeprefix("version ").strip('"').capitalize()


def _whom(indicator: Indicator) -> str:
    """Whom the people of the table are."""
    if not indicator.breach or not _people(indicator):
        return ""
    return f"; people: how many more or fewer {indicator.breach}"


def _people(indicator: Indicator) -> list[str]:
    """For a count both differences are one."""
    return [] if indicator.unit is Unit.COUNT else ["People"]


def _row(each: PlanDifference, indicator: Indicator) -> Markup:
    total = each.grain is not indicator.grain
    lacking = len(each.missing)  # the rows above say which
    name = f"{each.label} without {lacking} of its periods" if lacking else each.label
    change = "" if each.points is None else units.signed(each.points, indicator)
    texts = [*(_side(side, indicator) for side in (each.earlier, each.later)), change]
    if _people(indicator):
        texts.append("" if each.patients is None else more_or_fewer(each.patients))
    cells = [element("td", text, class_="number") for text in texts]
    if each.reason and None not in (each.earlier.value, each.later.value):
        cells[2] = element("td", each.reason, class_="number")
    return element("tr", element("th", name, scope="row"), *cells, class_="total" if total else "")


def _side(planned: Planned, indicator: Indicator) -> Markup | str:
    """The figure, and the counts that make it where they do."""
    value = units.value(planned.value, indicator) or "no figure"
    base = base_of(planned.denominator, indicator)
    if planned.numerator is None or base is None:
        return value
    counts = f"{units.count(planned.numerator)} of {units.count(base)}"
    return joined([element("span", counts, class_="counts"), Markup(" "), element("span", value)])
