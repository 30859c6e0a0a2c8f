"""What does the full RTT extract say of those waiting, by provider and commissioner?"""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.organisations import ENGLAND
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.extract_checks import Missed, check_pairs, refuse_cut, refuse_unsound
from data_access.ingest.extract_rows import (
    COMMISSIONER,
    COMMISSIONER_NAME,
    FUNCTION,
    PART,
    PERIOD,
    PROVIDER,
    TOTAL,
    Extract,
    Names,
    read_extract,
    without_sums,
)
from data_access.ingest.layout import Heading, band_count, headings, nearly_whole
from data_access.ingest.named import OUTSIDE, commissioners_and_providers
from data_access.ingest.pathways import HEADLINE
from data_access.ingest.provider_pathways import Pairs, Sums, added_up
from data_access.ingest.publication import (
    NewOrganisation,
    Publication,
    ReadContext,
    Rejected,
)
from data_access.ingest.totals import left_out_warning, partial_months, partial_warning
from data_access.ingest.weekly_bands import pathway_distributions, pathway_observations
from data_access.ingest.wide_text import Integers

TITLE = "RTT full extract, by provider and commissioner"
DIMENSION = "treatment_function"

_NEEDED = (PERIOD, PROVIDER, COMMISSIONER, PART, FUNCTION, TOTAL)
_PROVIDER_NAME: Names = ("provider org name", "provider name")
_FUNCTION_NAME: Names = ("treatment function name", "treatment function")
_REGION = re.compile(r"Y\d\d")
_FEWEST_BANDS = 20
_WITHIN = 18


def recognises(document: Document) -> bool:
    return not document.is_workbook and _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    extract, pairs = read_extract(document, heading)
    refuse_cut(extract)
    missed = check_pairs(extract, pairs)
    refuse_unsound(extract)
    good, month = pairs.of(extract.sound(pairs.rows)), extract.month
    short, partial = _short(extract, missed), partial_months(_commissioners(extract, good))
    keys, waits, total = _totals(extract, good, missed, whole=partial.empty)
    ours = ~keys["organisation"].isin(_regions(extract)).to_numpy()
    keys, waits, total = keys[ours].reset_index(drop=True), waits[ours], total[ours]
    return Publication(
        kind="rtt_extract",
        title=TITLE,
        publisher="NHS England",
        rows=len(extract.wide.rows) + len(extract.wide.torn),
        observations=pathway_observations(keys, waits, total, period_start=month),
        distributions=pathway_distributions(keys, waits, month),
        organisations=_organisations(extract),
        members=_members(extract),
        rejected=_rejected(extract),
        warnings=[
            *_outside_warning(extract, good),
            *_regions_warning(extract, good),
            *partial_warning(partial),
            *left_out_warning(short),
        ],
        period_rows={month: len(good.rows)},
    )


def _heading(document: Document) -> Heading | None:
    return nearly_whole(headings(document), _NEEDED, lacking=2, besides=_has_bands)


def _has_bands(heading: Heading) -> bool:
    return band_count(without_sums(heading)) >= _FEWEST_BANDS


def _totals(
    extract: Extract, good: Pairs, missed: Missed, whole: bool
) -> tuple[pd.DataFrame, Integers, Integers]:
    """Keys, weekly bands and totals of every list there is.

    A commissioner's at each provider, and by treatment function those of commissioners; of
    providers and England too where the file is a `whole` one.
    """
    providers, commissioners, functions = missed
    pairs = good.of(good.function == good.headline)
    sums: list[tuple[Names, Sums]] = [
        (COMMISSIONER, added_up(good, good.commissioner, (commissioners, functions)))
    ]
    if whole:
        sums.append((PROVIDER, added_up(good, good.provider, (providers, functions))))
        nobody = np.zeros_like(good.provider)
        sums.append(((), added_up(good, nobody, (np.zeros_like(functions), functions))))
    keys = pd.concat(
        [_pair_keys(extract, pairs), *(_keys(extract, names, each) for names, each in sums)],
        ignore_index=True,
    )
    every: list[Pairs | Sums] = [pairs, *(each for _, each in sums)]
    keys["row"] = np.concatenate([each.rows for each in every])
    counts = np.concatenate([each.counts for each in every])
    return keys, counts[:, :-1], counts[:, -1]


