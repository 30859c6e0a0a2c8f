"""Which illustrative lines of commissioners give way, since real ones of their provider came?"""

import pandas as pd
from sqlalchemy import Connection, exists, select, update
from sqlalchemy.orm import aliased

from dashboard.indicators.registry import IndicatorRegistry
from data_access.tables import Hierarchy, ObservationRow, SeriesRow


def retire_stood_in(
    connection: Connection, indicators: IndicatorRegistry, observations: pd.DataFrame
) -> None:
    """Where another organisation stands in for a commissioner, its real figures retire the
    commissioner's illustrative ones: nobody is shown an invented line for a real one.

    observations: what a file brings, for its indicators. The organisation must have stood in at a
    period that it has figures of.
    """
    for name in observations["indicator"].unique():
        if name in indicators and (kind := indicators[name].stand_in):
            _retire(connection, name, kind)


def _retire(connection: Connection, indicator: str, kind: str) -> None:
    real, link, point = aliased(SeriesRow), Hierarchy, ObservationRow
    stood_in = (
        (point.series_id == real.id)
        & (point.period_start >= link.valid_from)
        & (link.valid_to.is_(None) | (point.period_start <= link.valid_to))
    )
    commissioners = (
        select(link.parent)
        .join(real, real.organisation == link.child)
        .where(
            link.kind == kind,
            real.indicator == indicator,
            real.kind == "actual",
            ~real.illustrative,
            exists().where(stood_in),
        )
    )
    connection.execute(
        update(SeriesRow)
        .where(
            SeriesRow.kind == "actual",
            SeriesRow.indicator == indicator,
            SeriesRow.illustrative,
            SeriesRow.organisation.in_(commissioners),
        )
        .values(retired=True)
    )
