"""What do the rows of cancer counts say in the project's words, and do they add up?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from dashboard.organisations import ENGLAND
from data_access.ingest.cancer_standards import cancer_of, way_of
from data_access.ingest.errors import FileRefused
from data_access.ingest.located import located
from data_access.ingest.rejects import SetAside

PARTS = ["way", "cancer", "modality"]
SERIES = ["indicator", "basis", "grain", "period"]
_MOST = 0.5


@dataclass(slots=True)
class CancerFacts:
    """What the tables of a file say, gathered.

    rows: `indicator`, `basis` (commissioner or provider), `grain`, `period`, `code` (ENGLAND, or ''
    where not known), `name`, `way`, `cancer`, `modality` ('' for all of them), `total`, `within`.
    missed: `indicator`, `basis`, `code` ('' where unread) of the rows that were set aside.
    """

    rows: list[pd.DataFrame] = field(default_factory=list)
    missed: list[pd.DataFrame] = field(default_factory=list)

    def add(self, rows: pd.DataFrame, missed: pd.DataFrame) -> None:
        self.rows.append(rows)
        self.missed.append(missed)


def classified(
    rows: pd.DataFrame, indicators: pd.Series, aside: SetAside, one_sheet: bool = False
) -> pd.DataFrame:
    """The same rows in the project's words for routes, stages and cancer types.

    Rows whose words are not known are set aside, and missing from what is returned.
    one_sheet: of one table about one thing. Where most of its rows are of all cancers, another
    word is one misspelt and no cancer type.
    """
    ways = _each(way_of, indicators, rows["way"])
    cancers = _each(partial(cancer_of, one_type=one_sheet), indicators, rows["cancer"])
    aside.add(ways.isna(), "route or stage", "not a route or stage that is known")
    aside.add(cancers.isna(), "cancer type", "not a cancer type")
    modality = rows["modality"].str.casefold().str.startswith("all").map({True: ""})
    odd = cancers.notna() & (cancers != "") & (one_sheet and (cancers == "").mean() > _MOST)
    aside.add(odd, "cancer type", "not all cancers, as in the other rows")
    known = rows.assign(
        way=ways, cancer=cancers, modality=modality.astype(object).fillna(rows["modality"])
    )
    return known[ways.notna() & cancers.notna() & ~odd]


def _each(
    read: Callable[[str, str], str | None], indicators: pd.Series, written: pd.Series
) -> pd.Series:
    pairs = list(zip(indicators, written, strict=True))
    said = {pair: read(*pair) for pair in set(pairs)}
    return pd.Series([said[pair] for pair in pairs], index=written.index, dtype=object)


def check_england(rows: pd.DataFrame, aside: SetAside, whole_needed: bool = False) -> None:
    """Refused where the organisations of a table do not add up to its row for England.

    Left alone where rows were set aside. whole_needed: refused too where there is no such row for
    all cancers.
    """
    if aside.missed.size:
        return
    keys = [*SERIES, *PARTS]
    is_england = rows["code"] == ENGLAND
    summed = rows[~is_england].groupby(keys)[["total", "within"]].sum()
    published = rows[is_england].assign(row=rows.index[is_england]).set_index(keys)
    published = published[["total", "within", "row"]].add_suffix("_england")
    lines = summed.join(published).reset_index()
    headline = (lines[["cancer", "modality"]] == "").all(axis=1)
    if whole_needed and (headline & lines["row_england"].isna()).any():
        raise aside.table.refusal("a row of England's total", "none")
    for column in ("total", "within"):
        said = lines[f"{column}_england"]
        wrong = lines[said.notna() & (said != lines[column])]
        if not wrong.empty:
            line = wrong.iloc[0]
            expected = f"{line[column]:,g} (the sum of the organisations)"
            found = f"{line[f'{column}_england']:,g}"
            raise aside.table.refusal(expected, found, int(line["row_england"]), column)


def gathered(facts: CancerFacts, file: str) -> pd.DataFrame:
    """Every row once. Refused where two sheets say something else of the same."""
    rows = pd.concat(map(located, facts.rows), ignore_index=True)
    who = rows["code"].where(rows["code"] != "", rows["name"])
    keys = rows[[*SERIES, *PARTS]].assign(who=who)
    rows = rows[~keys.join(rows[["total", "within"]]).duplicated()]
    again = keys.loc[rows.index].duplicated()
    if again.any():
        first = rows[again].iloc[0]
        raise FileRefused(
            file, f"one figure of {first['indicator']} for {who[again.idxmax()]}", "two"
        )
    return rows.reset_index(drop=True)


def missed_rows(facts: pd.DataFrame, aside: SetAside) -> pd.DataFrame:
    """`indicator`, `basis` and `code` of the rows that were set aside.

    facts: every row, good or not, with these three; '' where one could not be read.
    """
    return facts.reindex(aside.missed)[["indicator", "basis", "code"]].fillna("")
