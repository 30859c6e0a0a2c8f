"""Which files are to be loaded, by which reader and in what order?"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.readers import Reader, order_of, reader_for

# A document keeps what was parsed to recognise it. So many are held until their turn comes; of a
# large folder the others are opened again.
_HELD = 8


@dataclass(frozen=True, slots=True)
class FileAtHand:
    """One file and what it was recognised as. problem: why it could not even be recognised."""

    document: Document
    reader: Reader | None = None
    problem: FileRefused | None = None


def in_order_of_loading(paths: Iterable[Path]) -> Iterator[FileAtHand]:
    """Every file, the registers of organisations before the files that speak of them."""
    files = [_without_content(file) if i >= _HELD else file for i, file in _numbered(paths)]
    waiting = deque(sorted(files, key=lambda file: order_of(file.reader)))
    del files
    while waiting:
        yield waiting.popleft()


def _numbered(paths: Iterable[Path]) -> Iterator[tuple[int, FileAtHand]]:
    return enumerate(map(recognise, files_under(paths)))


def _without_content(file: FileAtHand) -> FileAtHand:
    return FileAtHand(Document(file.document.path), file.reader, file.problem)


def recognise(path: Path) -> FileAtHand:
    document = Document(path)
    try:
        if not path.is_file():
            raise FileRefused(document.name, "a file or folder that exists", "none")
        return FileAtHand(document, reader_for(document))
    except FileRefused as problem:
        return FileAtHand(document, problem=problem)


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file named, or below a folder named, in order of name; hidden ones left out."""
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file())
            yield from (each for each in inside if not _is_hidden(each.relative_to(path)))
        else:
            yield path


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
