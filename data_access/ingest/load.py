"""Take files in: recognise, read, store in one transaction, and say what happened."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from dashboard.errors import DashboardError
from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain, long_date, period_end
from data_access.connections import writing
from data_access.database import read_property, write_property
from data_access.ingest.arrivals import FileAtHand, in_order_of_loading, is_empty_folder, recognise
from data_access.ingest.facts import keep_facts
from data_access.ingest.figures import (
    Arrival,
    keep_distributions,
    keep_observations,
    keep_plans,
    retire_illustrative,
)
from data_access.ingest.hierarchy import keep_links
from data_access.ingest.kept import Kept
from data_access.ingest.outcomes import Ending, Outcome, refused, taken_in
from data_access.ingest.places import Names, keep_members, keep_organisations
from data_access.ingest.plan_versions import check_plan_versions, keep_plan_versions
from data_access.ingest.publication import Publication, ReadContext
from data_access.ingest.records import keep_log
from data_access.ingest.retiring import retire_stood_in
from data_access.ingest.since_known import identity
from data_access.ingest.statuses import keep_statuses
from data_access.ingest.upkeep import tended
from data_access.organisations.succession import keep_successions
from data_access.tables import LoadRow

_NO_INDICATORS = IndicatorRegistry([])


@dataclass(frozen=True, slots=True)
class Source:
    """Where a publication came from."""

    file_name: str
    sha256: str
    as_at: date | None = None


class LoadedMeanwhile(Exception):
    """The same file came in by another run since this one looked; nothing is to be kept."""


def load_files(
    engine: Engine,
    paths: Sequence[Path],
    indicators: IndicatorRegistry,
    as_at: date | None = None,
    say: Callable[[str], None] = print,
) -> Ending:
    """Load files and folders one by one, a line each. A refused file does not stop the others."""
    carried = _carried_as_at(engine)
    endings = {Ending.DONE}
    for path in filter(is_empty_folder, paths):
        say(f"nothing to load in {path}")
    with tended(engine):
        for file in in_order_of_loading(paths):
            outcome = _load(engine, file, indicators, as_at)
            say(outcome.line)
            for line in outcome.below:
                say(f"  {line}")
            endings.add(outcome.ending)
    if carried and _carried_as_at(engine) is None:
        day = long_date(date.fromisoformat(carried))
        say(f"The as-at date is today from now on: figures after {day} came in.")
    return Ending.REFUSED if Ending.REFUSED in endings else max(endings)


def _carried_as_at(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return read_property(connection, "as_at")


def load_file(
    engine: Engine, path: Path, indicators: IndicatorRegistry, as_at: date | None = None
) -> Outcome:
    """Load one file in one transaction; refused, it leaves the database as it was."""
    return _load(engine, recognise(path), indicators, as_at)


def _load(
    engine: Engine, file: FileAtHand, indicators: IndicatorRegistry, as_at: date | None
) -> Outcome:
    """Raises OperationalError where the database, and so no file, can be written."""
    try:
        return _attempt(engine, file, indicators, as_at)
    except LoadedMeanwhile:
        return _unchanged(file)
    except DashboardError as error:
        return refused(file.name, error)
    except OperationalError:
        raise
    except Exception as fault:
        logging.exception("%s could not be loaded", file.document.path)
        return refused(file.name, fault)


def _attempt(
    engine: Engine, file: FileAtHand, indicators: IndicatorRegistry, as_at: date | None
) -> Outcome:
    started, document = perf_counter(), file.document
    if file.problem:
        raise file.problem
    if file.reader is None:
        return Outcome(file.name, f"{file.name}: {file.needless or 'not recognised, skipped'}")
    with engine.connect() as connection:
        known_by = identity(connection, document.sha256, indicators)
        if _seen(connection, known_by, as_at):
            return _unchanged(file)
        names = Names(connection)
    # Read before it is this load's turn to write: a long file keeps no other one waiting.
    context = ReadContext(indicators, names.resolve, names.level, as_at, names.commissioner_of)
    publication = file.reader.read(document, context)
    with writing(engine) as connection:
        source = Source(document.name, known_by, as_at)
        kept = store(connection, publication, source, indicators)
    return taken_in(file.name, publication, kept, perf_counter() - started)


def _unchanged(file: FileAtHand) -> Outcome:
    return Outcome(file.name, f"{file.name}: unchanged, loaded before")


def _seen(connection: Connection, sha256: str, as_at: date | None) -> bool:
    same = select(LoadRow.id).where(LoadRow.sha256 == sha256, LoadRow.as_at == _option(as_at))
    return connection.execute(same.limit(1)).first() is not None


def _option(as_at: date | None) -> str:
    return as_at.isoformat() if as_at else ""


def store(
    connection: Connection,
    publication: Publication,
    source: Source,
    indicators: IndicatorRegistry = _NO_INDICATORS,
) -> Kept:
    """Write everything a publication says, inside the caller's transaction.

    indicators: may be left out where no organisation's figures stand in for another's.
    Raises LoadedMeanwhile when another run has taken in the same file.
    """
    check_plan_versions(connection, publication.plan_versions, source.file_name)
    stated = stands_on(publication, source.as_at)
    load_id = _begin(connection, publication, source)
    arrival = Arrival(load_id, stated, publication.illustrative)
    places = keep_organisations(
        connection, publication.organisations, publication.authority, stated
    ) + keep_links(connection, publication.links, stated)
    if publication.authority or any(each.kind == "commissioner" for each in publication.links):
        keep_successions(connection)
    if publication.organisations:
        keep_statuses(connection, publication.statuses, stated)
    keep_members(connection, publication.members)
    keep_plan_versions(connection, publication.plan_versions)
    kept = keep_observations(connection, publication.observations, arrival)
    keep_distributions(connection, publication.distributions, arrival)
    kept += keep_plans(connection, publication.plans, arrival)
    retire_illustrative(connection, publication.observations, publication.plans)
    retire_stood_in(connection, indicators, publication.observations)
    kept += keep_facts(connection, publication.facts, load_id, stated)
    if publication.observations.empty and publication.plans.empty:
        kept += places  # beside figures, the places that they name are no news
    keep_log(connection, publication, load_id)
    counts = {name: getattr(kept, name) for name in ("new", "restated", "unchanged", "older")}
    connection.execute(update(LoadRow).where(LoadRow.id == load_id).values(counts))
    _advance(connection, publication)
    return kept


def stands_on(publication: Publication, as_at: date | None = None) -> date:
    """The date that orders files: what the file states, else the option, else its last period.

    The first of all days where there is none of them: anything dated is newer.
    """
    if stated := publication.stated_on or as_at:
        return stated
    ends = [
        period_end(start, Grain(grain))
        for frame in (publication.observations, publication.plans)
        for grain, start in frame.groupby("grain")["period_start"].max().items()
    ]
    return max(ends, default=date.min)


def _begin(connection: Connection, publication: Publication, source: Source) -> int:
    row = insert(LoadRow).values(
        file_name=source.file_name,
        sha256=source.sha256,
        as_at=_option(source.as_at),
        publication=publication.kind,
        title=publication.title,
        publisher=publication.publisher,
        licence=publication.licence,
        published_on=publication.published_on,
        stands_on=stands_on(publication, source.as_at),
        loaded_at=datetime.now(UTC).replace(tzinfo=None),
        illustrative=publication.illustrative,
        rows=publication.rows,
        new=0,
        restated=0,
        unchanged=0,
        older=0,
        set_aside=len(publication.rejected),
    )
    try:
        return connection.execute(row.returning(LoadRow.id)).scalar_one()
    except IntegrityError as error:
        raise LoadedMeanwhile from error


def _advance(connection: Connection, publication: Publication) -> None:
    """A new data version; real figures after the sample's date end that date's rule."""
    version = int(read_property(connection, "data_version") or 0) + 1
    write_property(connection, "data_version", str(version))
    carried = read_property(connection, "as_at")
    actuals = publication.observations
    if carried and not publication.illustrative and not actuals.empty:
        figures = actuals[actuals[["numerator", "value"]].notna().any(axis=1)]
        if not figures.empty and figures["period_start"].max() > date.fromisoformat(carried):
            write_property(connection, "as_at", None)
