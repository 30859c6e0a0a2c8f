"""Take files in: recognise, read, store in one transaction, and say what happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path
from time import perf_counter

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select, update

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain, long_date, period_end, short_month
from data_access.database import read_property, write_property
from data_access.ingest.arrivals import FileAtHand, in_order_of_loading, recognise
from data_access.ingest.errors import FileRefused
from data_access.ingest.facts import keep_facts
from data_access.ingest.figures import (
    Arrival,
    keep_observations,
    keep_plans,
    retire_illustrative,
)
from data_access.ingest.hierarchy import keep_links
from data_access.ingest.kept import Kept
from data_access.ingest.places import Names, keep_members, keep_organisations
from data_access.ingest.plan_versions import check_plan_versions, keep_plan_versions
from data_access.ingest.publication import Publication, ReadContext
from data_access.ingest.records import keep_log
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
    carried = _carried_as_at(engine)
    endings = {Ending.DONE}
    for file in in_order_of_loading(paths):
        outcome = _load(engine, file, indicators, as_at)
        say(outcome.line)
        for warning in outcome.warnings:
            say(f"  warning: {warning}")
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
    started, document, name = perf_counter(), file.document, file.document.name
    try:
        if file.problem:
            raise file.problem
        with engine.begin() as connection:
            if _seen(connection, document.sha256, as_at):
                return Outcome(name, f"{name}: unchanged, loaded before")
            if file.reader is None:
                return Outcome(name, f"{name}: not recognised, skipped")
            names = Names(connection)
            context = ReadContext(indicators, names.resolve, names.level, as_at)
            publication = file.reader.read(document, context)
            kept = store(connection, publication, Source(name, document.sha256, as_at))
    except FileRefused as refused:
        return Outcome(name, _refusal(refused), Ending.REFUSED)
    return _outcome(name, publication, kept, perf_counter() - started)


def _seen(connection: Connection, sha256: str, as_at: date | None) -> bool:
    same = select(LoadRow.id).where(LoadRow.sha256 == sha256)
    dated = same.where(LoadRow.as_at.is_(None) if as_at is None else LoadRow.as_at == as_at)
    return connection.execute(dated.limit(1)).first() is not None


def _refusal(refused: FileRefused) -> str:
    """The message begins with the file's name, which the line has already."""
    reason = refused.message.removeprefix(refused.file).lstrip(",: ")
    return f"{refused.file}: refused. {reason[:1].upper()}{reason[1:]}"


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
    check_plan_versions(connection, publication.plan_versions, source.file_name)
    stated = stands_on(publication, source.as_at)
    load_id = _begin(connection, publication, source)
    arrival = Arrival(load_id, stated, publication.illustrative)
    places = keep_organisations(
        connection, publication.organisations, publication.authority, stated
    ) + keep_links(connection, publication.links, stated)
    keep_members(connection, publication.members)
    keep_plan_versions(connection, publication.plan_versions)
    kept = keep_observations(connection, publication.observations, arrival)
    kept += keep_plans(connection, publication.plans, arrival)
    retire_illustrative(connection, publication.observations, publication.plans)
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
    load_id = connection.execute(
        insert(LoadRow)
        .values(
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
        .returning(LoadRow.id)
    ).scalar_one()
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
