"""The data page's words: a title that is a finding, and what is said of each indicator held."""

from dataclasses import dataclass
from datetime import date

from dashboard.periods import Grain, period_end, period_label, short_date
from dashboard.services.holdings import Holding, Holdings, Standing
from dashboard.services.wording import words
from dashboard.services.wording.verbs import is_or_are

MARKS = {
    Standing.LATE: "◆",
    Standing.UP_TO_DATE: "✓",
    Standing.NO_DATE: "–",
    Standing.ENDED: "–",
    Standing.NO_FIGURE: "–",
}
_NAMED = 3  # so many of the late ones are named above the table
_FINER = {
    Grain.DAY: "by day",
    Grain.WEEK: "by week",
    Grain.MONTH: "by month",
    Grain.QUARTER: "by quarter",
    Grain.ROLLING_QUARTER: "by rolling quarter",
    Grain.ROLLING_12M: "by rolling year",
    Grain.YEAR: "by year",
    Grain.ROLLING_3Y: "by three years",
    Grain.SNAPSHOT: "on a day",
}


@dataclass(frozen=True, slots=True)
class HoldingCells:
    """One row, said. view: of the trend that it leads to, empty for the indicator's own."""

    name: str
    view: str
    illustrative: str
    shown: str
    why: str
    source: str
    file: str
    first: str
    last: str
    status: str
    loaded: str
    due: str
    state: str
    mark: str
    standing: str
    restated: str


def holdings_title(held: Holdings) -> str:
    """How many indicators are up to date, and which is not."""
    name, expected, late = held.place.name, len(held.expected), held.late
    if not held.rows:
        return f"No figures are held for {name}"
    if not expected:
        return f"{name}: no next publication is expected of what is held"
    if not late:
        all_of = f"All {expected} indicators are" if expected > 1 else "The one indicator is"
        return f"{all_of} up to date for {name}"
    there = expected - len(late)
    up_to_date = f"{there or 'None'} of {expected} indicators {_are(there)} up to date for {name}"
    worst = late[0]
    if len(late) == 1:
        is_are = is_or_are(worst.indicator)
        return f"{up_to_date}; {worst.indicator.short_name} {is_are} {lateness(worst.days_late)}"
    return (
        f"{up_to_date}; {len(late)} are late, {worst.indicator.short_name} by "
        f"{span(worst.days_late)}"
    )


def _are(number: int) -> str:
    return "are" if number > 1 else "is"


def holdings_sentence(held: Holdings) -> str:
    """Which ones are late, and what else must be known of the rest."""
    named = [
        f"{row.indicator.short_name} (due {short_date(row.due)})" for row in held.late if row.due
    ]
    more = len(named) - _NAMED
    said = [f"Late: {', '.join(named[:_NAMED])}{f' and {more} more' if more > 0 else ''}."]
    others = len({row.indicator.id for row in held.rows if row.main}) - len(held.expected)
    if others and held.expected:
        said.append(
            f"No next figure is expected of {others} other{'s' if others > 1 else ''} that "
            f"{'are' if others > 1 else 'is'} held."
        )
    return " ".join(said if named else said[1:])


def files_title(held: Holdings) -> str:
    totals = held.file_totals
    files = _several(totals.files, "file")
    if not totals.rows_aside:
        return f"{files} loaded, no row set aside"
    aside = f"{_several(totals.rows_aside, 'row')} set aside"
    return f"{files} loaded; {aside} in {totals.files_aside:,} of them"


def not_held_title(held: Holdings) -> str:
    return f"{_several(len(held.not_held), 'indicator')} without figures, and what would fill them"


def restated_in_short(held: Holdings) -> str:
    return f"{_several(held.restated_count, 'figure') if held.restated_count else 'None'} restated"


def restatements_title(held: Holdings) -> str:
    if not held.restated_count:
        return f"No figure of {held.place.name} has been restated"
    have = "has" if held.restated_count == 1 else "have"
    return f"{_several(held.restated_count, 'figure')} of {held.place.name} {have} been restated"


def _several(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def span(days: int) -> str:
    """`5 days`, `3 weeks`, `4 months`, `2 years`: whole ones, never more than there are."""
    if days < 14:
        return _several(days, "day")
    if days < 70:
        return _several(days // 7, "week")
    if days < 730:
        return _several(days * 12 // 366, "month")
    return _several(days * 100 // 36525, "year")


def lateness(days: int) -> str:
    return f"{span(days)} late" if days else "due today"


def holding_cells(row: Holding) -> HoldingCells:
    series, load, grain = row.series, row.load, row.series.grain
    return HoldingCells(
        row.indicator.short_name if row.main else f"{row.indicator.short_name}, {_FINER[grain]}",
        "" if row.main else str(grain),
        "illustrative" if series.illustrative else "",
        row.shown.label if row.stands_in else row.note,
        row.note,
        load.title if load else "",
        load.file_name if load else "",
        _period(series.first, None, grain),
        _period(series.last, series.last_end, grain),
        series.status,
        short_date(load.loaded_on) if load else "",
        short_date(row.due) if row.due else "",
        _state(row),
        MARKS[row.standing],
        str(row.standing),
        str(series.restated or ""),
    )


def _period(start: date | None, end: date | None, grain: Grain) -> str:
    """A week is told by its end, as everywhere; that it is a week stands beside the name."""
    if start is None:
        return ""
    return period_label(start, end or period_end(start, grain), grain).removeprefix("week ending ")


def _state(row: Holding) -> str:
    match row.standing:
        case Standing.LATE:
            said = lateness(row.days_late)
            return f"{said[0].upper()}{said[1:]}"
        case Standing.UP_TO_DATE:
            return "Up to date"
        case Standing.NO_DATE:
            return "No date set"
        case Standing.ENDED:
            return f"Not expected: {row.reason}"
        case _:
            why = words.ABSENT.get(row.reason, row.reason)
            return f"No figure: {why}" if why else "No figure"
