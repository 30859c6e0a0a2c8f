"""What did the registers say of each organisation, and what does the newest say?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.orm import aliased

from data_access.tables import OrganisationRow, OrganisationStatus

_STATUS: Any = OrganisationStatus.__table__
_ORGANISATION: Any = OrganisationRow.__table__


def keep_statuses(connection: Connection, statuses: Mapping[str, str], said_on: date) -> None:
    """Every statement is kept, so that files give the same in any order.

    An organisation has the status of its newest statement, also one that became known only now.
    """
    query = select(_STATUS.c.code, _STATUS.c.status).where(_STATUS.c.from_date == said_on)
    known = {row.code: row.status for row in connection.execute(query)}
    new = [
        {"code": code, "from_date": said_on, "status": status}
        for code, status in statuses.items()
        if code not in known
    ]
    changed = [
        {"at": code, "now": status}
        for code, status in statuses.items()
        if known.get(code, status) != status
    ]
    if new:
        connection.execute(insert(_STATUS), new)
    if changed:
        at = (_STATUS.c.code == bindparam("at"), _STATUS.c.from_date == said_on)
        connection.execute(update(_STATUS).where(*at).values(status=bindparam("now")), changed)
    _refresh(connection)


def _refresh(connection: Connection) -> None:
    later = aliased(OrganisationStatus)
    newest = select(func.max(later.from_date)).where(later.code == _STATUS.c.code).scalar_subquery()
    query = (
        select(_ORGANISATION.c.code, _STATUS.c.status)
        .join(_STATUS, _STATUS.c.code == _ORGANISATION.c.code)
        .where(_STATUS.c.from_date == newest, _STATUS.c.status != _ORGANISATION.c.status)
    )
    moved = [{"at": code, "now": status} for code, status in connection.execute(query)]
    if moved:
        which = update(_ORGANISATION).where(_ORGANISATION.c.code == bindparam("at"))
        connection.execute(which.values(status=bindparam("now")), moved)
