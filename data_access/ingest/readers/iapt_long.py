"""What do the later monthly files of talking therapies say, one line for each measure?"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from dashboard.periods import short_month
from data_access.ingest.cells import numbers, parse_day, texts
from data_access.ingest.columns import months, optional_words, set_aside_ragged, words
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.large_table import large_table
from data_access.ingest.layout import Heading, Table, headings, nearly_whole
from data_access.ingest.located import located
from data_access.ingest.named import commissioners_and_providers, latest_names
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats
from data_access.ingest.therapy_measures import COUNTS, measure_of, measures, therapy_observations
from data_access.ingest.unchecked import unchecked_months, unchecked_warning

# Built from the documented layout: no file of it was at hand.
TITLE = "Talking therapies (IAPT) monthly activity and performance"

_START, _END = ("reporting period start",), ("reporting period end",)
_GROUP, _FIRST, _SECOND = ("group type",), ("org code1", "org code 1"), ("org code2", "org code 2")
_NAMES = (("org name1", "org name 1"), ("org name2", "org name 2"))
_NUMBER, _MEASURE = ("measure id",), ("measure name",)
_VALUE = ("measure value suppressed", "measure value")
_NEEDED = (_START, _GROUP, _FIRST, _SECOND, _NUMBER, _MEASURE, _VALUE)
_A_MONTH = "a date such as 01/01/2021, the first of a month"

# Groups of lines by the letters of their name; those of other areas are passed over.
_COMMISSIONER, _PROVIDER, _BOTH, _BOARD = "commissioner", "provider", "both", "board"
_GROUPS = {
    "england": ENGLAND,
    "ccg": _COMMISSIONER,
    "subicb": _COMMISSIONER,
    "subicblocation": _COMMISSIONER,
    "provider": _PROVIDER,
    "ccgprovider": _BOTH,
    "subicbprovider": _BOTH,
    "subicblocationprovider": _BOTH,
    "stp": _BOARD,
    "icb": _BOARD,
}
_PARTS = {_COMMISSIONER: "commissioners", _PROVIDER: "providers", _BOTH: "lines by both"}
_NOBODY = ["", "ALL", "NULL", "NA", "N/A", "NONE", "-", "ENGLAND"]
# Where the commissioner that a provider wrote down is no commissioner.
_INVALID, _INVALID_NAME = "INVALID", "Commissioner not known"
_KEY = ["group", "commissioner", "provider", "period"]
# A count to the nearest 5 is at most 2 away; one under 5 is suppressed. People whose commissioner
# is not known may be in England's line alone.
_ROUNDED_AWAY, _MOST_SUPPRESSED, _MOST_UNKNOWN = 2, 4, 0.02


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    whole = large_table(document, heading)
    source = _useful(whole)
    aside = SetAside(source)
    rows = _rows(source, aside)
    set_aside_repeats(rows, [*_KEY, "measure"], aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    unchecked = unchecked_months(source.column(*_START), set(good["period"]), aside)
    _check_england(source, good[~good["period"].isin(unchecked)])
    return Publication(
        kind="iapt_long",
        title=TITLE,
        publisher="NHS England",
        rows=len(whole.body),
        observations=_observations(good),
        organisations=_organisations(good),
        rejected=aside.rejected(),
        warnings=unchecked_warning(unchecked),
        period_rows=good.groupby("period").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    return nearly_whole(headings(document), _NEEDED)


def _useful(source: Table) -> Table:
    """Lines of the measures and groups that are used, and those that are torn: a tenth of all."""
    groups = source.column(*_GROUP)
    grouped = groups.map({each: _group_of(each) is not None for each in groups.unique()})
    torn = SetAside(source)
    set_aside_ragged(source, torn)
    useful = (_measures(source).notna() & grouped) | groups.index.isin(torn.rows)
    return replace(source, body=source.body[useful])


def _group_of(cell: object) -> str | None:
    return _GROUPS.get(re.sub(r"[^a-z]", "", str(cell).casefold()))


def _measures(source: Table) -> pd.Series:
    pairs = pd.Series(
        zip(words(source, *_NUMBER), words(source, *_MEASURE), strict=True),
        index=source.body.index,
        dtype=object,
    )
    return pairs.map({each: measure_of(*each) for each in pairs.unique()}).astype(object)


def _rows(source: Table, aside: SetAside) -> pd.DataFrame:
    """One row per line, good or not: the columns of `_KEY`, `commissioner_name`, `provider_name`,
    `measure`, `value` and `absent`. Codes that a group does not break down are ''."""
    set_aside_ragged(source, aside)
    group = source.column(*_GROUP).map(_group_of).astype(object)
    first, second = (words(source, *names).str.upper() for names in (_FIRST, _SECOND))
    names = [optional_words(source, *each) for each in _NAMES]
    by_area, by_provider = (
        group.isin([_COMMISSIONER, _BOARD, _BOTH]),
        group.isin([_PROVIDER, _BOTH]),
    )
    # A provider's line has its code in the second column, or in the one that is filled.
    moved = (group == _PROVIDER) & second.isin(_NOBODY)
    invalid = by_area & (first + " " + names[0]).str.contains(
        "invalid|unspecified|unknown", case=False
    )
    rows = pd.DataFrame(
        {
            "group": group,
            "commissioner": first.mask(invalid, _INVALID).where(by_area, ""),
            "provider": second.mask(moved, first).where(by_provider, ""),
            "commissioner_name": names[0].mask(invalid, _INVALID_NAME),
            "provider_name": names[1].mask(moved, names[0]),
            "period": _periods(source, aside),
            "measure": _measures(source),
        }
    )
    for unnamed, names_of, what in (
        (by_area & rows["commissioner"].isin(_NOBODY), _FIRST, "commissioner"),
        (by_provider & rows["provider"].isin(_NOBODY), _SECOND, "provider"),
    ):
        aside.add(unnamed, source.header(*names_of), f"no {what} code")
    return rows.join(_values(source, rows, aside))


def _periods(source: Table, aside: SetAside) -> pd.Series:
    periods = months(source, aside, _A_MONTH, *_START)
    if source.place(*_END) is not None:
        ends = source.column(*_END)
        last = ends.map({each: parse_day(each) for each in ends.unique()})
        apart = [_is_longer(*each) for each in zip(periods, last, strict=True)]
        reason = "not the last day of the month that the line begins in"
        aside.add(pd.Series(apart, index=periods.index), source.header(*_END), reason)
    return periods


def _is_longer(start: date | None, end: date | None) -> bool:
    return start is not None and (
        end is None or end != start.replace(day=monthrange(start.year, start.month)[1])
    )


def _values(source: Table, rows: pd.DataFrame, aside: SetAside) -> pd.DataFrame:
    """`value`, and `absent` where there is none: `*` stands for a count under 5."""
    cells, header = source.column(*_VALUE), source.header(*_VALUE)
    written = texts(cells.fillna("")).str.rstrip("%").str.upper()
    value = numbers(written)
    suppressed, nothing = written == "*", written.isin(_NOBODY)
    share = rows["measure"].str.endswith("%").fillna(False).astype(bool)
    aside.add(~(value >= 0) & ~suppressed & ~nothing, header, "not a number of 0 or more, * or -")
    aside.add(share & (value > 100), header, "not between 0 and 100 %")
    if value[share].notna().any() and value[share].max() <= 1:
        row = int(value[share].first_valid_index() or 0)
        raise source.refusal("percentages (0 to 100)", "fractions (0 to 1)", row, header)
    absent = pd.Series(None, index=cells.index, dtype=object)
    absent = absent.mask(nothing, "no_activity")
    absent = absent.mask(nothing & (rows["group"] == _PROVIDER), "not_submitted")
    return pd.DataFrame({"value": value, "absent": absent.mask(suppressed, "suppressed")})


def _check_england(source: Table, good: pd.DataFrame) -> None:
    """Refused where a month lacks England's counts, or its parts cannot add up to them."""
    for measure in COUNTS.values():
        counted = good[good["measure"] == measure]
        england = counted[counted["group"] == ENGLAND].set_index("period")["value"]
        for (period, group), part in counted.groupby(["period", "group"]):
            if group not in _PARTS:
                continue
            if period not in england.index or pd.isna(england[period]):
                expected = f"England's {measure} in {short_month(period)}"
                raise source.refusal(expected, "none", column=source.header(*_GROUP))
            shown, hidden = part["value"].notna().sum(), (part["absent"] == "suppressed").sum()
            total, away = part["value"].sum(), _ROUNDED_AWAY * shown
            most = (total + away + _MOST_SUPPRESSED * hidden) * (1 + _MOST_UNKNOWN)
            if not total - away <= england[period] <= most:
                raise source.refusal(
                    f"between {total - away:,.0f} and {most:,.0f} {measure} in "
                    f"{short_month(period)} (by the {_PARTS[str(group)]})",
                    f"{england[period]:,.0f}",
                    int(counted.index[counted["group"] == ENGLAND][0]),
                    source.header(*_VALUE),
                )


