"""Does every sentence that begins with an indicator's name go on as the name asks?"""

import re
from collections.abc import Iterator

import pytest

from dashboard.charts.spc_chart import spc_chart
from dashboard.charts.summary import attention_words
from dashboard.charts.year_on_year import year_on_year_chart
from dashboard.indicators.registry import Indicator, load_indicators
from dashboard.selection import Selection
from dashboard.services.desk.narrative import narrative_of
from dashboard.services.trend import performance_trend
from dashboard.services.wording.words import headline, reading
from tests.builders import indicator
from tests.core.fake_store import FakeStore
from tests.core.narrated import data_with, exception_of, months, planned, store_of

REGISTRY = load_indicators()
MANY = re.compile(
    r"\b(waits over|waits from|attendances|arrivals|handovers|infections|registers|beds|days|"
    r"admissions|referrals|checks|breaches|budgets|quits|people)\b",
    re.IGNORECASE,
)
ONE_VERB = r"(is|was|has|shows|misses|meets)\b"
SEVERAL_VERB = r"(are|were|have|show|miss|meet)\b"
CASES = (  # behind plan, on plan, without one, below standard, getting worse, never on plan
    store_of(months(85, 84), planned()),
    store_of(months(95), planned(90)),
    store_of(months(95)),
    store_of(months(85)),
    store_of(months(94, usual=97), planned(90)),
    store_of(months(usual=80), planned()),
)


def named(each: Indicator, **facts: object) -> Indicator:
    """Its name, with figures that are alike for all."""
    return indicator(short_name=each.short_name, plural=each.plural, breach="waited", **facts)


def texts(store: FakeStore, of: Indicator) -> Iterator[str]:
    """All that is said of it with its name at the front, and what goes on from there."""
    data = data_with(store, of)
    exception = exception_of(data)
    narrative = narrative_of(data, exception)
    trend = performance_trend(data, Selection("10Q", indicator=of.id))
    yield narrative.title
    yield from (each.text for each in (*narrative.board, *narrative.analyst))
    yield headline(trend.main, trend.organisation.name)
    yield reading(trend.main)
    yield from (chart(trend).title for chart in (spc_chart, year_on_year_chart))
    yield attention_words(exception.row)


@pytest.mark.parametrize("each", REGISTRY.values(), ids=lambda each: each.id)
def test_no_name_of_several_is_and_no_name_of_one_are(each: Indicator) -> None:
    wrong = ONE_VERB if each.plural else SEVERAL_VERB
    pronoun = r"\b[Ii]t (is|last|has|met|missed)\b|\bmeeting its\b|\bmeet its\b"
    if not each.plural:
        pronoun = r"\b[Tt]hey\b|\btheir\b"

    said = [text for store in CASES for text in texts(store, named(each))]

    assert any(text.startswith(each.short_name) for text in said)
    for text in said:
        assert not re.search(rf"{re.escape(each.short_name)},? {wrong}|{pronoun}", text), text


def test_a_name_is_called_plural_where_its_noun_is() -> None:
    plural = {each.id for each in REGISTRY.values() if each.plural}

    assert plural == {each.id for each in REGISTRY.values() if MANY.search(each.short_name)}
    assert "rtt_52week" in plural and "rtt_18week" not in plural


def test_a_name_of_several_keeps_its_verb_through_a_title() -> None:
    data = data_with(CASES[0], named(REGISTRY["rtt_52week"]))
    trend = performance_trend(data, Selection("10Q", indicator="waits"))

    title = headline(trend.main, trend.organisation.name)

    assert title == (
        "RTT waits over 52 weeks are 10.0 points below plan in February 2020; "
        "they last met their plan in December 2019"
    )
