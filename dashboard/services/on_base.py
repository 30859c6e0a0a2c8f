"""Which count is shown where the base that makes a rate of it is not there?"""

from collections.abc import Sequence

from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.series import SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.figures import figures_of


def with_base(
    data: Data, indicator: Indicator, organisation: Organisation, name: str = ""
) -> tuple[Indicator, str]:
    """A rate whose base the site has not supplied gives way to the count it is made from.

    The second of the two is why, in sentences; empty where the rate stands.
    """
    if not indicator.base or data.store.bases(organisation.code, indicator.base):
        return indicator, ""
    count = data.indicators[indicator.counted_by]
    key = SeriesKey(indicator.id, organisation.code, indicator.grain)
    found = figures_of(data.store, data.indicators, key)
    if found is None or found.series.key.indicator != count.id:
        return indicator, ""
    return count, (
        f"{indicator.name} needs {base_name(indicator)} for {name or organisation.name}, and none "
        f"is published or loaded: this is {count.name.lower()} instead. Fill the base template "
        "and load it."
    )


def with_base_of_parts(
    data: Data, indicator: Indicator, parts: Sequence[Organisation]
) -> tuple[Indicator, str]:
    """The same for parts drawn beside one another: the count, where none of them has the base."""
    if not indicator.base or any(data.store.bases(each.code, indicator.base) for each in parts):
        return indicator, ""
    instead = (with_base(data, indicator, each, "its parts") for each in parts)
    return next((each for each in instead if each[1]), (indicator, ""))


def base_name(indicator: Indicator) -> str:
    """As the template for bases calls it."""
    return f'the base "{indicator.base}"'
