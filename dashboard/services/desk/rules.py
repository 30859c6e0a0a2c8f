"""Which of the written rules does an indicator meet, and what met them?"""

from dashboard.calculations.exact import exact
from dashboard.calculations.run_rate import Reach
from dashboard.calculations.spc.model import Assurance, Variation
from dashboard.calculations.spc.sentence import outlook
from dashboard.calculations.spc.words import signal_words
from dashboard.exceptions.rules import (
    BehindPlan,
    BehindPlanUncounted,
    GettingWorse,
    HeadroomGone,
    MissesStandard,
    NoData,
    OutOfReach,
    Rule,
    RuleSet,
    WillMiss,
)
from dashboard.indicators.registry import Direction, Indicator, Unit
from dashboard.services.desk.model import Hit
from dashboard.services.desk.rule_facts import Facts
from dashboard.services.points import Point
from dashboard.services.rag import small_numbers
from dashboard.services.wording import units, words
from dashboard.services.wording.target_words import target_words
from dashboard.services.wording.year_end_words import (
    ACCUMULATING,
    people_apart,
    year_end_sentence,
)
from dashboard.services.year_end import Recovery, Remainder, YearEnd

_CONCERN = (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)


def hits_of(rules: RuleSet, facts: Facts) -> tuple[Hit, ...]:
    """By rank."""
    said = ((rule, _said(rule, facts)) for rule in rules.by_rank)
    return tuple(Hit(rule.id, rule.name, words) for rule, words in said if words)


def _said(rule: Rule, facts: Facts) -> str:
    """What of the facts meets the rule; empty where nothing does."""
    match rule:
        case MissesStandard():
            return misses_standard(rule, facts)
        case BehindPlan():
            return behind_plan(rule, facts)
        case BehindPlanUncounted():
            return behind_plan_uncounted(rule, facts)
        case HeadroomGone():
            return headroom_gone(rule, facts)
        case GettingWorse():
            return getting_worse(facts)
        case WillMiss():
            return will_miss(facts)
        case NoData():
            return no_data(rule, facts)
        case OutOfReach():
            return out_of_reach(facts)


def misses_standard(rule: MissesStandard, facts: Facts) -> str:
    run = _missed(facts)
    if len(run) < rule.periods:
        return ""
    last, first = run[0], run[-1]
    level = words.standard_text(last.standard, facts.indicator) if last.standard else ""
    said = f"missed the standard ({level})"
    if len(run) == 1:
        return f"{said} {words.at(last, facts.line)}"
    start = facts.line.points.index(first)
    between = facts.line.points[start : facts.line.points.index(last)]
    running = len(between) + 1 == len(run)
    noun = words.period_noun(facts.line)
    times = f"{len(run)} {noun}s running" if running else f"in each of the last {len(run)} figures"
    since = "since at least" if first is facts.points[0] else "since"
    # Later ones were of too few people to judge by.
    until = "" if last is facts.latest else f" up to {last.label}"
    return f"{said} {times}, {since} {first.label}{until}"


def _missed(facts: Facts) -> list[Point]:
    """One after another, the latest first; those of too few people to judge by are passed over."""
    run: list[Point] = []
    for point in reversed(facts.points):
        if small_numbers(point, facts.indicator):
            continue
        if point.meets_standard is not False:
            break
        run.append(point)
    return run


def people_behind(facts: Facts) -> float:
    """People on the wrong side of the plan; 0 where the plan is met or nobody is counted."""
    against = facts.latest.against
    return abs(against.patients) if against.meets is False and against.patients else 0.0


def behind_plan(rule: BehindPlan, facts: Facts) -> str:
    people = people_behind(facts)
    if not people or facts.small:
        return ""
    base, scale = _base(facts)
    many = exact(people) > exact(rule.people)
    large = people >= rule.fewest and (
        100 * exact(people) * exact(scale) > exact(rule.share) * exact(base)
    )
    return _behind(facts, people, base) if many or large else ""


