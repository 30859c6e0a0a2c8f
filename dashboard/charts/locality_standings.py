"""How does each locality stand: its figure, its distance from plan, and what it is judged to be?"""

from dataclasses import dataclass
from itertools import compress

from dashboard.calculations.spc.model import Variation
from dashboard.calculations.spc.words import variation_words
from dashboard.charts.figures_table import illustrative
from dashboard.charts.part_words import when
from dashboard.indicators.registry import Unit
from dashboard.services.judged import is_judged
from dashboard.services.line import Line
from dashboard.services.localities import Localities, LocalityShare
from dashboard.services.rag import RagStatus
from dashboard.services.wording import units, words

_SPECIAL = "Special cause variation: "


@dataclass(frozen=True, slots=True)
class Standing:
    """A row. numbers: a text for each column of the standings. status, variation: in words.

    reason: why its variation is not judged; empty where it is.
    """

    line: Line
    numbers: tuple[str, ...]
    rag: RagStatus
    status: str
    verdict: Variation
    variation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standings:
    """period: in full, empty where nobody has a figure. columns: heading and kind of each number
    that somebody has. notes: sentences beneath."""

    caption: str
    period: str
    one: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Standing, ...]
    notes: tuple[str, ...]


def standings(localities: Localities) -> Standings:
    """A row a locality in the order of the bars; those that cannot be counted come after."""
    ranked = localities.ranked
    ordered = [*ranked, *[share for share in localities.shares if share not in ranked]]
    numbers = [_numbers(share) for share in ordered]
    kept = [any(column) for column in zip(*numbers, strict=True)]
    rows = tuple(
        _standing(share, tuple(compress(texts, kept)))
        for share, texts in zip(ordered, numbers, strict=True)
    )
    one = f"{localities.parts.one[0].upper()}{localities.parts.one[1:]}"
    made_up = illustrative([share.line for share in ordered])
    period = when(localities)
    caption = f"{localities.indicator.name} by {localities.parts.one}, {period}{made_up}"
    columns = tuple(compress(_columns(localities), kept))
    return Standings(caption, period, one, columns, rows, (*_unjudged(rows), *_until(localities)))


def _columns(localities: Localities) -> tuple[tuple[str, str], ...]:
    points = "Points from plan" if localities.indicator.unit is Unit.PERCENT else "From plan"
    return (
        ("Actual", "number value"),
        ("Plan", "number plan"),
        (points, "number points"),
        ("People from plan", "number patients"),
    )


def _numbers(share: LocalityShare) -> tuple[str, ...]:
    """For a count, the distance and the people are one."""
    point, indicator = share.point, share.line.indicator
    if point is None:
        return "no figure", "", "", ""
    counted = indicator.unit is Unit.COUNT
    return (
        words.honest_value(point, indicator) or words.absence(point),
        units.value(point.plan_value, indicator),
        "" if counted else words.points_from_plan(point, indicator),
        words.patients_from_plan(point),
    )


def _standing(share: LocalityShare, numbers: tuple[str, ...]) -> Standing:
    verdict = _verdict(share)
    reason = ""
    if share.judged and verdict is Variation.NOT_JUDGED:
        reason = share.judged.judgement.reason
    said = variation_words(verdict).removeprefix(_SPECIAL)
    status = share.rag.words.partition(": ")[2]
    return Standing(
        share.line, numbers, share.rag, _capital(status), verdict, _capital(said), reason
    )


def _verdict(share: LocalityShare) -> Variation:
    return share.judged.judgement.variation if share.judged else Variation.NOT_JUDGED


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _unjudged(rows: tuple[Standing, ...]) -> list[str]:
    """Why variation is not judged: said once for all of whom it is true."""
    names: dict[str, list[str]] = {}
    for row in rows:
        if row.reason:
            names.setdefault(row.reason, []).append(row.line.name)
    return [f"Variation{_of(names[why], rows)} is not judged. {why}" for why in names]


def _of(names: list[str], rows: tuple[Standing, ...]) -> str:
    return "" if len(names) == len(rows) else f" of {', '.join(names)}"


def _until(localities: Localities) -> list[str]:
    """Of which figures the verdict is, where they are not those that stand beside it."""
    shares = [share for share in localities.shares if _verdict(share) is not Variation.NOT_JUDGED]
    ends = {
        share.judged.points[-1].end: share.judged.points[-1] for share in shares if share.judged
    }
    shown = {share.point.end for share in shares if share.point}
    own = all(is_judged(share.line) for share in shares)
    if not ends or (own and set(ends) == shown):
        return []
    each = "" if own else f" of each {localities.indicator.grain.value.replace('_', ' ')}"
    return [f"Variation is judged on the figures{each} up to {ends[max(ends)].label}."]
