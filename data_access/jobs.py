"""Who makes packs: one process each, one at a time on a machine, told of through a folder."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from dashboard.errors import DashboardError
from dashboard.jobs import Job, JobNotDone, Kind, State
from data_access.job_folders import (
    JobFolder,
    clean,
    job_folder,
    job_folders,
    new_folder,
    ready,
)

ROOT = Path(__file__).parent.parent
SAME = 60  # seconds for which the same request gives the same job
PATIENCE = 120  # seconds that a process may take to begin, on a machine that is busy
DIED = "The pack could not be finished: what made it was stopped. Make it again."
BROKE = "The pack could not be made: something unexpected went wrong. The server's log says what."
Launch = Callable[[JobFolder], "subprocess.Popen[bytes]"]


class FolderJobs:
    """Jobs of a folder that all processes of a site share. version: of all that a pack is made of,
    so that a pack is made anew once anything has changed."""

    def __init__(self, folder: Path | None, version: Callable[[], str], launch: Launch) -> None:
        self._given, self._version, self._launch = folder, version, launch

    def start(self, kind: Kind, query: str) -> Job:
        folder, now = ready(self._given), datetime.now(UTC)
        asked = f"{kind} {query} {self._version()}"
        digest = sha256(asked.encode()).hexdigest()[:16]
        with FileLock(folder / "start.lock"):
            clean(folder, now)
            for each in job_folders(folder):
                recent = (now - each.asked_at).total_seconds() < SAME
                if each.id.startswith(digest) and recent:
                    job = self.find(each.id)
                    if job.state is not State.FAILED:
                        return job
            made = new_folder(folder, digest, now)
            job = Job(made.id, kind, query, saying="Waiting to begin")
            made.write(job)
        process = self._launch(made)
        threading.Thread(target=_watch, args=(process, made), daemon=True).start()
        return job

    def find(self, id_: str) -> Job:
        found = job_folder(ready(self._given), id_)
        job = found.read()
        if job.state.over or found.is_worked_on():
            return job
        late = (datetime.now(UTC) - found.asked_at).total_seconds() > PATIENCE
        # Read again: it may have ended between the two looks.
        job = found.read()
        if job.state.over or not (late or job.state is State.RUNNING):
            return job
        return _failed(found, DIED)

    def result(self, id_: str) -> bytes:
        job = self.find(id_)
        if job.state is not State.DONE:
            raise JobNotDone(job)
        return job_folder(ready(self._given), id_).result()


def _failed(folder: JobFolder, words: str) -> Job:
    job = replace(folder.read(), state=State.FAILED, error=words)
    folder.write(job)
    return job


def _watch(process: "subprocess.Popen[bytes]", folder: JobFolder) -> None:
    """Say at once that a process has died; a job is never left waiting."""
    process.wait()
    if folder.path.is_dir() and not folder.read().state.over:
        _failed(folder, DIED)


def in_a_process(environment: Mapping[str, str]) -> Launch:
    """environment: with the settings. The process outlives the one that starts it."""

    def launch(folder: JobFolder) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "data_access", "pack", "--job", str(folder.path)]
        return subprocess.Popen(  # noqa: S603 - our own program, and a folder we named
            command,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    return launch


class Work:
    """What the process of a job says while it makes the file."""

    def __init__(self, folder: JobFolder) -> None:
        self._folder = folder
        self.job = folder.read()

    def told(self, step: int, steps: int, saying: str) -> None:
        self._say(replace(self.job, step=step, steps=steps, saying=saying, state=State.RUNNING))

    def done(self, file_name: str, content: bytes) -> None:
        self._folder.keep(content)
        job = replace(self.job, step=self.job.steps, saying="Ready", file_name=file_name)
        self._say(replace(job, state=State.DONE))

    def failed(self, words: str) -> None:
        self._say(replace(self.job, state=State.FAILED, error=words))

    def _say(self, job: Job) -> None:
        self.job = job
        self._folder.write(job)


@contextmanager
def working(path: Path) -> Iterator[Work]:
    """The job of a folder, once no other is worked on; what goes wrong is said there, and raised.

    Raises UnknownJob.
    """
    folder = job_folder(path.parent, path.name)
    with folder.alive:
        work = Work(folder)
        try:
            with FileLock(path.parent / "one-at-a-time.lock"):
                work.told(0, 0, "Reading the figures")
                yield work
        except DashboardError as error:
            work.failed(f"{error.message} {error.remedy}".strip())
            raise
        except Exception:
            work.failed(BROKE)
            raise
