"""Which rows of a file could not be used when it was loaded, and could be now?"""

import hashlib
import re

from sqlalchemy import Connection, select

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.cells import normalise
from data_access.tables import LoadRow, RejectedRow

_UNKNOWN = re.compile(r'no indicator (?:for key (\S+)|is called "(.+?)")')


def identity(connection: Connection, sha256: str, indicators: IndicatorRegistry) -> str:
    """By what a file is known to have been loaded: its content, and the keys and names in it that
    have an indicator only since.

    So a file whose rows were set aside is read again once a definition has been added for them.
    """
    table = RejectedRow
    query = select(table.reason).join(LoadRow, LoadRow.id == table.load_id)
    mine = query.where(LoadRow.sha256 == sha256, table.reason.startswith("no indicator "))
    reasons = connection.execute(mine.distinct()).scalars()
    found = [_UNKNOWN.match(reason) for reason in reasons]
    unknown = {normalise(match[1] or match[2]) for match in found if match}
    known = sorted(unknown & _names(indicators)) if unknown else []
    return hashlib.sha256(" ".join([sha256, *known]).encode()).hexdigest() if known else sha256


def _names(indicators: IndicatorRegistry) -> set[str]:
    return {
        normalise(name)
        for each in indicators.values()
        for name in (each.id, each.name, each.short_name, *each.plan_keys, *each.actual_keys)
    }