def _base(facts: Facts) -> tuple[float, float]:
    """Of how many they are a share, and what makes a year's share of a period's."""
    point = facts.latest
    if facts.indicator.unit is Unit.COUNT:
        return (point.plan_value if point.plan_numerator is None else point.plan_numerator) or 0, 1
    return point.denominator or 0, point.judge.scale if point.judge else 1


def _behind(facts: Facts, people: float, base: float) -> str:
    indicator, number = facts.indicator, people_apart(people)
    if indicator.unit is Unit.COUNT:
        side = "fewer" if indicator.direction is Direction.UP else "more"
        return f"{number} {side} than the {units.count(base)} planned{_share(people, base)}"
    if indicator.annualised:
        return f"{number} fewer than at the planned rate {words.at(facts.latest, facts.line)}"
    among = f"{units.count(base)} {indicator.people}"
    share = f"{100 * people / base:.1f}% of {among}" if base else among
    return f"{number} more {indicator.breach} than at the planned rate: {share}"


def _share(people: float, base: float) -> str:
    return f", {100 * people / base:.1f}% of them" if base >= people else ""


def behind_plan_uncounted(rule: BehindPlanUncounted, facts: Facts) -> str:
    point, indicator = facts.latest, facts.indicator
    against = point.against
    if against.meets is not False or against.patients is not None or against.points is None:
        return ""
    plan, size = point.plan_value or 0.0, exact(abs(against.points))
    if indicator.unit is Unit.PERCENT:
        beyond = size > exact(rule.points)
    else:
        beyond = 100 * size > exact(rule.share) * exact(abs(plan))
    if not beyond or facts.small:
        return ""
    side = "above" if against.points > 0 else "below"
    far = units.difference(against.points, indicator)
    return f"{far} {side} the plan of {units.value(plan, indicator)}"


def headroom_gone(rule: HeadroomGone, facts: Facts) -> str:
    found, indicator = facts.takes.headroom, facts.indicator
    if found is None or facts.small or found.left > rule.left:
        return ""
    if not found.allowed and found.left >= 0:
        return ""  # none were allowed and there were none
    if indicator.annualised:
        short = f"{people_apart(found.left)} short of what the standard takes"
        return short if found.left < 0 else "exactly as many as the standard takes"
    whom = f"the {units.count(found.allowed)} whom the standard allows"
    if found.left >= 0:
        return (
            f"{people_apart(found.left)} of {whom} are left"
            if found.left
            else f"no one is left of {whom}"
        )
    if not found.allowed:
        return f"{units.count(found.breaches)}, where the standard allows none"
    return f"{people_apart(found.left)} more than {whom}"


def getting_worse(facts: Facts) -> str:
    judgement = facts.judgement
    if facts.variation not in _CONCERN:
        return ""
    signals = judgement.points[judgement.latest].signals
    return "; ".join(signal_words(each, judgement.settings.run) for each in signals[:1]) or "worse"


def will_miss(facts: Facts) -> str:
    if facts.assurance is not Assurance.FAIL:
        return ""
    said = outlook(facts.judgement, target_words(facts.target, facts.indicator))
    return f"{said[0].lower()}{said[1:].removesuffix('.')}"


def no_data(rule: NoData, facts: Facts) -> str:
    missing = len(facts.due)
    if missing < rule.publications:
        return ""
    more = "1 more was" if missing == 1 else f"{missing} more were"
    return f"no figure since {facts.latest.label}, though {more} due"


def out_of_reach(facts: Facts) -> str:
    year = facts.takes.year
    if year is None or not is_out_of_reach(year, facts.indicator):
        return ""
    said = year_end_sentence(facts.takes).removeprefix("Out of reach this year: ")
    return said.removesuffix(".") or f"{year.year} has used up what it may have"


def is_out_of_reach(year: YearEnd, indicator: Indicator) -> bool:
    match year.asked:
        case Recovery(rate=rate):
            return rate.reach is Reach.OUT_OF_REACH
        case Remainder() as rest:
            adds_up = indicator.aggregation in ACCUMULATING
            return adds_up and indicator.direction is Direction.DOWN and rest.left < 0
        case _:
            return False
