"""What does the cancer waiting times data extract say by provider?

Built from documentation; no real file seen.
"""

from functools import partial

import pandas as pd

from data_access.ingest.cancer_facts import CancerFacts
from data_access.ingest.cancer_figures import figures, members, organisations, short_totals
from data_access.ingest.cancer_long import (
    CODE,
    LATE,
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
from data_access.ingest.columns import words
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.footnotes import without_footnotes
from data_access.ingest.large_table import large_table
from data_access.ingest.layout import Heading, Table, headings, nearly_whole
from data_access.ingest.publication import Publication, ReadContext

TITLE = "Cancer waiting times, data extract by provider"

_NEEDED = (CODE, STANDARD, TOTAL, WITHIN)
_BESIDES = (LATE, (*PERIOD, *MONTH), CANCER, WAY, MODALITY)
_FEWEST_BESIDES = 2
_OF_ANOTHER = ("basis", "standard or item")
# England has about 150 providers of cancer care; a file with fewer is someone's extract.
_FEWEST_OF_A_NATION = 100


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = large_table(document, heading)
    for names in (*_NEEDED, LATE, (*PERIOD, *MONTH)):
        source.column(*names)
    basis = pd.Series("provider", index=source.body.index)
    facts, aside, warnings = long_facts(source, basis, partial(_standard, _has_old(source)))
    if facts.rows[0].empty:
        raise aside.nothing_left()
    national, partly = _is_national(facts)
    found = figures(facts, document.name, status_of(document, source.above), national)
    return Publication(
        kind="cancer_provider_extract",
        title=TITLE,
        publisher="NHS England",
        rows=len(source.body),
        observations=found,
        organisations=organisations(facts),
        members=members(facts),
        rejected=aside.rejected(),
        warnings=[*warnings, *partly, *short_totals(facts, found)],
        period_rows=facts.rows[0].groupby("period").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    return nearly_whole(map(without_footnotes, headings(document)), _NEEDED, besides=_is_extract)


def _is_extract(heading: Heading) -> bool:
    parts = heading.has(*CANCER, *WAY, *MODALITY) and not heading.has(*_OF_ANOTHER)
    return heading.met(_BESIDES) >= _FEWEST_BESIDES and parts


def _has_old(source: Table) -> bool:
    """Whether standards are named that only the old ten had: then 62 days are the old one's."""
    named = {standard_of(name) for name in words(source, *STANDARD).unique()}
    old = {"cancer_2week", "cancer_2week_breast", "cancer_62day_screening", "cancer_62day_upgrade"}
    return bool(named & old)


def _standard(has_old: bool, name: str, modality: str) -> str:
    """Subsequent treatments are told apart by the treatment where their name does not."""
    found = standard_of(name) or standard_of(f"{name} {modality}")
    return found if has_old else COMBINED.get(found, found)


def _is_national(facts: CancerFacts) -> tuple[bool, list[str]]:
    providers = facts.rows[0].groupby("period")["code"].nunique()
    if has_england(facts) or providers.min() >= _FEWEST_OF_A_NATION:
        return True, []
    return False, [
        f"Too few providers for a national file: {providers.min()}, where {_FEWEST_OF_A_NATION} at "
        "least were expected. England's totals were left out."
    ]
