"""What did each part of an organisation do to its figure, by the rows of its parts?"""

from collections.abc import Iterator, Mapping, Sequence

from flask.testing import FlaskClient

from dashboard.indicators.registry import Unit
from dashboard.services.breakdowns import PRACTICE
from dashboard.services.catalogue import Data
from tests.app.narrative_reading import Row, Said, year_before
from tests.oracles.rate_and_mix import effects

Parts = Mapping[str, Sequence[Row]]


def parts_of(client: FlaskClient, data: Data, each: Said) -> Iterator[Parts]:
    """Rows by the part's name: of localities or members, then of each dimension."""
    place = each.exception.row.line.request.organisation
    for kind in ("locality", "group"):
        there = data.store.parts(place.code, kind, each.as_at)
        found = {part.name: _rows(client, each, organisation=part.code) for part in there}
        yield {name: rows for name, rows in found.items() if rows}
    members = data.store.members(each.of.id, place.code, each.of.grain)
    for dimension in sorted({m.dimension for m in members} - {PRACTICE}):
        yield {
            m.name: _rows(client, each, breakdown=f"{m.dimension}:{m.code}")
            for m in members
            if m.dimension == dimension
        }


def _rows(client: FlaskClient, each: Said, **more: str) -> Sequence[Row]:
    query = {
        "indicator": each.of.id,
        "organisation": each.exception.row.line.request.organisation.code,
        "grain": str(each.of.grain),
        **more,
    }
    answer = client.get("/api/v1/series", query_string=query)
    return answer.get_json() if answer.status_code == 200 else []


def effects_by_part(each: Said, parts: Parts, *, planned: bool) -> dict[str, float]:
    """In the indicator's unit, rate and mix together."""
    sides = {name: _sides(each, rows, planned=planned) for name, rows in parts.items()}
    if each.of.unit is Unit.COUNT:
        return {name: side[2] - side[0] for name, side in sides.items()}
    both = effects(list(sides.values()))
    return {name: float(rate + mix) * 100 for name, (rate, mix) in zip(sides, both, strict=True)}


def _sides(each: Said, rows: Sequence[Row], *, planned: bool) -> tuple[int, int, int, int]:
    """Counts before and now; a part that is not there on a side has nobody on it."""
    start = each.latest["period_start"]
    now = next((row for row in rows if row["period_start"] == start), {})
    before = now if planned else year_before(each.latest, rows) or {}
    keys = ("plan_numerator", "plan_denominator") if planned else ("numerator", "denominator")
    return (*(before.get(key) or 0 for key in keys), *_now(now))  # type: ignore[return-value]


def _now(row: Row) -> tuple[int, int]:
    return row.get("numerator") or 0, row.get("denominator") or 0
