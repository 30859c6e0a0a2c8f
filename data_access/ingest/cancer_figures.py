"""How do rows of cancer counts become each standard's figures and its parts'?"""

import re
from collections.abc import Sequence

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from data_access.ingest.cancer_facts import SERIES, CancerFacts, gathered
from data_access.ingest.cancer_standards import STANDARDS, WAYS, tumour_member
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.located import summed
from data_access.ingest.observations import observations, ratios
from data_access.ingest.publication import NewOrganisation

TUMOUR_SITE = "tumour_site"
# Bits of a row's shape: which of its columns name a part and not all.
_SHAPE = {"cancer": 1, "way": 2, "modality": 4}
# By what is wanted, the shapes whose rows make it up, the ready-made first. Rows of one shape are
# the whole; rows of two shapes count the same people twice.
_MADE_FROM = {"": (0, 2, 1, 4, 3, 6, 5, 7), "way": (2, 3, 6, 7), "cancer": (1, 3, 5, 7)}
_BOARD_CODE = re.compile(r"Q[A-Z0-9]{2}")
_BOARD_NAME = re.compile(r"integrated care board|\bICB\b", re.IGNORECASE)
_HUB_NAME = re.compile(r"hub\b", re.IGNORECASE)


def figures(facts: CancerFacts, file: str, status: str, national: bool = True) -> pd.DataFrame:
    """Observations of each organisation and of England: the standard, its routes, its cancers.

    national: whether England may be added up where the file has no row for it.
    """
    rows = gathered(facts, file)
    missed = pd.concat(facts.missed, ignore_index=True).drop_duplicates()
    shapes = sum((rows[name] != "").astype(int) * bit for name, bit in _SHAPE.items())
    parts = [
        _wanted(series.assign(shape=shapes[series.index]), wanted, missed, national)
        for _, series in rows.groupby(
            ["indicator", "basis", "grain", _alike(rows, shapes)], sort=False
        )
        for wanted in _MADE_FROM
    ]
    found = pd.concat([part for part in parts if not part.empty], ignore_index=True)
    found = _once(found)
    counts = ratios(found["within"], found["total"])
    keys = found.drop(columns=["basis", "total", "within"])
    return observations(keys.rename(columns={"period": "period_start"}).join(counts), status=status)


def _alike(rows: pd.DataFrame, shapes: pd.Series) -> pd.Series:
    """By row: the same for periods whose rows have the same shapes, which are worked out as one."""
    marks = 2 ** (2 * shapes + (rows["code"] == ENGLAND)).astype(int)
    once = rows[SERIES].assign(mark=marks).drop_duplicates()
    marked = once.groupby(SERIES)["mark"].sum()
    return rows[SERIES].join(marked, on=SERIES)["mark"]


def _wanted(
    series: pd.DataFrame, wanted: str, missed: pd.DataFrame, national: bool
) -> pd.DataFrame:
    """One standard in periods alike: each organisation's figure of what is wanted; England's."""
    shape = next((each for each in _MADE_FROM[wanted] if (series["shape"] == each).any()), None)
    if shape is None:
        return series.iloc[:0]
    rows = series[series["shape"] == shape]
    same = [missed[name].isin(["", rows[name].iloc[0]]) for name in ("indicator", "basis")]
    short = missed[same[0] & same[1]]
    # A ready-made row is whole though others of its organisation were set aside.
    ready = shape == _MADE_FROM[wanted][0]
    lost = set() if ready else set(short["code"])
    if not (rows["code"] == ENGLAND).any() and national and short.empty:
        rows = pd.concat([rows, rows.assign(code=ENGLAND)])
    rows = rows[(rows["code"] != "") & ~rows["code"].isin(lost)]
    rows = rows.iloc[:0] if "" in lost else rows
    rows = rows.assign(organisation=rows["code"], **_member(rows, wanted))
    keys = [*SERIES, "organisation", "dimension", "member"]
    return summed(rows, keys, ["total", "within"])


def _member(rows: pd.DataFrame, wanted: str) -> dict[str, object]:
    if not wanted:
        return {"dimension": "", "member": ""}
    if wanted == "way":
        ways = {name: standard.ways for name, standard in STANDARDS.items()}
        return {"dimension": rows["indicator"].map(ways), "member": rows["way"]}
    return {"dimension": TUMOUR_SITE, "member": rows["cancer"].map(tumour_member)}


def _once(found: pd.DataFrame) -> pd.DataFrame:
    """England stands in both bases of a file; the provider's counts unknown commissioners too."""
    keys = ["indicator", "organisation", "dimension", "member", "grain", "period"]
    return found.sort_values("basis", ascending=False).drop_duplicates(keys).reset_index(drop=True)


def members(facts: CancerFacts) -> list[tuple[str, str, str]]:
    """The names of the routes, stages and cancer types there are."""
    rows = pd.concat(facts.rows, ignore_index=True)
    dimensions = {STANDARDS[indicator].ways for indicator in rows["indicator"].unique()}
    used = set(rows["way"])
    ways = [
        (dimension, member, name)
        for dimension in sorted(dimensions)
        for _, member, name in WAYS[dimension]
        if member in used
    ]
    cancers = [cancer for cancer in rows["cancer"].unique() if cancer]
    return [*ways, *((TUMOUR_SITE, tumour_member(cancer), cancer) for cancer in cancers)]


def organisations(facts: CancerFacts) -> list[NewOrganisation]:
    rows = pd.concat([each[["code", "name", "basis"]] for each in facts.rows])
    once = rows[~rows["code"].isin(["", ENGLAND])].drop_duplicates("code")
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(code, tidy_name(name) or code, _level(code, name, basis))
            for code, name, basis in once.to_numpy()
        ),
    ]


def _level(code: str, name: str, basis: str) -> Level:
    """Since July 2022 commissioners are integrated care boards, of codes as QU9."""
    if basis == "provider":
        return Level.TRUST
    if _HUB_NAME.search(name):
        return Level.OTHER_COMMISSIONER
    if _BOARD_CODE.fullmatch(code) or _BOARD_NAME.search(name):
        return Level.STP
    return commissioner_level(code, name)


def left_out(ended: Sequence[str]) -> list[str]:
    """The warning of a file that has figures outside a standard's months."""
    if not ended:
        return []
    return [
        "Ten cancer standards became three in October 2023, and neither is carried over to the "
        f"other's months. Left out: {', '.join(ended)}."
    ]


def short_totals(facts: CancerFacts, found: pd.DataFrame) -> list[str]:
    """The warning of standards whose total of England would lack rows that were set aside."""
    missed = pd.concat(facts.missed)["indicator"].replace("", "every standard").unique()
    headline = found[(found["organisation"] == ENGLAND) & (found["dimension"] == "")]
    short = sorted(set(missed) - set(headline["indicator"]))
    if not short:
        return []
    return [
        "Rows were set aside, so totals that would lack them were left out: England's of "
        f"{', '.join(short)}."
    ]
