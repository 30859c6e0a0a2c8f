"""What does the monthly series of psychological therapies say, by CCG and provider?"""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from dashboard.organisations import ENGLAND
from data_access.ingest.cells import (
    counts,
    is_blank,
    is_sane,
    numbers,
    parse_day,
    parse_month,
    text,
    texts,
)
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.iapt_totals import (
    GROUPS,
    KEY,
    OF_BOTH,
    OF_CCG,
    OF_ENGLAND,
    OF_PROVIDER,
    check_counts,
    missing_warning,
)
from data_access.ingest.layout import Heading, Table, early_warning, headings, stated, table
from data_access.ingest.named import commissioners_and_providers, latest_names
from data_access.ingest.observations import observations
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats
from data_access.ingest.unchecked import unchecked_months_by_place, unchecked_warning

TITLE = "IAPT monthly activity, waiting times and outcomes"

_CCG = ("ccg code", "commissioner code", "sub icb location code")
_CCG_NAME = ("ccg name", "commissioner name", "sub icb location name")
_PROVIDER = ("provider code",)
_PROVIDER_NAME = ("provider name",)
_GROUP = ("group type",)
_MONTH = ("month year", "month", "reporting month", "reporting period", "period")
_COUNTS = {
    "iapt_referrals": "referrals received",
    "iapt_entering_treatment": "first treatment",
    "iapt_finished_course": "finished a course of treatment",
}
# Published as percentages of counts that are not given, so they can be drawn and never added.
_RATES = {
    "iapt_6week": "first treatment within 6 weeks finished a course of treatment",
    "iapt_18week": "first treatment within 18 weeks finished a course of treatment",
    "iapt_recovery": "recovery rate",
}
# A file may lack these.
_MORE_RATES = {
    "talking_therapies_reliable_recovery": "reliable recovery rate",
    "talking_therapies_reliable_improvement": "improvement rate",
}
_MEASURES = {**_COUNTS, **_RATES}
_EVERY_MEASURE = {**_MEASURES, **_MORE_RATES}
_KEYS = (_CCG, _PROVIDER, _GROUP, _MONTH)
_MAY_LACK = 2
_PUBLISHED = ("publication date", "date of publication", "published", "published on")
_TITLE_ROWS = 40

_SUPPRESSED, _NOTHING = "*", {"-", ""}
# Where the commissioner that a provider wrote down is no commissioner.
_INVALID, _INVALID_NAME = "INVALID", "Commissioner not known"


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = _without_notes(table(document, heading))
    published = _published(document)
    aside = SetAside(source)
    rows = _rows(source, aside)
    figures = {indicator: _figures(source, rows, indicator, aside) for indicator in _COUNTS}
    set_aside_repeats(rows, KEY, aside)
    counted = rows.drop(aside.rows)
    unchecked = unchecked_months_by_place(rows, KEY[:-1], aside)
    rates = [*_RATES, *(each for each, name in _MORE_RATES.items() if heading.has(name))]
    figures |= {indicator: _figures(source, rows, indicator, aside) for indicator in rates}
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    for indicator in _COUNTS:
        check_counts(source, _COUNTS[indicator], counted.join(figures[indicator]), unchecked)
    return Publication(
        kind="iapt_monthly",
        title=TITLE,
        publisher="NHS Digital",
        rows=len(source.body),
        published_on=published,
        stated_on=published,
        observations=_observations(good, figures),
        organisations=_organisations(good),
        rejected=aside.rejected(),
        warnings=[
            *unchecked_warning(unchecked),
            *missing_warning(good),
            *early_warning(good["period"].unique(), published),
        ],
    )


def _heading(document: Document) -> Heading | None:
    """Most of its columns, or those that make it, so that a file that lacks some is refused."""
    for heading in headings(document):
        keys = heading.met(_KEYS)
        measures = sum(heading.has(name) for name in _MEASURES.values())
        most = keys + measures >= len(_KEYS) + len(_MEASURES) - _MAY_LACK
        if most or (keys >= len(_KEYS) - 1 and heading.has(*_GROUP) and measures):
            return heading
    return None


def _without_notes(source: Table) -> Table:
    """A row without a month, a known group or any figure is a line of text, and none of data."""
    measures = [source.column(name).name for name in _MEASURES.values()]
    empty = source.body[measures].apply(is_blank).all(axis=1) & is_blank(source.column(*_MONTH))
    grouped = source.column(*_GROUP).map(_group_of).isin(GROUPS)
    return replace(source, body=source.body[~empty | grouped])


def _group_of(cell: Cell) -> str:
    """Sub-ICB locations take the place of CCGs from July 2022."""
    said = re.sub(r"[^a-z/]", "", text("" if cell is None else cell).casefold())
    return re.sub(r"^(?:subicblocation|subicb|sicbl)", "ccg", said)


