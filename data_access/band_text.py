"""How are weekly bands written in one column of a table?

Counts of week 0, 1, 2 ... separated by commas, an empty place for 0, as far as anybody had waited;
then `;` and the band without an upper end, as the weeks from which it begins and its count.
`3,,1;52:2` are three people in their first week, one in the third, two of 52 weeks and more.
"""

import numpy as np
import numpy.typing as npt


def written(bands: npt.NDArray[np.int64]) -> list[str]:
    """bands: one row each, the last column without an upper end."""
    closed = bands[:, :-1]
    words = np.full(closed.shape, "", dtype=object)
    counted = closed.nonzero()
    numbers, places = np.unique(closed[counted], return_inverse=True)
    words[counted] = np.array([*map(str, numbers.tolist())], dtype=object)[places]
    lengths = np.where(closed != 0, np.arange(1, closed.shape[1] + 1), 0).max(axis=1, initial=0)
    weeks = closed.shape[1]
    return [
        f"{','.join(row[:length])};{weeks}:{last}"
        for row, length, last in zip(
            words.tolist(), lengths.tolist(), bands[:, -1].tolist(), strict=True
        )
    ]


def read(text: str) -> tuple[int, ...]:
    """Every band, the last without an upper end."""
    closed, _, last = text.partition(";")
    weeks, _, longer = last.partition(":")
    counts = [int(count or 0) for count in closed.split(",")] if closed else []
    return (*counts, *[0] * (int(weeks) - len(counts)), int(longer))
