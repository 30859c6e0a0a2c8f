"""Can a figure be seen by its parts, whatever the parts are?"""

from datetime import date

import plotly.graph_objects as go
import pytest

from callbacks.choices import choices
from dashboard.charts.localities import small_multiples
from dashboard.charts.locality_bar import ranked_bar
from dashboard.charts.part_words import left_out
from dashboard.documents import ProviderShare
from dashboard.errors import UnknownBreakdown
from dashboard.organisations import Level, Organisation
from dashboard.selection import Read, Selection
from dashboard.series import Member
from dashboard.services.catalogue import checked
from dashboard.services.extract import Wanted, extracted_lines
from dashboard.services.localities import MOST_PANELS, Localities, locality_performance
from dashboard.services.trend import performance_trend
from tests.builders import indicator, observation
from tests.core.fake_store import AS_AT, FakeStore, data_of, key

FEBRUARY = date(2020, 2, 1)
CROSS = Organisation("K84001", "Cross Surgery", Level.PRACTICE)
MILL = Organisation("K84002", "Mill Surgery", Level.PRACTICE)
WAITS = indicator(breach="waited over 18 weeks")


def functions(number: int) -> FakeStore:
    """Oxfordshire's waits by treatment function, each larger and better than the one before."""
    store = FakeStore().add(key(), [observation(FEBRUARY, 80, 100)])
    for index in range(number):
        code = f"{100 + index}"
        store.names.append(Member("treatment_function", code, f"Function {index}"))
        counts = observation(FEBRUARY, 50 + index * 20, 100 + index * 20)
        store.add(key(dimension="treatment_function", member=code), [counts])
    return store


def shown(store: FakeStore, by: str = "treatment_function") -> Localities:
    return locality_performance(data_of(store, WAITS), Selection("10Q", indicator="waits", by=by))


def test_the_parts_stand_beside_one_another_the_largest_first() -> None:
    found = shown(functions(3))

    assert [share.line.name for share in found.shares] == ["Function 2", "Function 1", "Function 0"]
    assert found.parts.several == "treatment functions"
    assert found.unavailable is None


def test_the_title_names_the_lowest_and_the_bar_where_people_wait() -> None:
    found = shown(functions(3))
    panels, bar = small_multiples(found), ranked_bar(found)

    assert panels.title == (
        "18 weeks in February 2020 by treatment function: Function 0 is lowest, 50.0%"
    )
    assert bar is not None
    go.Figure(bar.figure)
    assert bar.title == "Patients who waited over 18 weeks by treatment function, February 2020"
    assert bar.sentence == "Function 2: 50; Function 1: 50; Function 0: 50."


def test_of_many_parts_the_smallest_are_counted_and_not_drawn() -> None:
    found = shown(functions(MOST_PANELS + 3))

    assert len(found.shares) == MOST_PANELS
    assert left_out(found) == "and 3 more, 360 patients, are not drawn"
    assert found.total is not None
    assert found.total.parts_present == MOST_PANELS + 3


def test_parts_that_are_few_leave_nobody_out() -> None:
    assert left_out(shown(functions(3))) == ""


def test_providers_of_a_commissioner_are_parts_like_any_other() -> None:
    store = FakeStore().add(key(provider="RTH"), [observation(FEBRUARY, 80, 100)])

    found = shown(store, "provider")

    assert [share.line.name for share in found.shares] == ["Oxford University Hospitals"]


def test_a_dimension_that_is_not_there_is_a_problem_and_left_out() -> None:
    data = data_of(functions(1), WAITS)

    read = checked(data, Read(Selection("10Q", indicator="waits", by="tumour_site")))

    assert read.selection.by == ""
    assert [type(problem) for problem in read.problems] == [UnknownBreakdown]


def test_a_breakdown_of_several_dimensions_is_labelled_by_them() -> None:
    store = functions(1).add(key(provider="RTH"), [observation(FEBRUARY)])
    data = data_of(store, WAITS)
    selection = checked(data, Read(Selection("10Q", indicator="waits"))).selection

    offered = choices(data, selection).options

    assert [each.label for each in offered["breakdown"]] == [
        "Provider: Oxford University Hospitals",
        "Treatment function: Function 0",
    ]
    assert [each.label for each in offered["by"]] == [
        "Localities",
        "Providers",
        "Treatment functions",
    ]


def practices() -> FakeStore:
    store = FakeStore(places=[*FakeStore().places, CROSS, MILL])
    store.relations = [("10Q", "commissioner", "K84001"), ("10Q", "commissioner", "K84002")]
    store.add(key(), [observation(FEBRUARY, 80, 100)])
    return store.add(key("K84001"), [observation(FEBRUARY, 8, 10)])


def test_practices_with_figures_are_parts_of_their_commissioner() -> None:
    register = indicator(locality_method="practice_sum")
    data = data_of(practices(), register)
    selection = Selection("10Q", indicator="waits", breakdown=("practice:K84001",))

    trend = performance_trend(data, checked(data, Read(selection)).selection)
    (line,) = extracted_lines(data, Wanted("waits", ("10Q",), AS_AT, breakdown=selection.breakdown))

    assert [each.name for each in trend.lines] == ["Cross Surgery (K84001)"]
    assert line.request.organisation == CROSS
    by = locality_performance(data, Selection("10Q", indicator="waits", by="practice"))
    assert [share.line.name for share in by.shares] == ["Cross Surgery (K84001)"]


def test_types_of_what_is_shared_out_are_those_of_its_providers() -> None:
    store = FakeStore(names=[Member("ae_type", "type1", "Type 1")])
    store.shared = [("10Q", ProviderShare("RTH", 0.5, date(2013, 4, 1), None, "1", "site"))]
    store.add(key("RTH"), [observation(FEBRUARY)])
    store.add(key("RTH", dimension="ae_type", member="type1"), [observation(FEBRUARY, 6, 10)])
    shared = indicator(shared_out=True, stand_in="main_provider")

    found = locality_performance(
        data_of(store, shared), Selection("10Q", indicator="waits", by="ae_type")
    )

    assert [(share.line.name, share.size) for share in found.shares] == [("Type 1", 5)]


@pytest.mark.parametrize("number", [1, 5, MOST_PANELS + 3])
def test_every_figure_of_parts_is_valid(number: int) -> None:
    go.Figure(small_multiples(shown(functions(number))).figure)
