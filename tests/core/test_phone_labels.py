"""Do labels that stand inside the plot on a phone keep off the line's own?"""

import pytest

from dashboard.charts.phone_labels import clear_of_own_label
from dashboard.charts.trend_labels import ABOVE, LABEL, PLOT, end_labels, own_label
from tests.core.test_charts_trend import trend

LOW, HIGH = 0.0, 150.0  # the latest figure is 82


def px(level: float) -> float:
    return (level - LOW) / (HIGH - LOW) * PLOT


def moved(level: float) -> dict[str, float]:
    """What is changed of an edge's label of one line at a level."""
    ends = [{"y": level, "text": "Plan"}]
    return clear_of_own_label(trend(), ends, 1, LOW, HIGH).narrow


@pytest.mark.parametrize("level", [82.0, 85.0, 78.0])
def test_a_label_beside_the_latest_figure_goes_over_its_own_label(level: float) -> None:
    shift = moved(level)["annotations[1].yshift"]

    figure, above = own_label(trend(), 2)
    assert px(level) + shift >= px(figure) + above + LABEL - 1


@pytest.mark.parametrize("level", [10.0, 140.0])
def test_a_label_far_from_it_stays(level: float) -> None:
    assert moved(level) == {}


def test_labels_of_a_chart_do_not_stand_upon_one_another_on_a_phone() -> None:
    shown = trend()
    ends = end_labels(shown, True, LOW, HIGH)

    shifts = clear_of_own_label(shown, ends, 0, LOW, HIGH).narrow
    feet = [
        px(end["y"]) + shifts.get(f"annotations[{number}].yshift", ABOVE)
        for number, end in enumerate(ends)
    ]
    figure, above = own_label(shown, 2)
    own = px(figure) + above

    assert all(foot >= own + LABEL - 1 or foot + LABEL <= own - LABEL + 1 for foot in feet)
