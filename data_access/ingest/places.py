"""Which organisations does a file name, and by what names are they found?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from data_access.ingest.kept import Kept
from data_access.ingest.publication import NewOrganisation
from data_access.ingest.spellings import BY_CODE_ALONE, keep_spellings
from data_access.tables import BreakdownMember, Hierarchy, OrganisationAlias, OrganisationRow

_FACTS = ("name", "level", "valid_from", "valid_to", "status")
_CHANGEABLE = (*_FACTS, "ons_code", "stands_on")
_ORGANISATION: Any = OrganisationRow.__table__


def keep_organisations(
    connection: Connection,
    organisations: Iterable[NewOrganisation],
    authority: bool,
    stands_on: date,
) -> Kept:
    """Add those not known yet; a register (`authority`) also corrects names, dates and status.

    What a newer register said stays. From any file, a name replaces a code that stood for it, and
    an ONS code is added where there was none. Names of other times, and ONS codes, still find it.
    """
    given = {each.code: each for each in organisations}
    columns = [_ORGANISATION.c[name] for name in ("code", *_CHANGEABLE)]
    known = {row.code: row for row in connection.execute(select(*columns))}
    new, changed, kept = [], [], Kept()
    spellings: list[tuple[str, str]] = []
    for code, each in given.items():
        in_passing = each.in_passing or each.name == code
        said_on = stands_on if authority and not in_passing else None
        if code not in known:
            new.append(_row(each, said_on))
            continue
        became = _became(known[code], each, said_on)
        if became:
            changed.append({f"now_{name}": became[name] for name in _CHANGEABLE} | {"at": code})
        kept += _compared(known[code], each, became, said_on)
        spellings += [(spelt, code) for spelt in _spellings(known[code], each, became, said_on)]
    _write(connection, new, changed)
    keep_spellings(connection, spellings)
    return kept + Kept(new=len(new))


def _became(
    was: Row[*tuple[Any, ...]], each: NewOrganisation, said_on: date | None
) -> dict[str, object]:
    """What a known organisation's row changes to; empty where it stays."""
    before = {name: getattr(was, name) for name in _CHANGEABLE}
    after = dict(before)
    if said_on is not None and said_on >= (was.stands_on or date.min):
        after |= {name: getattr(each, name) for name in _FACTS} | {"stands_on": said_on}
    if was.name == was.code:
        after["name"] = each.name
    after["ons_code"] = was.ons_code or each.ons_code
    return after if after != before else {}


def _spellings(
    was: Row[*tuple[Any, ...]],
    each: NewOrganisation,
    became: dict[str, object],
    said_on: date | None,
) -> set[str]:
    """What it is called or coded besides what its row now says."""
    named = said_on is not None and each.level not in BY_CODE_ALONE
    said = {was.ons_code, each.ons_code} | ({was.name, each.name} if named else set())
    now = {became.get(name, getattr(was, name)) for name in ("name", "ons_code")}
    return said - now - {None, each.code}


def _compared(
    was: Row[*tuple[Any, ...]],
    each: NewOrganisation,
    became: dict[str, object],
    said_on: date | None,
) -> Kept:
    if any(became[name] != getattr(was, name) for name in became if name != "stands_on"):
        return Kept(restated=1)
    differs = any(getattr(each, name) != getattr(was, name) for name in _FACTS)
    return Kept(older=1) if said_on is not None and differs else Kept(unchanged=1)


def _row(each: NewOrganisation, said_on: date | None) -> dict[str, object]:
    stated = ("code", "ons_code", *_FACTS)
    return {name: getattr(each, name) for name in stated} | {"stands_on": said_on}


def _write(
    connection: Connection, new: list[dict[str, object]], changed: list[dict[str, object]]
) -> None:
    if new:
        connection.execute(insert(_ORGANISATION), new)
    if changed:
        connection.execute(
            update(_ORGANISATION)
            .where(_ORGANISATION.c.code == bindparam("at"))
            .values({name: bindparam(f"now_{name}") for name in _CHANGEABLE}),
            changed,
        )


def keep_members(connection: Connection, members: Iterable[tuple[str, str, str]]) -> None:
    """Names of the parts of a breakdown: the first stays, but a code that stood for a name."""
    table: Any = BreakdownMember.__table__
    columns = (table.c.dimension, table.c.code, table.c.name)
    known = {
        (dimension, code): name for dimension, code, name in connection.execute(select(*columns))
    }
    given: dict[tuple[str, str], str] = {}
    for dimension, code, name in members:
        if given.get((dimension, code), code) == code:
            given[dimension, code] = name
    new = [
        {"dimension": dimension, "code": code, "name": name}
        for (dimension, code), name in given.items()
        if (dimension, code) not in known
    ]
    named = [
        {"in_dimension": dimension, "at": code, "now": name}
        for (dimension, code), name in given.items()
        if known.get((dimension, code)) == code != name
    ]
    if new:
        connection.execute(insert(table), new)
    if named:
        connection.execute(
            update(table)
            .where(table.c.dimension == bindparam("in_dimension"), table.c.code == bindparam("at"))
            .values(name=bindparam("now")),
            named,
        )


class Names:
    """Finds an organisation by what people write: its code, ONS code, name or another spelling."""

    def __init__(self, connection: Connection) -> None:
        columns = (OrganisationRow.code, OrganisationRow.name, OrganisationRow.ons_code)
        query = select(*columns, OrganisationRow.level).order_by(OrganisationRow.code)
        rows = connection.execute(query).all()
        self._levels = {code: level for code, _, _, level in rows}
        self._spelt: dict[tuple[str, str], str] = {}
        for code, name, ons_code, level in rows:
            spellings = (code, ons_code) if level in BY_CODE_ALONE else (code, ons_code, name)
            for spelling in filter(None, spellings):
                self._spelt.setdefault(("", spelling.casefold()), code)
        aliases = select(OrganisationAlias.within, OrganisationAlias.alias, OrganisationAlias.code)
        for within, alias, code in connection.execute(aliases):
            self._spelt.setdefault((within, alias.casefold()), code)
        localities = select(Hierarchy.child, Hierarchy.parent).where(Hierarchy.kind == "locality")
        self._localities = {row.child: row.parent for row in connection.execute(localities)}

    def resolve(self, spelling: str, within: str = "") -> str | None:
        """The code, looked for first among the spellings used within a commissioner."""
        key = " ".join(spelling.split()).casefold()
        return self._spelt.get((within, key)) or self._spelt.get(("", key))

    def level(self, code: str) -> str | None:
        return self._levels.get(code)

    def commissioner_of(self, locality: str) -> str | None:
        return self._localities.get(locality)
