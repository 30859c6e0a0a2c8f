"""How is the state of a job kept, so that every process of a site can read it?

A job is a folder: what was asked for, how far it is, and at last its file. What is written replaces
what was there in one step, so a reader never sees half of it.
"""

import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import gettempdir

import orjson
from filelock import FileLock, Timeout

from dashboard.jobs import Job, Kind, NoJobs, State, UnknownJob

DAY = 24 * 3600  # seconds that a job is kept
_ID = re.compile(r"[0-9a-f]{16}-[0-9a-f]{16}")
_STATE, _RESULT, _ALIVE = "state.json", "result", "alive.lock"


@dataclass(frozen=True, slots=True)
class JobFolder:
    path: Path

    @property
    def id(self) -> str:
        return self.path.name

    @property
    def alive(self) -> FileLock:
        """Held by the process that works on it, for as long as that lives."""
        return FileLock(self.path / _ALIVE)

    @property
    def asked_at(self) -> datetime:
        """As its name says, since the folder changes with each step."""
        return datetime.fromtimestamp(int(self.id.partition("-")[2][:8], 16), UTC)

    def read(self) -> Job:
        """Raises UnknownJob, also while it is being removed."""
        try:
            said = orjson.loads((self.path / _STATE).read_bytes())
        except (OSError, orjson.JSONDecodeError) as error:
            raise UnknownJob(self.id) from error
        return Job(**{**said, "kind": Kind(said["kind"]), "state": State(said["state"])})

    def write(self, job: Job) -> None:
        self._replace(_STATE, orjson.dumps(asdict(job)))

    def keep(self, content: bytes) -> None:
        self._replace(_RESULT, content)

    def result(self) -> bytes:
        try:
            return (self.path / _RESULT).read_bytes()
        except OSError as error:
            raise UnknownJob(self.id) from error

    def is_worked_on(self) -> bool:
        try:
            with self.alive.acquire(timeout=0):
                return False
        except Timeout:
            return True
        except OSError:  # another process has removed it
            return False

    def _replace(self, name: str, content: bytes) -> None:
        new = self.path / f"{name}.new"
        new.write_bytes(content)
        new.replace(self.path / name)


def new_folder(folder: Path, digest: str, now: datetime) -> JobFolder:
    """A name that says what was asked for and when, and that nobody guesses."""
    made = folder / f"{digest}-{int(now.timestamp()):08x}{token_hex(4)}"
    made.mkdir(mode=0o700)
    return JobFolder(made)


def job_folder(folder: Path, id_: str) -> JobFolder:
    """Raises UnknownJob for anything but the name of a job that there is."""
    if not _ID.fullmatch(id_) or not (folder / id_).is_dir():
        raise UnknownJob(id_)
    return JobFolder(folder / id_)


def job_folders(folder: Path) -> list[JobFolder]:
    """Nothing else that may lie in the folder is a job."""
    return [JobFolder(each) for each in folder.iterdir() if _ID.fullmatch(each.name)]


def clean(folder: Path, now: datetime) -> None:
    """Remove jobs older than a day that nobody works on."""
    for each in job_folders(folder):
        if (now - each.asked_at).total_seconds() > DAY and not each.is_worked_on():
            rmtree(each.path, ignore_errors=True)


def ready(folder: Path | None) -> Path:
    """The folder, made if need be and open to its user alone. Raises NoJobs.

    None: one of the user's own where the system keeps what need not last.
    """
    user = os.getuid() if hasattr(os, "getuid") else ""
    place = folder or Path(gettempdir()) / f"trajectory-{user}"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # In a folder that everybody may write to, somebody else may have been first.
        ours = not hasattr(os, "getuid") or place.stat().st_uid == os.getuid()
    except OSError as error:
        raise NoJobs(f"{place} cannot be used ({error.strerror})") from error
    if not ours:
        raise NoJobs(f"{place} belongs to somebody else")
    return place
