"""What do parts that stand beside one another show, in words?"""

from dashboard.indicators.registry import Direction, Unit
from dashboard.services.localities import Localities, LocalityShare, is_counted
from dashboard.services.wording import units, words


def when(localities: Localities) -> str:
    """The period in full, from the first locality that has a figure in it."""
    share = next((share for share in localities.shares if share.point), None)
    return words.period_in_words(share.point, share.line) if share and share.point else ""


def _at(localities: Localities) -> str:
    share = next((share for share in localities.shares if share.point), None)
    return words.at(share.point, share.line) if share and share.point else ""


def headline(localities: Localities) -> str:
    """Who is furthest behind its plan, or who misses it."""
    indicator, shares = localities.indicator, localities.shares
    judged = [s for s in shares if s.point and s.point.against.meets is not None]
    behind = [s for s in judged if s.point and s.point.against.meets is False]
    if not judged:
        return _unplanned(localities)
    if not behind:
        every = f"Every {localities.parts.one} met its plan"
        return f"{every} for {indicator.short_name} {_at(localities)}"
    ranked = [s for s in localities.ranked if s in behind]
    worst = f"; {ranked[0].line.name} is furthest behind" if ranked and len(behind) > 1 else ""
    if len(behind) == 1:
        name = behind[0].line.name
        return f"{name} missed its plan for {indicator.short_name} {_at(localities)}"
    return (
        f"{len(behind)} of {len(judged)} {localities.parts.several} missed their plan for "
        f"{indicator.short_name} {_at(localities)}{worst}"
    )


def _unplanned(localities: Localities) -> str:
    """Who is furthest on the wrong side, where no plan says who is behind."""
    indicator, one = localities.indicator, localities.parts.one
    enough = [
        share
        for share in localities.shares
        if share.point
        and share.point.value is not None
        and (share.point.denominator or 0) >= indicator.minimum_denominator
    ]
    plain = f"{indicator.short_name} {_at(localities)} by {one}"
    counted = is_counted(indicator) or indicator.direction is Direction.NEUTRAL
    if len(enough) < 2 or counted:
        return plain
    sign = 1 if indicator.direction is Direction.UP else -1
    worst = min(enough, key=lambda share: sign * _value(share))
    side = "lowest" if sign > 0 else "highest"
    said = units.value(_value(worst), indicator)
    return f"{plain}: {worst.line.name} is {side}, {said}"


def _value(share: LocalityShare) -> float:
    return share.point.value or 0.0 if share.point else 0.0


def left_out(localities: Localities) -> str:
    """How many parts are too small to be drawn, and how many people they are about."""
    rest = localities.left_out
    if not rest:
        return ""
    people = units.count(round(sum(share.size for share in rest)))
    return f"and {len(rest)} more, {people} {localities.indicator.people}, are not drawn"


def together(localities: Localities) -> str:
    """What the localities come to together, and what the total lacks."""
    total, indicator = localities.total, localities.indicator
    if total is None or total.numerator is None:
        return localities.total_note or "No total can be given for this period."
    if indicator.unit is not Unit.COUNT and total.denominator is not None:
        if not total.denominator:
            return f"There was no activity in any {localities.parts.one}."
        scale = 100 if indicator.unit is Unit.PERCENT else 1
        share = units.value(scale * total.numerator / total.denominator, indicator)
        text = (
            f"Together: {units.count(total.numerator)} of {units.count(total.denominator)}, {share}"
        )
    else:
        text = f"Together: {units.count(total.numerator)} {indicator.people}"
    if total.missing:
        share = f"{total.coverage:.0%} of {localities.parts.several}"
        text += f", without {', '.join(total.missing)} ({share})"
    return f"{text}."
