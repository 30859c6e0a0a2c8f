"""What does a comparison say, in words?"""

from collections import defaultdict
from collections.abc import Sequence
from textwrap import wrap

from dashboard.calculations.funnel import Funnel, Place
from dashboard.indicators.registry import Direction, Unit
from dashboard.periods import Grain, long_month
from dashboard.services.compared import Compared
from dashboard.services.comparison import Comparison, Ranked, is_count
from dashboard.services.peers import LIST
from dashboard.services.wording import units, words

_LEFT_OUT = {
    "not_loaded": "no figure loaded for the period",
    "needs_shares": "needs provider shares, and none are loaded",
    "small_numbers": "small numbers: fewer than {least} in the denominator",
    "incomplete": "shared out from only some of its providers",
    "made_up": "its figure is illustrative and the others are real",
    "not_made_up": "its figure is real and the others are illustrative",
}
_PLACES = {
    Place.WITHIN: "within the limits",
    Place.ABOVE_95: "above 95%",
    Place.BELOW_95: "below 95%",
    Place.ABOVE_998: "above 99.8%",
    Place.BELOW_998: "below 99.8%",
}

_LETTERS = 30  # of a line of a name in a chart
ON_PHONE = 18


def short_name(ranked: Ranked, most: int = _LETTERS) -> str:
    """`Oxfordshire` for NHS Oxfordshire CCG, where all around it are CCGs too.

    Sub-ICB locations share the long name of their ICB, so their codes come first.
    most: letters of a line; a longer name has several.
    """
    return "<br>".join(wrap(_name(ranked), most, break_on_hyphens=False))


def name_or_code(ranked: Ranked) -> str:
    """The code where the name would hide what is drawn on a phone; the title says the name."""
    name = _name(ranked)
    return name if len(name) <= ON_PHONE else ranked.organisation.code


def _name(ranked: Ranked) -> str:
    name = ranked.organisation.choice.replace("NHS ", "", 1).removesuffix(" CCG")
    return name.removesuffix(f" ({ranked.organisation.code})").removesuffix(" CCG")


def when(comparison: Comparison) -> str:
    return long_month(comparison.start) if comparison.grain is Grain.MONTH else comparison.label


def order(comparison: Comparison) -> str:
    """Which end of the ranking is its first place."""
    way = comparison.indicator.direction
    if way is Direction.NEUTRAL:
        return "the highest first"
    return f"the best ({'highest' if way is Direction.UP else 'lowest'}) first"


def title(comparison: Comparison) -> str:
    """`Oxfordshire CCG is 54th of 191: 88.1% against England's 90.3%`."""
    chosen, ranked = comparison.chosen, comparison.ranked
    if chosen is None:
        return _without_chosen(comparison)
    place = f"{'joint ' if chosen.shared else ''}{_nth(chosen.place)} of {len(ranked)}"
    value = units.value(chosen.figure.value, comparison.indicator)
    return f"{chosen.organisation.name} is {place}: {value}{_against(comparison)}"


def _nth(place: int) -> str:
    """As a numeral: `1st`, where words would be longer than the finding."""
    if place % 100 in (11, 12, 13):
        return f"{place}th"
    return f"{place}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th') }"


def _against(comparison: Comparison) -> str:
    indicator, england = comparison.indicator, comparison.england
    if england:
        return f" against England's {units.value(england.value, indicator)}"
    if comparison.funnel:
        together = units.value(100 * comparison.funnel.mean, indicator)
        return f" against {together} for all {len(comparison.ranked)} together"
    return f", {order(comparison)}" if is_count(indicator) else ""


def _without_chosen(comparison: Comparison) -> str:
    """Why the place has no rank, or from where to where the others are."""
    indicator, ranked = comparison.indicator, comparison.ranked
    left = [e for e in comparison.left_out if e.organisation.code == comparison.place.code]
    if left:
        why = reason(left[0].reason, comparison)
        return f"{comparison.place.name} cannot be ranked: {why}"
    first, last = (units.value(each.figure.value, indicator) for each in (ranked[0], ranked[-1]))
    many = f"{len(ranked)} {comparison.peers.several if len(ranked) > 1 else comparison.peers.one}"
    return f"{indicator.short_name}: {many}, from {first} to {last}"


def subtitle(comparison: Comparison) -> str:
    """The measure, the period, whom it is compared with, and what the bars begin at."""
    many = len(comparison.ranked)
    kind = comparison.peers.several if many != 1 else comparison.peers.one
    among = f"{many} {kind} of {comparison.peers.name}"
    if comparison.peers.group == LIST:
        among = f"{many} chosen {kind}"
    basis = words.basis(comparison.indicator, str(comparison.grain))
    what = ", ".join(filter(None, [comparison.indicator.name, basis, when(comparison)]))
    said = f"{what}: {among}, {order(comparison)}."
    return f"{said} {comparison.note}".strip()


