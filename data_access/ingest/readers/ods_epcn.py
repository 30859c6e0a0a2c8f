"""Which primary care networks are there, and which practices are in each? (ODS ePCN)"""

import re
from datetime import date

import pandas as pd

from dashboard.organisations import Level, tidy_name
from data_access.ingest.cells import parse_day, texts
from data_access.ingest.columns import codes, words
from data_access.ingest.dated_place import place_date
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, headings, table
from data_access.ingest.ods_file import register
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats

TITLE = "ODS register of primary care networks (ePCN)"
ORDER = -2  # before the files that speak of its organisations
# The commissioner is a CCG, and a sub-ICB location from July 2022.
_CALLED = ("ccg", "clinical commissioning group", "sub icb loc", "sub icb location", "sicbl")
_NETWORK = ("pcn code", "pcn name", "open date", "close date")
_PARTNER = (
    "partner organisation code",
    "partner name",
    "pcn code",
    "practice to pcn relationship start date",
    "practice to pcn relationship end date",
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")


def _practice_parent(what: str) -> list[str]:
    return [f"practice parent {called} {what}" for called in _CALLED]


def _heading(document: Document, names: tuple[str, ...], lacking: int) -> Heading | None:
    wanted = set(names)
    found = (each for each in headings(document) if len(wanted - set(each.names)) <= lacking)
    return next(found, None)


def _networks(document: Document) -> Heading | None:
    """Told from others by its dates, of which one may be lost in a damaged copy."""
    found = _heading(document, _NETWORK, 1)
    return found if found and not found.has("partner name") else None


def recognises(document: Document) -> bool:
    return document.is_workbook and _heading(document, _PARTNER, 2) is not None


def read(document: Document, context: ReadContext) -> Publication:
    """Networks with their dates, and the dated links of practices; who has each practice now."""
    stated = place_date(document.path, context.as_at)
    partners = table(document, _needed(document, _heading(document, _PARTNER, 2)))
    networks = table(document, _needed(document, _networks(document)))
    publication = register("ods_epcn", TITLE, len(networks.body) + len(partners.body), stated)
    known = _read_networks(publication, networks, stated)
    _read_partners(publication, partners, known, stated)
    return publication


def _needed(document: Document, heading: Heading | None) -> Heading:
    if heading is None:
        raise FileRefused(document.name, "a sheet of networks with their dates", "none")
    return heading


def _read_networks(publication: Publication, source: Table, on: date) -> set[str]:
    """Adds the networks; their codes, also of those whose rows are set aside."""
    aside = SetAside(source)
    rows = pd.DataFrame(
        {"code": codes(source, aside, "network", "pcn code"), "name": words(source, "pcn name")}
    )
    rows["start"], rows["end"] = _span(source, aside, "open date", "close date")
    aside.add(rows["name"] == "", source.header("pcn name"), "no name")
    set_aside_repeats(rows, ["code"], aside)
    for row in rows.drop(aside.rows).itertuples():
        closed = row.end is not None and row.end < on
        publication.organisations.append(
            NewOrganisation(
                row.code,
                tidy_name(row.name),
                Level.PCN.value,
                valid_from=row.start,
                valid_to=row.end,
                status="closed" if closed else "active",
            )
        )
    publication.rejected += aside.rejected()
    return set(rows["code"])


def _read_partners(publication: Publication, source: Table, known: set[str], on: date) -> None:
    aside = SetAside(source)
    rows = pd.DataFrame(
        {
            "practice": codes(source, aside, "practice", _PARTNER[0]),
            "name": words(source, "partner name"),
            "network": codes(source, aside, "network", "pcn code"),
            "ccg": codes(source, aside, "commissioner", *_practice_parent("code")),
            "ccg_name": words(source, *_practice_parent("name")),
        }
    )
    rows["start"], rows["end"] = _span(source, aside, *_PARTNER[3:])
    absent = ~rows["network"].isin(known)
    aside.add(absent, source.header("pcn code"), "not on the sheet of networks")
    aside.add(rows["start"].isna(), source.header(_PARTNER[3]), "no date")
    aside.add(rows["name"] == "", source.header("partner name"), "no name")
    set_aside_repeats(rows, ["practice", "start"], aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    _set_aside_overlaps(good, source, aside)
    publication.rejected += aside.rejected()
    _use_partners(publication, rows.drop(aside.rows), on)


def _set_aside_overlaps(rows: pd.DataFrame, source: Table, aside: SetAside) -> None:
    """A practice is in one network at a time; of two at once the later started is set aside."""
    ordered = rows.sort_values(["practice", "start"])
    ends = ordered["end"].map(lambda end: end or date.max)
    before = ends.groupby(ordered["practice"]).shift()
    both = before.notna() & (before.fillna(date.min) >= ordered["start"])
    header = source.header(_PARTNER[3])
    aside.add(both, header, "the practice is in another network on that day, by a row above")


def _use_partners(publication: Publication, rows: pd.DataFrame, on: date) -> None:
    ccgs: dict[str, NewOrganisation] = {}
    practices: dict[str, NewOrganisation] = {}
    for row in rows.itertuples():
        name, called = tidy_name(row.name), tidy_name(row.ccg_name) or row.ccg
        practices[row.practice] = NewOrganisation(
            row.practice, name, Level.PRACTICE.value, in_passing=True
        )
        ccgs[row.ccg] = NewOrganisation(row.ccg, called, Level.CCG.value, in_passing=True)
        publication.links.append(Link(row.practice, row.network, "pcn", row.start, row.end))
        if row.end is None or row.end >= on:
            publication.links.append(Link(row.practice, row.ccg, "commissioner", on))
    publication.organisations += [*ccgs.values(), *practices.values()]


def _span(source: Table, aside: SetAside, first: str, last: str) -> tuple[pd.Series, pd.Series]:
    start, end = _days(source, aside, first), _days(source, aside, last)
    both = start.notna() & end.notna()
    wrong = pd.Series(False, index=start.index)
    wrong[both] = end[both] < start[both]
    aside.add(wrong, source.header(last), "a date before that of the beginning")
    return start, end


def _days(source: Table, aside: SetAside, name: str) -> pd.Series:
    """Dates, None where the cell is empty or set aside."""
    column = source.column(name).fillna("")
    read = {cell: _day(cell) for cell in column.unique()}
    days = column.map(read).astype(object)
    wrong = days.isna() & (texts(column) != "")
    aside.add(wrong, source.header(name), "not a date as yyyymmdd")
    return days.where(days.notna(), None)


def _day(cell: object) -> date | None:
    """As `20191001`, written as text or as a number, or a spreadsheet's own date."""
    written = str(cell).removesuffix(".0").strip()
    if compact := _COMPACT_DATE.fullmatch(written):
        return parse_day("-".join(compact.groups()))
    return parse_day(cell) if written else None
