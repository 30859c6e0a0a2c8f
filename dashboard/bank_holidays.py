"""Which weeks have a bank holiday in England?"""

from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays


@lru_cache(maxsize=64)
def _of_year(year: int) -> dict[date, str]:
    """Jubilees, coronations and moved days too."""
    return dict(country_holidays("GB", subdiv="ENG", years=year))


def bank_holidays(sunday: date) -> tuple[str, ...]:
    """Those of the week that ends on a Sunday, by name, in order of their days."""
    days = [sunday - timedelta(days=back) for back in reversed(range(7))]
    return tuple(_of_year(day.year)[day] for day in days if day in _of_year(day.year))
