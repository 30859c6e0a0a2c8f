"""Do the counts of a table of waiting pathways add up?"""

import re
from dataclasses import dataclass

import pandas as pd

from data_access.ingest.cells import counts, is_blank, normalise, text, texts
from data_access.ingest.layout import Table, bands
from data_access.ingest.weekly_bands import Integers, weekly_places

HEADLINE = "999"
FUNCTION = ("treatment function code",)
_FUNCTION_NAME = ("treatment function", "treatment function name")
_TOTAL = ("total number of incomplete pathways", "total incomplete pathways")
_WITHIN = ("total within 18 weeks", "total number within 18 weeks")
# 100 General surgery, X01 other: before 2019 as IP100, since then as C_100.
_FUNCTION_CODE = re.compile(r"(?:IP|C_)?(\d{3}|X\d\d)")
_STANDARD_WEEKS = 18


@dataclass(frozen=True, slots=True)
class Pathways:
    """Incomplete pathways, organisation by treatment function.

    rows: one row per organisation and treatment function, labelled by its number in the sheet:
    `code`, `name`, `parent`, `function` (`999` for all), `function_name`.
    counts: the same rows; `total`, `within` and each band by the weeks from which it begins.
    headers: what the sheet calls each of the counts.
    """

    table: Table
    rows: pd.DataFrame
    counts: pd.DataFrame
    headers: dict[object, str]

    @property
    def waits(self) -> Integers:
        """The bands of each row, week by week, the last without an upper end."""
        weeks = [each for each in self.counts.columns if isinstance(each, int)]
        waits: Integers = self.counts[weeks].to_numpy(dtype="int64")
        return waits


def read_pathways(
    table: Table, code: tuple[str, ...], name: tuple[str, ...], parent: tuple[str, ...] = ()
) -> Pathways:
    """Read a sheet whose organisations stand in the columns `code`; none when it has one only.

    Refused where a count is not one, bands do not add up to their total, or the treatment
    functions of an organisation do not add up to its headline row.
    """
    body = _data_rows(table, code)
    rows = pd.DataFrame(
        {
            "code": _labels(table, code, body),
            "name": _labels(table, name, body),
            "parent": _labels(table, parent, body),
            "function": texts(table.column(*FUNCTION)[body]).map(function_code),
            "function_name": _labels(table, _FUNCTION_NAME, body),
        }
    )
    figures, headers = _counts(table, body)
    pathways = Pathways(table, rows, figures, headers)
    _check_keys(pathways)
    _check_functions(pathways)
    return pathways


def function_code(written: str) -> str:
    """`110` from `IP110` or `C_110`, `999` for all of them; '' where it is no code."""
    match = _FUNCTION_CODE.fullmatch(written)
    return match[1] if match else ""


def check_total(parts: Pathways, whole: Pathways) -> None:
    """Refused unless the organisations of `parts` add up to the one of `whole`, in every count."""
    summed = parts.counts.groupby(parts.rows["function"]).sum()
    published = whole.counts.set_axis(whole.rows["function"])
    if missing := sorted(set(summed.index) - set(published.index)):
        expected = f"a row for treatment function {missing[0]}"
        raise whole.table.refusal(expected, "none", column=whole.table.header(*FUNCTION))
    summed = summed.reindex(published.index, fill_value=0).set_axis(whole.rows.index)
    of = f"the sum of the sheet {parts.table.heading.sheet}"
    _refuse_difference(whole, summed, whole.counts, of)


def _data_rows(table: Table, code: tuple[str, ...]) -> pd.Index:
    """Rows that hold counts; notes below the table and a row of grand totals are passed over."""
    known = texts(table.column(*FUNCTION).fillna("")).map(function_code) != ""
    unnamed = is_blank(table.column(*FUNCTION))
    noted = ~known & (_is_empty(table) | (unnamed & counts(table.column(*_TOTAL)).isna()))
    if code:
        codes = texts(table.column(*code).fillna(""))
        words = table.body.map(normalise).isin(["total", "england"]).any(axis=1)
        coded = ~codes.isin(["", "-"])
        unknown = ~coded & ~noted & ~words
        if unknown.any():
            raise table.refusal(f"a {code[0]}", "none", unknown.idxmax(), table.header(*code))
        noted |= ~coded
    if (odd := ~known & ~noted).any():
        row = odd.idxmax()
        found = "none" if unnamed[row] else f'"{text(table.column(*FUNCTION)[row])}"'
        raise table.refusal("a treatment function code", found, row, table.header(*FUNCTION))
    if noted.all():
        raise table.refusal("rows of figures", "none", table.heading.row)
    return table.body.index[~noted]


