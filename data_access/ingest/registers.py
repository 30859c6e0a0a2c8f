"""What do published counts of dementia become: the register, and its share of the estimate?"""

import re

import pandas as pd

from data_access.ingest.cells import normalise, numbers, texts
from data_access.ingest.located import located
from data_access.ingest.observations import observations
from data_access.ingest.publication import LOCATION_COLUMNS
from data_access.ingest.rejects import SetAside

REGISTER, ESTIMATE, RATE = "register", "estimate", "rate"
_MEASURES = {
    "dementia register 65 plus": REGISTER,
    "dementia estimate 65 plus": ESTIMATE,
    "diag rate 65 plus": RATE,
}
_SUPPRESSED, _NOTHING = "*", ("", "-", "NA", "N/A", "NULL", "null")
# A published rate has one decimal, and so has the estimate.
_RATE_ROUNDED = 0.1


def measure_of(cell: object) -> str | None:
    """None for the measures that are not used: other ages, lists, confidence limits."""
    return _MEASURES.get(re.sub(r" 65$", " 65 plus", normalise(cell)))  # also `65+`


def values(cells: pd.Series, used: pd.Series, header: str, aside: SetAside) -> pd.DataFrame:
    """`value`, missing where there is none, and then `absent`, the reason."""
    written = texts(cells.fillna(""))
    suppressed, nothing = written == _SUPPRESSED, written.isin(_NOTHING)
    value = numbers(cells)
    aside.add(used & ~(value >= 0) & ~suppressed & ~nothing, header, "not a number of 0 or more")
    absent = pd.Series(None, index=cells.index, dtype=object)
    absent = absent.mask(nothing, "not_submitted").mask(suppressed, "suppressed")
    return pd.DataFrame({"value": value.where(value >= 0), "absent": absent})


def set_aside_disagreeing(rows: pd.DataFrame, aside: SetAside) -> pd.DataFrame:
    """The rows that are good, each thing said once: an area may stand in several groups of areas.

    rows: `code`, `period`, `measure` and `value`.
    """
    good = rows.drop(aside.rows, errors="ignore")
    key = ["code", "period", "measure"]
    said = good.drop_duplicates([*key, "value"])
    disagree = good.set_index(key).index.isin(said[said.duplicated(key)].set_index(key).index)
    aside.add(
        pd.Series(disagree, index=good.index), "", "another row says something else of the same"
    )
    return good[~disagree].drop_duplicates(key)


def side_by_side(good: pd.DataFrame) -> pd.DataFrame:
    """One row per `code` and `period`: a column for each measure, and `absent` of the register.

    `sheet` and `row`, where the register stands in the file.
    """
    key = ["code", "period"]
    wide = good.pivot(index=key, columns="measure", values="value")
    wide = wide.reindex(columns=[REGISTER, ESTIMATE, RATE])
    registers = good[good["measure"] == REGISTER]
    said = located(registers).set_index(key)[["absent", *LOCATION_COLUMNS]]
    return said.join(wide).reset_index()


def rate_differs(found: pd.DataFrame) -> pd.Series:
    """Whether the published rate is not the register over the estimate, where all three stand."""
    rate = 100 * found[REGISTER] / found[ESTIMATE]
    return (rate - found[RATE]).abs() > _RATE_ROUNDED


def register_observations(found: pd.DataFrame) -> pd.DataFrame:
    """found: as `side_by_side`; without an estimate there is a register and no rate."""
    keys = pd.DataFrame(
        {
            "organisation": found["code"],
            "period_start": found["period"],
            "numerator": found[REGISTER],
            "absent_reason": found["absent"],
            **{each: found[each] for each in LOCATION_COLUMNS},
        }
    )
    parts = [observations(keys, indicator="dementia_register")]
    rated = found[ESTIMATE] > 0
    if rated.any():
        # Of one that is missing the other is of no use.
        estimate = found[ESTIMATE].where(found[REGISTER].notna())
        rates = keys.assign(denominator=estimate)[rated]
        parts.append(observations(rates, indicator="dementia_diagnosis"))
    return pd.concat(parts, ignore_index=True)
