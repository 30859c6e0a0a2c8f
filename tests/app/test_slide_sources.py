"""Does each figure of a sentence on a slide lead to the period that it is of?"""

from dataclasses import replace
from datetime import date
from html import unescape
from re import findall

from dashboard.selection import Selection
from dashboard.services.summary import SummaryRow, performance_summary
from layouts.components.slide_sources import SlideSources
from tests.builders import indicator, observation
from tests.core.fake_store import FakeStore, data_of, key


def rows(*numerators: int) -> dict[str, SummaryRow]:
    store = FakeStore()
    months = [observation(date(2020, n + 1, 1), each, 100) for n, each in enumerate(numerators)]
    store.add(key("10Q"), months)
    found = performance_summary(data_of(store, indicator()), Selection(organisation="10Q"))
    return {each.indicator.id: each for each in found.rows}


def led(text: str) -> list[tuple[str, str]]:
    """What is a link, with the period that it leads to."""
    sources = SlideSources(replace(Selection(), organisation="10Q"), rows(90, 91, 92))
    markup = unescape(str(sources.led(text, "waits")))
    found = findall(r'<a href="([^"]+)"[^>]*>([^<]*)</a>', markup)
    assert all("indicator=waits" in address for address, _ in found)
    return [(said, address.partition("period=")[2]) for address, said in found]


def test_a_sentence_that_names_no_month_is_of_the_latest_figure() -> None:
    assert led("10 of 100 waited. The standard allows 8: 2 too many.") == [
        ("10 of 100 waited.", ""),
        ("The standard allows 8: 2 too many.", ""),
    ]


def test_each_month_that_is_compared_leads_to_itself() -> None:
    assert led("Now meets it: 92.0% in March 2020, after 91.0% in February 2020.") == [
        ("Now meets it: 92.0% in March 2020", "2020-03-01"),
        (", after 91.0% in February 2020.", "2020-02-01"),
    ]


def test_each_month_that_was_restated_leads_to_itself() -> None:
    assert led("Restated: January 2020 was 89.0%, is now 90.0% and February 2020 was 95.0%.") == [
        ("Restated: January 2020 was 89.0%, is now 90.0% and", "2020-01-01"),
        ("February 2020 was 95.0%.", "2020-02-01"),
    ]


def test_a_month_without_a_figure_leads_to_the_latest() -> None:
    assert led("It was last met in September 2017.") == [("It was last met in September 2017.", "")]


def test_what_has_no_figure_is_no_link() -> None:
    sources = SlideSources(Selection(organisation="10Q"), rows())

    assert sources.led("No figure yet.", "waits") == "No figure yet."
