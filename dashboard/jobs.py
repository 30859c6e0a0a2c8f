"""What is made outside a request, and how far is it?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dashboard.errors import DashboardError


class Kind(StrEnum):
    """What a pack can be; each is the ending of its file's name as well."""

    PPTX = "pptx"
    PDF = "pdf"
    XLSX = "xlsx"


MIME_TYPES = {
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.PDF: "application/pdf",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def over(self) -> bool:
        return self in (State.DONE, State.FAILED)


@dataclass(frozen=True, slots=True)
class Job:
    """One pack. query: the choice it is of, as an address says it. step of steps: how far it is.

    saying: the same in words, `Slide 12 of 40`. file_name: of the result, once there is one.
    error: why there is none and what to do, in words; empty unless it failed.
    """

    id: str
    kind: Kind
    query: str
    state: State = State.WAITING
    step: int = 0
    steps: int = 0
    saying: str = ""
    file_name: str = ""
    error: str = ""


class Progress(Protocol):
    """Told after each step of a job."""

    def __call__(self, step: int, steps: int, saying: str) -> None: ...


def untold(step: int, steps: int, saying: str) -> None:
    """For who does not ask how far it is."""


class Jobs(Protocol):
    """Who makes packs while the pages go on answering."""

    def start(self, kind: Kind, query: str) -> Job:
        """The same request again within a minute, over the same data, gives the same job."""

    def find(self, id_: str) -> Job:
        """Raises UnknownJob."""

    def result(self, id_: str) -> bytes:
        """Raises UnknownJob, and JobNotDone until there is a file."""


class UnknownJob(DashboardError):
    status = 404

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.id = id_

    @property
    def message(self) -> str:
        return "There is no such pack, or it is older than a day."

    @property
    def remedy(self) -> str:
        return "Make it again."


class JobNotDone(DashboardError):
    status = 409

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.job = job

    @property
    def message(self) -> str:
        return self.job.error or "The pack is not made yet."


class NoJobs(DashboardError):
    """Packs cannot be made here. why: in words, without a full stop."""

    status = 503

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    @property
    def message(self) -> str:
        return f"Packs cannot be made here: {self.why}."

    @property
    def remedy(self) -> str:
        return "The setting TRAJECTORY_JOBS names the folder they are made in."


class NobodyMakesThem:
    """Where no folder is given to make packs in, as in a test of the core."""

    def start(self, kind: Kind, query: str) -> Job:
        raise NoJobs("nobody makes them")

    def find(self, id_: str) -> Job:
        raise UnknownJob(id_)

    def result(self, id_: str) -> bytes:
        raise UnknownJob(id_)


NO_JOBS: Jobs = NobodyMakesThem()
