"""Are breaks and notes drawn where they belong, numbered as the list beneath, and readable?"""

from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts.breaks import Marking, markings
from dashboard.charts.chart import Chart
from dashboard.charts.trend_charts import drawn_trend
from dashboard.documents import DataBreak
from dashboard.marking import Mark, MarkKind
from dashboard.periods import Grain, add_months, months_between
from dashboard.selection import Selection
from dashboard.services.trend import performance_trend
from tests.builders import indicator, observation
from tests.core.fake_store import FakeStore, data_of, key

APRIL = date(2018, 4, 1)
MONTHS = list(months_between(APRIL, date(2020, 2, 1)))
CHANGE = DataBreak(date(2018, 10, 1), "Counted anew.", "new_series")
NOTE = Mark(MarkKind.NOTE, date(2019, 6, 1), None, "A ward closed.", "B. Board", MONTHS[-1], 1)


def store(*breaks: DataBreak, marks: tuple[Mark, ...] = ()) -> FakeStore:
    filled = FakeStore().add(key(), [observation(month) for month in MONTHS])
    filled.breaks += [("waits", "", each) for each in breaks]
    filled.marked += [("waits", "10Q", each) for each in marks]
    return filled


def marked(filled: FakeStore) -> tuple[Marking, ...]:
    return drawn_trend(
        performance_trend(data_of(filled), Selection("10Q", indicator="waits"))
    ).marked


def chart(filled: FakeStore) -> Chart:
    return drawn_trend(
        performance_trend(data_of(filled), Selection("10Q", indicator="waits"))
    ).chart


def lines(drawn: Chart) -> list[str]:
    shapes = drawn.figure["layout"]["shapes"]
    return [each["x0"] for each in shapes if each["type"] == "line"]


def test_a_break_stands_before_the_month_it_begins_with_and_a_note_upon_its_own() -> None:
    drawn = chart(store(CHANGE, marks=(NOTE,)))

    assert lines(drawn) == ["2018-09-16", "2019-06-01"]
    go.Figure(drawn.figure)


def test_numbers_on_the_chart_are_those_of_the_list() -> None:
    filled = store(CHANGE, marks=(NOTE,))

    texts = [each["text"] for each in chart(filled).figure["layout"]["annotations"]]

    assert [each.texts for each in marked(filled)] == [
        ("Oct 18: Counted anew.",),
        ("June 2019: A ward closed (B. Board, 1 Feb 20).",),
    ]
    assert {"1 New series", "2 Note"} <= set(texts)


def test_an_event_has_its_own_sign_and_says_its_day() -> None:
    event = Mark(MarkKind.EVENT, date(2019, 1, 14), None, "Flu.", "B. Board", MONTHS[-1], 2)
    filled = store(marks=(NOTE, event))

    strokes = [each["line"]["dash"] for each in chart(filled).figure["layout"]["shapes"][-2:]]

    assert strokes == ["dash", "solid"]
    assert marked(filled)[0].texts == ("14 Jan 19, event: Flu (B. Board, 1 Feb 20).",)


def test_a_phone_shows_numbers_alone() -> None:
    figure = chart(store(CHANGE)).figure
    place = [each.get("name") for each in figure["layout"]["annotations"]].index("marking")

    meta = figure["layout"]["meta"]

    assert meta["narrow"][f"annotations[{place}].text"] == "1"
    assert meta["wide"][f"annotations[{place}].text"] == "1 New series"


def test_what_happens_at_one_place_is_one_number() -> None:
    same = DataBreak(CHANGE.on, "Published monthly.", "annotate")

    (only,) = marked(store(CHANGE, same))

    assert only.texts == ("Oct 18: Counted anew.", "Oct 18: Published monthly.")
    assert only.word == "Changes"


def test_what_lies_outside_the_chart_is_left_out() -> None:
    early = DataBreak(date(2013, 4, 1), "CCGs began.", "new_series")

    assert marked(store(early)) == ()


@pytest.mark.parametrize("apart", [1, 2, 5])
def test_labels_never_stand_upon_one_another(apart: int) -> None:
    breaks = [DataBreak(add_months(APRIL, apart * n + 1), f"No {n}.", "annotate") for n in range(3)]

    found = marked(store(*breaks))

    for row in {each.row for each in found}:
        shares = [each.share for each in found if each.row == row]
        assert all(b - a >= 0.07 for a, b in zip(shares, shares[1:]))  # noqa: B905, RUF007
    assert [each.number for each in found] == [1, 2, 3]


def test_the_plot_keeps_its_height_under_rows_of_labels() -> None:
    plain, crowded = chart(store()), chart(store(CHANGE, *[
        DataBreak(add_months(CHANGE.on, n), "More.", "annotate") for n in (1, 2)
    ]))  # fmt: skip

    def plot(drawn: Chart) -> int:
        layout = drawn.figure["layout"]
        return int(layout["height"] - layout["margin"]["t"] - layout["margin"]["b"])

    assert plot(plain) == plot(crowded) == 360


def test_years_have_their_breaks_between_them() -> None:
    filled = FakeStore()
    years = [observation(date(y, 4, 1), grain=Grain.YEAR) for y in (2016, 2017, 2018)]
    filled.add(key(grain=Grain.YEAR), years)
    filled.breaks.append(("waits", "", DataBreak(date(2017, 4, 1), "Anew.", "new_series")))
    line = performance_trend(
        data_of(filled, indicator(grain="year")), Selection("10Q", indicator="waits")
    ).main

    (found,) = markings(line, [each for _, _, each in filled.breaks], ())

    assert found.place == 0.5
