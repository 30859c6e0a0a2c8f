"""How is a table written in plain text?"""

from collections.abc import Iterable, Sequence


def aligned(heading: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> list[str]:
    """Lines with the columns under each other. right: the headings of columns of numbers."""
    table = [list(heading), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    numbers = right.split(", ")
    return [
        "  ".join(
            cell.rjust(width) if name in numbers else cell.ljust(width)
            for name, cell, width in zip(heading, row, widths, strict=True)
        ).rstrip()
        for row in table
    ]


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def quantity(number: float | None) -> str:
    """A stored number as people write it; a dash where there is none."""
    if number is None:
        return "-"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
