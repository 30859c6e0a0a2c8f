"""What is the finding of an exception, short enough for a slide?"""

from dashboard.calculations.spc.model import Variation
from dashboard.services.desk.known import Known
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.summary import State
from dashboard.services.wording import units, words
from dashboard.services.wording.runs import Run

_LONGEST = 75  # characters; what does not fit is in the sentences
_CHANGES = {
    Variation.CONCERN_HIGH: "shows a real change for the worse",
    Variation.CONCERN_LOW: "shows a real change for the worse",
    Variation.IMPROVEMENT_HIGH: "shows a real change for the better",
    Variation.IMPROVEMENT_LOW: "shows a real change for the better",
    Variation.NEITHER_HIGH: "shows a real rise",
    Variation.NEITHER_LOW: "shows a real fall",
}


def title_of(known: Known) -> str:
    """A finding without a full stop: what is wrong, then since when as far as there is room."""
    line = known.line
    if known.point is None:
        return words.headline(line, named_in(known))
    what = words.subject(line, named_in(known))
    found, since = _found(known, known.point)
    whole = f"{what} {found}"
    return next((whole + each for each in since if len(whole + each) <= _LONGEST), whole)


def named_in(known: Known) -> str:
    """Whose figure needs no name: who stands in for another always has its own."""
    return "" if known.row.stand_in else known.line.name


def _found(known: Known, point: Point) -> tuple[str, tuple[str, ...]]:
    """What is found, and what may follow: the first that there is room for."""
    line, row = known.line, known.row
    indicator, distance = line.indicator, point.against.points
    value = units.value(point.value, indicator)
    if row.behind and distance is not None:
        return f"is {words.distance_from_plan(distance, indicator)}", _since(known.behind, line)
    if row.state is State.BELOW:
        missing = f"is {value}{words.standing(point, indicator)}"
        return missing, _since(known.below, line)
    if known.due:
        return f"has no figure after {words.period_in_words(point, line)}", ()
    if row.concern or (distance is None and point.meets_standard is None):
        return _changed(known, point, value)
    if distance is None:
        return f"is {value}{words.standing(point, indicator)}", ()
    running = (words.meeting_for(known.behind, line),) if known.behind else ()
    return f"is {words.distance_from_plan(distance, indicator)}", running


def _changed(known: Known, point: Point, value: str) -> tuple[str, tuple[str, ...]]:
    here = f"{value} {words.at(point, known.line)}"
    change = _CHANGES.get(known.judged.judgement.variation)
    return (change, (f": {here}",)) if change else (f"is {here}", ())


def _since(run: Run | None, line: Line) -> tuple[str, ...]:
    """`; it last met it in May 2018`, `; missed every month since April 2018`."""
    if run is None or run.meets:
        return ()
    if run.before is not None:
        met = words.at(run.before, line)
        return f"; it last met it {met}", f"; last met {met}"
    if run.number < 2:
        return ()
    first = words.period_in_words(run.first, line)
    return (f"; missed every {words.period_noun(line)} since {first}",)
