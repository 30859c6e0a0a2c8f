"""Which figures does everybody have of one indicator and period?"""

from datetime import date

from sqlalchemy import bindparam, select

from dashboard.organisations import Level
from dashboard.period_figure import PeriodFigure
from dashboard.periods import Grain
from data_access.queries import FIGURE
from data_access.snapshots import Read
from data_access.tables import ObservationRow, OrganisationRow, SeriesRow

# Those beside one another on a page. The read begins with them, since series are kept by
# organisation: it asks for each by name, where without it every series there is would be looked at.
_COMPARED = (Level.COUNTRY, Level.REGION, Level.STP, Level.CCG, Level.TRUST, Level.LOCAL_AUTHORITY)

_FIGURES = (
    select(SeriesRow.organisation, *FIGURE, SeriesRow.illustrative)
    .join(SeriesRow, SeriesRow.organisation == OrganisationRow.code)
    .join(ObservationRow, ObservationRow.series_id == SeriesRow.id)
    .select_from(OrganisationRow)
    .where(
        OrganisationRow.level.in_(map(str, _COMPARED)),
        SeriesRow.provider == "",
        SeriesRow.dimension == "",
        SeriesRow.member == "",
        SeriesRow.indicator == bindparam("indicator"),
        SeriesRow.grain == bindparam("grain"),
        SeriesRow.kind == "actual",
        ~SeriesRow.retired,
        ObservationRow.period_start == bindparam("start"),
    )
    .order_by(SeriesRow.organisation)
)


def period_figures(
    read: Read, indicator: str, grain: Grain, start: date
) -> tuple[PeriodFigure, ...]:
    """Of every organisation of a page, by code."""
    rows = read(_FIGURES, indicator=indicator, grain=str(grain), start=start)
    return tuple(PeriodFigure(*row) for row in rows)
