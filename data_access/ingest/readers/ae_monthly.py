"""What does the monthly A&E CSV say of each provider?"""

import re
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from dashboard.periods import long_month
from data_access.ingest import ae_types
from data_access.ingest.cells import counts, is_sane, normalise, parse_month, texts
from data_access.ingest.dated_place import revised_on
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, headings, table
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats

TITLE = "A&E attendances and emergency admissions, monthly by provider"

_PERIOD = ("period", "month")
_CODE = ("org code", "organisation code", "provider code", "provider org code", "code")
_PARENT = ("parent org", "parent organisation", "parent org name", "region")
_NAME = ("org name", "organisation name", "provider name", "provider org name", "name")
_WAITS = [f"{measure}_{each}" for measure in ("attendances", "over") for each in ae_types.TYPES]
_BOOKED = [f"booked_{each}" for each in _WAITS]
_ADMISSIONS = [f"admissions_{each}" for each in (*ae_types.TYPES, "direct")]
# What each is called where it is missing.
_NEEDED = {
    **{each: f"A&E {each.replace('_', ' ')}" for each in _WAITS},
    "dta_12hour": "Patients who have waited 12+ hrs from DTA to admission",
    **{each: f"Emergency {each.replace('_', ' ')}" for each in _ADMISSIONS},
}
_ENOUGH = 8
# A larger share of rows of another month is no slip: the file is of several months.
_MOST_OF_OTHER_MONTHS = 0.1
_UNSURE = (
    "Rows were set aside, so England's four-hour figures were left out: a trust of the field test, "
    "which they do not count, may be among them."
)
_ODS_CODE = r"[A-Z0-9]{2,10}"
_TOTAL = {"total", "totals", "grand total", "england", "england total"}
_MEMBER = re.compile(r"\b(?:type ?(?P<number>[123])|(?P<other>other))\b")
_OVER = re.compile(r"\b(?:over|more than|greater than) 4")


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = table(document, heading)
    places = _places(source)
    body, whole = _providers_and_total(source, places)
    aside = SetAside(source)
    month = _month(source, body, aside)
    _fill_unreported(source, body, places, month)
    rows = _rows(source, body, places, aside)
    set_aside_repeats(rows, ["code"], aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    short = len(aside.missed) > 0
    england = _rows(source, whole, places, None).assign(code=ENGLAND)
    headers = {name: source.heading.written[place] for name, place in places.items()}
    ae_types.check_sums(source, int(england.index[0]), england.iloc[0], good, headers, short)
    good = _returns(good)
    good = good.assign(excluded=ae_types.excluded(good, month))
    unsure = short and bool(ae_types.field_test_trusts(month))
    england = ae_types.without_excluded(_returns(england), good, whole=not unsure)
    return Publication(
        kind="ae_monthly",
        title=TITLE,
        publisher="NHS England",
        rows=len(source.body),
        stated_on=revised_on(document.name, month),
        observations=ae_types.figures(
            pd.concat([good, england]), period_start=month, status=_status(document)
        ),
        organisations=_organisations(good),
        members=ae_types.MEMBERS,
        rejected=aside.rejected(),
        warnings=[_UNSURE] if unsure else [],
    )


def _heading(document: Document) -> Heading | None:
    """Most of its columns, so that a file that lacks one is refused and not passed by."""
    for heading in headings(document):
        found = set(map(_measure, heading.names))
        if len(found & set(_NEEDED)) >= _ENOUGH and heading.has(*_PERIOD, *_CODE, *_NAME):
            return heading
    return None


def _measure(name: str) -> str:
    """What a column counts, by its name: `booked_over_type1`; '' for what is not needed."""
    if name.startswith("other emergency admissions"):
        return "admissions_direct"
    if "dta" in name.split() or "decision to admit" in name:
        return "dta_12hour" if re.search(r"(?<!4 )\b12 (?:hrs|hs|hours)", name) else ""
    found = _MEMBER.search(name)
    if found is None:
        return ""
    member = f"type{found['number']}" if found["number"] in ("1", "2") else "other"
    if "emergency admissions" in name:
        return f"admissions_{member}"
    booked = "booked_" if "booked" in name else ""
    if _OVER.search(name):
        return f"{booked}over_{member}"
    return f"{booked}attendances_{member}" if "attendances" in name else ""


def _places(source: Table) -> dict[str, int]:
    """What is counted -> number of its column. Refused where one is missing or stands twice."""
    places: dict[str, int] = {}
    for place, name in enumerate(source.heading.names):
        measure = _measure(name)
        if measure in places:
            header = source.heading.written[place]
            raise source.refusal("one such column", "two", source.heading.row, header)
        if measure:
            places[measure] = place
    booked = {each: f"A&E {each.replace('_', ' ')}" for each in _BOOKED}
    needed = {**_NEEDED, **(booked if set(places) & set(_BOOKED) else {})}
    for measure, header in needed.items():
        if measure not in places:
            expected = f'a column "{header}"'
            raise source.refusal(expected, "none", source.heading.row, header)
    return {measure: places[measure] for measure in needed}


def _providers_and_total(
    source: Table, places: dict[str, int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of providers, and the one of totals, which ends a whole file."""
    words = [texts(source.column(*names).fillna("")) for names in (_PERIOD, _CODE, _NAME)]
    if source.place(*_PARENT) is not None:
        words.append(texts(source.column(*_PARENT).fillna("")))
    total = pd.concat([each.map(normalise).isin(_TOTAL) for each in words], axis=1).any(axis=1)
    if total.sum() != 1:
        found = str(total.sum()) if total.any() else "none: the file may be cut short"
        raise source.refusal("one row TOTAL", found, int(source.body.index[-1]), "TOTAL")
    numeric = source.body[list(places.values())].apply(counts).notna().any(axis=1)
    # A note below the table has neither a code nor figures.
    return source.body[~total & (numeric | (words[1] != ""))].copy(), source.body[total]


def _month(source: Table, body: pd.DataFrame, aside: SetAside) -> date:
    """The month that most rows name; others are set aside."""
    column = body[source.column(*_PERIOD).name]
    months = column.map({cell: parse_month(cell) for cell in column.unique()}).astype(object)
    header = source.header(*_PERIOD)
    aside.add(months.isna(), header, "not a month such as MSitAE-SEPTEMBER-2024")
    if months.isna().all():
        raise aside.nothing_left()
    month: date = months.value_counts().index[0]
    if not is_sane(month):
        raise source.refusal("a month from 1990 to 2100", long_month(month), column=header)
    other = months.notna() & (months != month)
    if other.sum() > max(1, _MOST_OF_OTHER_MONTHS * len(months)):
        row = int(other.idxmax())
        raise source.refusal("one month", long_month(months[row]), row, header)
    aside.add(other, header, f"not {long_month(month)}, the month of the file")
    return month


def _fill_unreported(
    source: Table, body: pd.DataFrame, places: dict[str, int], month: date
) -> None:
    """A trust of the field test may have nothing in place of four-hour waits: none reported."""
    code = texts(body[source.column(*_CODE).name].fillna("")).str.upper()
    tested = code.isin(ae_types.field_test_trusts(month))
    for measure, place in places.items():
        if "over_" in measure:
            body[place] = ae_types.filled_unreported(body[place], tested)


def _rows(
    source: Table, body: pd.DataFrame, places: dict[str, int], aside: SetAside | None
) -> pd.DataFrame:
    """One row per row: `code`, `name` and each column of `places`; `aside` gets the bad ones."""
    code = texts(body[source.column(*_CODE).name].fillna("")).str.upper()
    name = texts(body[source.column(*_NAME).name].fillna(""))
    rows = pd.DataFrame({"code": code, "name": name})
    rows = rows.join(pd.DataFrame({each: counts(body[at]) for each, at in places.items()}))
    if aside is not None:
        valid = rows["code"].str.fullmatch(_ODS_CODE).astype(bool)
        aside.add(~valid, source.header(*_CODE), "not an ODS code, of 2 to 10 letters and digits")
        for each, place in places.items():
            aside.add(rows[each].isna(), source.heading.written[place], "not a count")
        for each, over in _returns(rows).filter(like="within_").items():
            header = source.heading.written[places[f"over_{str(each).partition('_')[2]}"]]
            aside.add(over < 0, header, "more than there were attendances")
    return rows


def _returns(rows: pd.DataFrame) -> pd.DataFrame:
    """As `ae_types.figures` takes them; booked appointments are part of attendances and waits."""
    made = {each: rows[each] + rows.get(f"booked_{each}", 0) for each in _WAITS}
    for each in ae_types.TYPES:
        made[f"within_{each}"] = made[f"attendances_{each}"] - made[f"over_{each}"]
    admissions = rows[_ADMISSIONS].sum(axis=1, skipna=False)
    return rows.assign(**made, admissions=admissions)


def _status(document: Document) -> str:
    return "revised" if "revised" in document.name.casefold() else "published"


def _organisations(good: pd.DataFrame) -> list[NewOrganisation]:
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(code, tidy_name(name) or code, Level.TRUST)
            for code, name in good[["code", "name"]].to_numpy()
        ),
    ]
