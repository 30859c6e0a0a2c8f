"""How are figures and findings said in plain English?"""

from datetime import timedelta

from dashboard.indicators.registry import Direction, Indicator, Standard
from dashboard.periods import financial_year, long_date, long_month, short_date
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.wording import units, verbs
from dashboard.services.wording.runs import Run, meets_plan, run_of

ABSENT = {
    "not_collected": "not collected",
    "not_submitted": "not submitted",
    "suppressed": "suppressed",
    "not_yet_published": "not yet published",
    "paused": "collection paused",
    "excluded": "excluded",
    "no_activity": "no activity",
    "not_loaded": "no figure loaded",
    "late": "late: due and not loaded",
    "needs_base": "needs a base that the site supplies",
    "incomplete": "no rate, since a practice's figure is missing",
    "incomplete_footprint": "not added up: a part's figure is missing",
    "needs_shares": "no provider shares for the period",
    "beyond_bands": "in the last band of weeks, which has no upper end",
    "": "",
}


_BASES = {
    "month": "in-month annualised",
    "quarter": "quarter annualised",
    "rolling_quarter": "rolling quarter annualised",
    "rolling_12m": "rolling twelve months",
    "year_to_date": "year to date",
}


def absence(point: Point) -> str:
    """Why there is no figure."""
    if point.open_from is not None:
        return f"over {point.open_from} weeks: waits beyond are not told apart"
    if point.lacking:
        return f"not added up: no figure of {', '.join(point.lacking)}"
    return ABSENT.get(point.absent_reason, point.absent_reason)


def counted(number: float, people: str) -> str:
    """`12 people waiting`; a lone one is put so that the plural stays right."""
    if number == 1:
        return f"{people[0].upper()}{people[1:]}: 1"
    return f"{units.count(number)} {people}"


def standard_text(standard: Standard, indicator: Indicator) -> str:
    level = units.level(standard.value, indicator)
    return f"under {level}" if standard.comparator == "<" else level


def level_of(standard: Standard) -> tuple[float, str]:
    """What two standards that are written alike have in common."""
    return standard.value, standard.comparator


def honest_value(point: Point, indicator: Indicator) -> str:
    """The value, with words where rounding would hide that it misses its standard."""
    text = units.value(point.value, indicator)
    if point.value is None or point.standard is None:
        return text
    level = point.standard.value
    # Nothing that is a whole unit away is written alike.
    near = 0 < abs(point.value - level) < 1
    if near and point.meets_standard is False and text == units.value(level, indicator):
        side = "below" if indicator.direction is Direction.UP else "above"
        return f"{text} ({side} standard)"
    return text


def points_from_plan(point: Point, indicator: Indicator) -> str:
    """`-6.9` for percentages, `+512` for counts; empty when there is no comparison."""
    if point.against.points is None:
        return ""
    return units.signed(point.against.points, indicator)


def more_or_fewer(patients: float) -> str:
    """`1,034 more`, `12 fewer`, `under 1 more`; `as planned` only where it is exactly so."""
    if patients == 0:
        return "as planned"
    size = abs(patients)
    number = f"{size:,.0f}" if size > 0.5 else "under 1"
    return f"{number} more" if patients > 0 else f"{number} fewer"


def patients_from_plan(point: Point) -> str:
    """People on the wrong side, against plan, or why that cannot be said."""
    against = point.against
    return against.reason if against.patients is None else more_or_fewer(against.patients)


def period_in_words(point: Point, line: Line) -> str:
    """`February 2020`, `the week ending 1 Mar 20`, `2016/17`."""
    view = str(line.request.view)
    if view == "month":
        return long_month(point.start)
    if view == "week":
        return f"the week ending {short_date(point.end)}"
    if view == "day":
        return long_date(point.start)
    if view == "year_to_date":
        return f"{financial_year(point.start)} to {long_month(point.end)}"
    if view == "rolling_quarter":
        return f"the three months to {long_month(point.end)}"
    if view == "rolling_12m":
        return f"the twelve months to {long_month(point.end)}"
    return point.label


def basis(indicator: Indicator, view: str) -> str:
    """Which of the ways of quoting a rate by the year this is, for they are not one another."""
    return _BASES.get(view, "") if indicator.annualised else ""


def at(point: Point, line: Line) -> str:
    """`in February 2020`, `on 1 March 2020`."""
    return f"{'on' if str(line.request.view) == 'day' else 'in'} {period_in_words(point, line)}"


def headline(line: Line, whole: str) -> str:
    """The finding, as a title: how the latest figure stands and since when.

    whole: the name of the organisation the page is about; a part of it is named in the title.
    """
    indicator, latest = line.indicator, line.latest
    if latest is None:
        idle = any(point.absent_reason == "no_activity" for point in line.points[-1:])
        what = "no activity" if idle else "no figure yet"
        return f"{indicator.short_name}: {what} for {line.name}"
    when = at(latest, line)
    distance = latest.against.points
    what = f"{subject(line, whole)} {verbs.is_or_are(indicator)}"
    if distance is None:
        said = f"{what} {units.value(latest.value, indicator)} {when}"
        return f"{said}{without(latest)}{standing(latest, indicator)}"
    return f"{what} {distance_from_plan(distance, indicator)} {when}{_since(line)}"


