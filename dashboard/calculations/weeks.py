"""On which Sunday does a week end, which was the same week last year, and whose weeks are they?"""

from datetime import date, timedelta

WEEK = timedelta(days=7)
# Source: NHS England's weeks run Monday to Sunday; the same week last year is 52 weeks before.
YEAR_OF_WEEKS = timedelta(days=364)


def week_ending(day: date) -> date:
    """The Sunday on or after a day."""
    return day + timedelta(days=6 - day.weekday())


def same_week_last_year(sunday: date) -> date:
    return sunday - YEAR_OF_WEEKS


def weeks_ending_in(first: date, last: date) -> tuple[date, ...]:
    """The Sundays from a day to a day: a whole week belongs to the period in which it ends."""
    sunday, found = week_ending(first), []
    while sunday <= last:
        found.append(sunday)
        sunday += WEEK
    return tuple(found)


def weeks_before(sunday: date, many: int) -> tuple[date, ...]:
    """So many weeks that end with one, in order of time."""
    return tuple(sunday - WEEK * back for back in reversed(range(many)))
