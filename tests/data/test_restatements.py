"""After any sequence of loads, does the database say what one would say who goes row by row?"""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import Engine, Table, select

from data_access.ingest.kept import Kept
from data_access.ingest.publication import NewPlanVersion, Publication
from data_access.tables import (
    LoadRow,
    ObservationRow,
    PlanRow,
    PlanVersionRow,
    SeriesRow,
    SupersededObservation,
    SupersededPlan,
)
from tests.data.databases import figure, publication, take_in
from tests.oracles.restatements import Key, Ledger, Said

LOADS = 12
MONTHS = [date(2016, month, 1) for month in range(1, 5)]
VERSIONS = [NewPlanVersion(slug, slug, "final", None) for slug in ("draft", "final")]
SERIES = ("organisation", "member", "indicator")
COMPARED = ("numerator", "denominator", "value", "period_end", "absent_reason")

Row = dict[str, object]


def some_rows(random: Random) -> list[Row]:
    """Different figures of a few series and months, some as they were, some with none."""
    rows = []
    for month in random.sample(MONTHS, 3):
        for organisation in random.sample(["10Q", "05C", "RTH"], 2):
            member = random.choice(["", "110"])
            row = figure(
                month,
                random.choice([None, 90, 91.5]),
                organisation=organisation,
                dimension="treatment_function" if member else "",
                member=member,
                indicator=random.choice(["rtt_18week", "cancer_62day"]),
                period_end=random.choice([None, None, month + timedelta(10)]),
                absent_reason=random.choice([None, None, "suppressed"]),
                status=random.choice(["provisional", "published"]),
                version=random.choice(["draft", "final"]),
            )
            rows.append(row)
    return rows


def figures_of(row: Row, kind: str) -> tuple[object, ...]:
    return tuple(row[name] for name in (COMPARED if kind == "actual" else COMPARED[:-1]))


def key_of(row: Row, kind: str, illustrative: bool) -> Key:
    last = (row["version"],) if kind == "plan" else ()
    return (kind, illustrative, *[row[name] for name in SERIES], row["period_start"], *last)


def a_load(random: Random, number: int, ledger: Ledger) -> tuple[Publication, Kept]:
    """A file of any date, real or illustrative, and how its figures are to be counted."""
    stated = date(2017, 1, random.randint(1, 6))
    illustrative = random.random() < 0.2
    given = {"actual": some_rows(random), "plan": some_rows(random)}
    heard: Counter[str] = Counter()
    for kind, rows in given.items():
        for row in rows:
            carried = str(row["status"]) if kind == "actual" else ""
            said = Said(figures_of(row, kind), carried, number, stated)
            heard[ledger.hear(key_of(row, kind, illustrative), said)] += 1
    file = publication(
        given["actual"],
        given["plan"],
        plan_versions=VERSIONS,
        stated_on=stated,
        illustrative=illustrative,
    )
    return file, Kept(**heard)


def stored(engine: Engine, kind: str, table: Table) -> dict[Key, Said]:
    series: Table = SeriesRow.__table__  # type: ignore[assignment]
    query = select(table, series, LoadRow.stands_on).join(series, series.c.id == table.c.series_id)
    query = query.join(LoadRow, LoadRow.id == table.c.load_id).where(series.c.kind == kind)
    if kind == "plan":
        query = query.join(PlanVersionRow, PlanVersionRow.id == table.c.version_id)
        query = query.add_columns(PlanVersionRow.slug.label("version"))
    with engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
    found = {}
    for row in rows:
        key = key_of(row, kind, bool(row["illustrative"]))
        replaced = ((key, row["replaced_by"]),) if "replaced_by" in row else (key,)
        carried = str(row.get("status", ""))
        said = Said(figures_of(row, kind), carried, row["load_id"], row["stands_on"])
        found[replaced[0]] = said
    return found


@pytest.mark.parametrize("seed", range(4))
def test_loads_in_any_order_leave_what_the_oracle_says(engine: Engine, seed: int) -> None:
    random, ledger = Random(seed), Ledger()

    for number in range(1, LOADS + 1):
        file, expected = a_load(random, number, ledger)
        assert take_in(engine, file) == expected

    actuals = stored(engine, "actual", ObservationRow.__table__)  # type: ignore[arg-type]
    plans = stored(engine, "plan", PlanRow.__table__)  # type: ignore[arg-type]
    before = stored(engine, "actual", SupersededObservation.__table__)  # type: ignore[arg-type]
    planned_before = stored(engine, "plan", SupersededPlan.__table__)  # type: ignore[arg-type]
    assert actuals | plans == ledger.stands
    assert before | planned_before == ledger.replaced
    assert len(ledger.replaced) > LOADS


@pytest.mark.parametrize("final", ["published", "revised"])
@pytest.mark.parametrize("days_later", [0, 1])
def test_a_provisional_figure_gives_way_to_the_final_one_of_the_same_day(
    engine: Engine, final: str, days_later: int
) -> None:
    day, month = date(2016, 2, 1), MONTHS[0]
    later = day + timedelta(days_later)
    take_in(engine, publication([figure(month, 90, status=final)], stated_on=day))
    rows = [figure(month, 80, status="provisional")]

    kept = take_in(engine, publication(rows, stated_on=later))

    assert kept == (Kept(restated=1) if days_later else Kept(older=1))
    with engine.connect() as connection:
        query = select(ObservationRow.numerator, ObservationRow.status)
        stands = connection.execute(query).one()
    assert tuple(stands) == ((80, "provisional") if days_later else (90, final))


def test_a_final_figure_of_the_same_day_replaces_the_provisional_one(engine: Engine) -> None:
    day, month = date(2016, 2, 1), MONTHS[0]
    take_in(engine, publication([figure(month, 80, status="provisional")], stated_on=day))

    kept = take_in(engine, publication([figure(month, 90, status="published")], stated_on=day))

    assert kept == Kept(restated=1)
