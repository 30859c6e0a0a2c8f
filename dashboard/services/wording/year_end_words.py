"""What must the rest of the year bring, in a sentence?"""

from math import ceil, floor

from dashboard.calculations.run_rate import Reach
from dashboard.indicators.registry import Direction, Family, Indicator, Unit
from dashboard.periods import Grain, long_month
from dashboard.services.rest_of_year import Basis
from dashboard.services.what_it_takes import WhatItTakes
from dashboard.services.wording import units, verbs, words
from dashboard.services.year_end import Aim, Clearance, EachMonth, Recovery, Remainder, YearEnd

_BASIS = {
    Basis.PLAN: "as planned",
    Basis.LAST_YEAR: "as many as a year before",
    Basis.SO_FAR: "at this year's pace so far",
}
ACCUMULATING = frozenset({Family.COUNT_FLOW, Family.COUNT_CUMULATIVE, Family.RATIO_CUMULATIVE})


def people_apart(number: float) -> str:
    """A number of people without its sign; a part of one is some and not nobody."""
    return units.count(abs(number)) if abs(number) >= 0.5 else "under 1"


def year_end_sentence(found: WhatItTakes) -> str:
    """What the rest of the year must bring, or why that cannot be said."""
    year = found.year
    if year is None:
        return "" if found.why_no_year == found.why_no_headroom else sentence(found.why_no_year)
    if _said_already(found, year):
        return ""
    match year.asked:
        case Recovery():
            return _recovery(found, year, year.asked)
        case Clearance():
            return _clearance(found, year, year.asked)
        case Remainder():
            return _remainder(found, year, year.asked)
        case _:
            return _each_month(found, year, year.asked)


def sentence(why: str) -> str:
    """A reason that begins and ends as sentences do."""
    return f"{why[0].upper()}{why[1:]}." if why else ""


def _recovery(found: WhatItTakes, year: YearEnd, asked: Recovery) -> str:
    indicator, rate = found.line.indicator, asked.rate
    basis = _BASIS[asked.basis]
    among = f"{units.count(rate.year.expected)} {indicator.people} expected to March ({basis})"
    aim = _aim(year.aim, indicator)
    is_time = indicator.unit is not Unit.PERCENT
    if rate.reach is Reach.SECURED:
        return f"{year.year} will end at {aim} or better whatever becomes of the {among}."
    if rate.reach is Reach.OUT_OF_REACH and is_time:
        return f"Out of reach this year: nothing could bring {year.year} to {aim} now."
    if rate.reach is Reach.OUT_OF_REACH:
        end = _honest(100 * rate.best, indicator, towards_better=False)
        none = f"even if none of the {among} {indicator.breach}"
        return f"Out of reach this year: {none}, {year.year} would end at {end}, not {aim}."
    required = _honest(rate.required * indicator.unit.per, indicator, towards_better=True)
    if is_time:
        return f"To end {year.year} at {aim}, the {among} would have to average {required}."
    most = f"{units.count(rate.breaches_left)} who {indicator.breach}"
    return (
        f"To end {year.year} at {aim}, the rest of it would have to run at {required}: "
        f"at most {most} among the {among}."
    )


def _honest(value: float, indicator: Indicator, *, towards_better: bool) -> str:
    """Rounded so that what is asked is enough, and what can be had is not more than there is."""
    step = 10**indicator.decimals
    up = (indicator.direction is Direction.UP) == towards_better
    # A millionth is the noise of the division, not part of the figure.
    whole = ceil(value * step - 1e-6) if up else floor(value * step + 1e-6)
    return units.value(whole / step, indicator)


def _aim(aim: Aim, indicator: Indicator) -> str:
    if aim.standard:
        return words.standard_text(aim.standard, indicator)
    return f"{verbs.its_or_their(indicator)} plan of {units.value(aim.value, indicator)}"


def _said_already(found: WhatItTakes, year: YearEnd) -> bool:
    """A list of today's length has today's headroom, and one period leaves no pace to add."""
    asked, headroom = year.asked, found.headroom
    if headroom is None or isinstance(asked, Recovery | EachMonth):
        return False
    left = asked.left if isinstance(asked, Remainder) else -asked.number
    return left == headroom.left and (left >= 0 or year.periods < 2)


