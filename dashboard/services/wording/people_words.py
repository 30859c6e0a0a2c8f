"""How many people is a figure?"""

from dashboard.indicators.registry import Direction, Family, Indicator, Unit
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.wording import units, words


def people(line: Line) -> str:
    """How many people that is: `2,203 of 14,985 patients waited over four hours: ...`."""
    indicator, latest = line.indicator, line.latest
    if latest is None:
        return ""
    if indicator.unit is Unit.COUNT:
        plan = latest.plan_value
        said = words.counted(latest.value or 0, indicator.people)
        if plan is None:
            return f"{said}."
        return f"{said}, where {units.count(plan)} {'was' if plan == 1 else 'were'} planned."
    if indicator.unit is not Unit.PERCENT:
        return _measured(latest, indicator)
    if latest.numerator is None or latest.denominator is None:
        return "Only the percentage is published, so it cannot be said how many people that is."
    among = f"{units.count(latest.denominator)} {indicator.people}"
    patients = latest.against.patients
    if indicator.annualised:
        # Nearly everybody is outside a yearly rate, so that who came is what is told.
        came = indicator.numerator.partition(" (")[0]
        said = f"{came[0].upper()}{came[1:]}: {units.count(latest.numerator)} of {among}"
        return _against(said, None if patients is None else 0.0 - patients)
    if latest.numerator > latest.denominator:
        counted_to = f"{units.count(latest.numerator)} were counted to {among}"
        return f"{counted_to}: more than all, since the two come from different counts."
    breaches = latest.numerator
    if indicator.direction is Direction.UP:
        breaches = latest.denominator - latest.numerator
    return _against(f"{units.count(breaches)} of {among} {indicator.breach}", patients)


def _against(said: str, patients: float | None) -> str:
    """Among so many: how many more than planned there are depends on how many came, too."""
    if patients is None:
        return f"{said}."
    more = words.more_or_fewer(patients)
    if more == "as planned":
        return f"{said}: {more}."
    return f"{said}: {more} than at the planned rate."


def _measured(point: Point, indicator: Indicator) -> str:
    """A measure that is no share of people: what it is made from, and what was planned."""
    said = units.value(point.value, indicator)
    if indicator.aggregation is Family.MEAN_TIME and point.denominator is not None:
        said = f"{said} on average, over {words.counted(point.denominator, indicator.people)}"
    if point.plan_value is None:
        return f"{said}."
    return f"{said}, where {units.value(point.plan_value, indicator)} was planned."
