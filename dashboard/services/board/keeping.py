"""What did this meeting see? It is kept, so that the next one sees what has changed."""

from collections.abc import Mapping

from dashboard.selection import Selection, read_day
from dashboard.services.board.actions_since import status_of, whose
from dashboard.services.catalogue import Data
from dashboard.services.desk.actions import actions_of_place
from dashboard.services.said import (
    A_DAY,
    author_of,
    day_or_none,
    fields_of,
    needed,
    place_of,
    words_of,
)
from dashboard.services.summary import SummaryRow, performance_summary
from dashboard.services.wording.plan_named import plan_named
from dashboard.written.meetings import KeptFigure, NewSnapshot, Snapshot

FIELDS = ("organisation", "held_on", "name", "author", "as_at")
LONGEST_NAME = 120


def keep_meeting(data: Data, given: Mapping[str, object]) -> Snapshot:
    """Keep what a meeting saw; a second time for one day takes the place of the first.

    given: words by field, as a form or a program says them. held_on: the day of the meeting. name:
    what it is called. as_at: as which day the pages stood, that of the site if left out.
    Raises BadParameter naming the field, UnknownOrganisation, and ReadOnly.
    """
    said = fields_of(given, FIELDS)
    place = place_of(data, needed(said, "organisation", "an organisation's code"))
    held_on = read_day("held_on", needed(said, "held_on", A_DAY))
    name = " ".join(words_of(said, "name", "what the meeting is called", LONGEST_NAME).split())
    author, as_at = author_of(said), day_or_none(said, "as_at")
    summary = performance_summary(data, Selection(organisation=place.code, as_at=as_at))
    actions = actions_of_place(data, whose(data, place, summary.as_at), summary.as_at)
    return data.ledger.keep(
        NewSnapshot(
            place.code,
            held_on,
            name,
            summary.as_at,
            data.store.data_version(),
            plan_named(row.line for row in summary.rows),
            tuple(kept_figure(row) for row in summary.rows),
            tuple((each.key, status_of(each, summary.as_at)) for each in actions),
            author,
        )
    )


def kept_figure(row: SummaryRow) -> KeptFigure:
    latest, judgement = row.latest, row.judged.judgement
    return KeptFigure(
        row.indicator.id,
        latest.start if latest else None,
        latest.value if latest else None,
        latest.plan_version if latest else "",
        latest.plan_value if latest else None,
        latest.meets_standard if latest else None,
        latest.against.meets if latest else None,
        row.rag.rag.value,
        judgement.variation.value,
        judgement.assurance.value,
        tuple((point.start, point.value) for point in row.recent if point.value is not None),
        row.line.actual_illustrative,
    )
