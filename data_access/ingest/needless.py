"""Which files are known and hold nothing that is kept?"""

import codecs
import re
import struct

from data_access.ingest.document import Document

_BOUNDARIES = "boundaries, skipped: Trajectory draws no maps"
_SHAPE_FILE = struct.pack(">i", 9994)
_PROJECTION = re.compile(r"\s*(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS|BOUNDCRS|COMPD_CS)\[")
_SHAPES = re.compile(r'\s*\{.*?"type"\s*:\s*"(?:FeatureCollection|Topology)"', re.DOTALL)
_MAP_MARKUP = re.compile(r"\s*(?:<\?xml.*?\?>\s*)?<kml\b", re.DOTALL)
# So near the top of a file of shapes its type is stated.
_START = 2000
_LONGEST_ENCODING = 20
# Kind, date of change; number of records, lengths of the header and of one record.
_TABLE_OF_SHAPES = struct.Struct("<B3BIHH")
_FIELD = 32


def needless(document: Document) -> str:
    """What the user is told of such a file; empty for any other."""
    start = document.beginning[:_START]
    written = "" if b"\x00" in start else document.top[:_START]
    shapes = (_SHAPES, _PROJECTION, _MAP_MARKUP)
    drawn = (
        start.startswith(_SHAPE_FILE)
        or _is_table_of_shapes(start)
        or any(each.match(written) for each in shapes)
        or _is_encoding(written)
    )
    return _BOUNDARIES if drawn else ""


def _is_table_of_shapes(start: bytes) -> bool:
    """A dBase file, in which a shape file keeps the names of its shapes."""
    if len(start) < _FIELD:
        return False
    facts: tuple[int, ...] = _TABLE_OF_SHAPES.unpack_from(start)
    kind, _, month, day, _, header, record = facts
    dated = 1 <= month <= 12 and 1 <= day <= 31
    return kind == 3 and dated and header % _FIELD == 1 and header > _FIELD and record > 1


def _is_encoding(written: str) -> bool:
    """Nothing but the name of an encoding, which a shape file keeps beside its table."""
    name = written.strip()
    if not name or len(name) > _LONGEST_ENCODING or len(name.split()) > 2:
        return False
    try:
        return bool(codecs.lookup(name.replace("ANSI ", "cp")))
    except LookupError:
        return False