def _observations(good: pd.DataFrame) -> pd.DataFrame:
    good = located(good)
    value, absent, row = (
        good.pivot(index=_KEY, columns="measure", values=each).reindex(columns=measures())
        for each in ("value", "absent", "row")
    )
    keys = value.index.to_frame(index=False).assign(sheet=good["sheet"].iloc[0])
    value, row = value.reset_index(drop=True), row.reset_index(drop=True)
    absent = absent.reset_index(drop=True).astype(object)
    area = keys["commissioner"].where(keys["commissioner"] != "", keys["provider"])
    keys = keys.assign(
        organisation=area.mask(keys["group"] == ENGLAND, ENGLAND),
        provider=keys["provider"].where(keys["group"] == _BOTH, ""),
        period_start=keys["period"],
    )
    columns = ["organisation", "provider", "period_start", "sheet"]
    return therapy_observations(keys[columns], value, absent, row)


def _organisations(good: pd.DataFrame) -> list[NewOrganisation]:
    latest = good.sort_values("period", kind="stable")
    boards = latest[latest["group"] == _BOARD]
    commissioners = latest[latest["group"].isin([_COMMISSIONER, _BOTH])]
    return [
        *commissioners_and_providers(
            latest_names(commissioners, "commissioner"), latest_names(latest, "provider")
        ),
        *(
            NewOrganisation(code, tidy_name(name) or code, Level.STP)
            for code, name in latest_names(boards, "commissioner")
        ),
    ]
