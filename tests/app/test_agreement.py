"""Do table, matrix, chart and programs give one verdict on every indicator of everybody?"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

from dashboard.calculations.spc.model import Assurance, Variation
from dashboard.calculations.spc.words import assurance_words, variation_words
from dashboard.charts.matrix import MEANINGS, OUTLOOKS, Change
from dashboard.indicators.registry import load_indicators
from layouts import ids
from layouts.components.markup import markup_id
from tests.app.conftest import Answer, Visitor, words, words_of

REGISTRY = load_indicators()
SHAPES = {
    Variation.IMPROVEMENT_HIGH: "triangle-up",
    Variation.IMPROVEMENT_LOW: "triangle-down",
    Variation.CONCERN_HIGH: "diamond",
    Variation.CONCERN_LOW: "diamond",
    Variation.COMMON_CAUSE: "circle",
    Variation.NEITHER_HIGH: "square",
    Variation.NEITHER_LOW: "square",
    Variation.NOT_JUDGED: "circle",
}


class Verdict(NamedTuple):
    """What programs are told of one indicator: the yardstick of this test."""

    place: str
    indicator: str
    row: dict[str, Any]

    @property
    def variation(self) -> Variation:
        return Variation(self.row["variation"])

    @property
    def assurance(self) -> Assurance:
        return Assurance(self.row["assurance"])


@pytest.fixture(scope="module")
def verdicts(client: FlaskClient) -> list[Verdict]:
    """Of every indicator and every organisation, locality and England of the sample."""
    places = client.get("/api/v1/organisations").get_json()
    named = [each["organisation"] for each in places if each["level"] != "practice"]
    found = [verdict for place in named for verdict in _summary(client, place)]
    assert len(found) > 200
    assert len({each.indicator for each in found}) > 20
    return found


def _summary(client: FlaskClient, place: str) -> Iterator[Verdict]:
    for row in client.get(f"/api/v1/summary?organisation={place}").get_json():
        yield Verdict(place, row["indicator"], row)


def test_the_series_says_what_the_summary_says(
    client: FlaskClient, verdicts: list[Verdict]
) -> None:
    for place, indicator, row in (each for each in verdicts if each.row["period_start"]):
        grain = REGISTRY[indicator].grain
        query = f"indicator={indicator}&organisation={row['organisation']}&grain={grain}"
        series = client.get(f"/api/v1/series?{query}").get_json()
        latest = next(each for each in series if each["period_start"] == row["period_start"])

        for column in ("spc_mean", "spc_lower", "spc_upper", "variation", "assurance"):
            said = latest[column]
            assert said == row[column], (place, indicator, column)


def test_the_summary_table_shows_what_programs_are_told(
    visitor: Visitor, verdicts: list[Verdict]
) -> None:
    for place, of_place in _by_place(verdicts):
        markup = _markup(visitor.open("summary", f"?organisation={place}"), ids.SUMMARY_TABLE)
        rows = {_indicator(each): each for each in re.findall(r"<tr>.*?</tr>", markup, re.S)}
        for each in of_place:
            icons = re.findall(r'<img[^>]*class="icon"[^>]*>', rows[each.indicator])
            said = [unescape(re.search(r'alt="([^"]*)"', icon)[1]) for icon in icons]  # type: ignore[index]
            assert said[0].startswith(variation_words(each.variation)), each
            assert said[1].startswith(assurance_words(each.assurance)), each
            assert f">{each.row['rag'].capitalize()}<" in rows[each.indicator], each


def test_the_matrix_has_everything_in_the_cell_of_its_icons(
    visitor: Visitor, verdicts: list[Verdict]
) -> None:
    for place, of_place in _by_place(verdicts):
        markup = _markup(visitor.open("matrix", f"?organisation={place}"), ids.MATRIX_TABLE)
        cells = dict(re.findall(r'<td class="(\w+-\w+)"[^>]*>(.*?)</td>', markup, re.S))
        for each in of_place:
            where = {name for name, cell in cells.items() if _links_to(cell, each.indicator)}
            assert where == _cell(each), each
            assert _links_to(markup, each.indicator)


def test_the_chart_shows_what_programs_are_told(visitor: Visitor, verdicts: list[Verdict]) -> None:
    for each in (verdict for verdict in verdicts if verdict.row["period_start"]):
        query = f"?organisation={each.place}&indicator={each.indicator}&chart=spc"
        shown = visitor.open("trend", query)
        said = words(shown[ids.TREND_HEADING]["children"]) + words_of(
            shown[f"{ids.TREND_PANEL}-markup"]["data"]
        )

        assert variation_words(each.variation) in said, each
        assert assurance_words(each.assurance) in said, each
        assert _last_shape(shown) == SHAPES[each.variation], each


def test_every_cell_of_the_matrix_has_a_meaning_and_a_test_walks_several() -> None:
    usual = {(change, outlook) for change in Change for outlook in OUTLOOKS}

    assert {each for each in usual if each[0] is not Change.NEITHER} <= set(MEANINGS)


def _by_place(verdicts: list[Verdict]) -> Iterator[tuple[str, list[Verdict]]]:
    for place in dict.fromkeys(each.place for each in verdicts):
        yield place, [each for each in verdicts if each.place == place]


def _markup(answer: Answer, place: str) -> str:
    return str(answer[markup_id(place)]["data"])


def _indicator(row: str) -> str:
    found = re.search(r"indicator=(\w+)\"", row)
    return found[1] if found else ""


def _links_to(markup: str, indicator: str) -> bool:
    return f'indicator={indicator}"' in markup


def _cell(each: Verdict) -> set[str]:
    """Nothing where there is no verdict on its variation."""
    if Variation.NOT_JUDGED is each.variation or Assurance.NOT_JUDGED is each.assurance:
        return set()
    change = each.variation.partition("_")[0]
    name = change if change in list(Change) else "common_cause"
    return {f"{name}-{each.assurance}"}


def _last_shape(shown: Answer) -> str:
    traces = shown[ids.TREND]["figure"]["data"]
    marked = next(each for each in traces if each.get("mode") == "markers")
    drawn = [place for place, y in enumerate(marked["y"]) if y is not None]
    symbols = marked["marker"].get("symbol", "circle")
    return symbols if isinstance(symbols, str) else str(symbols[drawn[-1]]).removesuffix("-open")
