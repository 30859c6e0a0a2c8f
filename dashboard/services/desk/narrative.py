"""What is to be said of an exception, and has a person said it otherwise?"""

import re
from collections.abc import Iterable, Iterator

from dashboard.services.catalogue import Data
from dashboard.services.desk import narrative_around as around
from dashboard.services.desk.known import Known, fingerprint, known_of
from dashboard.services.desk.model import ExceptionRow, Narrative, Sentence, Told
from dashboard.services.desk.narrative_figures import absent, difference, only_planned, signal
from dashboard.services.desk.narrative_title import title_of
from dashboard.services.verdict import Verdict
from dashboard.written.exceptions import Length

_MOST = {Length.BOARD: 3, Length.ANALYST: 4}
_FEWEST = 2
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*%?")


def narrative_of(data: Data, exception: ExceptionRow, verdict: Verdict | None = None) -> Narrative:
    """verdict: of the same line, where a trend has it already."""
    known = known_of(data, exception, verdict)
    board, analyst = (_narrated(known, length) for length in (Length.BOARD, Length.ANALYST))
    return Narrative(title_of(known), board, analyst, fingerprint(known))


def told(data: Data, exception: ExceptionRow, narrative: Narrative, length: Length) -> Told:
    """A person's words where there are some, else what follows from the figures."""
    generated = narrative.at(length)
    wanted = (exception.row.indicator.id, length)
    kept = data.store.narratives(place_of(exception))
    written = next((each for each in kept if (each.indicator, each.length) == wanted), None)
    if written is None or not written.text:
        return Told(generated, generated)
    return Told(written.text, generated, written, written.facts != narrative.facts)


def place_of(exception: ExceptionRow) -> str:
    """The organisation whose exception it is, whoever stands in for it."""
    return exception.place or exception.row.line.request.organisation.code


def _narrated(known: Known, length: Length) -> tuple[Sentence, ...]:
    """What is most telling first; what else there is only where too little is said."""
    said = [*_figures(known, length), *_around(known, length)][: _MOST[length]]
    if len(said) < _FEWEST:
        said += _sentences([("difference", around.compared(known))])
    return tuple(said)


def _figures(known: Known, length: Length) -> list[Sentence]:
    analyst = length is Length.ANALYST
    if known.point is None:
        return list(
            _sentences([("difference", absent(known)), ("difference", only_planned(known))])
        )
    found = difference(known, known.point, analyst=analyst)
    return list(_sentences([("difference", found), ("signal", signal(known, analyst=analyst))]))


def _around(known: Known, length: Length) -> list[Sentence]:
    """For a board what the year must bring before where it lies, for an analyst the other way; of
    an analyst's two the second is of what is late."""
    first = [("event", around.event(known)), ("data_break", around.data_break(known, recent=True))]
    run_rate = ("run_rate", around.run_rate(known))
    where = ("contributor", around.contributor(known))
    late, due = ("action", around.overdue(known)), ("action", around.due(known))
    older = ("data_break", around.data_break(known, recent=False))
    if length is Length.BOARD:
        return list(_sentences([*first, run_rate, where, late, due]))
    found = list(_sentences([*first, where, run_rate]))
    rest = [each for each in _sentences([late, run_rate, older, due]) if each not in found[:1]]
    return [*found[:1], *rest]


def _sentences(said: Iterable[tuple[str, str]]) -> Iterator[Sentence]:
    for kind, text in said:
        if text:
            yield Sentence(kind, text, tuple(_NUMBER.findall(text)))
