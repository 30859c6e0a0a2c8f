"""What did analysts take from the monthly A&E figures, by provider and type?"""

from collections.abc import Set
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level
from data_access.ingest import ae_types
from data_access.ingest.cells import counts, is_sane, normalise, parse_month, texts
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, headings, month_of, table
from data_access.ingest.located import first_places, located
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats

TITLE = "A&E attendances by provider and type, derived by analysts from the published file"

_CODE, _TYPE, _ATTENDANCES, _OVER = "org code", "type", "attendances", "breaches"
# Admissions by type are those through A&E alone, which no indicator counts.
_COLUMNS = {_CODE, _TYPE, _ATTENDANCES, _OVER, "admissions"}
_PERIOD = ("period", "month", "date")
_MEMBERS = {"1": "type1", "2": "type2", "other": "other", "3": "other"}
_KEY = ["period_start", "code"]
_ODS_CODE = r"[A-Z0-9]{2,10}"
# England had over 200 providers of A&E in every month; a file with fewer is someone's extract.
_FEWEST_OF_A_NATION = 150


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    """Second-hand: they stand on the first day of their period, so that anything published wins."""
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = table(document, heading)
    aside = SetAside(source)
    rows = _rows(source, aside, document, context)
    set_aside_repeats(rows, [*_KEY, "member"], aside)
    if rows.drop(aside.rows).empty:
        raise aside.nothing_left()
    good, few = _whole(rows, aside), _few(rows)
    providers = _wide(good, "code")
    out = _excluded(providers)
    providers["excluded"] = pd.MultiIndex.from_frame(providers[_KEY]).isin(out)
    # England's four-hour figures are without the attendances of those.
    good["within"] = good["within"].where(~pd.MultiIndex.from_frame(good[_KEY]).isin(out), 0)
    england = _wide(_nation(good, rows.loc[aside.missed], few), "England")
    return Publication(
        kind="ae_derived",
        title=TITLE,
        publisher="NHS England",
        rows=len(source.body),
        stated_on=min(good["period_start"]),
        observations=ae_types.figures(pd.concat([providers, england], ignore_index=True)),
        organisations=[
            NewOrganisation(ENGLAND, "England", Level.COUNTRY),
            *(NewOrganisation(code, code, Level.TRUST) for code in providers["code"].unique()),
        ],
        members=ae_types.MEMBERS,
        rejected=aside.rejected(),
        warnings=_warnings(few, aside),
        period_rows=rows.groupby("period_start").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    """All of its columns but one, so that a file that lacks one is refused and not passed by."""
    return next((each for each in headings(document) if _is_header(set(each.names))), None)


def _is_header(names: Set[str]) -> bool:
    known = names & _COLUMNS
    return len(known) >= len(_COLUMNS) - 1 and names - known - {""} <= {*_PERIOD}


def _rows(source: Table, aside: SetAside, document: Document, context: ReadContext) -> pd.DataFrame:
    """One row per row of the file: `period_start`, `code`, `member`, `attendances`, `over`."""
    types = texts(source.column(_TYPE).fillna("")).map(normalise).str.removeprefix("type ")
    rows = pd.DataFrame(
        {
            "period_start": _periods(source, aside, document, context),
            "code": texts(source.column(_CODE).fillna("")).str.upper(),
            "member": types.map(_MEMBERS),
            "attendances": counts(source.column(_ATTENDANCES)),
            "over": counts(source.column(_OVER)),
        }
    )
    valid = rows["code"].str.fullmatch(_ODS_CODE).astype(bool)
    aside.add(~valid, source.header(_CODE), "not an ODS code, of 2 to 10 letters and digits")
    aside.add(rows["member"].isna(), source.header(_TYPE), "not one of 1, 2 and other")
    for name, header in (("attendances", _ATTENDANCES), ("over", _OVER)):
        aside.add(rows[name].isna(), source.header(header), "not a count")
    more = rows["over"] > rows["attendances"]
    aside.add(more, source.header(_OVER), "more than there were attendances")
    if not document.is_workbook and not document.text.endswith(("\n", "\r")):
        # What is missing at the end of the text may be the end of its last number.
        last = pd.Series(source.body.index == source.body.index[-1], index=source.body.index)
        aside.add(last, "", "not ended by a line break, so its last number may be cut")
    return rows


def _periods(source: Table, aside: SetAside, document: Document, context: ReadContext) -> pd.Series:
    place = source.place(*_PERIOD)
    if place is None:
        month: date = month_of(document, context)
        return pd.Series(month, index=source.body.index, dtype=object)
    months = source.body[place].map(lambda cell: parse_month("" if cell is None else cell))
    sane = months.map(lambda each: each is not None and is_sane(each)).astype(bool)
    aside.add(~sane, source.header(*_PERIOD), "not the first of a month")
    return months.astype(object)


def _whole(rows: pd.DataFrame, aside: SetAside) -> pd.DataFrame:
    """The good rows of providers of which no row of the month was set aside."""
    touched = pd.MultiIndex.from_frame(rows.loc[aside.missed, _KEY])
    good = rows.drop(aside.rows)
    good = good[~pd.MultiIndex.from_frame(good[_KEY]).isin(touched)]
    return good.assign(within=good["attendances"] - good["over"])


def _excluded(providers: pd.DataFrame) -> pd.MultiIndex:
    """The months and trusts of the field test that have no four-hour figures."""
    months = [
        each[ae_types.excluded(each, month)] for month, each in providers.groupby("period_start")
    ]
    return pd.MultiIndex.from_frame(pd.concat(months)[_KEY])


def _nation(good: pd.DataFrame, missed: pd.DataFrame, few: list[date]) -> pd.DataFrame:
    """The rows of months that are whole; none where it is not known which month lacks a row."""
    if missed["period_start"].isna().any():
        good = good.iloc[:0]
    short = good["period_start"].isin({*few, *missed["period_start"]})
    return good[~short].assign(England=ENGLAND)


def _few(rows: pd.DataFrame) -> list[date]:
    providers = rows.groupby("period_start")["code"].nunique()
    return list(providers.index[providers < _FEWEST_OF_A_NATION])


def _wide(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per organisation and month; a type that has no row there had nobody."""
    wide = rows.pivot_table(
        index=["period_start", by],
        columns="member",
        values=["attendances", "within", "over"],
        aggfunc="sum",
    )
    wide.columns = pd.Index([f"{measure}_{member}" for measure, member in wide.columns])
    every = [f"{measure}_{each}" for measure in ("attendances", "within", "over")
             for each in ae_types.TYPES]  # fmt: skip
    whole = wide.reindex(columns=every).fillna(0).join(_stood(rows, ["period_start", by]))
    return whole.reset_index().rename(columns={by: "code"}).assign(excluded=False)


def _stood(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Where the first row of each stands, and that of each type."""
    first = first_places(rows, by)
    typed = located(rows).pivot_table(index=by, columns="member", values="row", aggfunc="min")
    typed = typed.reindex(columns=list(ae_types.TYPES)).add_prefix("row_")
    return first.join(typed.T.fillna(first["row"]).T.astype("int64"))


def _warnings(few: list[date], aside: SetAside) -> list[str]:
    if few:
        return [
            f"Fewer than {_FEWEST_OF_A_NATION} providers: England's totals were left out, as they "
            "would be too small."
        ]
    if len(aside.missed):
        return ["Rows were set aside, so totals that would lack them were left out."]
    return []
