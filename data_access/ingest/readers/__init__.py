"""One module per publication: `recognises(document)` and `read(document, context)`.

A new reader is a new module here; nothing else needs to know of it.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from data_access.ingest.document import Document
from data_access.ingest.publication import Publication, ReadContext


class Reader(Protocol):
    """What each module offers; `ORDER: int` too, where it is to come before others (below 0)."""

    TITLE: str

    def recognises(self, document: Document) -> bool:
        """Whether the content is of this publication; never by the file's name."""

    def read(self, document: Document, context: ReadContext) -> Publication:
        """Raises FileRefused when the file as a whole cannot be trusted."""


def readers() -> list[Reader]:
    names = sorted(module.name for module in iter_modules(__path__) if module.name[0] != "_")
    return [cast(Reader, import_module(f"{__name__}.{name}")) for name in names]


def order_of(reader: Reader | None) -> int:
    """Files of the lowest come first when several are loaded."""
    return getattr(reader, "ORDER", 0)


def reader_for(document: Document) -> Reader | None:
    return next((reader for reader in readers() if reader.recognises(document)), None)
