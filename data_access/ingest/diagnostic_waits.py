"""How many wait for a diagnostic test, in the workbook and the extract of one return?"""

import pandas as pd

from data_access.ingest.cells import counts, texts
from data_access.ingest.columns import optional_words
from data_access.ingest.layout import Table, bands
from data_access.ingest.rejects import SetAside

DIMENSION = "diagnostic_test"
TEST = ("diagnostic id", "diagnostic test id", "diagnostic tests sort order")
TEST_NAME = ("diagnostic test name", "diagnostic tests", "diagnostic test")
TOTAL = ("total waiting list", "total wl", "total waiting", "total number waiting")
LONG = ("number waiting 6 weeks", "waiting 6 weeks", "number waiting over 6 weeks",
        "number of patients waiting 6 weeks", "total waiting 6 weeks")  # fmt: skip
# A pseudo-test of both layouts: the sum of the others.
ALL_TESTS = "16"
_ALL_NAMES = {"total", "all", "all tests", "all diagnostic tests"}
_LONG_WAIT_WEEKS = 6
_NOTHING = {"", "-"}
# As the workbook of April 2024 has them; the extract has codes, such as CT, in their place.
_TESTS = {
    "1": "Magnetic Resonance Imaging",
    "2": "Computed Tomography",
    "3": "Non-obstetric Ultrasound",
    "4": "Barium Enema",
    "5": "DEXA Scan",
    "6": "Audiology - Audiology Assessments",
    "7": "Cardiology - Echocardiography",
    "8": "Cardiology - Electrophysiology",
    "9": "Neurophysiology - Peripheral Neurophysiology",
    "10": "Respiratory physiology - Sleep Studies",
    "11": "Urodynamics - Pressures & Flows",
    "12": "Colonoscopy",
    "13": "Flexi Sigmoidoscopy",
    "14": "Cystoscopy",
    "15": "Gastroscopy",
}


def waits(source: Table, aside: SetAside) -> pd.DataFrame:
    """`total` (waiting) and `long` (six weeks and more) of every row of a table.

    A blank cell and a dash are 0: the bands are there to prove it. Rows in which a count is none
    or bands do not add up are set aside.
    """
    weeks = bands(source)
    total, long = source.column(*TOTAL).name, source.place(*LONG)
    read = pd.DataFrame(index=source.body.index)
    for place in [total, *([] if long is None else [long]), *weeks.values()]:
        read[place] = _counts(source.body[place])
        aside.add(read[place].isna(), source.heading.written[place], "not a count")
    every = read[list(weeks.values())].sum(axis=1)
    over = read[[place for week, place in weeks.items() if week >= _LONG_WAIT_WEEKS]].sum(axis=1)
    header = source.heading.written[total]
    aside.add(read[total] != every, header, f"not {header} as the bands add up to")
    if long is not None:
        header = source.heading.written[long]
        aside.add(read[long] != over, header, f"not {header} as the bands add up to")
    return pd.DataFrame({"total": read[total], "long": over})


def has_no_counts(source: Table) -> pd.Series:
    """Whether every count of a row is blank or a dash."""
    places = [source.column(*TOTAL).name, *bands(source).values()]
    blank = [texts(source.body[place].fillna("")).isin(_NOTHING) for place in places]
    return pd.concat(blank, axis=1).all(axis=1)


def _counts(column: pd.Series) -> pd.Series:
    """Most cells repeat, so each distinct one is read once."""
    cells = pd.Series(column.unique(), dtype=object)
    written = texts(cells.fillna(""))
    read = counts(written.mask(written.isin(_NOTHING), "0"))
    return column.map(dict(zip(cells, read, strict=True))).astype("float64")


def tests(source: Table, aside: SetAside) -> pd.DataFrame:
    """`test`, 1 to 15 or ALL_TESTS, and `test_name` of every row; '' where there is none."""
    header = source.header(*TEST)
    named = optional_words(source, *TEST_NAME)
    test = texts(source.column(*TEST).fillna("")).str.lstrip("0")
    test = test.mask((test == "") & named.str.casefold().isin(_ALL_NAMES), ALL_TESTS)
    valid = test.str.fullmatch(r"\d{1,3}").astype(bool)
    aside.add(~valid, header, "not the number of a diagnostic test")
    misnamed = (test == ALL_TESTS) != named.str.casefold().isin(_ALL_NAMES)
    aside.add(valid & (named != "") & misnamed, header, "not the number of the test named")
    return pd.DataFrame({"test": test.where(valid, ""), "test_name": named})


def members(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The tests of `rows` for Publication.members; one that is new keeps the name it comes with."""
    named = dict(zip(rows["test"], rows["test_name"], strict=True))
    return [
        (DIMENSION, test, _TESTS.get(test) or name or f"Test {test}")
        for test, name in sorted(named.items(), key=lambda each: int(each[0]))
        if test != ALL_TESTS
    ]
