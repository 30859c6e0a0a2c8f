"""Which version of the plan are the latest figures of a page held against?"""

from collections.abc import Iterable

from dashboard.services.line import Line

_NAMED = 2  # more of them are counted


def plan_named(lines: Iterable[Line]) -> str:
    """`Plan in force: Final plan 2019/20.`; empty where no latest figure has a plan."""
    there = [(line, name) for line in lines if (name := _at_latest(line))]
    if not there:
        return ""
    chosen = all(line.request.plan for line, _ in there)
    names = list(dict.fromkeys(name for _, name in there))
    more = len(names) - _NAMED
    several = f" and {more} {'other' if more == 1 else 'others'}" if more > 0 else ""
    return f"{'Plan' if chosen else 'Plan in force'}: {', '.join(names[:_NAMED])}{several}."


def _at_latest(line: Line) -> str:
    slug = line.latest.plan_version if line.latest else ""
    return next((each.name for each in line.plan_versions if each.slug == slug), "")
