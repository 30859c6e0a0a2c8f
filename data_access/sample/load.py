"""Fill an empty database with the sample."""

import hashlib
from contextlib import suppress

from sqlalchemy import Engine, select

from dashboard.indicators.registry import IndicatorRegistry
from data_access.connections import writing
from data_access.database import write_property
from data_access.ingest.document import Document
from data_access.ingest.load import LoadedMeanwhile, Source, store
from data_access.ingest.places import Names
from data_access.ingest.publication import ReadContext
from data_access.ingest.readers import reader_for
from data_access.sample import SAMPLE_AS_AT, plan_files, publications
from data_access.tables import LoadRow


def sample_wanted(engine: Engine) -> bool:
    """Only a database that never took in a file gets the sample."""
    with engine.connect() as connection:
        return connection.execute(select(LoadRow.id).limit(1)).first() is None


def load_sample(engine: Engine, indicators: IndicatorRegistry) -> None:
    """All of it in one transaction: an interrupted first run leaves an empty database.

    Where another program fills the same database at the same time, its sample stays.
    """
    with suppress(LoadedMeanwhile), writing(engine) as connection:
        for path in plan_files():
            document = Document(path)
            reader = reader_for(document)
            if reader is None:
                raise LookupError(f"No reader knows the sample's own {path.name}")
            names = Names(connection)
            context = ReadContext(indicators, names.resolve, names.level)
            source = Source(f"sample/plans/{document.name}", document.sha256)
            store(connection, reader.read(document, context), source)
        for publication in publications(indicators):
            source = Source(f"sample/{publication.kind}", _digest(publication.title))
            store(connection, publication, source)
        write_property(connection, "as_at", SAMPLE_AS_AT.isoformat())


def _digest(name: str) -> str:
    """Generated figures have no file; their name stands for it."""
    return hashlib.sha256(name.encode()).hexdigest()