def _rows(source: Table, aside: SetAside) -> pd.DataFrame:
    """Whose figures each row holds: `group`, `ccg`, `provider`, their names and `period`.

    Codes that a group does not break down are ''.
    """
    group = source.column(*_GROUP).map(_group_of).astype(object)
    words = {
        name: texts(source.column(*names).fillna(""))
        for name, names in {"ccg": _CCG, "provider": _PROVIDER}.items()
    }
    by_ccg, by_provider = group.isin([OF_CCG, OF_BOTH]), group.isin([OF_PROVIDER, OF_BOTH])
    ccg_name, provider_name = (_names(source, names) for names in (_CCG_NAME, _PROVIDER_NAME))
    invalid = (words["ccg"] == "") & ccg_name.str.contains("invalid|not known|unknown", case=False)
    rows = pd.DataFrame(
        {
            "group": group,
            "ccg": words["ccg"].mask(invalid, _INVALID).where(by_ccg, ""),
            "provider": words["provider"].where(by_provider, ""),
            "ccg_name": ccg_name.mask(invalid, _INVALID_NAME),
            "provider_name": provider_name,
            "period": _periods(source, aside),
        }
    )
    aside.add(~group.isin(GROUPS), source.header(*_GROUP), "not a group that is known")
    nobody = rows[["ccg", "provider"]].apply(lambda codes: codes.str.casefold()).isin(["", "all"])
    aside.add(by_ccg & nobody["ccg"], source.header(*_CCG), "no CCG code")
    aside.add(by_provider & nobody["provider"], source.header(*_PROVIDER), "no provider code")
    return rows


def _periods(source: Table, aside: SetAside) -> pd.Series:
    column, header = source.column(*_MONTH), source.header(*_MONTH)
    months = {cell: parse_month(cell) for cell in column.unique()}
    periods = column.map(months).astype(object)
    aside.add(periods.isna(), header, "not a month such as Feb 2020")
    known = {cell: month for cell, month in months.items() if month}
    odd = [cell for cell, month in known.items() if not is_sane(month)]
    aside.add(column.isin(odd), header, "not a month from 1990 to 2100")
    return periods.where(periods.notna() & ~column.isin(odd), None)


def _names(source: Table, names: tuple[str, ...]) -> pd.Series:
    if source.place(*names) is None:
        return pd.Series("", index=source.body.index, dtype=object)
    return texts(source.column(*names).fillna(""))


def _figures(source: Table, rows: pd.DataFrame, indicator: str, aside: SetAside) -> pd.DataFrame:
    """`figure`, missing where there is none, and then `absent`, the reason.

    `*` is a count under 5, by the file's notes. They do not explain `-`. It always fills all
    measures of a row, and totals hold without it, so it is nothing received: from a provider, not
    submitted; for a commissioner, no activity where the provider did submit.
    """
    name = _EVERY_MEASURE[indicator]
    cells = source.column(name)
    written, header = texts(cells.fillna("")), source.header(name)
    figure = counts(cells) if indicator in _COUNTS else numbers(written.str.rstrip("%"))
    nothing, suppressed = written.isin(_NOTHING), written == _SUPPRESSED
    if indicator not in _COUNTS:
        _refuse_shares(source, figure, header)
        aside.add(figure.notna() & ~figure.between(0, 100), header, "not between 0 and 100 %")
    else:
        _refuse_gaps(source, rows, figure, name)
    aside.add(figure.isna() & ~nothing & ~suppressed, header, "not a figure, * or -")
    silent = rows.loc[nothing & (rows["group"] == OF_PROVIDER), ["provider", "period"]]
    from_silent = pd.MultiIndex.from_frame(rows[["provider", "period"]]).isin(
        pd.MultiIndex.from_frame(silent)
    )
    absent = pd.Series(np.where(from_silent, "not_submitted", "no_activity"), rows.index, object)
    absent = absent.mask(suppressed, "suppressed").where(nothing | suppressed, None)
    return pd.DataFrame({"figure": figure, "absent": absent})


def _refuse_shares(source: Table, figure: pd.Series, header: str) -> None:
    """Fractions would be drawn as less than one per cent."""
    if figure.notna().any() and figure.max() <= 1:
        row = int(figure.first_valid_index() or 0)
        raise source.refusal("percentages (0 to 100)", "fractions (0 to 1)", row, header)


def _refuse_gaps(source: Table, rows: pd.DataFrame, figure: pd.Series, name: str) -> None:
    """England's counts are exact and never suppressed; the others are checked against them."""
    gaps = (rows["group"] == OF_ENGLAND) & figure.isna()
    if gaps.any():
        row = gaps.idxmax()
        found = f'"{text(source.column(name)[row])}"'
        raise source.refusal("England's count", found, row, source.header(name))


def _published(document: Document) -> date | None:
    for sheet in document.sheets:
        if (said := stated(document.rows(sheet, _TITLE_ROWS), *_PUBLISHED)) and (
            day := parse_day(said[1])
        ):
            return day
    return None


def _observations(good: pd.DataFrame, figures: dict[str, pd.DataFrame]) -> pd.DataFrame:
    named = good["ccg"].where(good["ccg"] != "", good["provider"]).replace("", ENGLAND)
    keys = pd.DataFrame(
        {
            "organisation": named,
            "provider": good["provider"].where(good["group"] == OF_BOTH, ""),
            "period_start": good["period"],
        }
    )
    return pd.concat(
        [
            observations(
                keys.assign(
                    absent_reason=each["absent"],
                    **{"numerator" if indicator in _COUNTS else "value": each["figure"]},
                ),
                indicator=indicator,
            )
            for indicator, each in figures.items()
        ],
        ignore_index=True,
    )


def _organisations(good: pd.DataFrame) -> list[NewOrganisation]:
    """Each with its latest name, that of its own group's row before others of the month."""
    own = good.assign(own=good["group"] != OF_BOTH)
    latest = own.sort_values(["period", "own"], kind="stable")
    return commissioners_and_providers(
        latest_names(latest, "ccg"), latest_names(latest, "provider")
    )
