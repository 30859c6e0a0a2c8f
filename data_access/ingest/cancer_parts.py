"""Which tables stand in a sheet of cancer waiting times, and what do their rows count?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.organisations import ENGLAND
from data_access.ingest.cells import is_blank, normalise, numbers, text, texts
from data_access.ingest.columns import optional_words, words
from data_access.ingest.document import Cell, Document
from data_access.ingest.footnotes import without_footnotes
from data_access.ingest.layout import Heading, Table, table, text_rows
from data_access.ingest.rejects import SetAside, set_aside_repeats

CODE = ("ods code", "ccg code", "org code", "provider code", "icb code", "commissioner code")
PROVIDER = ("accountable provider", "provider", "provider name", "provider organisation")
COMMISSIONER = (
    "clinical commissioning group ccg",
    "integrated care board icb commissioning hub",
    "integrated care board icb",
    "integrated care board",
    "ccg name",
    "ccg",
    "commissioner",
    "commissioner name",
)
ORGANISATION = "organisation"
TOTAL = ("total", "total seen", "total treated", "total told")
WAY = ("referral route", "treatment stage", "stage route", "referral route or stage")
_SETTING = ("care setting",)
CANCER = (
    "cancer type",
    "suspected type of cancer",
    "suspected cancer or breast symptomatic",
    "suspected cancer type",
    "treatment type",
    "referral reason",
)
MODALITY = ("treatment modality",)
_WITHIN = re.compile(r"within (\d+) days?")
_AFTER = re.compile(r"(?:after|over|more than) (\d+) days?")
_ODS_CODE = r"[A-Z0-9]{3,6}"
_UNKNOWN = re.compile(r"unknown.*|unk|not known|invalid.*", re.IGNORECASE)
_ENGLAND = re.compile(r"all english (?:providers|commissioners)|england|total", re.IGNORECASE)
_ALL_CARE = {"", "all care", "all", "all care settings", "total"}
_SOME_CARE = {"admitted", "non admitted", "nonadmitted", "admitted care", "non admitted care"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What one table says, whose rows were checked one by one.

    rows: labelled by their number in the sheet: `code` (ENGLAND in a row of totals, '' where the
    organisation is not known), `name`, `way`, `cancer`, `modality` as written, `total`, `within`.
    totalled: whether a row for England is among them, or among those of some care settings.
    codes: of every row, those set aside too.
    """

    source: Table
    rows: pd.DataFrame
    aside: SetAside
    totalled: bool
    codes: pd.Series


def is_heading(names: tuple[str, ...]) -> bool:
    """All of what a table needs but one, so that the lack of one is refused and not passed by."""
    days = [pattern for pattern in (_WITHIN, _AFTER) if any(map(pattern.fullmatch, names))]
    met = sum(any(name in names for name in wanted) for wanted in (CODE, TOTAL))
    return bool(days) and met + len(days) >= 3


def cleaned(heading: Heading) -> Heading:
    """Without the marks of notes, and without the bands that follow the count of the late."""
    heading = _with_organisation(without_footnotes(heading))
    late = next((i for i, name in enumerate(heading.names) if _AFTER.fullmatch(name)), None)
    if late is None:
        return heading
    # A percentage may stand under a blank name, and the first band repeats an earlier one.
    names = (*heading.names[: late + 1], *("" for _ in heading.names[late + 1 :]))
    return replace(heading, names=names)


def _with_organisation(heading: Heading) -> Heading:
    """The column of names stands behind that of codes, whatever it is called."""
    code = next((i for i, name in enumerate(heading.names) if name in CODE), None)
    if code is None or heading.has(*PROVIDER, *COMMISSIONER) or code + 1 >= len(heading.names):
        return heading
    if heading.names[code + 1] in {*WAY, *_SETTING, *CANCER, *TOTAL}:
        return heading
    names = list(heading.names)
    names[code + 1] = ORGANISATION
    return replace(heading, names=tuple(names))


def tables_of(document: Document, sheet: str) -> list[Table]:
    """The tables of a sheet from top to bottom, each to the heading of the next."""
    rows = rows_of(document, sheet)
    starts = list(_headings(sheet, rows))
    if not starts:
        return []
    whole = table(document, starts[0])
    ends = [*(heading.row for heading in starts[1:]), len(rows) + 1]
    return [
        replace(whole, heading=cleaned(heading), body=_between(whole.body, heading.row, end))
        for heading, end in zip(starts, ends, strict=True)
    ]


def rows_of(document: Document, sheet: str) -> list[list[Cell]]:
    return document.rows(sheet) if sheet else [list(row) for row in text_rows(document)]


def _headings(sheet: str, rows: list[list[Cell]]) -> Iterator[Heading]:
    for number, row in enumerate(rows, start=1):
        if any(isinstance(cell, str) and "day" in cell.casefold() for cell in row):
            written = tuple(text(cell) for cell in row)
            names = tuple(normalise(cell) for cell in row)
            heading = Heading(sheet, number, names, written)
            if is_heading(without_footnotes(heading).names):
                yield heading


def _between(body: pd.DataFrame, heading: int, end: int) -> pd.DataFrame:
    return body[(body.index > heading) & (body.index < end)]


