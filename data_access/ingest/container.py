"""Is this a workbook, and is the whole of it there?"""

import io
import struct
import zlib
from zipfile import BadZipFile, ZipFile

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
# The streams that hold a workbook, or an encrypted one, inside an OLE container.
_OLE_STREAMS = [name.encode("utf-16-le") for name in ("Workbook", "Book", "EncryptedPackage")]
_FREE_SECTOR = 0xFFFFFFFF
_SECTOR_SHIFTS = (9, 12)
_ZIP_ERRORS = (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error)


def is_workbook(content: bytes) -> bool:
    """Whether it is a spreadsheet, whole or damaged.

    Other documents live in the same containers; a damaged one could be either, and counts as one.
    """
    if content.startswith(_ZIP):
        return _zip_holds_workbook(content)
    if content.startswith(_OLE):
        return damage(content) is not None or any(name in content for name in _OLE_STREAMS)
    return False


def damage(content: bytes) -> str | None:
    """What is wrong with the container of a workbook; None when nothing is.

    Looked at before parsing, because a parser may panic, or stop short, where a file was cut.
    """
    if content.startswith(_ZIP):
        return _zip_damage(content)
    try:
        missing = _ole_size(content) - len(content)
    except struct.error:
        return "a file cut off before its table of contents"
    return f"a file cut off {missing:,} bytes before its end" if missing > 0 else None


def _zip_holds_workbook(content: bytes) -> bool:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = archive.namelist()
            kind = archive.read("mimetype") if "mimetype" in parts else b""
    except _ZIP_ERRORS:
        return True
    return b"spreadsheet" in kind or any(part.startswith("xl/") for part in parts)


def _zip_damage(content: bytes) -> str | None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            broken = archive.testzip()
    except _ZIP_ERRORS:
        return "a file cut off or damaged"
    return f"a damaged part {broken}" if broken else None


def _ole_size(content: bytes) -> int:
    """Where the last sector in use ends, by the container's own allocation table.

    Raises struct.error where that table is not all there.
    Source: [MS-CFB], sections 2.2 (header), 2.3 (FAT) and 2.5 (DIFAT).
    """
    shift: int = struct.unpack_from("<H", content, 30)[0]
    if shift not in _SECTOR_SHIFTS:
        raise struct.error("no such sector size")
    sector, entries = 1 << shift, f"<{(1 << shift) // 4}I"
    tables = struct.unpack_from("<I", content, 44)[0]
    following, blocks = struct.unpack_from("<II", content, 68)
    places = list(struct.unpack_from("<109I", content, 76))
    for _ in range(min(blocks, len(content) // sector)):
        *more, following = struct.unpack_from(entries, content, (following + 1) * sector)
        places += more
    last = 0
    for number, place in enumerate(places[:tables]):
        table = struct.unpack_from(entries, content, (place + 1) * sector)
        used = [index for index, entry in enumerate(table) if entry != _FREE_SECTOR]
        last = number * len(table) + used[-1] if used else last
    return (last + 2) * sector
