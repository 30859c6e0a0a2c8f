"""What can go wrong that a reader should be told, in plain English."""

from collections.abc import Sequence

from dashboard.organisations import Organisation


class DashboardError(Exception):
    """An error whose message may be shown to a reader.

    status: the HTTP status that says the same to a program.
    """

    status = 400

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        return "Something in the request cannot be answered."

    @property
    def remedy(self) -> str:
        """What the reader can do; empty where the message says it all."""
        return ""

    @property
    def field(self) -> str:
        """The field of a form or of a request that it is about; empty where of none."""
        return ""


class UnknownIndicator(DashboardError):
    status = 404

    def __init__(self, indicator: str) -> None:
        super().__init__(indicator)
        self.indicator = indicator

    @property
    def message(self) -> str:
        return f'There is no indicator called "{self.indicator}".'


class UnknownOrganisation(DashboardError):
    status = 404

    def __init__(self, organisation: str) -> None:
        super().__init__(organisation)
        self.organisation = organisation

    @property
    def message(self) -> str:
        return (
            f'There is no organisation with the code "{self.organisation}". '
            "Use an ODS or ONS code, or a locality's key."
        )


class UnknownLocality(DashboardError):
    status = 404

    def __init__(self, locality: str, organisation: str) -> None:
        super().__init__(locality, organisation)
        self.locality, self.organisation = locality, organisation

    @property
    def message(self) -> str:
        return f'{self.organisation} has no locality or member "{self.locality}".'


class UnknownBreakdown(DashboardError):
    status = 404

    def __init__(self, breakdown: str) -> None:
        super().__init__(breakdown)
        self.breakdown = breakdown

    @property
    def message(self) -> str:
        return f'There is no breakdown "{self.breakdown}" for this indicator and organisation.'


class UnknownPlanVersion(DashboardError):
    status = 404

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version

    @property
    def message(self) -> str:
        return f'There is no plan version "{self.version}".'


class BadParameter(DashboardError):
    """A value in a link or request that cannot be understood."""

    def __init__(self, parameter: str, value: str, expected: str) -> None:
        super().__init__(parameter, value, expected)
        self.parameter, self.value, self.expected = parameter, value, expected

    @property
    def field(self) -> str:
        return self.parameter

    @property
    def message(self) -> str:
        if not self.value:
            return f"{self.parameter} is missing: expected {self.expected}."
        return f'"{self.value}" cannot be used for {self.parameter}: expected {self.expected}.'


class UnknownMark(DashboardError):
    status = 404

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def message(self) -> str:
        return f"There is no mark {self.number}, or it is withdrawn."


class ReadOnly(DashboardError):
    """Something was to be written where a site only shows."""

    status = 403

    @property
    def message(self) -> str:
        return "Nothing can be written here: the site is set to show only."

    @property
    def remedy(self) -> str:
        return "Whoever runs it can take away the setting TRAJECTORY_READ_ONLY."


class NotSameSite(DashboardError):
    """A page of another site, or a form, that tries to write in a reader's name."""

    status = 403

    @property
    def message(self) -> str:
        return "What is written is taken from this site's own pages, and from programs as JSON."

    @property
    def remedy(self) -> str:
        return "Send the content type application/json; a proxy must pass the header Host on."


class NotAdditive(DashboardError):
    """A total that the aggregation family forbids."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what, why)
        self.what, self.why = what, why

    @property
    def message(self) -> str:
        return f"{self.what} cannot be added up: {self.why}."

    @property
    def remedy(self) -> str:
        return "Choose another view: single periods are shown as they are published."


class NoFigures(DashboardError):
    """Nothing is loaded that could answer; says what would fill it."""

    status = 404

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what, self._remedy = what, remedy

    @property
    def message(self) -> str:
        return self.what

    @property
    def remedy(self) -> str:
        return self._remedy


class NeedsProviderShares(DashboardError):
    """A commissioner's figure that is its providers', by shares that are not loaded.

    ask: the provider that has figures of its own, None where none is known.
    """

    status = 404

    def __init__(self, what: str, commissioner: str, ask: Organisation | None) -> None:
        super().__init__(what, commissioner, ask)
        self.what, self.commissioner, self.ask = what, commissioner, ask

    @property
    def message(self) -> str:
        return (
            f"{self.what} for {self.commissioner} needs provider shares, and none are loaded: it "
            "is published by provider."
        )

    @property
    def remedy(self) -> str:
        ask = f"{self.ask.code} ({self.ask.name}), its lead provider" if self.ask else "a provider"
        return f"Ask for {ask}, or fill the template of provider shares and load it."


class PublishedElsewhere(DashboardError):
    """A figure that no commissioner has. ask: who has it for the place, None where not known."""

    status = 404

    def __init__(self, what: str, commissioner: str, by: str, ask: Organisation | None) -> None:
        super().__init__(what, commissioner, by, ask)
        self.what, self.commissioner, self.by, self.ask = what, commissioner, by, ask

    @property
    def message(self) -> str:
        return f"{self.what} is published by {self.by}, so there is none for {self.commissioner}."

    @property
    def remedy(self) -> str:
        return f"Ask for {self.ask.code} ({self.ask.name})." if self.ask else ""


class AddressUnusable(DashboardError):
    """The server cannot listen where it is asked to."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(host, port, reason)
        self.host, self.port, self.reason = host, port, reason

    @property
    def message(self) -> str:
        return f"Trajectory cannot be served on {self.host}:{self.port}: {self.reason}."

    @property
    def remedy(self) -> str:
        return "Stop what uses it, or set TRAJECTORY_HOST and TRAJECTORY_PORT."


class BadSetting(DashboardError):
    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(name, value, expected)
        self.name, self.value, self.expected = name, value, expected

    @property
    def message(self) -> str:
        return f"The setting {self.name}={self.value!r} cannot be used: expected {self.expected}."


class DatabaseUnreachable(DashboardError):
    """The database of the settings cannot be opened, read or written.

    url: without the password. reason: what the database or its driver says of it.
    """

    status = 503

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url, self.reason = url, reason

    @property
    def message(self) -> str:
        return f"The database {self.url} cannot be used: {self.reason}."

    @property
    def remedy(self) -> str:
        return "The setting TRAJECTORY_DATABASE_URL names it."


class BadDefinition(DashboardError):
    """An indicator file that does not follow the form."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        super().__init__(file, tuple(problems))
        self.file, self.problems = file, tuple(problems)

    @property
    def message(self) -> str:
        return f"{self.file}: " + "; ".join(self.problems)
