"""Do the charts of a comparison, their words and their table say the same?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts import comparison_words as said
from dashboard.charts.chart import ACTUAL, Chart
from dashboard.charts.comparison import MOST_NAMED, ranked_bars
from dashboard.charts.funnel import funnel_chart
from dashboard.organisations import ENGLAND, Level, Organisation
from dashboard.selection import Selection
from dashboard.services.comparison import Comparison, comparison
from tests.builders import absent, indicator, observation
from tests.core.fake_store import FakeStore, data_of, key

FEBRUARY = date(2020, 2, 1)


def of_many(number: int, **facts: object) -> Comparison:
    """Places 0, 1 ... of which each has one more of a hundred than the one before; 3 is chosen."""
    places = [Organisation(f"{n:03}", f"NHS Place {n} CCG", Level.CCG) for n in range(number)]
    store = FakeStore(places=[*places, Organisation(ENGLAND, "England", Level.COUNTRY)])
    for n, place in enumerate(places):
        store.add(key(place.code), [observation(FEBRUARY, 900 + n, 1000 + n)])
    store.add(key(ENGLAND), [observation(FEBRUARY, 90, 100)])
    return comparison(
        data_of(store, indicator(**facts)), Selection(organisation="003", indicator="waits")
    )


def test_the_title_says_rank_and_england() -> None:
    found = of_many(22)

    assert said.title(found) == "NHS Place 3 CCG is 19th of 22: 90.0% against England's 90.0%"


@pytest.mark.parametrize(
    ("place", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (121, "121st")]  # noqa: E501
)  # fmt: skip
def test_a_shared_place_is_joint(place: int, words: str) -> None:
    found = of_many(4)
    chosen = found.chosen
    assert chosen
    others = [each for each in found.ranked if each is not chosen]
    joint = replace(found, ranked=(*others, replace(chosen, place=place, shared=True)))

    assert f"is joint {words} of 4" in said.title(joint)


def test_a_rate_by_the_year_is_said_to_be_one() -> None:
    rate = indicator(aggregation="rate_pop", base="prevalence", annualised=True)

    text = said.subtitle(replace(of_many(4), indicator=rate))

    assert text.startswith("Waits within 18 weeks, in-month annualised, February 2020: ")


@pytest.mark.parametrize("number", [6, MOST_NAMED, MOST_NAMED + 1])
@pytest.mark.parametrize("unit", ["percent", "count"])
def test_figures_are_valid_and_mark_one_bar(number: int, unit: str) -> None:
    family = "ratio_flow" if unit == "percent" else "count_flow"
    found = of_many(number, unit=unit, aggregation=family)

    chart = ranked_bars(found)

    go.Figure(chart.figure)
    (bars,) = chart.figure["data"]
    assert bars["marker"]["color"].count(ACTUAL) == 1
    assert bars["marker"]["color"].index(ACTUAL) == found.ranked.index(found.chosen)
    assert len(chart.table.rows) == number


def test_bars_of_shares_begin_at_england_and_those_of_counts_at_nought() -> None:
    shares, counts = of_many(6), of_many(6, unit="count", aggregation="count_flow")

    assert ranked_bars(shares).figure["data"][0]["base"] == 90.0
    assert ranked_bars(counts).figure["data"][0]["base"] == 0.0
    for found in (shares, counts):
        bars = ranked_bars(found).figure["data"][0]
        ends = [round(bars["base"] + length, 2) for length in bars["x"]]
        assert ends == [round(each.figure.value, 2) for each in found.ranked]


def test_the_funnel_is_valid_and_draws_the_chosen_one_last() -> None:
    found = of_many(8)

    chart = funnel_chart(found)

    assert chart
    go.Figure(chart.figure)
    assert chart.figure["data"][-1]["marker"]["color"] == ACTUAL
    assert len(chart.figure["data"][-1]["x"]) == 1
    assert len(chart.figure["data"][-2]["x"]) == 7


def test_the_funnel_says_how_its_limits_were_made() -> None:
    chart = funnel_chart(of_many(8))

    assert chart
    assert "(φ = 0.0)" in chart.sentence
    assert "± 1.96 (95%) and 3.09 (99.8%) standard errors" in chart.sentence
    assert "the limits stand as they are" in chart.sentence


def test_one_alone_is_not_called_all() -> None:
    found = of_many(4)
    (alone, *_) = found.ranked

    one = said.sentence(replace(found, ranked=(alone,)))

    assert one.startswith("The only one did not meet the 92% standard.")


@pytest.mark.parametrize(
    ("apart", "within"),
    [
        (1, "is within the range that chance and size explain"),
        (40, "is within the widened 95% limits: others differ as much"),
    ],
)
def test_who_is_within_widened_limits_is_not_put_down_to_chance(apart: int, within: str) -> None:
    places = [Organisation(f"{n:03}", f"NHS {n} CCG", Level.CCG) for n in range(8)]
    store = FakeStore(places=places)
    for n, place in enumerate(places):
        store.add(key(place.code), [observation(FEBRUARY, 600 + apart * n, 1000)])

    found = comparison(data_of(store), Selection(organisation="003", indicator="waits"))

    assert said.funnel_title(found) == f"NHS 3 CCG {within}"


def test_without_a_funnel_there_is_no_chart_of_one() -> None:
    assert funnel_chart(of_many(4)) is None


LONG = "NHS Bristol, North Somerset and South Gloucestershire CCG"


def with_a_long_name(number: int) -> Comparison:
    """As `of_many`, the chosen one under that name."""
    found = of_many(number)
    organisation = Organisation("003", LONG, Level.CCG)
    return replace(
        found,
        ranked=tuple(
            replace(each, figure=replace(each.figure, organisation=organisation))
            if each is found.chosen
            else each
            for each in found.ranked
        ),
    )


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_a_long_name_is_whole_and_has_room(form: str) -> None:
    whole, short = with_a_long_name(4), of_many(4)
    changes, before = (ranked_bars(each).figure["layout"]["meta"][form] for each in (whole, short))

    (text,) = [each for each in changes["yaxis.ticktext"] if "Bristol" in each]
    lines = text.replace("&nbsp;", " ").split("<br>")
    assert "Bristol, North Somerset and South Gloucestershire" in " ".join(lines)
    assert max(map(len, lines)) < 40
    assert changes["height"] - before["height"] >= 4 * (15 * len(lines) - 28)


@pytest.mark.parametrize("chart", [ranked_bars, funnel_chart])
def test_a_long_name_in_the_middle_of_a_chart_is_a_code_on_a_phone(
    chart: Callable[[Comparison], Chart | None],
) -> None:
    drawn = chart(with_a_long_name(MOST_NAMED + 5))

    assert drawn
    forms = drawn.figure["layout"]["meta"]
    (wide,) = [each for each in forms["wide"].values() if "Bristol" in str(each)]
    (narrow,) = [each for each in forms["narrow"].values() if "003" in str(each)]
    assert "South Gloucestershire" in wide
    assert "Bristol" not in narrow


def test_every_name_left_out_is_said_with_its_reason() -> None:
    places = [Organisation(code, f"NHS {code} CCG", Level.CCG) for code in ("003", "004")]
    store = FakeStore(places=places)
    store.add(key("003"), [absent(FEBRUARY)]).add(key("004"), [observation(FEBRUARY)])
    chosen = Selection(organisation="004", indicator="waits", with_=("003", "QQQ"))

    found = comparison(data_of(store), chosen)

    assert said.left_out(found) == (
        ("suppressed", ("NHS 003 CCG (003)",)),
        ("no CCG of that period has the code", ("QQQ",)),
    )


def test_one_that_cannot_be_ranked_is_told_why() -> None:
    places = [Organisation(code, f"NHS {code} CCG", Level.CCG) for code in ("003", "004")]
    store = FakeStore(places=places)
    store.add(key("003"), [observation(FEBRUARY, 3, 4)]).add(key("004"), [observation(FEBRUARY)])
    data = data_of(store, indicator(minimum_denominator=20))

    found = comparison(data, Selection(organisation="003", indicator="waits"))

    assert "NHS 003 CCG cannot be ranked: small numbers: fewer than 20" in said.title(found)
    go.Figure(ranked_bars(found).figure)


def test_every_bar_and_point_says_whose_it_is() -> None:
    found = of_many(8)
    bars, funnel = ranked_bars(found), funnel_chart(found)
    assert funnel is not None
    points = [each for each in funnel.figure["data"] if each["mode"] == "markers"]

    assert bars.figure["data"][0]["customdata"] == [each.organisation.code for each in found.ranked]
    said_by = [code for each in points for code in each["customdata"]]
    assert (len(said_by), said_by[-1]) == (8, "003")
    assert all(len(each["customdata"]) == len(each["x"]) for each in points)