def _pair_keys(extract: Extract, pairs: Pairs) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "organisation": _codes(extract, COMMISSIONER)[pairs.commissioner],
            "provider": _codes(extract, PROVIDER)[pairs.provider],
            "dimension": "",
            "member": "",
        },
        dtype=object,
    )


def _keys(extract: Extract, names: Names, sums: Sums) -> pd.DataFrame:
    codes = _codes(extract, names) if names else np.array([ENGLAND], dtype=object)
    functions = _codes(extract, FUNCTION)
    headline = functions == HEADLINE
    return pd.DataFrame(
        {
            "organisation": codes[sums.organisation],
            "provider": "",
            "dimension": np.where(headline, "", DIMENSION)[sums.function],
            "member": np.where(headline, "", functions)[sums.function],
        },
        dtype=object,
    )


def _codes(extract: Extract, names: Names) -> npt.NDArray[np.object_]:
    return np.array(extract.said[names], dtype=object)


def _organisations(extract: Extract) -> list[NewOrganisation]:
    named, regions = extract.names(COMMISSIONER, COMMISSIONER_NAME), _regions(extract)
    commissioners = {code: name for code, name in named.items() if code not in regions}
    providers = extract.names(PROVIDER, _PROVIDER_NAME)
    return commissioners_and_providers(commissioners.items(), providers.items())


def _members(extract: Extract) -> list[tuple[str, str, str]]:
    names = extract.names(FUNCTION, _FUNCTION_NAME)
    return [(DIMENSION, code, name) for code, name in names.items() if code != HEADLINE]


def _rejected(extract: Extract) -> list[Rejected]:
    cells = len(extract.source.heading.names)
    torn = dict.fromkeys(extract.wide.torn, ("", f"not {cells} cells"))
    return extract.wide.rejected(extract.faults | torn)


def _commissioners(extract: Extract, good: Pairs) -> pd.DataFrame:
    codes = _codes(extract, COMMISSIONER)[np.unique(good.commissioner)]
    return pd.DataFrame(
        {"indicator": "rtt_waiting_list", "period": extract.month, "commissioner": codes}
    )


def _short(extract: Extract, missed: Missed) -> pd.DataFrame:
    """As totals.short_totals has them: `*` for every one."""
    named = {names: np.append(_codes(extract, names), "*") for names in (PROVIDER, COMMISSIONER)}
    return pd.DataFrame(
        {
            "period": extract.month,
            "commissioner": named[COMMISSIONER][missed[1]],
            "provider": named[PROVIDER][missed[0]],
        }
    ).drop_duplicates()


def _outside_warning(extract: Extract, good: Pairs) -> list[str]:
    """England's published total counts commissioners outside England; say how many they are."""
    number = extract.number(COMMISSIONER, OUTSIDE)
    headline = good.of(good.function == good.headline)
    outside = headline.of(headline.commissioner == number)
    if not len(outside.rows):
        return []
    theirs, every = (each.counts.sum(axis=0) for each in (outside, headline))
    rest = every - theirs
    return [
        f"England counts {theirs[-1]:,} pathways of commissioners outside it ({OUTSIDE}); without "
        f"them {rest[:_WITHIN].sum():,} of {rest[-1]:,} were within 18 weeks."
    ]


def _regions(extract: Extract) -> list[str]:
    """NHS England's regions, which commission a little themselves: that is no region's figure."""
    named = extract.names(COMMISSIONER, COMMISSIONER_NAME)
    return [code for code in named if _REGION.fullmatch(code)]


def _regions_warning(extract: Extract, good: Pairs) -> list[str]:
    regions = _regions(extract)
    numbers = [extract.number(COMMISSIONER, code) for code in regions]
    headline = good.of(good.function == good.headline)
    theirs = headline.of(np.isin(headline.commissioner, numbers)).counts
    if not len(theirs):
        return []
    return [
        f"England counts {theirs[:, -1].sum():,} pathways that its regions commission themselves "
        f"({', '.join(regions)}); they are not shown as the whole region's."
    ]
