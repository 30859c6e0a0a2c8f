"""What went well, by one written rule?"""

from collections.abc import Callable, Sequence

from dashboard.calculations.spc.model import Assurance, Variation
from dashboard.calculations.spc.words import signal_words
from dashboard.indicators.registry import Indicator
from dashboard.services.board.model import WentWell
from dashboard.services.points import Point
from dashboard.services.summary import SummaryRow
from dashboard.services.wording import units, verbs, words

RULE = (
    "What is listed: a real change for the better; a standard or plan newly met; and what meets "
    "its standard and plan and will go on doing so. Nothing that is late, judged to be getting "
    "worse or of too few people is listed."
)
_BETTER = (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW)


def went_well(rows: Sequence[SummaryRow]) -> tuple[WentWell, ...]:
    """By the rule's order, and within it in the order given."""
    found = [(place, WentWell(row, said)) for row in rows for place, said in _of(row)]
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _of(row: SummaryRow) -> list[tuple[int, str]]:
    """The first part of the rule that a row meets, with why; nothing for one that meets none."""
    if row.latest is None or row.late or row.small_numbers or row.concern:
        return []
    for place, part in enumerate((_better, _newly, _safe)):
        if why := part(row):
            return [(place + (row.behind or row.latest.meets_standard is False), _said(row, why))]
    return []


def _better(row: SummaryRow) -> str:
    """A signal that chance does not explain, by its rule."""
    judgement = row.judged.judgement
    if judgement.variation not in _BETTER:
        return ""
    signal = judgement.points[judgement.latest].signals[0]
    return f"a real change for the better, {signal_words(signal, judgement.settings.run)}"


def _newly(row: SummaryRow) -> str:
    """A standard or plan met that the figure before missed, and nothing missed now."""
    assert row.latest is not None
    if row.behind or row.latest.meets_standard is False:
        return ""
    met = [
        name
        for name, meets in (("standard", _standard), ("plan", _plan))
        if _first_met(row.line.points, meets)
    ]
    meets, its = _meets(row.indicator), verbs.its_or_their(row.indicator)
    return f"newly {meets} {its} {f' and {its} '.join(met)}" if met else ""


def _standard(point: Point) -> bool | None:
    return point.meets_standard


def _plan(point: Point) -> bool | None:
    return point.against.meets


def _first_met(points: Sequence[Point], meets: Callable[[Point], bool | None]) -> bool:
    """Whether the latest figure meets what the one before, which could be held against it too,
    did not."""
    there = [point for point in points if point.value is not None][-2:]
    return [meets(point) for point in there] == [False, True]


def _safe(row: SummaryRow) -> str:
    judgement, target = row.judged.judgement, row.judged.target
    assert row.latest is not None
    if judgement.assurance is not Assurance.PASS or target is None:
        return ""
    if row.behind or row.latest.meets_standard is False:
        return ""
    its = verbs.its_or_their(row.indicator)
    return f"will go on meeting {its} {target.kind} as it runs now"


def _said(row: SummaryRow, why: str) -> str:
    """`96.2% in February 2020: a real change for the better, ...; it meets its plan of 95.0%.`"""
    latest, indicator = row.latest, row.indicator
    assert latest is not None
    provisional = ", provisional" if latest.provisional else ""
    here = f"{words.honest_value(latest, indicator)} {words.at(latest, row.line)}{provisional}"
    its = verbs.its_or_their(indicator)
    held = (
        (latest.meets_standard, _level(row)),
        (latest.against.meets, f"{its} plan of {units.value(latest.plan_value, indicator)}"),
    )
    stands = [
        f"{verb} {' and '.join(what)}"
        for verb, wanted in ((_meets(indicator), True), (_misses(indicator), False))
        if (what := [words for met, words in held if met is wanted])
    ]
    it = verbs.it_or_they(indicator)
    return f"{here}: {why}; {it} {' but '.join(stands)}." if stands else f"{here}: {why}."


def _meets(indicator: Indicator) -> str:
    return verbs.agreeing(indicator, "meets", "meet")


def _misses(indicator: Indicator) -> str:
    return verbs.agreeing(indicator, "misses", "miss")


def _level(row: SummaryRow) -> str:
    standard = row.latest.standard if row.latest else None
    return f"the {words.standard_text(standard, row.indicator)} standard" if standard else ""
