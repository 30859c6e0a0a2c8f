"""What is a deck, and what stands on each of its slides?"""

from dataclasses import dataclass
from datetime import date

from dashboard.organisations import Organisation
from dashboard.services.desk.model import ExceptionReport, ExceptionRow, Narrative, Told
from dashboard.services.provenance import Provenance
from dashboard.services.summary import Summary, SummaryRow
from dashboard.services.verdict import Verdict
from dashboard.written.actions import Action
from dashboard.written.meetings import Snapshot


@dataclass(frozen=True, slots=True)
class IndicatorSlide:
    """One exception (or, in a deck of all, one indicator): one chart, one sentence.

    title: the message, a finding. told: the narrative at the board's length. takes_words: what it
    would take, a sentence each. number: of the slide, from 1.
    """

    number: int
    exception: ExceptionRow
    verdict: Verdict
    narrative: Narrative
    told: Told
    title: str
    takes_words: tuple[str, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened between two meetings. kind: crossed_standard, new_signal,
    plan_changed, restated, action_done, action_overdue. indicator, name: of which it happened,
    empty where it happened to several at once. text: a sentence."""

    kind: str
    indicator: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SinceLastBoard:
    """What matters of what happened since a meeting. before: what that one saw."""

    before: Snapshot
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class WentWell:
    """One row of the page that says what went well. said: why, in words and figures."""

    row: SummaryRow
    said: str


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in their order: title (1), what changed since the last board where one was kept,
    the matrix, an indicator each, what went well.

    illustrative: whether anything in it is. filters: what is chosen beside the organisation, in
    words; empty for nothing. plan: the versions that figures are held against, in words.
    meeting: what the meeting of the as-at date is called, where one is kept.
    """

    organisation: Organisation
    place: Organisation
    as_at: date
    summary: Summary
    report: ExceptionReport
    since: SinceLastBoard | None
    slides: tuple[IndicatorSlide, ...]
    went_well: tuple[WentWell, ...]
    provenance: Provenance
    plan: str
    filters: str
    illustrative: bool
    meeting: str = ""

    @property
    def matrix_number(self) -> int:
        """The matrix's page, from 1."""
        return 3 if self.since else 2

    @property
    def pages(self) -> int:
        """How many there are; the last says what went well."""
        return self.matrix_number + len(self.slides) + 1
