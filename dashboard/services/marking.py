"""May this be written beside the figures? If so, it is."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.errors import BadParameter
from dashboard.marking import Mark, MarkKind, NewMark
from dashboard.organisations import Organisation
from dashboard.selection import read_day
from dashboard.services.catalogue import Data
from dashboard.services.extract import Wanted, extracted_lines
from dashboard.services.points import Point
from dashboard.services.said import A_DAY, author_of, fields_of, needed, place_of, words_of

FIELDS = ("kind", "indicator", "organisation", "on", "until", "grain", "text", "author")
# Source: NHSRplotthedots, which fixes limits after no fewer points.
SHORTEST_BASELINE = 12


def add_mark(data: Data, given: Mapping[str, object]) -> Mark:
    """Write a mark; one that says the same as one that stands is that one.

    given: words by field, as a form or a program says them. on: a day within the period that is
    meant; of an event its own, or the first. until: a day within the last period of a baseline, the
    last day of an event that lasted. grain: of the periods, the
    indicator's own if left out.
    Raises BadParameter naming the field, UnknownIndicator, UnknownOrganisation, NoFigures where
    there is no line to write beside, and ReadOnly.
    """
    said = fields_of(given, FIELDS)
    kind = _kind(said["kind"])
    indicator = data.indicators[needed(said, "indicator", "an indicator's id")].id
    place = place_of(data, needed(said, "organisation", "an organisation's code"))
    text = words_of(said, "text", "the reason, in words")
    author = author_of(said)
    points = _points(data, indicator, place, said["grain"])
    first = _period(points, "on", needed(said, "on", A_DAY))
    until = _until(kind, points, first, said)
    on = read_day("on", said["on"]) if kind is MarkKind.EVENT else first.start
    mark = NewMark(kind, indicator, place.code, on, until, text, author)
    return _standing(data, mark) or data.book.add(mark)


def withdraw_mark(data: Data, number: str, given: Mapping[str, object]) -> None:
    """given: the author, who withdraws it. Raises UnknownMark, BadParameter and ReadOnly."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise BadParameter("mark", number[:20], "a mark's number, as /api/v1/marks gives it")
    data.book.withdraw(int(number), author_of(fields_of(given, ("author",))))


def _kind(kind: str) -> MarkKind:
    if kind not in list(MarkKind):
        raise BadParameter("kind", kind[:40], "one of " + ", ".join(MarkKind))
    return MarkKind(kind)


def _points(data: Data, indicator: str, place: Organisation, grain: str) -> Sequence[Point]:
    """Of all that is loaded, since a page may be looked at as at another day."""
    (line,) = extracted_lines(data, Wanted(indicator, (place.code,), date.max, grain))
    return line.points


def _period(points: Sequence[Point], field: str, text: str) -> Point:
    day = read_day(field, text)
    for point in points:
        if point.start <= day <= point.end:
            return point
    first, last = points[0].start.isoformat(), points[-1].end.isoformat()
    raise BadParameter(field, text, f"a day of the figures or their plan, {first} to {last}")


def _until(
    kind: MarkKind, points: Sequence[Point], first: Point, said: Mapping[str, str]
) -> date | None:
    """The last day of a baseline or an event, or of the period that a ghost leaves out."""
    if kind is MarkKind.BASELINE:
        last = _period(points, "until", needed(said, "until", A_DAY))
        return _of_baseline(points, first, last)
    if kind is MarkKind.EVENT:
        return _of_event(said["on"], said["until"])
    if said["until"]:
        raise BadParameter(
            "until", said["until"], "nothing: only a baseline or an event has an end"
        )
    if kind is not MarkKind.GHOST:
        return None
    if first.value is None:
        raise BadParameter("on", said["on"], "a period that has a figure to leave out")
    return first.end


def _of_event(on: str, until: str) -> date | None:
    """It may have ended after the last of the figures."""
    last = read_day("until", until) if until else None
    if last is not None and last < read_day("on", on):
        raise BadParameter("until", until, f"no day before {on}")
    return last


def _of_baseline(points: Sequence[Point], first: Point, last: Point) -> date:
    there = [p for p in points if first.start <= p.start <= last.start and p.value is not None]
    if len(there) < SHORTEST_BASELINE:
        expected = (
            f"a baseline of at least {SHORTEST_BASELINE} figures; "
            f"from {first.start.isoformat()} there are {len(there)}"
        )
        raise BadParameter("until", last.end.isoformat(), expected)
    return last.end


def _standing(data: Data, mark: NewMark) -> Mark | None:
    """The same mark: a button pressed twice, a request sent again."""
    wanted = (mark.kind, mark.on, mark.until, mark.text, mark.author)
    for each in data.store.marks(mark.indicator, mark.organisation):
        if (each.kind, each.on, each.until, each.text, each.author) == wanted:
            return each
    return None
