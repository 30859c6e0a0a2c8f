"""What keeps what people write, in a test of the core? Plain lists, as the database keeps it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dashboard.written.actions import Action, ActionStatus, NewAction, StatusChange
from dashboard.written.errors import NameTaken, UnknownEntry
from dashboard.written.exceptions import NewNarrative, NewOverride, Override, WrittenNarrative
from dashboard.written.meetings import NewSnapshot, Question, SavedView, Snapshot

NOW = datetime(2020, 3, 31, 12)  # noqa: DTZ001 - universal, as the database keeps it


@dataclass
class Written:
    """What a store reads and a ledger writes."""

    actions: list[Action] = field(default_factory=list)
    changes: list[StatusChange] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    narratives: list[WrittenNarrative] = field(default_factory=list)
    views: list[SavedView] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)


@dataclass
class FakeLedger:
    """Ledger over lists: `FakeLedger(store.written)`."""

    kept: Written
    now: datetime = NOW
    number: int = 0

    def add_action(self, action: NewAction) -> Action:
        made = Action(
            f"w{self._next()}",
            action.organisation,
            action.indicator,
            action.text,
            "",
            action.owner,
            action.start_on,
            action.due_on,
            False,
            "",
            action.author,
            self.now.date(),
            action.effects,
        )
        self.kept.actions.append(made)
        return made

    def set_status(self, action: str, status: ActionStatus, note: str, author: str) -> StatusChange:
        self.kept.changes.append(StatusChange(action, status, note, author, self.now))
        return self.kept.changes[-1]

    def override(self, override: NewOverride) -> Override:
        made = Override(
            self._next(),
            override.organisation,
            override.indicator,
            override.listed,
            override.reason,
            override.author,
            self.now,
            override.until,
        )
        self.kept.overrides.append(made)
        return made

    def withdraw_override(self, number: int, author: str) -> None:
        there = [each for each in self.kept.overrides if each.id == number]
        if not there:
            raise UnknownEntry("override", number)
        self.kept.overrides.remove(there[0])

    def write_narrative(self, narrative: NewNarrative) -> WrittenNarrative:
        made = WrittenNarrative(
            self._next(),
            narrative.organisation,
            narrative.indicator,
            narrative.length,
            narrative.text,
            narrative.generated,
            narrative.facts,
            narrative.author,
            self.now,
        )
        self.kept.narratives.append(made)
        return made

    def save_view(self, name: str, address: str, author: str) -> SavedView:
        if name.casefold() in {each.name.casefold() for each in self.kept.views}:
            raise NameTaken(name)
        self.kept.views.append(SavedView(self._next(), name, address, author, self.now))
        return self.kept.views[-1]

    def remove_view(self, number: int, author: str) -> None:
        there = [each for each in self.kept.views if each.id == number]
        if not there:
            raise UnknownEntry("saved view", number)
        self.kept.views.remove(there[0])

    def ask(self, board: str, week: date, text: str, asked_of: str, author: str) -> Question:
        made = Question(self._next(), board, week, text, asked_of, author, self.now)
        self.kept.questions.append(made)
        return made

    def answer(self, number: int, text: str, author: str) -> Question:
        for place, each in enumerate(self.kept.questions):
            if each.id == number:
                done = replace(each, answer=text, answered_by=author, answered_at=self.now)
                self.kept.questions[place] = done
                return done
        raise UnknownEntry("question", number)

    def keep(self, snapshot: NewSnapshot) -> Snapshot:
        made = Snapshot(
            self._next(),
            snapshot.organisation,
            snapshot.held_on,
            snapshot.name,
            snapshot.as_at,
            snapshot.data_version,
            snapshot.plan,
            snapshot.figures,
            snapshot.actions,
            snapshot.author,
            self.now,
        )
        self.kept.snapshots.append(made)
        return made

    def _next(self) -> int:
        self.number += 1
        return self.number
