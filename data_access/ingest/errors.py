"""Why a file is refused, said so that its sender can mend it."""

from dashboard.errors import DashboardError


class FileRefused(DashboardError):
    """The whole file is refused and nothing of it is kept.

    expected: what should have stood there. found: what stood there instead.
    """

    def __init__(
        self,
        file: str,
        expected: str,
        found: str = "",
        sheet: str = "",
        row: int | None = None,
        column: str = "",
    ) -> None:
        super().__init__(file, expected, found, sheet, row, column)
        self.file, self.expected, self.found = file, expected, found
        self.sheet, self.row, self.column = sheet, row, column

    @property
    def message(self) -> str:
        place = [self.file]
        if self.sheet:
            place.append(f"sheet {self.sheet}")
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        found = f", found {self.found}" if self.found else ""
        return f"{', '.join(place)}: expected {self.expected}{found}."


class PeriodNotStated(FileRefused):
    """Nothing in the file or its place says which date it is of."""

    def __init__(self, file: str) -> None:
        super().__init__(
            file,
            "a date in the content, the folder or the file name; "
            "none was found: name it with --as-at YYYY-MM-DD",
        )
