"""What is the line of weeks of a board, a provider or one type of department?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.bank_holidays import bank_holidays
from dashboard.calculations.month_forecast import History
from dashboard.calculations.weeks import WEEK, same_week_last_year, weeks_before
from dashboard.organisations import Organisation
from dashboard.periods import Grain
from dashboard.services.ae_week.model import WeekFigure
from dashboard.services.ae_week.weekly import FOUR_HOURS, PeriodFigure, Reading

SHOWN = 14  # weeks: last week and the thirteen before


@dataclass(frozen=True, slots=True)
class WeeklyLine:
    """weeks: by Sunday; published: by first day of the month; only: one provider's code."""

    reading: Reading
    type_: str
    only: str
    weeks: Mapping[date, PeriodFigure]
    published: Mapping[date, PeriodFigure]
    history: History

    def figure(self, sunday: date) -> WeekFigure:
        """A week that is not stored is missing of everybody who should have it."""
        found, holidays = self.weeks.get(sunday), bank_holidays(sunday)
        if found is None:
            there = self.reading.providers_on(sunday, self.only)
            missing = tuple(f"{each.name} (not loaded)" for each in there)
            return WeekFigure(sunday, None, missing or ("nobody covers the board then",), holidays)
        return WeekFigure(sunday, found.counted, found.missing, holidays)

    def shown(self, sunday: date) -> tuple[WeekFigure, ...]:
        return tuple(self.figure(each) for each in weeks_before(sunday, SHOWN))

    def year_before(self, sunday: date) -> tuple[WeekFigure, ...]:
        weeks = weeks_before(sunday, SHOWN)
        return tuple(self.figure(same_week_last_year(each)) for each in weeks)

    def providers(self, sunday: date) -> tuple[Organisation, ...]:
        return self.reading.providers_on(sunday, self.only)

    @property
    def sundays(self) -> tuple[date, ...]:
        """Those that can be chosen, the last first: from the first figure to the last."""
        there = [sunday for sunday, each in self.weeks.items() if each.counted]
        if not there:
            return ()
        many = (max(there) - min(there)) // WEEK + 1
        return tuple(reversed(weeks_before(max(there), many)))


def weekly_line(reading: Reading, type_: str = "", only: str = "") -> WeeklyLine:
    weeks = {each.end: each for each in reading.figures(Grain.WEEK, type_, only).values()}
    published = reading.figures(Grain.MONTH, type_, only)
    lag = timedelta(days=reading.data.indicators[FOUR_HOURS].lag_days)
    return WeeklyLine(reading, type_, only, weeks, published, _history(weeks, published, lag))


def _history(
    weeks: Mapping[date, PeriodFigure], published: Mapping[date, PeriodFigure], lag: timedelta
) -> History:
    """Only what lacks nobody."""
    return History(
        {day: each.counted for day, each in weeks.items() if each.counted and not each.missing},
        {day: each.counted for day, each in published.items() if each.counted and not each.missing},
        lag,
    )
