"""Take files in: recognise, read, store in one transaction, and say what happened."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path
from time import perf_counter

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select, update

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain, period_end, short_month
from data_access.database import read_property, write_property
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.figures import (
    Arrival,
    Kept,
    keep_observations,
    keep_plans,
    retire_illustrative,
)
from data_access.ingest.places import Names, keep_links, keep_members, keep_organisations
from data_access.ingest.publication import Publication, ReadContext
from data_access.ingest.readers import reader_for
from data_access.ingest.records import keep_facts, keep_log, keep_plan_versions
from data_access.tables import LoadRow


class Ending(IntEnum):
    """How a run of loads ends; the numbers are the program's exit status."""

    DONE = 0
    REFUSED = 1
    SET_ASIDE = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `line` is what the user reads."""

    file: str
    line: str
    ending: Ending = Ending.DONE
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a publication came from."""

    file_name: str
    sha256: str
    as_at: date | None = None


def load_files(
    engine: Engine,
    paths: Iterable[Path],
    indicators: IndicatorRegistry,
    as_at: date | None = None,
    say: Callable[[str], None] = print,
) -> Ending:
    """Load files and folders one by one, a line each. A refused file does not stop the others."""
    endings = {Ending.DONE}
    for path in files_under(paths):
        outcome = load_file(engine, path, indicators, as_at)
        say(outcome.line)
        for warning in outcome.warnings:
            say(f"  warning: {warning}")
        endings.add(outcome.ending)
    return Ending.REFUSED if Ending.REFUSED in endings else max(endings)


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file named, or below a folder named, in order of name; hidden ones left out."""
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file())
            yield from (
                each
                for each in inside
                if not any(p.startswith(".") for p in each.relative_to(path).parts)
            )
        else:
            yield path


def load_file(
    engine: Engine, path: Path, indicators: IndicatorRegistry, as_at: date | None = None
) -> Outcome:
    """Load one file in one transaction; refused, it leaves the database as it was."""
    started = perf_counter()
    document = Document(path)
    try:
        if not path.is_file():
            raise FileRefused(document.name, "a file or folder that exists", "none")
        with engine.begin() as connection:
            if _seen(connection, document.sha256, as_at):
                return Outcome(document.name, f"{document.name}: unchanged, loaded before")
            reader = reader_for(document)
            if reader is None:
                return Outcome(document.name, f"{document.name}: not recognised, skipped")
            names = Names(connection)
            context = ReadContext(indicators, names.resolve, names.level, as_at)
            publication = reader.read(document, context)
            source = Source(document.name, document.sha256, as_at)
            kept = store(connection, publication, source)
    except FileRefused as refused:
        return Outcome(document.name, f"{document.name}: refused. {refused}", Ending.REFUSED)
    return _outcome(document.name, publication, kept, perf_counter() - started)


def _seen(connection: Connection, sha256: str, as_at: date | None) -> bool:
    same = select(LoadRow.id).where(LoadRow.sha256 == sha256)
    dated = same.where(LoadRow.as_at.is_(None) if as_at is None else LoadRow.as_at == as_at)
    return connection.execute(dated.limit(1)).first() is not None


def _outcome(file: str, publication: Publication, kept: Kept, seconds: float) -> Outcome:
    parts = [
        publication.title,
        publication.periods or _periods(publication),
        f"{publication.rows:,} rows",
        f"{kept.new:,} new",
        f"{kept.restated:,} restated",
        f"{kept.unchanged:,} unchanged",
        *([f"{kept.older:,} older than what is kept"] if kept.older else []),
        f"{len(publication.rejected):,} set aside",
        f"{seconds:.1f} s",
    ]
    return Outcome(
        file,
        f"{file}: " + " | ".join(part for part in parts if part),
        Ending.SET_ASIDE if publication.rejected else Ending.DONE,
        tuple(publication.warnings),
    )


def _periods(publication: Publication) -> str:
    starts = pd.concat(
        [publication.observations["period_start"], publication.plans["period_start"]]
    ).dropna()
    if starts.empty:
        return ""
    first, last = short_month(starts.min()), short_month(starts.max())
    return first if first == last else f"{first} to {last}"


def store(connection: Connection, publication: Publication, source: Source) -> Kept:
    """Write everything a publication says, inside the caller's transaction."""
    load_id = _begin(connection, publication, source)
    arrival = Arrival(load_id, stands_on(publication, source.as_at), publication.illustrative)
    keep_organisations(connection, publication.organisations, publication.authority)
    keep_members(connection, publication.members)
    keep_links(connection, publication.links)
    keep_plan_versions(connection, publication.plan_versions)
    kept = keep_observations(connection, publication.observations, arrival)
    kept += keep_plans(connection, publication.plans, arrival)
    retire_illustrative(connection, publication.observations, publication.plans)
    new, same = keep_facts(connection, publication.facts, load_id)
    kept += Kept(new=new, unchanged=same)
    keep_log(connection, publication, load_id)
    counts = {name: getattr(kept, name) for name in ("new", "restated", "unchanged", "older")}
    connection.execute(update(LoadRow).where(LoadRow.id == load_id).values(counts))
    _advance(connection, publication)
    return kept


def stands_on(publication: Publication, as_at: date | None = None) -> date:
    """The date that orders files: what the file states, else the option, else its last period."""
    if stated := publication.stated_on or as_at:
        return stated
    ends = [
        period_end(frame["period_start"].max(), Grain(frame["grain"].iloc[0]))
        for frame in (publication.observations, publication.plans)
        if not frame.empty
    ]
    return max(ends, default=date.min)


def _begin(connection: Connection, publication: Publication, source: Source) -> int:
    load_id = (connection.execute(select(func.max(LoadRow.id))).scalar() or 0) + 1
    connection.execute(
        insert(LoadRow).values(
            id=load_id,
            file_name=source.file_name,
            sha256=source.sha256,
            as_at=source.as_at,
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
    )
    return load_id


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
