"""May this be written in place of what follows from the figures? If so, it is."""

from collections.abc import Mapping
from re import ASCII, compile

from dashboard.errors import BadParameter, NoFigures
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.exceptions import exception_report
from dashboard.services.desk.model import ExceptionRow, Narrative
from dashboard.services.desk.narrative import narrative_of
from dashboard.services.said import (
    author_of,
    day_or_none,
    fields_of,
    needed,
    place_of,
    words_or_none,
)
from dashboard.services.trend import no_figures
from dashboard.written.exceptions import Length, NewNarrative, WrittenNarrative

FIELDS = ("organisation", "indicator", "length", "text", "author", "facts", "as_at")
_PRINT = compile(r"[0-9a-f]{16}", ASCII)


def write_narrative(data: Data, given: Mapping[str, object]) -> WrittenNarrative:
    """Keep a text beside the one that follows from the figures; one that is kept so is that one.

    given: words by field, as a form or a program says them. text: empty gives the generated one its
    place back. facts: the fingerprint of what was read while it was written, today's if left out;
    of other facts than today's it is stale from the first. as_at: of the page that was read.
    Raises BadParameter naming the field, UnknownIndicator, UnknownOrganisation, NoFigures where
    there is no row to write of, and ReadOnly.
    """
    said = fields_of(given, FIELDS)
    place = place_of(data, needed(said, "organisation", "an organisation's code")).code
    indicator = data.indicators[needed(said, "indicator", "an indicator's id")].id
    length, text = _length(said["length"]), words_or_none(said, "text")
    author, facts = author_of(said), said["facts"]
    if facts and not _PRINT.fullmatch(facts):
        raise BadParameter("facts", facts[:40], "a fingerprint, as /api/v1/narratives gives it")
    of = Selection(place, as_at=day_or_none(said, "as_at"))
    narrative = _now(data, of, indicator)
    new = NewNarrative(
        place, indicator, length, text, narrative.at(length), facts or narrative.facts, author
    )
    return _standing(data, new) or data.ledger.write_narrative(new)


def narratives(data: Data, selection: Selection) -> tuple[tuple[ExceptionRow, Narrative], ...]:
    """Of every row of an organisation's report, listed or not, in the report's order."""
    report = exception_report(data, selection)
    every = (*report.rows, *report.taken_off, *report.others)
    return tuple((each, narrative_of(data, each)) for each in every)


def _length(name: str) -> Length:
    if name not in list(Length):
        raise BadParameter("length", name[:40], "one of " + ", ".join(Length))
    return Length(name)


def _now(data: Data, selection: Selection, indicator: str) -> Narrative:
    report = exception_report(data, selection)
    for each in (*report.rows, *report.taken_off, *report.others):
        if each.row.indicator.id == indicator:
            return narrative_of(data, each)
    raise _nothing(data, selection, indicator)


def _nothing(data: Data, selection: Selection, indicator: str) -> NoFigures:
    place = data.store.organisation(selection.organisation)
    return no_figures(data.indicators[indicator], place)


def _standing(data: Data, new: NewNarrative) -> WrittenNarrative | None:
    """The same words of the same facts: a button pressed twice, a request sent again."""
    wanted = (new.indicator, new.length, new.text, new.facts, new.author)
    for each in data.store.narratives(new.organisation):
        if (each.indicator, each.length, each.text, each.facts, each.author) == wanted:
            return each
    return None
