"""What does the combined CSV of cancer waiting times say, since November 2025?

Built from documentation; no real file seen.
"""

import pandas as pd

from dashboard.organisations import ENGLAND
from dashboard.periods import short_month
from data_access.ingest.cancer_facts import PARTS, CancerFacts
from data_access.ingest.cancer_figures import figures, members, organisations, short_totals
from data_access.ingest.cancer_long import (
    CODE,
    MONTH,
    PERIOD,
    STANDARD,
    TOTAL,
    WITHIN,
    has_england,
    long_facts,
)
from data_access.ingest.cancer_parts import CANCER, MODALITY, WAY
from data_access.ingest.cancer_periods import status_of
from data_access.ingest.cancer_standards import COMBINED, standard_of
from data_access.ingest.cells import normalise
from data_access.ingest.columns import words
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.footnotes import without_footnotes
from data_access.ingest.large_table import large_table
from data_access.ingest.layout import Heading, Table, headings, month_of, nearly_whole
from data_access.ingest.publication import Publication, ReadContext

TITLE = "Cancer waiting times, combined file"

_BASIS = ("basis",)
_NEEDED = (_BASIS, CODE, STANDARD, CANCER, WAY, MODALITY, TOTAL, WITHIN)
# Columns that no other publication of cancer waits has.
_OWN = (("basis",), ("standard or item",), ("referral route or stage",))


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = large_table(document, heading)
    for names in _NEEDED:
        source.column(*names)
    dated = source.heading.has(*PERIOD, *MONTH)
    month = None if dated else month_of(document, context)
    facts, aside, warnings = long_facts(source, _bases(source), _standard, month)
    if facts.rows[0].empty:
        raise aside.nothing_left()
    _check_totals(source, facts)
    found = figures(facts, document.name, status_of(document, source.above), national=False)
    return Publication(
        kind="cancer_combined",
        title=TITLE,
        publisher="NHS England",
        rows=len(source.body),
        observations=found,
        organisations=organisations(facts),
        members=members(facts),
        rejected=aside.rejected(),
        warnings=[*warnings, *_total_warning(facts), *short_totals(facts, found)],
    )


def _heading(document: Document) -> Heading | None:
    found = map(without_footnotes, headings(document))
    return nearly_whole(found, _NEEDED, besides=lambda it: it.met(_OWN) >= len(_OWN) - 1)


def _check_totals(source: Table, facts: CancerFacts) -> None:
    """Refused where England stands beside some standards of a basis and is missing beside others:
    its rows come last, and a file cut short lacks them."""
    rows, set_aside = facts.rows[0], set(facts.missed[0]["code"])
    headline = rows[(rows[PARTS] == "").all(axis=1)]
    keys = ["basis", "indicator", "period"]
    england = (headline["code"] == ENGLAND).groupby([headline[key] for key in keys]).any()
    lacking = england[~england & england.groupby("basis").transform("any")]
    if not lacking.empty and not set_aside & {ENGLAND, ""}:
        basis, indicator, month = lacking.index[0]
        expected = f'a "Total" of {indicator} by {basis} in {short_month(month)}'
        raise source.refusal(expected, "none", column=source.header(*CODE))


def _total_warning(facts: CancerFacts) -> list[str]:
    if has_england(facts):
        return []
    return ['No row of Org_Code "Total" stands there, so England was left out.']


def _bases(source: Table) -> pd.Series:
    """`provider`, `commissioner` or '' by row."""
    said = words(source, *_BASIS)
    return said.map({name: _basis(name) for name in said.unique()}).astype(object)


def _basis(name: str) -> str:
    said = normalise(name)
    return next((each for each in ("commissioner", "provider") if each in said), "")


def _standard(name: str, modality: str) -> str:
    """The three standards; attendances and referrals beside them are none."""
    found = standard_of(name)
    return COMBINED.get(found, found)
