"""Which commissioners took over from one that closed, and for which part?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from sqlalchemy import Connection, delete, insert, select

from dashboard.organisations import Level
from data_access.seed import seed_successions
from data_access.tables import Hierarchy, OrganisationRow, Succession

# So large a part of the practices that the rest are strays: practices that moved for reasons of
# their own, or whose record is wrong.
_WHOLE = 0.95
_STRAYS = 1 - _WHOLE
# What begins the source of a row that was worked out here, and so may be worked out again.
_DERIVED = "Moves of GP practices in the registers: "
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """A practice in a commissioner, as long as it was there."""

    practice: str
    commissioner: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Takeover:
    """share: 0-1, of the practices. moved: how many of how many practices that moved on."""

    predecessor: str
    successor: str
    effective_from: date
    share: float
    moved: tuple[int, int]

    @property
    def source(self) -> str:
        some, every = self.moved
        return f"{_DERIVED}{some} of {every}"


def keep_successions(connection: Connection) -> None:
    """Work out anew what the registers show; what is seeded or stated elsewhere stays."""
    seed_successions(connection)
    connection.execute(delete(Succession).where(Succession.source.startswith(_DERIVED)))
    stated = set(connection.execute(select(Succession.predecessor)).scalars())
    found = takeovers(list(_stays(connection)), _closings(connection))
    rows = [
        {
            "predecessor": each.predecessor,
            "successor": each.successor,
            "effective_from": each.effective_from,
            "share": each.share,
            "source": each.source,
        }
        for each in found
        if each.predecessor not in stated
    ]
    if rows:
        connection.execute(insert(Succession), rows)


def _stays(connection: Connection) -> Iterator[Stay]:
    table = Hierarchy
    query = (
        select(table.child, table.parent, table.valid_from, table.valid_to)
        .where(table.kind == "commissioner")
        .order_by(table.child, table.valid_from)
    )
    for row in connection.execute(query):
        yield Stay(*row)


def _closings(connection: Connection) -> dict[str, date | None]:
    """Every CCG with the last of its days, None where the register gives none."""
    row = OrganisationRow
    query = select(row.code, row.valid_to).where(row.level == Level.CCG.value)
    return {row.code: row.valid_to for row in connection.execute(query)}


def takeovers(stays: Iterable[Stay], closings: Mapping[str, date | None]) -> list[Takeover]:
    """Who took over from each CCG that closed, by where its practices were on the next day.

    stays: in order of practice and day. closings: last days of CCGs, None where no register says
    one: such a CCG closed when most of its practices left it on one day and none stayed.
    A successor has share 1 when 95 % of the practices or more went to it; of several, those with
    less than 5 % are left out and the others share what is left.
    """
    moves: dict[str, dict[date, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    staying: set[str] = set()
    for _, some in groupby(stays, key=lambda stay: stay.practice):
        line = list(some)
        staying |= {stay.commissioner for stay in line if stay.last is None}
        for before, after in pairwise(line):
            if before.last and before.last + _DAY == after.first:
                moves[before.commissioner][after.first][after.commissioner] += 1
    return [
        each
        for code, last in sorted(closings.items())
        if code in moves
        for each in _of(code, last, moves[code], closed=code not in staying)
    ]


def _of(
    code: str, last: date | None, moves: Mapping[date, Counter[str]], closed: bool
) -> Iterator[Takeover]:
    on = last + _DAY if last else _day_of_leaving(moves) if closed else None
    went = (
        Counter({to: moved for to, moved in moves.get(on, {}).items() if to != code}) if on else {}
    )
    every = sum(went.values())
    if not every or on is None:
        return
    kept = {to: moved for to, moved in went.items() if moved / every >= _STRAYS}
    if max(kept.values()) / every >= _WHOLE:
        kept = {max(kept, key=lambda to: kept[to]): max(kept.values())}
    for to, moved in sorted(kept.items()):
        yield Takeover(code, to, on, round(moved / sum(kept.values()), 4), (moved, every))


def _day_of_leaving(moves: Mapping[date, Counter[str]]) -> date | None:
    every = sum(sum(each.values()) for each in moves.values())
    day = max(moves, key=lambda each: sum(moves[each].values()))
    return day if sum(moves[day].values()) / every >= _WHOLE else None
