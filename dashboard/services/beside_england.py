"""May England's line stand beside a trend, and which one, or why not?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.calculations.comparable import comparable
from dashboard.indicators.registry import Indicator
from dashboard.organisations import ENGLAND, Level
from dashboard.selection import WITH_ENGLAND, Selection
from dashboard.services.catalogue import Data, breakdown_key, grain_of
from dashboard.services.comparison import is_count
from dashboard.services.line import Begins, Line, Request, performance_line
from dashboard.services.points import Point

NAME = "England"
_NOTHING = "no figures of England are loaded"


@dataclass(frozen=True, slots=True)
class BesideEngland:
    """line: None where it is not asked for, or why_not says why it cannot be.

    offered: whether there is anything to say; not of England itself.
    """

    line: Line | None = None
    why_not: str = ""
    offered: bool = True

    @property
    def latest(self) -> Point | None:
        return self.line.latest if self.line else None


NOT_OFFERED = BesideEngland(offered=False)


def beside_england(
    data: Data, selection: Selection, lines: Sequence[Line], begins: Begins | None = None
) -> BesideEngland:
    """Of the lines that are drawn; nothing is read of England's figures unless they are asked for.

    begins: where the points of a chart begin, by the last period of the line that is drawn.
    """
    main = lines[0]
    if main.request.organisation.level is Level.COUNTRY:
        return NOT_OFFERED
    why = _why_not(data, lines)
    if why or selection.compare != WITH_ENGLAND:
        return BesideEngland(why_not=why)
    found = performance_line(
        data, main.indicator, _request(data, main), NAME, _as_long(main, begins)
    )
    first, last = main.points[0].start, main.points[-1].end
    there = tuple(each for each in found.points if each.end >= first and each.end <= last)
    line = replace(found, points=there)
    if line.latest is None:
        return BesideEngland(why_not=f"{_NOTHING} for these months")
    return BesideEngland(line)


def _as_long(main: Line, begins: Begins | None) -> Begins | None:
    """England's figures may go on for years after those of an organisation that has closed."""
    return (lambda last: begins(main.last_actual or last)) if begins else None


def _why_not(data: Data, lines: Sequence[Line]) -> str:
    main, many = lines[0], len(lines)
    if many > 1:
        return "it is drawn beside one part at a time"
    if is_count(main.indicator):
        return "its count is no measure for a part of it"
    return _not_alike(data, main.indicator, main.request)


def _not_alike(data: Data, indicator: Indicator, request: Request) -> str:
    """Figures of the same span, and of the same part where it is one that England has too."""
    grain = grain_of(indicator, str(request.view))
    there = data.store.grains(indicator.id, ENGLAND)
    if grain not in there:
        other = next(iter(sorted(there)), None)
        return comparable(grain, other) if other else _NOTHING
    if not request.dimension:
        return ""
    wanted = f"{request.dimension}:{request.member}"
    members = data.store.members(indicator.id, ENGLAND, grain)
    return "" if wanted in map(breakdown_key, members) else f"{_NOTHING} of this part"


def _request(data: Data, main: Line) -> Request:
    """A provider's or a practice's patients are held against England's all together."""
    own, england = main.request, data.store.organisation(ENGLAND)
    return Request(
        england, own.view, own.as_at, dimension=own.dimension, member=own.member, planned=False
    )
