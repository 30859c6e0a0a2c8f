"""Does the small line draw gaps as gaps and its last point honestly?"""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from dashboard.charts.sparkline import HEIGHT, WIDTH, sparkline
from dashboard.services.points import Point

POINT = Point(date(2019, 4, 1), date(2019, 4, 30), "Apr 19", value=90.0, plan_value=92.0)


def drawn(*values: float | None) -> ElementTree.Element:
    """The picture of the values, without plan."""
    points = tuple(replace(POINT, value=value, plan_value=None) for value in values)
    return picture(points)


def picture(points: tuple[Point, ...]) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg>{sparkline(points)}</svg>")


def paths(svg: ElementTree.Element) -> list[str]:
    """The plan's path and the actual's."""
    return [element.attrib["d"] for element in svg.iter("path")]


def circles(svg: ElementTree.Element) -> list[dict[str, str]]:
    return [element.attrib for element in svg.iter("circle")]


def strokes(path: str) -> list[list[tuple[int, int]]]:
    """Where the points of each stroke stand."""
    found = []
    for stroke in path.split("M")[1:]:
        first, _, steps = stroke.partition("l")
        run = [(int(x), int(y)) for x, y in re.findall(r"(\d+) (\d+)", first)]
        for x, y in re.findall(r"(\d+)([+-]\d+)", steps):
            run.append((run[-1][0] + int(x), run[-1][1] + int(y)))
        found.append(run)
    return found


def runs(*values: float | None) -> list[int]:
    """How many points each stroke of the actual has."""
    return [len(run) for run in strokes(paths(drawn(*values))[1])]


def test_an_unbroken_run_is_one_stroke() -> None:
    assert runs(1, 2, 3) == [3]


def test_a_gap_lifts_the_pen() -> None:
    assert runs(1, 2, None, 3, 4) == [2, 2]


def test_a_lone_value_is_a_short_stroke() -> None:
    assert runs(1, None, 2, None) == [1, 1]
    assert paths(drawn(1, None, 2, None))[1].count("h2") == 2


def test_the_highest_stands_highest_and_all_is_inside() -> None:
    [[(x0, y0), (x1, y1), (x2, y2)]] = strokes(paths(drawn(10, 30, 20))[1])

    assert 0 < x0 < x1 < x2 < WIDTH
    assert 0 < y1 < y2 < y0 < HEIGHT


def test_each_point_stands_at_its_height_however_it_is_reached() -> None:
    values = [float(7 * number % 11) for number in range(24)]

    [whole] = strokes(paths(drawn(*values))[1])
    first, second = strokes(paths(drawn(*values[:9], None, *values[10:]))[1])

    assert [place for place in whole if place not in first + second] == [whole[9]]
    room = HEIGHT - 16
    assert [y for _, y in whole] == [round(HEIGHT - 8 - value / 10 * room) for value in values]
    assert {there[0] - here[0] for here, there in pairwise(whole)} == {14}


def test_values_that_never_change_are_a_level_line() -> None:
    [places] = strokes(paths(drawn(5, 5, 5))[1])

    assert len({y for _, y in places}) == 1


def test_the_plan_is_dashed_behind_the_actual() -> None:
    svg = picture((POINT, POINT))

    plan, actual = svg.iter("path")
    assert (plan.attrib["class"], actual.attrib["class"]) == ("planned", "actual")
    assert plan.attrib["d"] != actual.attrib["d"]


def test_the_dot_is_on_the_last_figure_and_not_on_a_gap() -> None:
    (dot,) = circles(drawn(1, 2, None))

    [run] = strokes(paths(drawn(1, 2, None))[1])
    assert (int(dot["cx"]), int(dot["cy"])) == run[-1]
    assert float(dot["cx"]) < WIDTH - 8


def test_a_provisional_last_figure_has_a_hollow_dot() -> None:
    firm, loose = POINT, replace(POINT, status="provisional")

    assert circles(picture((firm, firm)))[0]["class"] == "last"
    assert circles(picture((firm, loose)))[0]["class"] == "last hollow"


def test_nothing_to_draw_is_no_picture() -> None:
    assert sparkline(()) == ""
    assert sparkline((replace(POINT, value=None, plan_value=None),)) == ""
