"""What stands in a file, however it is packed?"""

import gzip
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from data_access.ingest.errors import FileRefused

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
# Thirty times the largest publication known; what unpacks to more is a mistake or malice.
MOST_BYTES = 2 * 1024**3
_MOST = f"{MOST_BYTES // 1024**3} GB"
# A compression or a password that zipfile does not know is some RuntimeError to it.
UNPACKING_ERRORS = (BadZipFile, EOFError, RuntimeError, zlib.error)


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of one file or member, unpacked where they are a packed file themselves.

    name: for messages. opened: a stream of the bytes, a new one each time.
    """

    name: str
    opened: Callable[[], BinaryIO]

    def beginning(self, count: int) -> bytes:
        """Raises FileRefused for damage within it."""
        return self._read(lambda stream: stream.read(count))

    def whole(self) -> bytes:
        """Raises FileRefused for a damaged archive, and for one that unpacks to too much."""
        return self._read(self._everything)

    def _everything(self, stream: BinaryIO) -> bytes:
        whole = io.BytesIO()
        while chunk := stream.read(_CHUNK):
            whole.write(chunk)
            if whole.tell() > MOST_BYTES:
                raise too_large(self.name)
        return whole.getvalue()  # the buffer itself, not a copy

    def _read(self, reading: Callable[[BinaryIO], bytes]) -> bytes:
        try:
            with self.opened() as stream:
                packed = stream.read(len(_GZIP)) == _GZIP
                stream.seek(0)
                if not packed:
                    return reading(stream)
                with gzip.GzipFile(fileobj=stream) as unpacked:
                    return reading(unpacked)  # type: ignore[arg-type]  # a stream all the same
        except (*UNPACKING_ERRORS, gzip.BadGzipFile) as error:
            said = "one cut off or damaged" if isinstance(error, EOFError) else str(error)
            raise FileRefused(self.name, "an archive that can be unpacked", said) from error


def of_file(path: Path) -> Contents:
    return Contents(path.name, lambda: path.open("rb"))


def too_large(name: str) -> FileRefused:
    return FileRefused(name, f"an archive that unpacks to at most {_MOST}", "a larger one")
