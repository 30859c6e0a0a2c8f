"""Which files lie in an archive?"""

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo, is_zipfile

from data_access.ingest.container import starts_inside
from data_access.ingest.contents import MOST_BYTES, UNPACKING_ERRORS, Contents, too_large
from data_access.ingest.document import WORKBOOKS, Document
from data_access.ingest.errors import FileRefused

_ARCHIVE = b"PK\x03\x04"
_EMPTY_ARCHIVE = b"PK\x05\x06"
_ENCRYPTED = 0x1
# What a letter, a book or a program has inside, which is one file to its reader and no archive.
_PARTS_OF_ONE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
_NO_MEMBERS = ("__MACOSX", "Thumbs.db", "desktop.ini")


def is_archive(document: Document) -> bool:
    """By content; one that cannot be opened counts as an archive where it is named so."""
    if not document.beginning.startswith((_ARCHIVE, _EMPTY_ARCHIVE)):
        return False
    if document.suffix in WORKBOOKS:
        return False
    try:
        with _opened(document) as archive:
            return not any(part in archive.namelist() for part in _PARTS_OF_ONE)
    except FileRefused:
        return document.suffix == ".zip"


def members(document: Document) -> Iterator[Document]:
    """Every file of an archive as a document of its own, in order of name.

    Raises FileRefused for a damaged or an empty archive, and for one that unpacks to too much.
    """
    with _opened(document) as archive:
        found = [each for each in archive.infolist() if not _is_left_out(each)]
    if not found:
        raise FileRefused(document.name, "an archive of files", "an empty one")
    if sum(each.file_size for each in found) > MOST_BYTES:
        raise too_large(document.name)
    for each in sorted(found, key=lambda each: each.filename):
        inside = _inside(each)
        contents = Contents(inside.name, partial(_open, document.again(), each))
        yield Document(document.path / inside, contents)


def _opened(document: Document) -> ZipFile:
    """Where it is a file of its own, it is not read whole for its table of contents."""
    itself = document.path.is_file() and is_zipfile(document.path)
    damage = FileRefused(document.name, "a whole archive", "a file cut off or damaged")
    try:
        archive = ZipFile(document.path if itself else io.BytesIO(document.content))
    except (*UNPACKING_ERRORS, ValueError, OSError) as error:
        raise damage from error
    if starts_inside(archive):
        archive.close()
        raise damage
    return archive


def _open(document: Document, member: ZipInfo) -> BinaryIO:
    if member.flag_bits & _ENCRYPTED:
        raise FileRefused(_inside(member).name, "a file without a password", "an encrypted one")
    with _opened(document) as archive:  # which stays open for as long as the member does
        return cast(BinaryIO, archive.open(member))


def _inside(member: ZipInfo) -> Path:
    """Its place within the archive; nothing is ever written there."""
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    return Path(*[part for part in parts if part not in ("/", "..")])


def _is_left_out(member: ZipInfo) -> bool:
    """Folders, and what an operating system adds for itself."""
    parts = _inside(member).parts
    hidden = any(part.startswith(".") or part in _NO_MEMBERS for part in parts)
    return member.is_dir() or not parts or hidden
