"""Which real figures does the sample carry?"""

from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain
from data_access.ingest.publication import LOCATION_COLUMNS, OBSERVATION_COLUMNS, Publication

HERE = Path(__file__).parent


def derived_publications(indicators: IndicatorRegistry) -> list[Publication]:
    """Figures derived from what NHS England and NHS Digital published; see README.md."""
    return [
        _publication(
            "eip.csv",
            "Early intervention in psychosis waiting times, December 2015 to September 2019",
            indicators["eip_2week"].publisher,
        ),
        _publication(
            "iapt.csv",
            "Psychological therapies (IAPT): monthly time series, February 2019 to February 2020",
            indicators["iapt_access"].publisher,
            date(2020, 5, 14),
        ),
    ]


def _publication(
    file: str, title: str, publisher: str, published_on: date | None = None
) -> Publication:
    rows = _rows(HERE / file)
    return Publication(
        kind=f"sample_{Path(file).stem}",
        title=title,
        publisher=publisher,
        rows=len(rows),
        published_on=published_on,
        stated_on=published_on,
        observations=rows,
    )


def _rows(path: Path) -> pd.DataFrame:
    """The file in the shape of publication.OBSERVATION_COLUMNS, each line with its own number."""
    given = pd.read_csv(path, dtype={"organisation": str, "absent_reason": object})
    starts = [date.fromisoformat(day) for day in given["period_start"]]
    reasons = given["absent_reason"].astype(object)
    return given.assign(
        period_start=pd.Series(starts, dtype=object),
        period_end=None,
        provider="",
        dimension="",
        member="",
        grain=Grain.MONTH.value,
        status="published",
        absent_reason=reasons.where(reasons.notna(), None),
        sheet="",
        row=given.index + 2,
    )[[*OBSERVATION_COLUMNS, *LOCATION_COLUMNS]]
