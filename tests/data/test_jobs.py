"""Is a pack made once, told of truthfully, and never waited for in vain?"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.errors import BadParameter
from dashboard.jobs import Job, JobNotDone, Kind, NoJobs, State, UnknownJob
from data_access.job_folders import DAY, JobFolder, clean, new_folder
from data_access.jobs import BROKE, DIED, PATIENCE, FolderJobs, working

QUERY = "?organisation=10Q"


class Processes:
    """Starts a process for each job; it does nothing and lives until it is ended."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen[bytes]] = []

    def __call__(self, folder: JobFolder) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", "import time; time.sleep(60)"]
        self.started.append(subprocess.Popen(command))
        return self.started[-1]


@pytest.fixture
def processes() -> Iterator[Processes]:
    made = Processes()
    yield made
    for each in made.started:
        each.kill()
        each.wait()


@pytest.fixture
def jobs(tmp_path: Path, processes: Processes) -> FolderJobs:
    return FolderJobs(tmp_path / "jobs", lambda: "1.0", processes)


def path_of(jobs: FolderJobs, job: Job, tmp_path: Path) -> Path:
    return tmp_path / "jobs" / job.id


def eventually(jobs: FolderJobs, job: Job, state: State) -> Job:
    for _ in range(100):
        found = jobs.find(job.id)
        if found.state is state:
            return found
        time.sleep(0.05)
    raise AssertionError(f"never {state}: {found}")


def test_a_job_waits_until_its_process_begins(jobs: FolderJobs) -> None:
    job = jobs.start(Kind.PDF, QUERY)

    assert jobs.find(job.id) == job
    assert (job.kind, job.query, job.state) == (Kind.PDF, QUERY, State.WAITING)
    with pytest.raises(JobNotDone, match="not made yet"):
        jobs.result(job.id)


def test_progress_is_told_and_then_the_file(jobs: FolderJobs, tmp_path: Path) -> None:
    job = jobs.start(Kind.PPTX, QUERY)

    with working(path_of(jobs, job, tmp_path)) as work:
        work.told(12, 40, "Slide 12 of 40")
        halfway = jobs.find(job.id)
        work.done("board.pptx", b"slides")

    assert (halfway.state, halfway.step, halfway.steps) == (State.RUNNING, 12, 40)
    assert halfway.saying == "Slide 12 of 40"
    done = jobs.find(job.id)
    assert (done.state, done.file_name, done.step) == (State.DONE, "board.pptx", 40)
    assert jobs.result(job.id) == b"slides"


def test_what_a_reader_may_know_of_a_failure_is_said(jobs: FolderJobs, tmp_path: Path) -> None:
    job = jobs.start(Kind.PDF, QUERY)

    with pytest.raises(BadParameter), working(path_of(jobs, job, tmp_path)):
        raise BadParameter("plan", "old", "a plan version")

    failed = jobs.find(job.id)
    assert failed.state is State.FAILED
    assert failed.error == '"old" cannot be used for plan: expected a plan version.'


def test_a_bug_is_said_without_its_details(jobs: FolderJobs, tmp_path: Path) -> None:
    job = jobs.start(Kind.PDF, QUERY)

    with pytest.raises(ZeroDivisionError), working(path_of(jobs, job, tmp_path)):
        raise ZeroDivisionError("secret")

    assert jobs.find(job.id).error == BROKE


def test_a_job_whose_process_died_has_failed_at_once(
    jobs: FolderJobs, processes: Processes
) -> None:
    job = jobs.start(Kind.PDF, QUERY)

    processes.started[0].kill()

    assert eventually(jobs, job, State.FAILED).error == DIED


def test_a_process_that_died_is_noticed_by_another_worker(
    jobs: FolderJobs, tmp_path: Path, processes: Processes
) -> None:
    job = jobs.start(Kind.PDF, QUERY)
    folder = JobFolder(path_of(jobs, job, tmp_path))
    folder.write(replace(job, state=State.RUNNING))  # and nobody holds its lock

    another = FolderJobs(tmp_path / "jobs", lambda: "1.0", processes)

    assert another.find(job.id).error == DIED


def test_a_process_that_never_begins_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    asked = datetime.now(UTC) - timedelta(seconds=PATIENCE + 1)
    folder = new_folder(tmp_path, "0" * 16, asked)
    folder.write(Job(folder.id, Kind.PDF, QUERY))

    found = FolderJobs(tmp_path, lambda: "", Processes()).find(folder.id)

    assert (found.state, found.error) == (State.FAILED, DIED)


def test_the_same_request_twice_gives_the_same_job(jobs: FolderJobs, processes: Processes) -> None:
    first, second = jobs.start(Kind.PDF, QUERY), jobs.start(Kind.PDF, QUERY)

    assert first.id == second.id
    assert len(processes.started) == 1
    assert jobs.start(Kind.PPTX, QUERY).id != first.id
    assert jobs.start(Kind.PDF, "?organisation=05C").id != first.id


def test_new_data_are_a_new_pack(tmp_path: Path, processes: Processes) -> None:
    versions = iter(["1.0", "1.1"])
    jobs = FolderJobs(tmp_path, lambda: next(versions), processes)

    assert jobs.start(Kind.PDF, QUERY).id != jobs.start(Kind.PDF, QUERY).id


def test_what_failed_may_be_asked_for_again(jobs: FolderJobs, processes: Processes) -> None:
    first = jobs.start(Kind.PDF, QUERY)
    processes.started[0].kill()
    eventually(jobs, first, State.FAILED)

    assert jobs.start(Kind.PDF, QUERY).id != first.id


def test_two_packs_are_not_made_at_once(jobs: FolderJobs, tmp_path: Path) -> None:
    first, second = jobs.start(Kind.PDF, QUERY), jobs.start(Kind.XLSX, QUERY)

    def make_second() -> None:
        with working(path_of(jobs, second, tmp_path)) as work:
            work.done("second.xlsx", b"2")

    with working(path_of(jobs, first, tmp_path)) as work:
        thread = threading.Thread(target=make_second)
        thread.start()
        time.sleep(0.3)
        meanwhile = jobs.find(second.id)
        work.done("first.pdf", b"1")
    thread.join()

    assert meanwhile.state is State.WAITING
    assert jobs.result(second.id) == b"2"


def test_jobs_older_than_a_day_are_removed_and_nothing_else(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = new_folder(tmp_path, "a" * 16, now - timedelta(seconds=DAY + 1))
    new = new_folder(tmp_path, "b" * 16, now)
    (tmp_path / "of somebody else").mkdir()

    clean(tmp_path, now)

    assert {each.name for each in tmp_path.iterdir()} == {new.id, "of somebody else"}
    assert not old.path.exists()


@pytest.mark.parametrize("name", ["", "..", "../etc", "0" * 33, f"{'0' * 16}-{'0' * 16}"])
def test_only_jobs_are_found(jobs: FolderJobs, name: str) -> None:
    with pytest.raises(UnknownJob, match="no such pack"):
        jobs.find(name)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, processes: Processes) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(NoJobs, match="cannot be used"):
        FolderJobs(tmp_path / "file" / "jobs", lambda: "", processes).start(Kind.PDF, QUERY)
