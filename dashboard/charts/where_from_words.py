"""How is it said where a number came from?"""

from dashboard.charts.data_tables import restated_sentence
from dashboard.indicators.registry import Indicator
from dashboard.periods import long_date, short_date
from dashboard.services.desk.published_total import PublishedTotal
from dashboard.services.desk.sources import SourceRow, WhereFrom
from dashboard.services.wording import units, words

MOST_ROWS = 60
FIRST_ROW = "Of a figure that is the sum of several rows of the file, the row is the first of them."
_AS_PUBLISHED = "As it is published: one stored figure, nothing added up."


def where_title(found: WhereFrom) -> str:
    """`Where A&E 4-hour 85.3% in February 2020 came from`."""
    point, indicator = found.point, found.indicator
    figure = units.value(point.value, indicator) or words.absence(point)
    when = words.period_in_words(point, found.line)
    return f"{indicator.short_name}, {when}: where {figure} came from"


def where_sentence(found: WhereFrom) -> str:
    """Whose figure it is, what was counted, and whether it is final."""
    counted = share_words(found.point.numerator, found.point.denominator)
    return ". ".join(filter(None, [found.line.name, counted, _status(found)])) + "."


def share_words(numerator: float | None, denominator: float | None) -> str:
    """`13,658 of 16,012`, or the count alone; empty without counts."""
    if numerator is None:
        return ""
    said = units.count(numerator)
    return said if denominator is None else f"{said} of {units.count(denominator)}"


def _status(found: WhereFrom) -> str:
    status = found.point.status or "not loaded"
    return status[0].upper() + status[1:]


def facts(found: WhereFrom) -> list[tuple[str, str]]:
    """What is known of it, name and words; nothing is left unsaid that was used."""
    point = found.point
    said = [
        ("How it is made", found.line.made or made_words(found)),
        ("Measured as", measured_words(found.indicator)),
        ("Area", found.footprint),
        ("Shares", found.share_version),
        ("Without", ", ".join(point.lacking)),
        ("Months it lacks", ", ".join(point.missing)),
        ("Parts without a figure", hidden_words(found)),
        ("Plan", plan_words(found)),
        ("Standard", standard_words(found)),
        ("Beside what is published", published_words(found.published)),
    ]  # fmt: skip
    return [(name, words_) for name, words_ in said if words_]


def measured_words(indicator: Indicator) -> str:
    said = ", of ".join(filter(None, [indicator.numerator, indicator.denominator]))
    return said[:1].upper() + said[1:]


def made_words(found: WhereFrom) -> str:
    """Of figures that no service describes: stored as they are, or gathered over months."""
    if not found.rows:
        return "No figure is stored for it."
    if len(found.rows) == 1:
        return _AS_PUBLISHED
    return f"Of {len(found.rows)} stored figures, added up: counts are summed, then divided."


def hidden_words(found: WhereFrom) -> str:
    """Each part that has no figure, and why."""
    several = len({row.organisation.code for row in found.rows}) > 1
    return "; ".join(
        f"{row.organisation.label if several else row.label}: {reason_words(row)}"
        for row in found.hidden
    )


def reason_words(row: SourceRow) -> str:
    reason = row.observation.absent_reason or ""
    return words.ABSENT.get(reason, reason.replace("_", " "))


def plan_words(found: WhereFrom) -> str:
    """The version in force that month, and what it says."""
    value = units.value(found.point.plan_value, found.indicator)
    if not value or found.plan is None:
        return ""
    counted = share_words(found.point.plan_numerator, found.point.plan_denominator)
    handed_in = found.plan.submitted_on
    day = f", submitted {long_date(handed_in)}" if handed_in else ""
    return f"{value}{f' ({counted})' if counted else ''}: {found.plan.name}{day}"


def standard_words(found: WhereFrom) -> str:
    if found.standard is None:
        return ""
    return f"{words.standard_text(found.standard, found.indicator)}: {found.standard.source}"


def published_words(total: PublishedTotal | None) -> str:
    """England as published beside everybody's figures added up."""
    if total is None:
        return ""
    ours = share_words(total.numerator, total.denominator)
    theirs = share_words(total.england_numerator, total.england_denominator)
    lacking = f"; {total.without:,} have none" if total.without else ""
    whole = f"the {total.parts:,} {total.whom} with a figure come to {ours}{lacking}"
    if total.agrees:
        return f"England's published figure is {theirs}, and {whole}: the two agree."
    return f"England's published figure is {theirs}; {whole}."


def revisions_words(found: WhereFrom) -> list[str]:
    """A sentence each, the last first."""
    return [f"{restated_sentence(each)}." for each in found.revisions]


def row_cells(row: SourceRow) -> tuple[str, ...]:
    """Whose, when, what, status, part, file, place in it, loaded."""
    seen = row.observation
    figure = share_words(seen.numerator, seen.denominator)
    if not figure:
        bare = "" if seen.value is None else f"{seen.value:,.10g}"
        figure = bare or reason_words(row)
    published = row.file.published_on if row.file else None
    return (
        row.organisation.label,
        row.label,
        figure,
        seen.status if not seen.absent_reason else "no figure",
        "" if row.share == 1 else f"{row.share:.4%}",
        row.file.file_name if row.file else "not known",
        place_words(row),
        short_date(published) if published else "",
        loaded_words(row),
    )


def place_words(row: SourceRow) -> str:
    """`Provider, from row 45`; empty where the file's reader does not say.

    From: of a figure that its reader summed over several rows only the first is known, and of
    which figures that holds is not.
    """
    if row.place is None:
        return ""
    at = f"from row {row.place.row:,}"
    return f"{row.place.sheet}, {at}" if row.place.sheet else at


def loaded_words(row: SourceRow) -> str:
    """To the minute, in universal time."""
    if row.file is None:
        return ""
    day = short_date(row.file.loaded_on)
    at = row.file.loaded_at
    return f"{day}, {at:%H:%M} UTC" if at else day
