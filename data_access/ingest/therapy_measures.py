"""Which figures of talking therapies do published counts and percentages make?"""

import re

import numpy as np
import pandas as pd

from data_access.ingest.observations import observations

# By its number, and by its name where a year numbers it otherwise: `First treatment` became
# `Accessing services` in 2023.
_BY_NUMBER = {
    "M001": "referrals",
    "M031": "entering",
    "M052": "within 6",
    "M053": "within 6 %",
    "M054": "within 18",
    "M055": "within 18 %",
    "M076": "finished",
    "M179": "not at caseness",
    "M191": "recovered",
    "M192": "recovered %",
    "M193": "reliably recovered",
    "M195": "reliably recovered %",
}
_BY_NAME = {
    "referralsreceived": "referrals",
    "firsttreatment": "entering",
    "firsttreatment6weeksfinishedcoursetreatment": "within 6",
    "firsttreatment18weeksfinishedcoursetreatment": "within 18",
    "finishedcoursetreatment": "finished",
    "notatcaseness": "not at caseness",
    "recovery": "recovered",
    "reliablerecovery": "reliably recovered",
    "reliableimprovement": "reliably improved",
}
COUNTS = {
    "iapt_referrals": "referrals",
    "iapt_entering_treatment": "entering",
    "iapt_finished_course": "finished",
}
# Of those who finished, or of those among them who were at caseness when they began.
_OF_FINISHED = {
    "iapt_6week": "within 6",
    "iapt_18week": "within 18",
    "talking_therapies_reliable_improvement": "reliably improved",
}
_OF_CASES = {
    "iapt_recovery": "recovered",
    "talking_therapies_reliable_recovery": "reliably recovered",
}


def measure_of(number: str, name: str) -> str | None:
    """None for a measure that is not used. Percentages end in `%`."""
    if known := _BY_NUMBER.get(number.strip().upper()):
        return known
    kind, _, what = re.sub(r"[^a-z0-9_]", "", name.casefold()).partition("_")
    found = _BY_NAME.get(what.replace("_", "").replace("accessingservices", "firsttreatment"))
    return {"count": found, "percentage": found and f"{found} %"}.get(kind)


def measures() -> list[str]:
    """Every measure that is used: a count, and where there is one its percentage."""
    shares = [*_OF_FINISHED.values(), *_OF_CASES.values()]
    return [*COUNTS.values(), "not at caseness", *shares, *(f"{each} %" for each in shares)]


def therapy_observations(
    keys: pd.DataFrame, value: pd.DataFrame, absent: pd.DataFrame, row: pd.DataFrame
) -> pd.DataFrame:
    """keys: `organisation`, `provider`, `period_start` and `sheet`, one row per place and month.

    value, absent, row: the same rows with a column for each measure; where there is no figure,
    `absent` has the reason, and nothing where the file has no such line, which has no `row`.
    Counts are kept where both are published, or else the percentage: parts rounded to the nearest
    5 may exceed their whole, and then make none.
    """
    parts = [
        _counts(keys.assign(row=row[measure]), value[measure], absent[measure], indicator)
        for indicator, measure in COUNTS.items()
    ]
    cases = value["finished"] - value["not at caseness"]
    unsaid = absent["finished"].fillna(absent["not at caseness"])
    for measures, whole, why in (
        (_OF_FINISHED, value["finished"], absent["finished"]),
        (_OF_CASES, cases, unsaid),
    ):
        for indicator, measure in measures.items():
            share, reason = value[f"{measure} %"], absent[f"{measure} %"]
            reasons = absent[measure].fillna(reason).fillna(why)
            # A share stands where its numerator does, else where its percentage or its whole does.
            stood = row[measure].fillna(row[f"{measure} %"]).fillna(row["finished"])
            located = keys.assign(row=stood)
            parts.append(_ratio(located, (value[measure], whole, share), reasons, indicator))
    return pd.concat([part for part in parts if not part.empty], ignore_index=True)


def _counts(keys: pd.DataFrame, count: pd.Series, why: pd.Series, indicator: str) -> pd.DataFrame:
    said = count.notna() | why.notna()
    found = keys.assign(numerator=count, absent_reason=why.where(count.isna(), None))
    return observations(found[said], indicator=indicator)


def _ratio(
    keys: pd.DataFrame,
    figures: tuple[pd.Series, pd.Series, pd.Series],
    why: pd.Series,
    indicator: str,
) -> pd.DataFrame:
    """figures: numerator, denominator and published percentage."""
    part, whole, share = figures
    counted = part.notna() & (whole > 0) & (part <= whole)
    nobody = (part == 0) & (whole == 0)
    shared = ~counted & ~nobody & share.notna()
    reason = why.where(~(counted | shared), None).mask(nobody, "no_activity")
    found = keys.assign(
        numerator=part.where(counted | nobody),
        denominator=whole.where(counted | nobody),
        value=share.where(shared, np.nan),
        absent_reason=reason,
    )
    return observations(found[counted | shared | reason.notna()], indicator=indicator)
