"""How is an organisation named in a line, and which rows hold on a day?"""

from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from data_access.tables import Hierarchy, OrganisationRow

# A practice, a commissioner or a network has one parent of these kinds at a time.
ONE_PARENT = ("commissioner", "locality", "pcn", "practice", "provider", "region", "stp")


def labels(connection: Connection) -> dict[str, str]:
    """`The Hart Surgery (K84001)`, by code; a code that has no name stands for itself."""
    query = select(OrganisationRow.code, OrganisationRow.name)
    return {
        code: f"{name} ({code})" if name != code else code
        for code, name in connection.execute(query)
    }


def is_open(table: type[Hierarchy] | type[OrganisationRow], on: date) -> ColumnElement[bool]:
    """Whether a row with `valid_from` and `valid_to` holds on a day; both may be open."""
    return and_(
        or_(table.valid_from.is_(None), table.valid_from <= on),
        or_(table.valid_to.is_(None), table.valid_to >= on),
    )


def children(kind: str, on: date) -> Select[str]:
    """Codes of those that have a parent of a kind on a day."""
    return select(Hierarchy.child).where(Hierarchy.kind == kind, is_open(Hierarchy, on))
