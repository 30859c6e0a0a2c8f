"""What a database holds, and small publications to take into it."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import count

import pandas as pd
from sqlalchemy import Engine, select

from data_access.ingest.kept import Kept
from data_access.ingest.load import Source, store
from data_access.ingest.publication import (
    LOCATION_COLUMNS,
    OBSERVATION_COLUMNS,
    PLAN_COLUMNS,
    Publication,
)
from data_access.tables import Base

APRIL, MAY = date(2016, 4, 1), date(2016, 5, 1)
_NUMBERS = count(1)


def dump(engine: Engine, without: Collection[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in the order of the keys.

    without: columns to leave out, of whichever table.
    """
    with engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    select(*[each for each in table.columns if each.name not in without]).order_by(
                        *table.primary_key.columns
                    )
                )
            ]
            for table in Base.metadata.sorted_tables
        }


def figure(start: date = APRIL, numerator: float | None = 90, **facts: object) -> dict[str, object]:
    """90 of 100 pathways at Oxfordshire in April 2016, or a plan of as much."""
    return {
        **dict.fromkeys({*OBSERVATION_COLUMNS, *PLAN_COLUMNS}),
        "indicator": "rtt_18week",
        "organisation": "10Q",
        "provider": "",
        "dimension": "",
        "member": "",
        "grain": "month",
        "period_start": start,
        "numerator": numerator,
        "denominator": None if numerator is None else 100,
        "status": "published",
        "version": "final",
        **facts,
    }


def publication(
    actuals: Sequence[dict[str, object]] = (),
    plans: Sequence[dict[str, object]] = (),
    **facts: object,
) -> Publication:
    said: dict[str, object] = {
        "kind": "test",
        "title": "A test",
        "publisher": "Nobody",
        "rows": len(actuals) + len(plans),
        **facts,
    }
    made = Publication(**said)  # type: ignore[arg-type]
    columns = [*OBSERVATION_COLUMNS, *LOCATION_COLUMNS]
    made.observations = pd.DataFrame(actuals, columns=columns, dtype=object)
    made.plans = pd.DataFrame(plans, columns=PLAN_COLUMNS, dtype=object)
    return made


def take_in(engine: Engine, what: Publication) -> Kept:
    """Store a publication as a file of its own would be."""
    number = next(_NUMBERS)
    with engine.begin() as connection:
        return store(connection, what, Source(f"{number}.csv", f"{number:064}"))