def subject(line: Line, whole: str) -> str:
    """What a title is about: the measure, how it is quoted, and the part where it is of one."""
    what = line.indicator.short_name
    if said := basis(line.indicator, str(line.request.view)):
        what = f"{what}, {said},"
    return what if line.name == whole else f"{line.name}: {what}"


def without(point: Point) -> str:
    """What a gathered period lacks."""
    if point.lacking:
        many = len(point.lacking)
        return f" without {point.lacking[0] if many == 1 else f'{many} of its parts'}"
    if len(point.missing) > 2:
        return f" without {len(point.missing)} of its months"
    return f" without {' and '.join(point.missing)}" if point.missing else ""


def standing(point: Point, indicator: Indicator) -> str:
    if point.standard is None or point.meets_standard is None:
        return ""
    verb = "meeting" if point.meets_standard else "missing"
    return f", {verb} the {standard_text(point.standard, indicator)} standard"


def distance_from_plan(distance: float, indicator: Indicator) -> str:
    """`6.9 points below plan`, `512 above plan`, `on plan`."""
    size = units.difference(distance, indicator)
    if units.not_any(size.split()[0]):
        # Two figures that look alike once rounded may still differ; say which way.
        if distance == 0:
            return "on plan"
        return f"just {'above' if distance > 0 else 'below'} plan"
    return f"{size} {'above' if distance > 0 else 'below'} plan"


def _since(line: Line) -> str:
    """When it last met its plan, or for how long it has."""
    run = run_of(line.points, meets_plan)
    if run is None:
        return ""
    it, its = verbs.it_or_they(line.indicator), verbs.its_or_their(line.indicator)
    if run.meets:
        return meeting_for(run, line)
    if run.before is None:
        noun = period_noun(line)
        missed = f"{verbs.has_or_have(line.indicator)} missed {its} plan"
        return "" if run.number < 2 else f"; {it} {missed} in all {run.number} {noun}s shown"
    return f"; {it} last met {its} plan {at(run.before, line)}"


def meeting_for(run: Run, line: Line) -> str:
    """`, meeting its plan for the third month running`."""
    meeting = f", meeting {verbs.its_or_their(line.indicator)} plan"
    if run.number < 2:
        return meeting
    return f"{meeting} for the {ordinal(run.number)} {period_noun(line)} running"


def period_noun(line: Line) -> str:
    if line.indicator.grain.yearly:
        return "year"
    return {"quarter": "quarter", "week": "week", "day": "day"}.get(str(line.request.view), "month")


def ordinal(number: int) -> str:
    words = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}
    if number in words:
        return words[number]
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"


def reading(line: Line) -> str:
    """One sentence for a lay reader on what the whole line shows."""
    drawn = [point for point in line.points if point.value is not None]
    latest = line.latest
    if latest is None or not drawn:
        return f"There is no figure for {line.name} in the periods shown."
    clauses = []
    verdicts = [point.meets_standard for point in drawn]
    judged, met = len(verdicts) - verdicts.count(None), verdicts.count(True)
    noun, it = period_noun(line), verbs.it_or_they(line.indicator)
    if judged and latest.standard:
        level = standard_text(latest.standard, line.indicator)
        every = f"all {judged} {noun}s" if judged > 1 else f"the one {noun}"
        some = f"{met} of the {judged} {noun}s" if met < judged else every
        clauses.append(
            f"{it} met the standard ({level} now) in {some} shown"
            if met
            else f"{it} missed the standard ({level} now) in {every} shown"
        )
    before = year_before(line, latest)
    if before is not None and before.value is not None and latest.value is not None:
        clauses.append(compared(latest.value - before.value, before, line))
    gaps = sum(1 for p in line.points if p.absent_reason and p.end < latest.end)
    if gaps:
        clauses.append(f"{gaps} earlier {noun}{'s have' if gaps > 1 else ' has'} no figure")
    text = "; ".join(clauses)
    if not text:
        text = f"The latest figure is {units.value(latest.value, line.indicator)} ({latest.label})"
    return f"{text[0].upper()}{text[1:]}."


def year_before(line: Line, latest: Point) -> Point | None:
    """The same period a year earlier; for a week or a day, 52 weeks before."""
    if line.indicator.grain.yearly:
        return None
    if str(line.request.view) in ("week", "day"):
        begins = latest.start - timedelta(days=364)
        return next((point for point in line.points if point.start == begins), None)
    year, month = latest.end.year - 1, latest.end.month
    ends = ((point.end, point) for point in line.points)
    return next((each for end, each in ends if end.year == year and end.month == month), None)


def compared(change: float, before: Point, line: Line) -> str:
    size = units.difference(change, line.indicator)
    if units.not_any(size.split()[0]):
        about = "" if change == 0 else "about "
        return f"the latest is {about}the same as {at(before, line)}"
    way = "higher" if change > 0 else "lower"
    return f"the latest is {size} {way} than {at(before, line)}"
