"""What do the monthly files of recorded dementia say, by CCG and by local authority?"""

import re
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from dashboard.periods import short_month
from data_access.ingest.cells import normalise
from data_access.ingest.columns import months, optional_words, words
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.large_table import large_table
from data_access.ingest.layout import Heading, Table, headings
from data_access.ingest.local_authorities import authority_name, find_authority, is_authority
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.registers import (
    ESTIMATE,
    REGISTER,
    measure_of,
    rate_differs,
    register_observations,
    set_aside_disagreeing,
    side_by_side,
    values,
)
from data_access.ingest.rejects import SetAside
from data_access.ingest.unchecked import unchecked_months, unchecked_warning

TITLE = "Recorded dementia diagnoses, by area"

_TYPE, _NAME, _DATE = ("org type",), ("name", "org name"), ("ach date", "date")
_CODE = ("org code", "ons code")
_MEASURE, _VALUE = ("measure",), ("value",)
_REGISTER, _ESTIMATE = ("value register",), ("value estimate",)
_LONG = (_TYPE, _CODE, _NAME, _DATE, _MEASURE, _VALUE)
_WIDE = (_TYPE, _NAME, _DATE, _REGISTER, _ESTIMATE)
_NOT_THE_RATE = "not the register that the published rate is made of"
_A_MONTH = "a date such as 2017-04-30, the last of a month"
# Counties are their lower tiers' sum; a unitary authority stands in both tiers.
_LOWER_TIER = "ltla"
_AUTHORITIES = {_LOWER_TIER, "utla", "cc"}
_COUNTRY = {"ENG", ENGLAND}
_STP, _REGION = re.compile(r"Q\w\w"), re.compile(r"Y\d\d")
# A practice may be in no area, and parts are rounded apart from their whole.
_MOST_APART = 0.001


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = large_table(document, heading)
    aside = SetAside(source)
    rows = _rows(source, context, aside)
    good = set_aside_disagreeing(rows, aside)
    found = side_by_side(good)
    wrong = found.loc[rate_differs(found), "row"]
    aside.add(source.body.index.to_series().isin(wrong), source.header(*_VALUE), _NOT_THE_RATE)
    found = found[~found["row"].isin(aside.rows)]
    if found.empty:
        raise aside.nothing_left()
    return Publication(
        kind="dementia",
        title=TITLE,
        publisher="NHS Digital",
        rows=len(source.body),
        observations=register_observations(found),
        organisations=_organisations(good[good["code"].isin(found["code"])]),
        rejected=aside.rejected(),
        warnings=_check_england(source, rows, aside),
        period_rows=good.groupby("period").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    """All of its columns but one, so that a file that lacks one is refused and not passed by."""
    for heading in headings(document):
        for needed in (_LONG, _WIDE):
            if heading.met(needed) >= len(needed) - 1 and not heading.has("practice code"):
                # The other columns of the long file could be those of any statistic.
                said = needed is _WIDE or document.is_workbook or "DEMENTIA" in document.top
                return heading if said else None
    return None


def _rows(source: Table, context: ReadContext, aside: SetAside) -> pd.DataFrame:
    """One row per figure that is of use, labelled by its row in the file, good or not.

    `kind` (the file's, normalised), `level`, `code`, `name`, `period`, `measure`, `value`,
    `absent`.
    """
    places = _places(source, context, aside)
    parts = _measures(source)
    figures = []
    for measure, column in parts:
        used = places["level"].notna() & measure.notna()
        value = values(source.body[column], used, source.heading.written[column], aside)
        figures.append(places.assign(measure=measure).join(value)[used])
    return pd.concat(figures)


def _places(source: Table, context: ReadContext, aside: SetAside) -> pd.DataFrame:
    kinds, names = words(source, *_TYPE).map(normalise), optional_words(source, *_NAME)
    if source.place(*_REGISTER, *_ESTIMATE) is None:
        codes = words(source, *_CODE).str.upper()
    else:
        known = {name: find_authority(context, name) or "" for name in names.unique()}
        codes = names.map(known).astype(object)
    levels = [_level(*each) for each in zip(kinds, codes, strict=True)]
    level = pd.Series(levels, index=source.body.index, dtype=object)
    unknown = kinds.isin(_AUTHORITIES) & level.isna()
    column = source.header(*_CODE) if source.place(*_CODE) is not None else source.header(*_NAME)
    aside.add(unknown, column, "not a local authority that is known")
    return pd.DataFrame(
        {
            "kind": kinds,
            "level": level,
            "code": codes.mask(level == Level.COUNTRY, ENGLAND),
            "name": names,
            "period": months(source, aside, _A_MONTH, *_DATE),
        }
    )


def _level(kind: str, code: str) -> Level | None:
    """None for areas of which nothing is kept: clusters, deciles, regions of other kinds."""
    if kind.startswith("country") or code in _COUNTRY:
        return Level.COUNTRY
    if kind in _AUTHORITIES:
        return Level.LOCAL_AUTHORITY if is_authority(code) else None
    if kind.startswith(("ccg", "sub icb", "subicb")):
        return commissioner_level(code)
    if kind in ("stp", "icb"):
        return Level.STP if _STP.fullmatch(code) else None
    return Level.REGION if "region" in kind and _REGION.fullmatch(code) else None


def _measures(source: Table) -> list[tuple[pd.Series, int]]:
    """Which measure each row has, and in which column: one of all measures, or one for each."""
    index = source.body.index
    if source.place(*_REGISTER, *_ESTIMATE) is not None:
        return [
            (pd.Series(measure, index=index, dtype=object), source.column(*names).name)
            for measure, names in ((REGISTER, _REGISTER), (ESTIMATE, _ESTIMATE))
        ]
    said = source.column(*_MEASURE)
    known = {each: measure_of(each) for each in said.unique()}
    return [(said.map(known).astype(object), source.column(*_VALUE).name)]


def _check_england(source: Table, rows: pd.DataFrame, aside: SetAside) -> list[str]:
    """Refused unless every month has England's figures, and areas that add up to about as much.

    Returns warnings: of months that were not checked, and of a few people more or less.
    """
    good = rows[rows["measure"].isin([REGISTER, ESTIMATE])].drop(aside.rows, errors="ignore")
    unchecked = unchecked_months(source.column(*_DATE), set(good["period"]), aside)
    good = good[~good["period"].isin(unchecked)]
    key = ["period", "measure"]
    whole = good[good["level"] == Level.COUNTRY].drop_duplicates(key).set_index(key)["value"]
    apart: dict[date, float] = {}
    for of, part in (
        ("local authorities", good["kind"] == _LOWER_TIER),
        ("CCGs", good["level"] == Level.CCG),
    ):
        for (period, measure), total in good[part].groupby(key)["value"].sum().items():
            found = whole.get((period, measure), 0.0)
            if abs(found - total) > _MOST_APART * total:
                raise source.refusal(
                    f"{total:,.0f} people (the sum of the {of}) for England's {measure} in "
                    f"{short_month(period)}",
                    f"{found:,.0f}",
                )
            if measure == REGISTER and found != total:
                apart[period] = max(abs(found - total), apart.get(period, 0.0))
    return [*unchecked_warning(unchecked), *_apart_warning(apart)]


def _apart_warning(apart: dict[date, float]) -> list[str]:
    if not apart:
        return []
    return [
        f"England's register is not the sum of its areas in {len(apart)} months, by up to "
        f"{max(apart.values()):,.0f} people."
    ]


def _organisations(good: pd.DataFrame) -> list[NewOrganisation]:
    """Each with its latest name."""
    latest = good.sort_values("period", kind="stable").drop_duplicates("code", keep="last")
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(code, _name(code, name, level), level, _ons(code, level))
            for code, name, level in latest[["code", "name", "level"]].to_numpy()
            if code != ENGLAND
        ),
    ]


def _name(code: str, name: str, level: Level) -> str:
    return authority_name(code, name) if level == Level.LOCAL_AUTHORITY else tidy_name(name) or code


def _ons(code: str, level: Level) -> str | None:
    return code if level == Level.LOCAL_AUTHORITY else None
