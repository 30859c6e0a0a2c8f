"""How do a reader's figures become observations?"""

import numpy as np
import pandas as pd

from data_access.ingest.located import located
from data_access.ingest.publication import LOCATION_COLUMNS, OBSERVATION_COLUMNS

_DEFAULTS: dict[str, object] = {
    "provider": "",
    "dimension": "",
    "member": "",
    "grain": "month",
    "period_end": None,
    "numerator": np.nan,
    "denominator": np.nan,
    "value": np.nan,
    "status": "published",
    "absent_reason": None,
    "sheet": "",
    "row": 0,
}

_COLUMNS = [*OBSERVATION_COLUMNS, *LOCATION_COLUMNS]


def observations(figures: pd.DataFrame, **facts: object) -> pd.DataFrame:
    """The same rows in the columns of OBSERVATION_COLUMNS; `facts` hold for every row.

    Where they stand in the file follows from their labels, or from `sheet` and `row` of their own.
    """
    figures = located(figures)
    defaults = {name: each for name, each in _DEFAULTS.items() if name not in figures.columns}
    return figures.assign(**{**defaults, **facts})[_COLUMNS].reset_index(drop=True)


def ratios(numerator: pd.Series, denominator: pd.Series) -> pd.DataFrame:
    """Numerators over denominators; where nobody was counted, 0 of 0 is no activity."""
    absent = pd.Series(None, index=denominator.index, dtype=object)
    absent[denominator == 0] = "no_activity"
    return pd.DataFrame(
        {"numerator": numerator, "denominator": denominator, "absent_reason": absent}
    )
