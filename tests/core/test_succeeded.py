"""Does a closed organisation leave the list, stay reachable and say who has its patients?"""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.organisations import Succession
from dashboard.selection import Read, Selection
from dashboard.services.catalogue import checked, default_organisation
from dashboard.services.continued import Succeeded, succeeded_by
from dashboard.services.trend import performance_trend
from tests.core.fake_store import FakeStore, data_of
from tests.core.test_footprint import CLOSED, MARCH, MERGED, NOW, black_country, ccg, with_months


def after(store: FakeStore, code: str = "05C", as_at: date = NOW) -> Succeeded | None:
    data = data_of(store, as_at=as_at)
    return succeeded_by(data, store.organisation(code), as_at)


def offered(store: FakeStore, on: date) -> list[str]:
    return [each.code for each in store.organisations_with_figures(on)]


def test_a_closed_organisation_says_when_and_who_has_its_patients() -> None:
    found = after(black_country())

    assert found is not None
    assert [each.code for each in found.successors] == ["D2P2L"]
    assert found.said == (
        "closed on 31 March 2021; its patients are now with Black Country CCG (D2P2L)"
    )


@pytest.mark.parametrize("as_at", [date(2020, 3, 31), CLOSED])
def test_an_organisation_that_was_open_on_the_as_at_date_has_no_successor_yet(as_at: date) -> None:
    assert after(black_country(), as_at=as_at) is None


def test_an_organisation_that_has_not_closed_has_none() -> None:
    assert after(black_country(), "D2P2L") is None


def test_patients_are_followed_through_every_merger_to_who_has_them_now() -> None:
    store = black_country()
    store.places[-1] = replace(store.places[-1], valid_to=date(2021, 6, 30))
    store.places.append(ccg("NEW", "New Black Country", date(2021, 7, 1)))
    store.takeovers.append(Succession("D2P2L", "NEW", date(2021, 7, 1), 1, ""))

    found = after(store)

    assert found is not None
    assert [each.code for each in found.successors] == ["NEW"]


def test_practices_that_were_split_name_everybody_who_has_some() -> None:
    store = black_country()
    store.places.append(ccg("15E", "Birmingham CCG"))
    store.takeovers.append(Succession("05C", "15E", MERGED, 0.3, ""))

    found = after(store)

    assert found is not None
    assert found.said.endswith("with Birmingham CCG (15E) and Black Country CCG (D2P2L)")


def test_where_nobody_is_known_only_the_day_is_said() -> None:
    store = black_country()
    store.takeovers.clear()

    found = after(store)

    assert found == Succeeded(CLOSED, ())
    assert found.said == "closed on 31 March 2021"


def test_two_codes_that_closed_into_each_other_end_the_search() -> None:
    store = black_country()
    store.takeovers = [
        Succession("05C", "05L", MERGED, 1, ""),
        Succession("05L", "05C", MERGED, 1, ""),
    ]

    assert after(store) == Succeeded(CLOSED, ())


def test_who_closed_leaves_the_list_on_the_day_after() -> None:
    store = with_months(black_country(), MARCH)

    assert offered(store, CLOSED) == ["D2P2L", "05C", "05L", "05Y", "06A"]
    assert offered(store, MERGED) == ["D2P2L"]


def test_the_first_organisation_shown_is_one_that_is_open() -> None:
    store = with_months(black_country(), MARCH)
    store.as_at = NOW

    assert default_organisation(data_of(store, as_at=NOW)).code == "D2P2L"


def test_a_link_to_a_closed_organisation_still_shows_its_line() -> None:
    data = data_of(with_months(black_country(), MARCH), as_at=NOW)

    read = checked(data, Read(Selection("05C", indicator="waits")))

    assert (read.selection.organisation, read.problems) == ("05C", ())
    assert [point.value for point in performance_trend(data, read.selection).main.points] == [50]