def ends(comparison: Comparison) -> str:
    """Who is first and who is last: `Luton is best with 98.1%, Herefordshire last with 78.1%`."""
    first, last = comparison.ranked[0], comparison.ranked[-1]
    if first.place == last.place:
        return f"All have {units.value(first.figure.value, comparison.indicator)}"
    what = "highest" if comparison.indicator.direction is Direction.NEUTRAL else "best"
    at = [units.value(each.figure.value, comparison.indicator) for each in (first, last)]
    shared = [_others(each, comparison) for each in (first, last)]
    return (
        f"{first.organisation.name}{shared[0]} {'are' if shared[0] else 'is'} {what} with {at[0]}, "
        f"{last.organisation.name}{shared[1]} last with {at[1]}"
    )


def _others(end: Ranked, comparison: Comparison) -> str:
    """Who shares a place is not named alone."""
    many = sum(1 for each in comparison.ranked if each.place == end.place) - 1
    return f" and {many} {'other' if many == 1 else 'others'}" if many else ""


def sentence(comparison: Comparison) -> str:
    """Who meets the standard, and what all come to."""
    indicator, ranked = comparison.indicator, comparison.ranked
    said = []
    if comparison.standard:
        level = words.standard_text(comparison.standard, indicator)
        said.append(f"{_who_met(ranked)} the {level} standard.")
    said.append(_together(comparison))
    said.append(comparison.england_note)
    return " ".join(filter(None, said))


def _who_met(ranked: Sequence[Ranked]) -> str:
    many, met = len(ranked), sum(1 for each in ranked if each.figure.meets_standard)
    if many == 1:
        return "The only one met" if met else "The only one did not meet"
    some = {0: f"None of the {many}", many: f"All {many}"}
    return f"{some.get(met, f'{met} of the {many}')} met"


def _together(comparison: Comparison) -> str:
    """The sum of all, never a mean of their percentages."""
    total, indicator = comparison.total, comparison.indicator
    if total is None or total.numerator is None:
        return ""
    if is_count(indicator):
        return f"Together they come to {units.count(total.numerator)}."
    if indicator.unit is Unit.PERCENT and total.denominator and not indicator.annualised:
        share = units.value(100 * total.numerator / total.denominator, indicator)
        counts = f"{units.count(total.numerator)} of {units.count(total.denominator)}"
        return f"Together they come to {share} ({counts})."
    return ""


def reason(name: str, comparison: Comparison) -> str:
    """Why somebody is not ranked."""
    least = comparison.indicator.minimum_denominator
    return _LEFT_OUT.get(name, words.ABSENT.get(name, name)).format(least=least)


def left_out(comparison: Comparison) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every reason with the names of those it keeps out; codes of a list that are nobody's too."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in comparison.left_out:
        found[reason(each.reason, comparison)].append(each.organisation.label)
    if comparison.peers.unknown:
        known = f"no {comparison.peers.one} of that period has the code"
        found[known] += comparison.peers.unknown
    return tuple((why, tuple(names)) for why, names in found.items())


def funnel_title(comparison: Comparison) -> str:
    """Where the chosen one stands once its size is reckoned with."""
    chosen = comparison.chosen
    if chosen is None or chosen.funnel is None:
        return _outside(comparison)
    name = chosen.organisation.name
    match chosen.funnel:
        case Place.WITHIN:
            if comparison.funnel is not None and comparison.funnel.widened:
                return f"{name} is within the widened 95% limits: others differ as much"
            return f"{name} is within the range that chance and size explain"
        case Place.ABOVE_95 | Place.BELOW_95:
            return f"{name} is {_way(chosen.funnel)} the 95% limit, within the 99.8% limit"
        case _:
            return f"{name} is {_way(chosen.funnel)} the 99.8% limit: more than chance explains"


def _way(place: Place) -> str:
    return "above" if place in (Place.ABOVE_95, Place.ABOVE_998) else "below"


def _outside(comparison: Comparison) -> str:
    far = [each for each in comparison.ranked if each.funnel in (Place.ABOVE_998, Place.BELOW_998)]
    many = len(comparison.ranked)
    if len(far) < 2:
        return f"{'One' if far else 'None'} of the {many} is outside the 99.8% limits"
    return f"{len(far)} of the {many} are outside the 99.8% limits"


def funnel_sentence(comparison: Comparison, drawn: Funnel) -> str:
    """How the limits are made: without it nobody can check them."""
    phi = f"{drawn.phi:,.1f}"
    spread = (
        f"Organisations differ more than chance alone would make them (φ = {phi}), so the limits "
        f"are widened by √φ, taken from z-scores winsorised at 10%."
        if drawn.widened
        else f"Organisations differ no more than by chance (φ = {phi}), so the limits stand as "
        "they are."
    )
    return (
        f"{_outside(comparison)}. The limits are the mean of all together "
        f"({units.value(100 * drawn.mean, comparison.indicator)}) ± 1.96 (95%) and 3.09 (99.8%) "
        f"standard errors of a share of that many people. {spread}"
    )


def in_funnel(ranked: Ranked) -> str:
    return _PLACES[ranked.funnel] if ranked.funnel else ""


def hover(ranked: Ranked, comparison: Comparison) -> str:
    figure = ranked.figure
    said = f"{ranked.place}. {ranked.organisation.label}: "
    return said + units.value(figure.value, comparison.indicator) + _of(figure)


def _of(figure: Compared) -> str:
    if figure.numerator is None or not figure.denominator:
        return ""
    return f" ({units.count(figure.numerator)} of {units.count(figure.denominator)})"
