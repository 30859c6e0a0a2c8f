"""Is a reader led on where a commissioner's line ends and its system's goes on?"""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.trend_charts import drawn_trend
from dashboard.errors import NoFigures
from dashboard.organisations import Level, Organisation
from dashboard.selection import Selection
from dashboard.services.trend import Trend, performance_trend
from layouts.components.trend_words import reading, subtitle
from tests.builders import indicator, observation
from tests.core.fake_store import FakeStore, data_of, key

MAY, JUNE, JULY = (date(2022, month, 1) for month in (5, 6, 7))
SYSTEM = Organisation("QU9", "Thames Valley ICB", Level.STP)
OLD = indicator(id="cancer_31day_drug", short_name="31-day drug")
COMBINED = indicator(id="cancer_31day_combined", short_name="31-day combined")
AS_AT = date(2022, 9, 30)


def area(*months: date, of: str = "cancer_31day_drug") -> FakeStore:
    """Oxfordshire's figures end in June 2022; its system has the given months."""
    store = FakeStore(places=[*FakeStore().places, SYSTEM], relations=[("QU9", "stp", "10Q")])
    store.add(key("10Q", "cancer_31day_drug"), [observation(MAY), observation(JUNE)])
    return store.add(key("QU9", of), [observation(month) for month in months])


def trend(store: FakeStore, organisation: str = "10Q") -> Trend:
    data = data_of(store, OLD, COMBINED, as_at=AS_AT)
    return performance_trend(data, Selection(organisation, indicator=OLD.id))


def around(shown: Trend) -> str:
    """What stands over and under the chart."""
    drawn = drawn_trend(shown)
    return str([*subtitle(shown, drawn, Selection()), *reading(shown, drawn)])


def test_the_system_is_offered_by_name_where_its_figures_go_on() -> None:
    shown = trend(area(JUNE, JULY))

    assert shown.continued is not None
    assert (shown.continued.organisation, shown.continued.indicator) == (SYSTEM, OLD)
    said = around(shown)
    assert "Thames Valley ICB (QU9)" in said
    assert "organisation=QU9&indicator=cancer_31day_drug" in said
    assert "ends in June 2022" in said


def test_the_combined_standard_is_offered_where_it_took_in_the_old_one() -> None:
    shown = trend(area(JULY, of="cancer_31day_combined"))

    assert shown.continued is not None
    assert shown.continued.indicator == COMBINED


def test_nobody_is_offered_while_the_commissioners_own_figures_go_on() -> None:
    assert trend(area(MAY, JUNE)).continued is None


def test_a_system_is_not_led_on_to_itself() -> None:
    assert trend(area(JUNE, JULY), "QU9").continued is None


def test_without_any_figures_of_its_own_the_system_is_named_as_the_remedy() -> None:
    store = area(JULY)
    store.actuals = [series for series in store.actuals if series.key.organisation == "QU9"]

    with pytest.raises(NoFigures) as refusal:
        trend(store)

    assert "Thames Valley ICB (QU9), which it belongs to, has figures" in refusal.value.remedy


def test_words_agree_with_whose_figures_go_on() -> None:
    same, combined = trend(area(JUNE, JULY)), trend(area(JULY, of="cancer_31day_combined"))

    assert "Figures go on to July 2022 for " in around(same)
    assert "31-day combined goes on to July 2022 for " in around(combined)


def test_an_organisation_that_has_closed_says_when() -> None:
    store = area(MAY, JUNE)
    store.places = [
        replace(each, valid_to=date(2022, 6, 30)) if each.code == "10Q" else each
        for each in store.places
    ]
    shown = trend(store)

    assert "Oxfordshire CCG closed on 30 June 2022" in around(shown)
    assert "closed" not in around(trend(area(JUNE)))
