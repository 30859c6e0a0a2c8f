"""By which ONS codes are CCGs, ICBs and regions known, and which lies in which? (ONS look-ups)"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from dashboard.organisations import Level, tidy_name
from data_access.ingest.columns import set_aside_ragged, words
from data_access.ingest.dated_place import place_date
from data_access.ingest.document import Document
from data_access.ingest.errors import PeriodNotStated
from data_access.ingest.layout import Heading, Table, headings, table
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside

TITLE = "ONS look-up of NHS geographies"
ORDER = -2  # before the files that speak of its organisations
_COMMISSIONERS = ("ccg", "sicbl", "loc")
# From below: level, how ONS calls it, its ONS codes, its ODS codes, the link to the tier above.
_TIERS = (
    (Level.CCG, _COMMISSIONERS, r"E38\d{6}", r"\d\d[A-Z]|[A-Z]\d[A-Z]\d[A-Z]", "stp"),
    (Level.STP, ("stp", "icb"), r"E54\d{6}", r"Q[A-Z0-9]{2}", "region"),
    (Level.REGION, ("nhser",), r"E40\d{6}", r"Y\d\d", ""),
)
_COLUMN = re.compile(r"([a-z]+)(\d\d)(cd|cdh|nm)")
# A column of ONS codes, of ODS codes and of names.
_KINDS = ("cd", "cdh", "nm")
# From 2022 the commissioners are sub-ICB locations; CCGs changed on the first day of April.
_SICBLS_SINCE = 2022


def _stems(heading: Heading) -> dict[str, set[str]]:
    """As `ccg21`, with the kinds of column that there are of it."""
    found: dict[str, set[str]] = {}
    for name in heading.names:
        if match := _COLUMN.fullmatch(name):
            found.setdefault(match[1] + match[2], set()).add(match[3])
    return found


def _lookup(document: Document) -> tuple[Heading, str] | None:
    """The heading and the stem of its commissioners, of which most columns are there."""
    for heading in headings(document):
        for stem, kinds in _stems(heading).items():
            if stem[:-2] in _COMMISSIONERS and len(kinds) >= 2:
                return heading, stem
    return None


def recognises(document: Document) -> bool:
    return _lookup(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    """Names, ONS codes and parents as of the look-up's date; a name also finds its organisation
    when it is called otherwise later."""
    found = _lookup(document)
    assert found is not None, "recognised before"
    heading, stem = found
    source = table(document, heading)
    since = _date_of(document, context.as_at, 2000 + int(stem[-2:]))
    aside = SetAside(source)
    set_aside_ragged(source, aside)
    tiers = list(_tiers_of(source, aside))
    if len(aside.rows) == len(source.body):
        raise aside.nothing_left()
    publication = Publication("ons_lookup", TITLE, "Office for National Statistics", 0)
    publication.rows, publication.rejected = len(source.body), aside.rejected()
    publication.stated_on, publication.periods = since, f"as at {since.isoformat()}"
    publication.period_rows = {since.replace(day=1): len(source.body)}
    good = [row for row in source.body.index if row not in set(aside.rows)]
    for row in good:
        _use(publication, [(each[row], kind) for each, kind in tiers], since)
    publication.links = list(dict.fromkeys(publication.links))
    publication.organisations = list(dict.fromkeys(publication.organisations))
    publication.facts = {"organisation_alias": _spellings(publication, context)}
    return publication


def _tiers_of(source: Table, aside: SetAside) -> Iterator[tuple[dict[int, NewOrganisation], str]]:
    """Each tier there is: its organisation by row, and the kind of link to the tier above."""
    stems = _stems(source.heading)
    for level, called, ons, ods, kind in _TIERS:
        if stem := next((each for each in stems if each[:-2] in called), ""):
            yield _tier(source, aside, (stem, level, ons, ods)), kind


def _tier(
    source: Table, aside: SetAside, tier: tuple[str, Level, str, str]
) -> dict[int, NewOrganisation]:
    stem, level, ons, ods = tier
    codes, own, names = (words(source, stem + kind) for kind in _KINDS)
    for column, kind, form in ((codes, "cd", ons), (own, "cdh", ods)):
        wrong = ~column.str.fullmatch(form).astype(bool)
        aside.add(wrong, source.header(stem + kind), f"not a code of the form {form}")
    aside.add(names == "", source.header(stem + "nm"), "no name")
    rows = zip(source.body.index, own, names, codes, strict=True)
    return {
        int(row): NewOrganisation(code, tidy_name(name), level.value, ons_code)
        for row, code, name, ons_code in rows
    }


def _use(publication: Publication, tiers: list[tuple[NewOrganisation, str]], since: date) -> None:
    publication.organisations += [each for each, _ in tiers]
    for (child, kind), (parent, _) in pairwise(tiers):
        publication.links.append(Link(child.code, parent.code, kind, since))


def _date_of(document: Document, as_at: date | None, year: int) -> date:
    """The month in the file's name, where it agrees with the year of the columns."""
    try:
        named = place_date(document.path, as_at)
    except PeriodNotStated:
        named = None
    if as_at or (named and named.year == year):
        return (named or date(year, 4, 1)).replace(day=1)
    return date(year, 7 if year == _SICBLS_SINCE else 4, 1)


def _spellings(publication: Publication, context: ReadContext) -> list[dict[str, object]]:
    return [
        {"alias": spelt, "within": "", "code": each.code}
        for each in publication.organisations
        if (spelt := " ".join(each.name.split()).casefold()) and context.resolve(spelt, "") is None
    ]
