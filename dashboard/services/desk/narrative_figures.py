"""What do the figures of an exception say: the latest one, and whether it is a real change?"""

from dashboard.calculations.spc.sentence import outlook, what_happened
from dashboard.calculations.spc.words import assurance_words, signal_words, variation_words
from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import long_date
from dashboard.services.desk.known import Known
from dashboard.services.desk.narrative_title import named_in
from dashboard.services.points import Point
from dashboard.services.wording import units, verbs, words
from dashboard.services.wording.people_words import people
from dashboard.services.wording.quoted import first_sentence
from dashboard.services.wording.target_words import target_words

_NO_TARGET = ("no_target", "not_judged")
_SOME = 0.5  # of a person, from which on one is told of


def difference(known: Known, point: Point, *, analyst: bool) -> str:
    """The latest figure against plan and standard, in points and in people."""
    line, indicator = known.line, known.line.indicator
    what = f"{words.subject(line, named_in(known))} {verbs.was_or_were(indicator)}"
    said = (
        f"{what} {units.value(point.value, indicator)}",
        _counted(point, indicator) if analyst else "",
        _flags(known, point),
        f" {words.at(point, line)}{words.without(point)}",
        _from_plan(known, point),
        _from_standard(point, indicator),
        _people(known, point, analyst=analyst),
        _later(known),
    )
    return f"{''.join(said)}."


def _counted(point: Point, indicator: Indicator) -> str:
    """The counts behind a rate: `(12,782 of 14,985)`."""
    if indicator.unit is Unit.COUNT or point.denominator is None:
        return ""
    if point.numerator is None or indicator.unit is not Unit.PERCENT:
        return f" ({words.counted(point.denominator, indicator.people)})"
    return f" ({units.count(point.numerator)} of {units.count(point.denominator)})"


def _flags(known: Known, point: Point) -> str:
    """What must be known of a figure that stands alone."""
    line, indicator = known.line, known.line.indicator
    small = known.row.small_numbers and point.denominator is not None
    flags = [
        "illustrative" if line.actual_illustrative else "",
        "provisional" if point.status == "provisional" else "",
        f"small numbers: {words.counted(point.denominator or 0, indicator.people)}"
        if small
        else "",
    ]
    there = ", ".join(filter(None, flags))
    return f" ({there})" if there else ""


def _from_plan(known: Known, point: Point) -> str:
    if point.plan_value is None:
        return ""
    indicator, distance = known.line.indicator, point.against.points
    illustrative = "illustrative " if known.line.plan_illustrative else ""
    plan = f"{illustrative}plan of {units.value(point.plan_value, indicator)}"
    if distance is None:
        return f", {point.against.reason}" if point.against.reason else ""
    return f", {_far(distance, indicator)} the {plan}"


def _far(distance: float, indicator: Indicator) -> str:
    """`6.9 points below`, `just above`, `exactly`."""
    if distance == 0:
        return "exactly"
    size = units.difference(distance, indicator)
    side = "above" if distance > 0 else "below"
    return f"just {side}" if units.not_any(size.split()[0]) else f"{size} {side}"


def _from_standard(point: Point, indicator: Indicator) -> str:
    standard = point.standard
    if standard is None or point.meets_standard is None or point.value is None:
        return ""
    level = f"the standard of {words.standard_text(standard, indicator)}"
    joined = " and" if point.against.points is not None else ","
    if point.meets_standard:
        return f"{joined} meeting {level}"
    distance = point.value - standard.value
    if distance == 0 or joined == " and" or not standard.value:
        return f"{joined} missing {level}"
    return f"{joined} {_far(distance, indicator)} {level}"


def _people(known: Known, point: Point, *, analyst: bool) -> str:
    """Nothing of who stands in: its people are not those of the organisation it stands in for."""
    indicator = known.line.indicator
    if known.row.stand_in or indicator.unit is not Unit.PERCENT:
        return ""
    if point.numerator is None or point.denominator is None:
        return "; only the percentage is published" if analyst else ""
    said = people(known.line).removesuffix(".")
    begins = said[0].lower() if indicator.annualised else said[0]
    return f"; {begins}{said[1:]}{_variance(known) if analyst else ''}"


def _variance(known: Known) -> str:
    """How the panel of a trend goes on: those said are by performance, and there are others."""
    variance = known.takes.variance
    if variance is None or known.line.indicator.annualised or abs(variance.activity) < _SOME:
        return ""
    activity, total = (words.more_or_fewer(n) for n in (variance.activity, variance.total))
    return f" (by performance; by activity {activity}, in all {total})"


def _later(known: Known) -> str:
    """Why there is none of a later period."""
    if known.due:
        return f"; the next figure was due on {long_date(known.due)} and is not loaded"
    if known.empty is None:
        return ""
    period = words.period_in_words(known.empty, known.line)
    return f"; {period} has no figure ({words.absence(known.empty)})"


def absent(known: Known) -> str:
    """Where there is no figure at all."""
    reason = words.ABSENT.get(known.row.absent_reason, known.row.absent_reason)
    why = f": {reason}" if reason else ""
    return f"There is no figure of {known.line.indicator.name} for {known.line.name}{why}."


def only_planned(known: Known) -> str:
    """What is planned where nothing is counted: of the last period that has ended, else the
    first."""
    indicator = known.line.indicator
    planned = [point for point in known.line.points if point.plan_value is not None]
    ended = [point for point in planned if point.end <= known.as_at]
    if not planned:
        return f"Nothing is planned of {verbs.agreeing(indicator, 'it', 'them')} either."
    point = ended[-1] if ended else planned[0]
    value = units.value(point.plan_value, indicator)
    illustrative = "illustrative " if known.line.plan_illustrative else ""
    its = verbs.its_or_their(indicator).capitalize()
    return f"{its} {illustrative}plan is {value} {words.at(point, known.line)}."


# Whether it is a real change


def signal(known: Known, *, analyst: bool) -> str:
    """For a board what it means, for an analyst by which rules; empty where it is not judged."""
    judgement = known.judged.judgement
    if judgement.latest < 0:
        return ""
    happened = what_happened(judgement)
    if not happened:
        return first_sentence(judgement.reason) if analyst else ""
    target = target_words(known.judged.target, known.line.indicator)
    if analyst:
        return _ruled(known, target)
    expected = outlook(judgement, target)
    if not expected:
        return happened
    return f"{happened.removesuffix('.')}; {expected[0].lower()}{expected[1:]}"


def _ruled(known: Known, target: str) -> str:
    """Rules, mean and limits of the latest figure, and what is to be expected of the target."""
    judgement, indicator = known.judged.judgement, known.line.indicator
    point = judgement.latest_point
    assert point is not None
    rules = [signal_words(each, judgement.settings.run) for each in point.signals]
    found = variation_words(judgement.variation)
    found += f" ({', '.join(rules)})" if rules else ""
    mean, lower, upper = (units.value(v, indicator) for v in (point.mean, point.lower, point.upper))
    limits = f"mean {mean}, limits {lower} to {upper}"
    limits += ", seasonally adjusted" if judgement.seasonal else ""
    if judgement.assurance in _NO_TARGET:
        return f"{found}; {limits}."
    assured = assurance_words(judgement.assurance)
    return f"{found}; {limits}; {assured[0].lower()}{assured[1:]}: {target}."