def read_table(source: Table, days: int, halves: bool) -> Counted:
    """Refused where a column is missing or rows stand above the heading.

    days: the wait that meets the standard. halves: whether counts may end in .5.
    """
    _check_heading(source, days)
    source = replace(source, body=source.body[_is_counted(source, days)])
    aside = SetAside(source)
    rows = pd.DataFrame(
        {
            "code": organisation_codes(source, aside, CODE, _names(source)),
            "name": _names(source),
            "way": optional_words(source, *WAY),
            "cancer": optional_words(source, *CANCER),
            "modality": optional_words(source, *MODALITY),
            "setting": optional_words(source, *_SETTING).map(normalise).astype(object),
        }
    )
    some = rows["setting"].isin(_SOME_CARE)
    odd = ~some & ~rows["setting"].isin(_ALL_CARE)
    aside.add(odd, source.header(*_SETTING), "not a care setting that is known")
    within, after = (f"within {days} days",), _late(days)
    counts = read_counts(source, aside, pd.Series(halves, rows.index), within, after)
    _check_percentages(source, aside, counts)
    rows = rows.join(counts)
    set_aside_repeats(rows, ["code", "name", "way", "cancer", "modality", "setting"], aside)
    good = rows.drop(aside.rows)
    totalled = bool((good["code"] == ENGLAND).any())
    return Counted(source, good[~some[good.index]], aside, totalled, rows["code"])


def _late(days: int) -> tuple[str, ...]:
    return tuple(f"{word} {days} days" for word in ("after", "over", "more than"))


def _check_heading(source: Table, days: int) -> None:
    """Every column is there, and no row of counts stands above them."""
    place, total = source.column(*CODE).name, source.column(*TOTAL).name
    source.column(f"within {days} days")
    source.column(*_late(days))
    for number, row in enumerate(source.above, start=1):
        if len(row) > max(place, total) and _is_code(row[place]) and _is_number(row[total]):
            above = "the heading above its rows"
            raise source.refusal(above, "a row of counts above it", number)


def _is_code(cell: Cell) -> bool:
    return re.fullmatch(_ODS_CODE, text(cell).upper()) is not None


def _is_number(cell: Cell) -> bool:
    return bool(numbers(pd.Series([cell], dtype=object)).notna().all())


def _is_counted(source: Table, days: int) -> pd.Series:
    """Rows with a count or a code; titles, notes and cells of empty text are passed over."""
    places = [source.column(*names).name for names in (TOTAL, (f"within {days} days",))]
    empty = source.body[places].apply(is_blank).all(axis=1)
    no_number = source.body[places].apply(numbers).isna().all(axis=1)
    coded = words(source, *CODE).str.upper().str.fullmatch(_ODS_CODE).astype(bool)
    named = _names(source) != ""
    return ~(empty | no_number) | (coded & named)


def _names(source: Table) -> pd.Series:
    return optional_words(source, *PROVIDER, *COMMISSIONER, ORGANISATION)


def organisation_codes(
    source: Table, aside: SetAside, wanted: tuple[str, ...], names: pd.Series
) -> pd.Series:
    """In capitals; ENGLAND for a row of totals and '' where the organisation is not known."""
    found = words(source, *wanted).str.upper()
    england = found.str.fullmatch(_ENGLAND).astype(bool)
    england |= (found == "") & names.str.fullmatch(_ENGLAND).astype(bool)
    unknown = found.str.fullmatch(_UNKNOWN).astype(bool)
    known = found.str.fullmatch(_ODS_CODE).astype(bool) & ~unknown
    header = source.header(*wanted)
    aside.add((found == "") & ~england, header, "no code")
    aside.add(~(england | unknown | known), header, "not an ODS code, of 3 to 6 letters and digits")
    return found.where(known, "").where(~england, ENGLAND)


def read_counts(
    source: Table,
    aside: SetAside,
    halves: pd.Series,
    within: tuple[str, ...],
    after: tuple[str, ...],
) -> pd.DataFrame:
    """`total` and `within`; a row whose counts do not add up is set aside.

    halves: true for the rows whose counts may end in .5.
    """
    counts = pd.DataFrame(
        {
            "total": _count(source, aside, halves, TOTAL),
            "within": _count(source, aside, halves, within),
        }
    )
    more = counts["within"] > counts["total"]
    aside.add(more, source.header(*within), "more than the total")
    if source.place(*after) is not None:
        late = _count(source, aside, halves, after)
        apart = (counts["within"] + late) != counts["total"]
        aside.add(apart, source.header(*after), "within and after do not add up to the total")
    return counts


def _count(source: Table, aside: SetAside, halves: pd.Series, names: tuple[str, ...]) -> pd.Series:
    found = numbers(source.column(*names))
    aside.add(~(found >= 0), source.header(*names), "not a count")
    parts = found % 1
    odd = (parts != 0) & ~(halves & (parts == 0.5))
    aside.add(odd & found.notna(), source.header(*names), "not a count, which no part can be of")
    return found


def _check_percentages(source: Table, aside: SetAside, counts: pd.DataFrame) -> None:
    """The column behind the last count, where it says something: a blank one is computed."""
    late = next(i for i, name in enumerate(source.heading.names) if _AFTER.fullmatch(name))
    if late + 1 >= len(source.heading.written):
        return
    header = source.heading.written[late + 1] or "percentage"
    said = texts(source.body[late + 1].fillna("")).replace(["-", "n/a", "N/A"], "")
    share = counts["within"] / counts["total"].where(counts["total"] > 0)
    pairs = zip(said, share, strict=True)
    wrong = [bool(cell) and not pd.isna(of) and not _agrees(cell, of) for cell, of in pairs]
    reason = "not the percentage that within and total give"
    aside.add(pd.Series(wrong, index=said.index, dtype=bool), header, reason)


def _agrees(cell: str, share: float) -> bool:
    """Whether a percentage or fraction as written is the share, rounded as it is."""
    digits = cell.rstrip("% ").replace(",", "")
    try:
        said = float(digits)
    except ValueError:
        return False
    decimals = len(digits.partition(".")[2]) if "e" not in digits.casefold() else 15
    slack = 0.5 * 10.0**-decimals + 1e-9
    as_fraction = "%" not in cell and abs(said - share) <= slack
    return as_fraction or abs(said - 100 * share) <= slack
