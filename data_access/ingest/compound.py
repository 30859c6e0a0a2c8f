"""What does the compound file that an .xls workbook lives in hold, and is all of it there?

Source: [MS-CFB], sections 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT), 2.6 (directory).
"""

import struct
from collections.abc import Iterator, Sequence

_FREE_SECTOR, _LAST_SPECIAL = 0xFFFFFFFF, 0xFFFFFFFA
_SECTOR_SHIFTS = (9, 12)
_MINI_SECTOR, _MINI_STREAM_UNDER = 64, 4096
_ENTRY = 128
_ROOT = 5


class CompoundFile:
    """Every method, and the making of one, raises struct.error where a table is not as it says.

    Checked here because the parser would follow a chain that runs in a circle for ever, and end
    the process where a length asks for more memory than there is.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift: int = struct.unpack_from("<H", content, 30)[0]
        if shift not in _SECTOR_SHIFTS:
            raise struct.error("no such sector size")
        self._size = 1 << shift
        self._words = f"<{self._size // 4}I"
        tables, self._directory = struct.unpack_from("<II", content, 44)
        self._mini_table, minis, following, blocks = struct.unpack_from("<4I", content, 60)
        if max(tables, minis, blocks) > len(content) // self._size:
            raise struct.error("tables longer than the file")
        places = list(struct.unpack_from("<109I", content, 76))
        for _ in range(blocks):
            *more, following = self._table(following)
            places += more
        self._next = [word for place in places[:tables] for word in self._table(place)]

    def size(self) -> int:
        """Where the last sector in use ends."""
        last = max((at for at, word in enumerate(self._next) if word != _FREE_SECTOR), default=0)
        return (last + 2) * self._size

    def stream(self, *names: str) -> bytes | None:
        """The stream of the first of these names there is; None when there is none of them."""
        directory = self._chain(self._directory)
        entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
        root = next((each for each in entries if each[66] == _ROOT), None)
        for name in names:
            wanted = name.encode("utf-16-le") + b"\x00\x00"
            for entry in entries:
                if entry.startswith(wanted):
                    return self._stream(entry, root)
        return None

    def _stream(self, entry: bytes, root: bytes | None) -> bytes:
        first, length = self._extent(entry)
        if length >= _MINI_STREAM_UNDER or root is None:
            return self._chain(first)[:length]
        whole = self._chain(self._extent(root)[0])
        table = self._chain(self._mini_table)
        minis = struct.unpack(f"<{len(table) // 4}I", table)
        sectors = (at * _MINI_SECTOR for at in _follow(first, minis))
        return b"".join(whole[at : at + _MINI_SECTOR] for at in sectors)[:length]

    def _extent(self, entry: bytes) -> tuple[int, int]:
        """First sector and length; above 4 GB only in files of large sectors."""
        first, length, high = struct.unpack_from("<III", entry, 116)
        if length > len(self._content) or (high and self._size > 512):
            raise struct.error("a stream longer than the file")
        return first, length

    def _table(self, sector: int) -> tuple[int, ...]:
        return struct.unpack_from(self._words, self._content, (sector + 1) * self._size)

    def _chain(self, first: int) -> bytes:
        starts = ((at + 1) * self._size for at in _follow(first, self._next))
        return b"".join(self._content[at : at + self._size] for at in starts)


def _follow(first: int, following: Sequence[int]) -> Iterator[int]:
    """The sectors of a chain, each of which comes but once."""
    for _ in range(len(following) + 1):
        if first >= _LAST_SPECIAL:
            return
        if first >= len(following):
            raise struct.error("a chain that leads out of the file")
        yield first
        first = following[first]
    raise struct.error("a chain that runs in a circle")
