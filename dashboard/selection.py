"""What has been chosen, as the address of the page says it?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter
from urllib.parse import parse_qsl, quote_plus

from dashboard.errors import BadParameter, DashboardError

AS_PUBLISHED = "as_published"  # the footprint of each time, not of today
SPC, YEAR_ON_YEAR = "spc", "year_on_year"  # the charts of a trend beside its trajectory
STATUSES = ("red", "amber", "green", "grey")  # the letters that boards ask for
ATTENTION = "attention"
WITH_ENGLAND = "england"
EVERY_INDICATOR = "all"  # a deck with a slide for each, not for the exceptions alone
LONGEST_LIST = 100_000_000  # more people than any list could hold
_PLAIN = re.compile(r"[\w.~:,-]*", re.ASCII).fullmatch  # as nearly all is: nothing to be quoted


class Sort(StrEnum):
    """In what order the summary lists its rows."""

    ATTENTION = "attention"
    PLAN = "plan"
    NAME = "name"
    PATIENTS = "patients"


VIEWS = (
    "month",
    "quarter",
    "year_to_date",
    "rolling_quarter",
    "rolling_12m",
    "week",
    "day",
    "year",
    "snapshot",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything a reader can choose; empty means the page's own default.

    localities: slugs. breakdown: `dimension:code` pairs. view: a key of VIEWS. by: the dimension
    whose members stand beside one another in place of localities.
    start, end: first days of months. plan: a version's slug, empty for the one in force each month.
    as_at: the date that stands for today. with_: whom a comparison is with, a set or codes.
    footprint: of which area earlier figures are, empty for that of today.
    chart: how a trend is drawn, empty for its trajectory.
    group, status, needs: which rows of the summary and the matrix are asked for; empty for all.
    compare: beside whose line a trend is drawn.
    list_size: how long a waiting list is taken to be in March, where not as long as now.
    length: for whom narratives are, empty for the board. deck: which indicators have a slide, empty
    for the exceptions. slide: where a deck is opened. since: the day of the board that this one is
    held against, None for the last that was kept.
    board, week, type_: of the week of A&E: whose, the Sunday it ends on, a department's type.
    period: of a single figure: what it is called, or a day within it.
    """

    organisation: str = ""
    localities: tuple[str, ...] = ()
    indicator: str = ""
    view: str = ""
    start: date | None = None
    end: date | None = None
    plan: str = ""
    breakdown: tuple[str, ...] = ()
    sort: str = ""
    as_at: date | None = None
    by: str = ""
    with_: tuple[str, ...] = ()
    footprint: str = ""
    chart: str = ""
    group: str = ""
    status: str = ""
    needs: str = ""
    compare: str = ""
    list_size: int | None = None
    length: str = ""
    deck: str = ""
    slide: int | None = None
    since: date | None = None
    board: str = ""
    week: date | None = None
    type_: str = ""
    period: str = ""

    @classmethod
    def from_query(cls, query: str | None) -> "Read":
        """The selection of a query string, with or without `?`; what cannot be read is left out."""
        given = dict(parse_qsl((query or "").lstrip("?"), keep_blank_values=False))
        chosen: dict[str, object] = {}
        problems: list[DashboardError] = []
        for name, field in _NAMES.items():
            if name not in given:
                continue
            try:
                chosen[field] = _PARSERS[field](name, given[name].strip())
            except BadParameter as problem:
                problems.append(problem)
        selection = cls(**chosen)  # type: ignore[arg-type]
        if selection.start and selection.end and selection.start > selection.end:
            problems.append(BadParameter("from", given["from"], f"a month before {given['to']}"))
            selection = replace(selection, start=None, end=None)
        return Read(selection, tuple(problems))

    def to_query(self, *without: str) -> str:
        """`?organisation=10Q&...`, without what is at its default; empty when all is.

        without: fields that are left out as well.
        """
        given = zip(_NAMES.items(), _VALUES(self), strict=True)
        # Read all at once, since nearly all is at its default and a page asks five times.
        said = {name: _text(x) for (name, field), x in given if x and field not in without}
        written = query_of(said)
        return f"?{written}" if written else ""


@dataclass(frozen=True, slots=True)
class Read:
    """A selection and what could not be used of the link it came from."""

    selection: Selection
    problems: tuple[DashboardError, ...] = ()


def query_of(given: Mapping[str, str]) -> str:
    """Names and texts as an address has them; colons and commas stay legible."""
    return "&".join(
        [
            f"{name}={text if _PLAIN(text) else quote_plus(text, safe=':,')}"
            for name, text in given.items()
        ]
    )


def _word(name: str, text: str) -> str:
    return text


def _words(name: str, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def read_day(name: str, text: str) -> date:
    """A date of a link; a month alone (`2019-04`) is its first day.

    Raises BadParameter; far years too, from which no span of months could be counted.
    """
    try:
        day = date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError as error:
        raise BadParameter(name, text, "a date such as 2019-04-01") from error
    if not 1900 <= day.year <= 2200:
        raise BadParameter(name, text, "a date from 1900 to 2200")
    return day


def _month(name: str, text: str) -> date:
    return read_day(name, text).replace(day=1)


def _people(name: str, text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LONGEST_LIST:
        raise BadParameter(name, text, "a whole number of people such as 16000")
    return int(text)


def _place(name: str, text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 1000:
        raise BadParameter(name, text, "a slide's number, from 1")
    return int(text)


def _one_of(allowed: tuple[str, ...]) -> Callable[[str, str], str]:
    def parse(name: str, text: str) -> str:
        if text not in allowed:
            raise BadParameter(name, text, "one of " + ", ".join(allowed))
        return text

    return parse


_NAMES = {
    "organisation": "organisation",
    "locality": "localities",
    "indicator": "indicator",
    "view": "view",
    "from": "start",
    "to": "end",
    "plan": "plan",
    "breakdown": "breakdown",
    "sort": "sort",
    "as_at": "as_at",
    "by": "by",
    "with": "with_",
    "footprint": "footprint",
    "chart": "chart",
    "group": "group",
    "status": "status",
    "needs": "needs",
    "compare": "compare",
    "list": "list_size",
    "length": "length",
    "deck": "deck",
    "slide": "slide",
    "since": "since",
    "board": "board",
    "week": "week",
    "type": "type_",
    "period": "period",
}
_VALUES = attrgetter(*_NAMES.values())
_PARSERS: dict[str, Callable[[str, str], object]] = {
    "organisation": _word,
    "localities": _words,
    "indicator": _word,
    "view": _one_of(VIEWS),
    "start": _month,
    "end": _month,
    "plan": _word,
    "breakdown": _words,
    "sort": _one_of(tuple(Sort)),
    "as_at": read_day,
    "by": _word,
    "with_": _words,
    "footprint": _one_of((AS_PUBLISHED,)),
    "chart": _one_of((SPC, YEAR_ON_YEAR)),
    "group": _word,
    "status": _one_of(STATUSES),
    "needs": _one_of((ATTENTION,)),
    "compare": _one_of((WITH_ENGLAND,)),
    "list_size": _people,
    "length": _one_of(("analyst",)),
    "deck": _one_of((EVERY_INDICATOR,)),
    "slide": _place,
    "since": read_day,
    "board": _word,
    "week": read_day,
    "type_": _one_of(("1", "2", "3")),
    "period": _word,
}
assert {field.name for field in fields(Selection)} == set(_PARSERS)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "")
