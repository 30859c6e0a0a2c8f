"""What does one row of a plan template or a local return say, and can it be right?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches

from dashboard.calculations.aggregation import COUNTS
from dashboard.indicators.registry import Indicator, IndicatorRegistry, Unit
from dashboard.organisations import Level
from dashboard.periods import Grain, quarter_start
from data_access.ingest import ae_types
from data_access.ingest.cells import normalise, parse_day, parse_month
from data_access.ingest.errors import FileRefused
from data_access.ingest.long_table import BadCell, Line, SetAside, within_years
from data_access.ingest.publication import Publication, ReadContext, Rejected

FIGURES = ("numerator", "denominator", "value")
# Columns a sender may leave out, since they stand empty for most.
NEEDED = frozenset({"indicator", "organisation", "period", "numerator"})
WEEK_ENDING = "week ending"
DIMENSIONS = ("ae_type", "treatment_function", "tumour_site")
_PROVIDERS = {Level.TRUST.value, Level.HOSPITAL_SITE.value}
_MONTHLY = {Grain.MONTH, Grain.ROLLING_QUARTER, Grain.ROLLING_12M}
_STARTS = {
    Grain.WEEK: "a Monday, the first day of the week",
    Grain.QUARTER: "the first day of January, April, July or October",
    Grain.YEAR: "1 April, or 1 January for a calendar year",
    Grain.ROLLING_3Y: "1 January of the first of the three years, or 1 April",
}


@dataclass(frozen=True, slots=True)
class Point:
    """Which figure a row gives: the columns that publications have for it."""

    indicator: str
    organisation: str
    provider: str
    dimension: str
    member: str
    grain: str
    period_start: date


def form_indicator(line: Line, indicators: IndicatorRegistry) -> Indicator:
    """By id or by name. Raises SetAside, naming those that are spelt nearly so."""
    written = line.needed("indicator")
    names = {
        normalise(name): each
        for each in indicators.values()
        for name in (each.short_name, each.name, each.id)
    }
    if normalise(written) in names:
        return names[normalise(written)]
    near = get_close_matches(normalise(written), list(names), n=3)
    ids = list(dict.fromkeys(names[name].id for name in near))
    meant = f"; the nearest: {', '.join(ids)}" if ids else ""
    raise SetAside(f'no indicator is called "{written}"{meant}', "indicator")


def form_organisation(line: Line, context: ReadContext) -> str:
    """Code of the organisation; a column `locality` may name one within it. Raises BadCell."""
    organisation = context.resolve(line.needed("organisation"), "")
    if organisation is None:
        raise BadCell("organisation", "a known code, slug or name", line.text("organisation"))
    locality = line.text("locality")
    code = context.resolve(locality, organisation) if locality else organisation
    if code is None:
        raise BadCell("locality", f"a known locality of {organisation}", locality)
    return code


def form_point(line: Line, indicator: Indicator, context: ReadContext) -> Point:
    """Raises SetAside."""
    dimension, member = _breakdown(line)
    grain = _grain(line, indicator)
    return Point(
        indicator.id,
        form_organisation(line, context),
        _provider(line, context),
        dimension,
        member,
        grain.value,
        _period_start(line, grain),
    )


def _provider(line: Line, context: ReadContext) -> str:
    written = line.text("provider")
    code = context.resolve(written, "") if written else ""
    if code is None or (code and context.level(code) not in _PROVIDERS):
        raise BadCell("provider", "the code or name of a known provider", written)
    return code


def _breakdown(line: Line) -> tuple[str, str]:
    written = line.text("breakdown")
    dimension, _, member = (part.strip() for part in written.partition(":"))
    if written and (dimension not in DIMENSIONS or not member):
        raise BadCell(
            "breakdown", f"dimension:code, with a dimension of {', '.join(DIMENSIONS)}", written
        )
    if dimension == ae_types.DIMENSION and member not in ae_types.TYPES:
        raise BadCell("breakdown", f"an A&E type of {', '.join(ae_types.TYPES)}", member)
    return dimension, member


def _grain(line: Line, indicator: Indicator) -> Grain:
    written = line.text("grain")
    if not written:
        return Grain.WEEK if line.text(WEEK_ENDING) else indicator.grain
    try:
        return Grain(normalise(written).replace(" ", "_"))
    except ValueError:
        raise BadCell("grain", f"one of {', '.join(Grain)}", written) from None


def _period_start(line: Line, grain: Grain) -> date:
    """The first day of the period; a week may be written by its last day in a column of its own."""
    if grain is Grain.WEEK and line.text(WEEK_ENDING):
        return _monday(line)
    line.needed("period")
    cell = line.named["period"]
    start = parse_day(cell) or parse_month(cell)
    if start is None:
        raise BadCell("period", "a date such as 2019-04-01 or 01/04/2019, or Apr 2019", cell)
    within_years("period", start)
    begins = {
        Grain.WEEK: start.weekday() == 0,
        Grain.QUARTER: start == quarter_start(start),
        **dict.fromkeys((Grain.YEAR, Grain.ROLLING_3Y), start.day == 1 and start.month in (1, 4)),
    }.get(grain, start.day == 1 or grain not in _MONTHLY)
    if not begins:
        raise BadCell("period", _STARTS.get(grain, "the first day of a month"), start)
    return start


def _monday(line: Line) -> date:
    """Of the week that ends on the Sunday given. Raises BadCell."""
    sunday, start = line.day(WEEK_ENDING), line.day("period")
    if sunday is None or sunday.weekday() != 6:
        raise BadCell(WEEK_ENDING, "a Sunday, the last day of the week", sunday)
    monday = sunday - timedelta(days=6)
    if start not in (None, monday):
        raise BadCell("period", f"an empty cell, or {monday}, the Monday before", start)
    return monday


def form_figures(line: Line, indicator: Indicator) -> dict[str, float | None]:
    """Numerator, denominator and value; all None where the row gives none. Raises SetAside."""
    for name in ("numerator", "denominator"):
        if "%" in line.text(name):
            raise BadCell(name, "a count, not a percentage", line.text(name))
    figures = {name: line.number(name) for name in FIGURES}
    if all(figure is None for figure in figures.values()):
        return figures
    if indicator.unit is Unit.COUNT:
        return _count(line, figures)
    if indicator.aggregation in COUNTS and figures["denominator"] is None:
        return _one(line, figures)
    return _share(line, figures, indicator)


def _count(line: Line, figures: dict[str, float | None]) -> dict[str, float | None]:
    for name in ("denominator", "value"):
        if figures[name] is not None:
            raise BadCell(name, "an empty cell: a count is a numerator alone", line.text(name))
    return figures


def _share(
    line: Line, figures: dict[str, float | None], indicator: Indicator
) -> dict[str, float | None]:
    numerator, denominator, value = (figures[name] for name in FIGURES)
    if (numerator is None) != (denominator is None):
        missing = "numerator" if numerator is None else "denominator"
        raise BadCell(missing, "a count, since the other of the pair is given", "")
    figures = _one(line, figures)
    if indicator.unit is not Unit.PERCENT or indicator.may_exceed:
        return figures
    if value is not None and value > 100:
        raise BadCell("value", "a percentage of 0 to 100", line.text("value"))
    if numerator is not None and denominator is not None and numerator > denominator:
        raise BadCell(
            "numerator", f"at most the denominator, {denominator:g}", line.text("numerator")
        )
    return figures


def _one(line: Line, figures: dict[str, float | None]) -> dict[str, float | None]:
    """A figure or the counts behind it."""
    if figures["value"] is not None and figures["numerator"] is not None:
        raise BadCell("value", "an empty cell, since there are counts", line.text("value"))
    return figures


def check_has_begun(start: date, submitted_on: date | None) -> None:
    """Raises SetAside where nobody could have counted yet: at the submission, else today."""
    today = datetime.now(UTC).date()
    if start > min(submitted_on or today, today):
        raise SetAside("a figure of a period that has not begun", "period")


def is_untouched(line: Line, filled_in: Iterable[str]) -> bool:
    """Whether a row of a form was left as it was handed out."""
    return not any(line.text(column) for column in filled_in)


def choice(line: Line, column: str, allowed: Iterable[str], default: str) -> str:
    """One of a few words, however spelt. Raises BadCell."""
    written = normalise(line.text(column)).replace(" ", "_")
    words = list(allowed)
    if written and written not in words:
        raise BadCell(column, f"one of {', '.join(words)}", line.text(column))
    return written or default


def members_of(points: Iterable[Point]) -> list[tuple[str, str, str]]:
    """Breakdown members that a form names, called by their code until a publication names them."""
    found = {(each.dimension, each.member) for each in points if each.dimension}
    names = {(dimension, code): name for dimension, code, name in ae_types.MEMBERS}
    return [(*each, names.get(each, each[1])) for each in sorted(found)]


class NoUsableRow(FileRefused):
    """Every row of a form was set aside; the first says why."""

    def __init__(self, file: str, first: Rejected) -> None:
        super().__init__(file, first.reason, "", first.sheet, first.row, first.column)

    @property
    def message(self) -> str:
        sheet = f"sheet {self.sheet}, " if self.sheet else ""
        column = f", column {self.column}" if self.column else ""
        return (
            f"{self.file}: {sheet}row {self.row}{column}: {self.expected}. "
            "No row of the file can be used; this is the first."
        )


def finish(publication: Publication, file: str, untouched: int) -> None:
    """Say how many rows were left blank. Raises FileRefused when no row could be used."""
    used = publication.rows - untouched - len(publication.rejected)
    if used == 0:
        if publication.rejected:
            raise NoUsableRow(file, publication.rejected[0])
        raise FileRefused(file, "at least one row that can be used", "no figures")
    if untouched:
        publication.warnings.append(f"rows without any figures, passed over: {untouched:,}")