def _is_empty(table: Table) -> pd.Series:
    """Whether all counts of a row are blank: a line of text, unless it names what it counts."""
    places = [table.column(*names).name for names in (_TOTAL, _WITHIN)]
    return table.body[[*places, *bands(table).values()]].apply(is_blank).all(axis=1)


def _labels(table: Table, names: tuple[str, ...], body: pd.Index) -> pd.Series:
    """A column of words, '' throughout where the sheet has none of that name."""
    if table.place(*names) is None:
        return pd.Series("", index=body, dtype=object)
    return texts(table.column(*names)[body].fillna(""))


def _counts(table: Table, body: pd.Index) -> tuple[pd.DataFrame, dict[object, str]]:
    """Every count of every row; a blank band is 0, for the totals are there to prove it."""
    weeks, names = dict(enumerate(weekly_places(table))), table.heading.names
    total, in_time = table.column(*_TOTAL).name, table.column(*_WITHIN).name
    unknown = [place for place, name in enumerate(names) if "unknown clock start" in name]
    places: list[tuple[object, int]] = [
        ("total", total),
        ("within", in_time),
        *weeks.items(),
        *((f"unknown {place}", place) for place in unknown),
    ]
    figures = pd.DataFrame({each: _count_column(table, place, body) for each, place in places})
    headers = {each: table.heading.written[place] for each, place in places}
    within = figures[[week for week in weeks if week < _STANDARD_WEEKS]].sum(axis=1)
    every = figures[[*weeks, *(f"unknown {place}" for place in unknown)]]
    whole = Pathways(table, figures, figures, headers)
    sums = pd.DataFrame({"total": every.sum(axis=1), "within": within})
    _refuse_difference(whole, sums, figures[["total", "within"]], "the sum of its bands")
    return figures, headers


def _count_column(table: Table, place: int, body: pd.Index) -> pd.Series:
    cells = table.body.loc[body, place]
    read = counts(cells)
    wrong = read.isna() & ~is_blank(cells)
    if wrong.any():
        row = wrong.idxmax()
        raise table.refusal("a count", f'"{text(cells[row])}"', row, table.heading.written[place])
    return read.fillna(0)


def _check_keys(pathways: Pathways) -> None:
    """One row per organisation and function, and a headline row for each organisation."""
    rows, table = pathways.rows, pathways.table
    again = rows.duplicated(["code", "function"])
    if again.any():
        row = again.idxmax()
        what = f"one row for {rows['code'][row]} and {rows['function'][row]}"
        raise table.refusal(what, "another", row, table.header(*FUNCTION))
    headed = rows["code"].isin(rows.loc[rows["function"] == HEADLINE, "code"])
    if not headed.all():
        row = (~headed).idxmax()
        expected = f"a row of all treatment functions ({HEADLINE}) for {rows['code'][row]}"
        raise table.refusal(expected, "none", row, table.header(*FUNCTION))


def _check_functions(pathways: Pathways) -> None:
    headline = pathways.rows["function"] == HEADLINE
    codes = pathways.rows["code"]
    summed = pathways.counts[~headline].groupby(codes[~headline]).sum()
    expected = summed.reindex(codes[headline], fill_value=0).set_axis(codes.index[headline])
    found = pathways.counts[headline]
    _refuse_difference(pathways, expected, found, "the sum of its treatment functions")


def _refuse_difference(
    pathways: Pathways, expected: pd.DataFrame, found: pd.DataFrame, reason: str
) -> None:
    """Refuse at the first row, and there the first count, that is not as expected."""
    wrong = found[expected.columns] != expected
    if not wrong.to_numpy().any():
        return
    row = wrong.any(axis=1).idxmax()
    column = wrong.loc[row].idxmax()
    raise pathways.table.refusal(
        f"{expected.at[row, column]:,.0f} ({reason})",
        f"{found.at[row, column]:,.0f}",
        row,
        pathways.headers[column],
    )
