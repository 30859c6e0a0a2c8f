"""Which totals can be made of pathways by provider, commissioner and treatment function?

Organisations and functions are numbers into lists of their codes, -1 where a row does not say.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data_access.ingest.wide_text import Integers

Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """One row per provider, commissioner and treatment function.

    rows: their numbers in the file. counts: a column for each week and, last, everybody waiting.
    functions: how many treatment functions there are. headline: the number of the one that stands
    for all of them.
    """

    rows: Integers
    provider: Integers
    commissioner: Integers
    function: Integers
    counts: Counts
    functions: int
    headline: int

    def of(self, which: Flags) -> "Pairs":
        if which.all():
            return self
        return Pairs(
            self.rows[which],
            self.provider[which],
            self.commissioner[which],
            self.function[which],
            self.counts[which],
            self.functions,
            self.headline,
        )

    @property
    def pair(self) -> Integers:
        """The same number for rows of the same provider and commissioner."""
        width = 2 + self.commissioner.max(initial=0)
        pair: Integers = self.provider * width + self.commissioner + 1
        return pair


@dataclass(frozen=True, slots=True)
class Sums:
    """Rows added up, one for each organisation and treatment function; counts as in Pairs.

    rows: of each the number of the first that it is made of.
    """

    rows: Integers
    organisation: Integers
    function: Integers
    counts: Counts


def repeats(pairs: Pairs) -> tuple[Flags, Flags]:
    """Rows that say again what one above says; all rows of a key of which two differ."""
    key = pairs.pair * pairs.functions + pairs.function
    order = np.argsort(key, kind="stable")
    again = np.zeros(len(key), dtype=bool)
    again[order[1:]] = key[order[1:]] == key[order[:-1]]
    if not again.any():
        return again, again
    above = np.zeros_like(key)
    above[order[1:]] = order[:-1]
    other = again & (pairs.counts != pairs.counts[above]).any(axis=1)
    differ = np.isin(key, key[other])
    return again & ~differ, differ


def without_headline(pairs: Pairs) -> Flags:
    """Rows whose provider and commissioner have no row of all treatment functions."""
    return ~np.isin(pairs.pair, pairs.pair[pairs.function == pairs.headline])


def unadded(pairs: Pairs) -> tuple[Flags, Integers]:
    """Rows of pairs whose functions do not add up to their headline, and the count that shows it.

    The count is the place of the first band that differs, past the last one for the total.
    """
    keys, every, _ = _grouped(pairs.pair, pairs.counts)
    headlines = pairs.of(pairs.function == pairs.headline)
    theirs, said, _ = _grouped(headlines.pair, headlines.counts)
    # Twice, for each headline is among them itself.
    every[np.searchsorted(keys, theirs)] -= 2 * said.astype(every.dtype)
    wrong = every != 0
    place = np.searchsorted(keys, pairs.pair)
    return wrong.any(axis=1)[place], wrong.argmax(axis=1)[place]


def added_up(pairs: Pairs, organisation: Integers, missed: tuple[Integers, Integers]) -> Sums:
    """Totals by organisation and treatment function, without those that would lack a row.

    organisation: the one of each row that it is counted for.
    missed: organisation and function of rows set aside; -1 touches the totals of every one.
    """
    keys, sums, first_of = _grouped(organisation * pairs.functions + pairs.function, pairs.counts)
    whose, what = missed
    first, second = keys // pairs.functions, keys % pairs.functions
    touched = (
        np.isin(keys, (whose * pairs.functions + what)[(whose >= 0) & (what >= 0)])
        | np.isin(first, whose[(whose >= 0) & (what < 0)])
        | np.isin(second, what[(whose < 0) & (what >= 0)])
        | bool(((whose < 0) & (what < 0)).any())
    )
    rows = pairs.rows[first_of]
    return Sums(rows[~touched], first[~touched], second[~touched], sums[~touched])


def _grouped(keys: Integers, counts: Counts) -> tuple[Integers, Counts, Integers]:
    """Distinct keys in order, the sums of their rows, and the place of the first of them."""
    order = np.argsort(keys, kind="stable")
    distinct, starts = np.unique(keys[order], return_index=True)
    if not len(starts):
        return distinct, counts[:0], starts
    # No band has more than everybody waiting: where they fit, half the width takes half the time.
    fits = counts[:, -1].sum(dtype=np.int64) <= np.iinfo(counts.dtype).max
    width = counts.dtype if fits else np.dtype(np.int64)
    return distinct, np.add.reduceat(counts[order], starts, axis=0, dtype=width), order[starts]
