"""What does the monthly series of psychological therapies say, by CCG and provider?"""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from dashboard.periods import short_month
from data_access.ingest.cells import counts, numbers, parse_day, parse_month, text, texts
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, headings, stated, table
from data_access.ingest.observations import observations
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats
from data_access.ingest.rounding import check_parts

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
_MEASURES = {**_COUNTS, **_RATES}
_NEEDED = (_CCG, _PROVIDER, _GROUP, _MONTH, *((name,) for name in _MEASURES.values()))
_MAY_LACK = 2
_PUBLISHED = ("publication date", "date of publication", "published", "published on")
_TITLE_ROWS = 40

_ENGLAND, _OF_CCG, _OF_PROVIDER, _OF_BOTH = "england", "ccg", "provider", "ccg/provider"
_GROUPS = (_ENGLAND, _OF_CCG, _OF_PROVIDER, _OF_BOTH)
_SUPPRESSED, _NOTHING = "*", {"-", ""}
# Where the commissioner that a provider wrote down is no commissioner.
_INVALID, _INVALID_NAME = "INVALID", "Commissioner not known"


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = table(document, heading)
    aside = SetAside(source)
    rows = _rows(source, aside)
    figures = {indicator: _figures(source, rows, indicator, aside) for indicator in _MEASURES}
    set_aside_repeats(rows, ["group", "ccg", "provider", "period"], aside)
    unchecked = set(rows.loc[aside.missed, "period"])
    good = rows.drop(aside.rows)
    if good.empty:
        raise source.refusal("rows that can be read", "none", heading.row)
    if None not in unchecked:
        for indicator in _COUNTS:
            _check(source, indicator, good.join(figures[indicator]), unchecked)
    published = _published(document)
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
        warnings=_unchecked_warning(unchecked),
    )


def _heading(document: Document) -> Heading | None:
    """Most of its columns, so that a file that lacks one is refused and not passed by."""
    for heading in headings(document):
        if sum(heading.has(*names) for names in _NEEDED) >= len(_NEEDED) - _MAY_LACK:
            return heading
    return None


def _rows(source: Table, aside: SetAside) -> pd.DataFrame:
    """Whose figures each row holds: `group`, `ccg`, `provider`, their names and `period`.

    Codes that a group does not break down are ''.
    """
    words = {
        name: texts(source.column(*names).fillna(""))
        for name, names in {"group": _GROUP, "ccg": _CCG, "provider": _PROVIDER}.items()
    }
    group = words["group"].str.casefold().str.replace(" ", "")
    by_ccg, by_provider = group.isin([_OF_CCG, _OF_BOTH]), group.isin([_OF_PROVIDER, _OF_BOTH])
    ccg_name, provider_name = (_names(source, names) for names in (_CCG_NAME, _PROVIDER_NAME))
    invalid = (words["ccg"] == "") & ccg_name.str.contains("invalid|not known|unknown", case=False)
    months = {cell: parse_month(cell) for cell in source.column(*_MONTH).unique()}
    rows = pd.DataFrame(
        {
            "group": group,
            "ccg": words["ccg"].mask(invalid, _INVALID).where(by_ccg, ""),
            "provider": words["provider"].where(by_provider, ""),
            "ccg_name": ccg_name.mask(invalid, _INVALID_NAME),
            "provider_name": provider_name,
            "period": source.column(*_MONTH).map(months).astype(object),
        }
    )
    rows["period"] = rows["period"].where(rows["period"].notna(), None)
    aside.add(~group.isin(_GROUPS), source.header(*_GROUP), "not a group that is known")
    aside.add(rows["period"].isna(), source.header(*_MONTH), "not a month")
    nobody = rows[["ccg", "provider"]].apply(lambda codes: codes.str.casefold()).isin(["", "all"])
    aside.add(by_ccg & nobody["ccg"], source.header(*_CCG), "no CCG code")
    aside.add(by_provider & nobody["provider"], source.header(*_PROVIDER), "no provider code")
    return rows


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
    name = _MEASURES[indicator]
    cells = source.column(name)
    written, header = texts(cells.fillna("")), source.header(name)
    figure = counts(cells) if indicator in _COUNTS else numbers(written.str.rstrip("%"))
    nothing, suppressed = written.isin(_NOTHING), written == _SUPPRESSED
    if indicator in _RATES:
        _refuse_shares(source, figure, header)
        aside.add(figure.notna() & ~figure.between(0, 100), header, "not between 0 and 100 %")
    else:
        _refuse_gaps(source, rows, figure, name)
    aside.add(figure.isna() & ~nothing & ~suppressed, header, "not a figure, * or -")
    silent = rows.loc[nothing & (rows["group"] == _OF_PROVIDER), ["provider", "period"]]
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
    gaps = (rows["group"] == _ENGLAND) & figure.isna()
    if gaps.any():
        row = gaps.idxmax()
        found = f'"{text(source.column(name)[row])}"'
        raise source.refusal("England's count", found, row, source.header(name))


def _check(source: Table, indicator: str, rows: pd.DataFrame, unchecked: set[date]) -> None:
    """CCGs and providers against England, and both against their rows by one another."""
    rows = rows[~rows["period"].isin(unchecked)].rename(columns={"figure": "count"})
    rows = rows.assign(hidden=rows["absent"] == "suppressed", row=rows.index)
    groups = {group: rows[rows["group"] == group] for group in _GROUPS}
    header = source.header(_COUNTS[indicator])
    months = set(rows["period"]) - set(groups[_ENGLAND]["period"])
    if months:
        missing = f"a row of England in {short_month(min(months))}"
        raise source.refusal(missing, "none", column=source.header(*_GROUP))
    for whole, part, key, rounded in (
        (_ENGLAND, _OF_CCG, ["period"], False),
        (_ENGLAND, _OF_PROVIDER, ["period"], False),
        (_OF_CCG, _OF_BOTH, ["period", "ccg"], True),
        (_OF_PROVIDER, _OF_BOTH, ["period", "provider"], True),
    ):
        if not groups[part].empty:
            check_parts(
                source,
                header,
                groups[whole].set_index(key)[["row", "count"]],
                groups[part].set_index(key)[["count", "hidden"]],
                rounded=rounded,
                every=whole == _ENGLAND,
            )


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
            "provider": good["provider"].where(good["group"] == _OF_BOTH, ""),
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
    own = good.assign(own=good["group"] != _OF_BOTH)
    latest = own.sort_values(["period", "own"], kind="stable")
    ccgs = latest[latest["ccg"] != ""].drop_duplicates("ccg", keep="last")
    providers = latest[latest["provider"] != ""].drop_duplicates("provider", keep="last")
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(code, tidy_name(name) or code, commissioner_level(code, name))
            for code, name in ccgs[["ccg", "ccg_name"]].to_numpy()
        ),
        *(
            NewOrganisation(code, tidy_name(name) or code, Level.TRUST)
            for code, name in providers[["provider", "provider_name"]].to_numpy()
        ),
    ]


def _unchecked_warning(unchecked: set[date | None]) -> list[str]:
    if not unchecked:
        return []
    known = ", ".join(short_month(month) for month in sorted(filter(None, unchecked)))
    months = "any month" if None in unchecked else known
    return [f"Rows were set aside, so England's totals could not be checked for {months}."]