def _clearance(found: WhatItTakes, year: YearEnd, asked: Clearance) -> str:
    indicator = found.line.indicator
    size = units.count(asked.size) if asked.assumed else "as many"
    when = f"in {long_month(year.last)} with {size} {indicator.people}"
    aim = _aim(year.aim, indicator)
    if asked.number <= 0:
        spare = f"with {people_apart(asked.number)} to spare" if asked.number else "and no more"
        return f"{verbs.it_or_they(indicator).capitalize()} would meet {aim} {when}, {spare}."
    fewer = f"{people_apart(asked.number)} fewer who {indicator.breach}"
    return f"To meet {aim} {when}, there must be {fewer}{_pace(asked.number, year)}."


def _pace(number: float, year: YearEnd, *, most: bool = False) -> str:
    """`, 291 a month`; nothing where there is one period to do it in."""
    if year.periods < 2:
        return ""
    each = floor(number / year.periods) if most else ceil(number / year.periods)
    return f", {units.count(each)} a {'quarter' if year.grain is Grain.QUARTER else 'month'}"


def _remainder(found: WhatItTakes, year: YearEnd, asked: Remainder) -> str:
    indicator = found.line.indicator
    accumulates = indicator.aggregation in ACCUMULATING
    if indicator.direction is Direction.UP:
        return _to_reach(found, year, asked)
    if accumulates:
        return _allowance(year, asked)
    when = long_month(year.last)
    target = f"To be down to the {units.count(asked.target)} {_whose(year.aim)} for {when}"
    if not asked.target:
        target = f"To have none in {when}"
    if asked.left >= 0:
        spare = f", with {people_apart(asked.left)} to spare" if asked.left else ""
        it, is_are = verbs.it_or_they(indicator).capitalize(), verbs.is_or_are(indicator)
        within = f"{it} {is_are} within the {units.count(asked.target)} {_whose(year.aim)}"
        return f"{within} for {when}{spare}."
    return f"{target}, there must be {people_apart(asked.left)} fewer{_pace(-asked.left, year)}."


def _whose(aim: Aim) -> str:
    return "of the standard" if aim.standard else "planned"


def _to_reach(found: WhatItTakes, year: YearEnd, asked: Remainder) -> str:
    """More is better: what is still to come."""
    flow = found.line.indicator.aggregation is Family.COUNT_FLOW
    when = year.year if flow else long_month(year.last)
    target = f"the {units.count(asked.target)} {_whose(year.aim)} for {when}"
    if asked.left <= 0:
        return f"{target[0].upper()}{target[1:]} are reached already."
    return f"To reach {target}, {people_apart(asked.left)} more{_pace(asked.left, year)}."


def _allowance(year: YearEnd, asked: Remainder) -> str:
    """Fewer is better: what is left of what the year may have."""
    allowed = units.count(asked.target) if asked.target else "none"
    who = "standard" if year.aim.standard else "plan"
    used = (
        f"{units.count(asked.so_far)} since April, where the {who} allows {allowed} in {year.year}"
    )
    if asked.left < 0:
        return f"Out of reach this year: {used}."
    if not asked.target and not asked.left:
        return f"None since April, as the {who} asks."
    return f"{used}: {people_apart(asked.left)} left{_pace(asked.left, year, most=True)}."


def _each_month(found: WhatItTakes, year: YearEnd, asked: EachMonth) -> str:
    """A rate that is quoted by the year, put as people a month."""
    assert found.point is not None
    aim = f"{_aim(year.aim, found.line.indicator)} a year by {long_month(year.last)}"
    each = " a month" if asked.months > 1 else ""
    now = f"{units.count(asked.now)}{each} {words.at(found.point, found.line)}"
    short = asked.needed - asked.now
    far = f"{people_apart(short)} short" if short > 0 else "enough"
    return (
        f"To be at {aim} takes {units.count(asked.needed)} {found.counted} a month; "
        f"there were {now}: {far}."
    )
