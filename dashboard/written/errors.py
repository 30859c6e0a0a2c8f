"""What can go wrong when people write in the three rooms, in plain English."""

from dashboard.errors import DashboardError


class UnknownEntry(DashboardError):
    """kind: what was looked for, in words: an override, a view, a question."""

    status = 404

    def __init__(self, kind: str, number: int | str) -> None:
        super().__init__(kind, number)
        self.kind, self.number = kind, number

    @property
    def message(self) -> str:
        return f"There is no {self.kind} {self.number} that stands."


class NameTaken(DashboardError):
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    @property
    def field(self) -> str:
        return "name"

    @property
    def message(self) -> str:
        return f'There is a saved view called "{self.name}" already.'

    @property
    def remedy(self) -> str:
        return "Choose another name, or remove that view first."
