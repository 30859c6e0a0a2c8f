"""Is an RTT extract whole, and which of its pathways can be counted?"""

import numpy as np

from dashboard.organisations import Level
from data_access.ingest.cells import text
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.extract_rows import (
    COMMISSIONER,
    COMMISSIONER_NAME,
    FUNCTION,
    PART,
    PROVIDER,
    TOTAL,
    Extract,
    band_places,
)
from data_access.ingest.pathways import HEADLINE
from data_access.ingest.provider_pathways import Pairs, repeats, unadded, without_headline
from data_access.ingest.wide_text import Integers

_PROVIDER_PARENT = ("provider parent org code", "provider parent code")
_COMMISSIONER_PARENT = ("commissioner parent org code", "commissioner parent code")
_MOST_SET_ASIDE = 0.1

# Provider, commissioner and treatment function of pathways that no total may do without; -1 for
# every one of them.
Missed = tuple[Integers, Integers, Integers]


def check_pairs(extract: Extract, pairs: Pairs) -> Missed:
    """One row of each kind, and functions that add up to the row of all of them, or set aside."""
    source = extract.source
    good = pairs.of(extract.sound(pairs.rows))
    again, differ = repeats(good)
    extract.set_aside(good.rows[differ], "", "another row says something else of the same")
    lost = pairs.of(~extract.sound(pairs.rows))
    extract.set_aside(good.rows[again], "", "the same row stands above")
    good = pairs.of(extract.sound(pairs.rows))
    alone = without_headline(pairs)[extract.sound(pairs.rows)]
    reason = f"no row of all treatment functions (C_{HEADLINE})"
    extract.set_aside(good.rows[alone], source.header(*FUNCTION), reason)
    checked = good.of(~alone & ~np.isin(_pair(good), _pair(lost)))
    wrong, count = unadded(checked)
    headers = [source.heading.written[each] for each in band_places(source)]
    headers.append(source.header(*TOTAL))
    for each in np.unique(count[wrong]).tolist():
        reason = f"the treatment functions do not add up to all of them (C_{HEADLINE})"
        extract.set_aside(checked.rows[wrong & (count == each)], headers[each], reason)
    # Rows that a pair lacks, and does not name, may be of any treatment function.
    broken = [good.of(alone), checked.of(wrong)]
    torn = np.full(len(extract.wide.torn), -1)
    return (
        np.concatenate([lost.provider, *(each.provider for each in broken), torn]),
        np.concatenate([lost.commissioner, *(each.commissioner for each in broken), torn]),
        np.concatenate([lost.function, *(np.full(len(each.rows), -1) for each in broken), torn]),
    )


def _pair(pairs: Pairs) -> Integers:
    return pairs.provider * (1 << 32) + pairs.commissioner


def refuse_unsound(extract: Extract) -> None:
    """A file of which more than a few rows are bad is not believed in the others."""
    bad = len(extract.faults) + len(extract.wide.torn)
    every = len(extract.wide.rows) + len(extract.wide.torn)
    if bad <= _MOST_SET_ASIDE * every:
        return
    torn = {row: ("", _width(extract)) for row in extract.wide.torn}
    row, (column, reason) = min((extract.faults | torn).items())
    found = f"{bad:,} of {every:,} that cannot, the first: {reason}"
    raise extract.source.refusal("rows that can be read", found, row, column)


def _width(extract: Extract) -> str:
    return f"not {len(extract.source.heading.names)} cells"


def refuse_cut(extract: Extract) -> None:
    """Refuse a file that ends within a line, within a list, or before the last of its boards."""
    source, rows = extract.source, extract.wide.rows
    if extract.wide.torn and extract.wide.torn[-1] > rows.max(initial=0):
        found = "a line that is cut short"
        expected = f"{len(source.heading.names)} cells in the last line"
        raise source.refusal(expected, found, extract.wide.torn[-1])
    last = int(rows[-1])
    theirs = np.logical_and.reduce(
        [
            extract.numbers[names] == extract.numbers[names][-1]
            for names in (PROVIDER, COMMISSIONER, PART)
        ]
    )
    headline = extract.numbers[FUNCTION] == extract.number(FUNCTION, HEADLINE)
    total = extract.total[theirs & headline]
    found = "the file ends before it" if not len(total) else f"{total.sum():,} there"
    parts = extract.total[theirs & ~headline]
    if (parts >= 0).all() and (total >= 0).all() and parts.sum() != total.sum():
        expected = f"the last treatment functions to add up to all of them (C_{HEADLINE})"
        raise source.refusal(expected, found, last, source.header(*TOTAL))
    _refuse_boards_cut(extract)


def _refuse_boards_cut(extract: Extract) -> None:
    """Providers stand in the order of their boards: the last CCG's board has some too."""
    source, wide = extract.source, extract.wide
    places = [source.place(*names) for names in (_PROVIDER_PARENT, _COMMISSIONER_PARENT)]
    if places[0] is None or places[1] is None:
        return
    (order, providers), (board, boards) = (
        wide.coded(place, lambda cell: text(cell).upper()) for place in places if place is not None
    )
    known = order[order >= 0]
    if not len(known) or (np.diff(known) < 0).any() or not set(providers) <= set(boards):
        return
    names = extract.names(COMMISSIONER, COMMISSIONER_NAME)
    is_ccg = np.array([commissioner_level(*each) == Level.CCG for each in names.items()])
    of_ccgs = board[(board >= 0) & is_ccg[extract.numbers[COMMISSIONER]]]
    last = max((boards[each] for each in np.unique(of_ccgs).tolist()), default="")
    if last > providers[-1]:
        expected = f"providers of {last}, where commissioners named above belong"
        found = f"none after {providers[-1]}: the file is cut short or a part of the whole"
        raise source.refusal(expected, found, int(wide.rows[-1]), source.header(*_PROVIDER_PARENT))
