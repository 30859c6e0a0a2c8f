"""Does the small line draw gaps as gaps and its last point honestly?"""

import re
from dataclasses import replace
from datetime import date
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


def test_an_unbroken_run_is_one_stroke() -> None:
    assert re.findall("[MLh]", paths(drawn(1, 2, 3))[1]) == ["M", "L", "L"]


def test_a_gap_lifts_the_pen() -> None:
    assert re.findall("[MLh]", paths(drawn(1, 2, None, 3, 4))[1]) == ["M", "L", "M", "L"]


def test_a_lone_value_is_a_short_stroke() -> None:
    assert re.findall("[MLh]", paths(drawn(1, None, 2, None))[1]) == ["M", "h", "M", "h"]


def test_the_highest_stands_highest_and_all_is_inside() -> None:
    places = re.findall(r"([\d.]+),([\d.]+)", paths(drawn(10, 30, 20))[1])

    (x0, y0), (x1, y1), (x2, y2) = [(float(x), float(y)) for x, y in places]
    assert 0 < x0 < x1 < x2 < WIDTH
    assert 0 < y1 < y2 < y0 < HEIGHT


def test_values_that_never_change_are_a_level_line() -> None:
    places = re.findall(r",([\d.]+)", paths(drawn(5, 5, 5))[1])

    assert len(set(places)) == 1


def test_the_plan_is_dashed_behind_the_actual() -> None:
    svg = picture((POINT, POINT))

    plan, actual = svg.iter("path")
    assert (plan.attrib["class"], actual.attrib["class"]) == ("planned", "actual")
    assert plan.attrib["d"] != actual.attrib["d"]


def test_the_dot_is_on_the_last_figure_and_not_on_a_gap() -> None:
    (dot,) = circles(drawn(1, 2, None))

    assert f"{dot['cx']},{dot['cy']}" in paths(drawn(1, 2, None))[1]
    assert float(dot["cx"]) < WIDTH - 8


def test_a_provisional_last_figure_has_a_hollow_dot() -> None:
    firm, loose = POINT, replace(POINT, status="provisional")

    assert circles(picture((firm, firm)))[0]["class"] == "last"
    assert circles(picture((firm, loose)))[0]["class"] == "last hollow"


def test_nothing_to_draw_is_no_picture() -> None:
    assert sparkline(()) == ""
    assert sparkline((replace(POINT, value=None, plan_value=None),)) == ""
