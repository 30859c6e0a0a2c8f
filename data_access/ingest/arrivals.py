"""Which files are to be loaded, by which reader and in what order?"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.needless import needless
from data_access.ingest.readers import Reader, order_of, reader_for
from data_access.ingest.unpacking import is_archive, members

# A document keeps what was parsed to recognise it. So many are held until their turn comes; of a
# large folder the others are opened again.
_HELD = 8
# An archive may hold archives; deeper than this nobody packs by intention.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class FileAtHand:
    """One file and what it was recognised as. problem: why it could not even be recognised.

    name: what the user knows it by, which of several files called alike is not the same.
    needless: what a known file is of which nothing is kept.
    """

    document: Document
    name: str
    reader: Reader | None = None
    problem: Exception | None = None
    needless: str = ""


def in_order_of_loading(paths: Iterable[Path]) -> Iterator[FileAtHand]:
    """Every file, the registers of organisations before the files that speak of them."""
    files = [_without_content(file) if i >= _HELD else file for i, file in _numbered(paths)]
    waiting = deque(sorted(files, key=lambda file: order_of(file.reader)))
    del files
    while waiting:
        yield waiting.popleft()


def _numbered(paths: Iterable[Path]) -> Iterator[tuple[int, FileAtHand]]:
    named = _names(files_under(paths))
    return enumerate(file for path, name in named for file in _with_members(path, name))


def _names(files: Iterable[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Where two would be called alike, both are called by their whole path."""
    found = list(files)
    times = Counter(name for _, name in found)
    return [(path, name if times[name] == 1 else path.as_posix()) for path, name in found]


def _without_content(file: FileAtHand) -> FileAtHand:
    return replace(file, document=file.document.again())


def _with_members(path: Path, name: str) -> Iterator[FileAtHand]:
    """The file, or in place of an archive what lies in it."""
    document = Document(path)
    if not path.is_file():
        problem = FileRefused(path.name, "a file or folder that exists", "none")
        yield FileAtHand(document, name, problem=problem)
    else:
        yield from _unpacked(document, name)


def _unpacked(document: Document, name: str, depth: int = 1) -> Iterator[FileAtHand]:
    try:
        if depth > _DEEPEST or not is_archive(document):
            yield recognised(document, name)
            return
        for member in members(document):
            inside = member.path.relative_to(document.path).as_posix()
            yield from _unpacked(member, f"{name}/{inside}", depth + 1)
    except Exception as problem:
        yield FileAtHand(document, name, problem=problem)


def recognise(path: Path) -> FileAtHand:
    """The file by itself; the first one in an archive."""
    return next(_with_members(path, path.name))


def recognised(document: Document, name: str) -> FileAtHand:
    """An unexpected error is a problem of this file alone, to be told in its turn."""
    file = FileAtHand(document, name)
    try:
        if what := needless(document):
            return replace(file, needless=what)
        return replace(file, reader=reader_for(document))
    except Exception as problem:
        return replace(file, problem=problem)


def files_under(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Every file named, or below a folder named, in order of name; hidden ones left out.

    Each with its name: below a folder, the path from there.
    """
    for path in paths:
        if path.is_dir():
            for each in sorted(path.rglob("*")):
                below = each.relative_to(path)
                if each.is_file() and not _is_hidden(below):
                    yield each, below.as_posix()
        else:
            yield path, path.name


def is_empty_folder(path: Path) -> bool:
    return path.is_dir() and next(files_under([path]), None) is None


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
