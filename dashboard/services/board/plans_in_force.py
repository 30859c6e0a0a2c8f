"""Of which indicators is another version of the plan in force than when the board met?"""

from collections.abc import Iterator, Sequence

from dashboard.services.board.changed import Seen, plan_value_words
from dashboard.services.board.model import Change

_KIND = "plan_changed"
_MOST_NAMED = 3  # indicators; where there are two more or above, they are counted


def plans_in_force(seen: Sequence[Seen]) -> Iterator[Change]:
    """Once for each version, however many indicators it is now the plan of: a new year's plan is
    one thing that happened. A changed value of one period is told of its indicator instead."""
    by_version: dict[str, list[Seen]] = {}
    for each in seen:
        if version := _other_version(each):
            by_version.setdefault(version, []).append(each)
    for version, some in by_version.items():
        first = some[0]
        name, was = first.version(version), first.version(first.kept.plan)
        if len(some) == 1:
            text = f"Is held against {name} now, not {was}."
            yield Change(_KIND, first.row.indicator.id, first.name, text)
        else:
            listed = _listed([each.name for each in some])
            text = f"The plan in force is now {name} for {len(some)} indicators: {listed}."
            yield Change(_KIND, "", "", text)


def _other_version(seen: Seen) -> str:
    """That of the latest figure, where the board saw another; empty otherwise."""
    old, latest = seen.old, seen.row.latest
    if seen.other_kind or old is None or old.plan_value is None or plan_value_words(seen):
        return ""
    version = latest.plan_version if latest else old.plan_version
    return version if seen.kept.plan and version != seen.kept.plan else ""


def _listed(names: Sequence[str]) -> str:
    """`A&E 4-hour, RTT 18 weeks, 62 days and 10 more`"""
    more = len(names) - _MOST_NAMED
    said = [*names[:_MOST_NAMED], f"{more} more"] if more > 1 else list(names)
    return f"{', '.join(said[:-1])} and {said[-1]}"
