"""What is the finding of an exception, short enough for a slide?"""

from dashboard.calculations.spc.model import Variation
from dashboard.services.desk.known import Known
from dashboard.services.desk.rules import is_out_of_reach
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.summary import State
from dashboard.services.wording import units, verbs, words
from dashboard.services.wording.runs import Run

_LONGEST = 75  # characters; what does not fit is in the sentences
_TWO_LINES = 105  # what speaks against the reason for the list is not left out as lightly
_CHANGES = {
    Variation.CONCERN_HIGH: "a real change for the worse",
    Variation.CONCERN_LOW: "a real change for the worse",
    Variation.IMPROVEMENT_HIGH: "a real change for the better",
    Variation.IMPROVEMENT_LOW: "a real change for the better",
    Variation.NEITHER_HIGH: "a real rise",
    Variation.NEITHER_LOW: "a real fall",
}


def title_of(known: Known) -> str:
    """A finding without a full stop: what is wrong, then since when as far as there is room."""
    line = known.line
    if known.point is None:
        return words.headline(line, named_in(known))
    what = words.subject(line, named_in(known))
    if why := _why_listed(known, known.point):
        whole, though = f"{what}: {why}", _though(known, known.point)
        return whole + though if len(whole + though) <= _TWO_LINES else whole
    found, since = _found(known, known.point)
    whole = f"{what} {found}"
    return next((whole + each for each in since if len(whole + each) <= _LONGEST), whole)


def named_in(known: Known) -> str:
    """Whose figure needs no name: who stands in for another always has its own."""
    return "" if known.row.stand_in else known.line.name


def _why_listed(known: Known, point: Point) -> str:
    """For what it is listed, where the figure itself is good news or none: `the year's standard is
    out of reach`."""
    row, year = known.row, known.takes.year
    bad = row.behind and point.against.points is not None
    if bad or row.state is State.BELOW or known.due or row.concern:
        return ""
    if known.hits and year is not None and is_out_of_reach(year, known.line.indicator):
        return f"the year's {'standard' if year.aim.standard else 'plan'} is out of reach"
    if known.hits:
        name = known.hits[0].name
        return f"{name[0].lower()}{name[1:]}"
    return "put on the list by hand" if known.by_hand else ""


def _though(known: Known, point: Point) -> str:
    """`, though February 2020 met its plan`."""
    met = "its plan" if point.against.meets else "the standard" if point.meets_standard else ""
    return f", though {words.period_in_words(point, known.line)} met {met}" if met else ""


def _found(known: Known, point: Point) -> tuple[str, tuple[str, ...]]:
    """What is found, and what may follow: the first that there is room for."""
    line, row = known.line, known.row
    indicator, distance = line.indicator, point.against.points
    value, are = units.value(point.value, indicator), verbs.is_or_are(indicator)
    if row.behind and distance is not None:
        return f"{are} {words.distance_from_plan(distance, indicator)}", _since(known.behind, line)
    if row.state is State.BELOW:
        missing = f"{are} {value}{words.standing(point, indicator)}"
        return missing, _since(known.below, line)
    if known.due:
        has = verbs.has_or_have(indicator)
        return f"{has} no figure after {words.period_in_words(point, line)}", ()
    if row.concern or (distance is None and point.meets_standard is None):
        return _changed(known, point, value)
    if distance is None:
        return f"{are} {value}{words.standing(point, indicator)}", ()
    running = (words.meeting_for(known.behind, line),) if known.behind else ()
    return f"{are} {words.distance_from_plan(distance, indicator)}", running


def _changed(known: Known, point: Point, value: str) -> tuple[str, tuple[str, ...]]:
    indicator = known.line.indicator
    here, are = f"{value} {words.at(point, known.line)}", verbs.is_or_are(indicator)
    change = _CHANGES.get(known.judged.judgement.variation)
    shows = verbs.agreeing(indicator, "shows", "show")
    return (f"{shows} {change}", (f": {here}",)) if change else (f"{are} {here}", ())


def _since(run: Run | None, line: Line) -> tuple[str, ...]:
    """`; it last met it in May 2018`, `; missed every month since April 2018`."""
    if run is None or run.meets:
        return ()
    if run.before is not None:
        met = words.at(run.before, line)
        return f"; {verbs.it_or_they(line.indicator)} last met it {met}", f"; last met {met}"
    if run.number < 2:
        return ()
    first = words.period_in_words(run.first, line)
    return (f"; missed every {words.period_noun(line)} since {first}",)
