"""What is an exception, and what can be said of it?"""

from dataclasses import dataclass
from datetime import date

from dashboard.organisations import Organisation
from dashboard.services.provenance import Provenance
from dashboard.services.summary import Summary, SummaryRow
from dashboard.services.what_it_takes import WhatItTakes
from dashboard.written.actions import Action
from dashboard.written.exceptions import Length, Override, WrittenNarrative


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that an indicator's figures meet. rule: its id in the rule set; name: its short name;
    said: what met it, in words and figures ("missed in 14 months running")."""

    rule: str
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """One indicator of the list. takes, actions: as on its trend page; actions overdue first.

    override: where a person put it on the list or took it off, else None.
    people: how many too many, against the plan or the standard, whichever is more; 0 where nobody
    is counted. newly: no rule listed it before its last publication.
    place: the code of the organisation whose list it is, though another may stand in for it.
    """

    row: SummaryRow
    hits: tuple[Hit, ...]
    takes: WhatItTakes
    actions: tuple[Action, ...]
    override: Override | None = None
    people: float = 0.0
    newly: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionReport:
    """The list in its order. taken_off: what the rules list and a person took off. others: the
    rest of the summary's rows, in the plan's order. rule_set: name and version of the rules."""

    summary: Summary
    rows: tuple[ExceptionRow, ...]
    taken_off: tuple[ExceptionRow, ...]
    others: tuple[ExceptionRow, ...]
    rule_set: str

    @property
    def place(self) -> Organisation:
        return self.summary.place

    @property
    def as_at(self) -> date:
        return self.summary.as_at

    @property
    def provenance(self) -> Provenance:
        return self.summary.provenance


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain sentence. kind: signal, difference, run_rate, contributor, data_break, event,
    action. numbers: every number that stands in it, as it is written there."""

    kind: str
    text: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrative:
    """What follows from the figures by itself. title: a finding that ends without a full stop.

    board: two or three sentences; analyst: two to four. facts: the fingerprint of all of them.
    """

    title: str
    board: tuple[Sentence, ...]
    analyst: tuple[Sentence, ...]
    facts: str

    def at(self, length: Length) -> str:
        chosen = self.board if length is Length.BOARD else self.analyst
        return " ".join(each.text for each in chosen)


@dataclass(frozen=True, slots=True)
class Told:
    """What stands on a page, slide or file. text: the person's where there is one, else the
    generated. written: the person's, None where nobody wrote. stale: the facts have changed since.
    """

    text: str
    generated: str
    written: WrittenNarrative | None = None
    stale: bool = False
