"""May an address be kept under a name, and only one of this site?"""

import pytest

from dashboard.errors import BadParameter, ReadOnly
from dashboard.services.catalogue import Data
from dashboard.services.desk.saved_views import remove_view, save_view
from dashboard.written.errors import NameTaken, UnknownEntry
from tests.builders import indicator
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import FakeStore, data_of

VIEW = {"name": "Our  week", "address": "/trend?organisation=10Q", "author": "A. Manager"}


def data() -> Data:
    store = FakeStore()
    made = data_of(store, indicator())
    return Data(made.store, made.indicators, made.today, ledger=FakeLedger(store.written))


def test_a_view_is_kept_by_its_name_with_spaces_as_they_are_read() -> None:
    now = data()

    made = save_view(now, VIEW)

    assert (made.name, made.address, made.author) == ("Our week", VIEW["address"], "A. Manager")
    assert now.store.saved_views() == (made,)


def test_a_button_pressed_twice_keeps_one() -> None:
    now = data()

    assert save_view(now, VIEW) == save_view(now, VIEW)
    assert len(now.store.saved_views()) == 1


def test_a_name_stands_for_one_address() -> None:
    now = data()
    save_view(now, VIEW)

    with pytest.raises(NameTaken):
        save_view(now, {**VIEW, "address": "/matrix"})


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "trend",
        "/api/v1/series",
        "/trend?x=\ny",
        "/" + "x" * 3000,
        "",
    ],
)
def test_an_address_leads_to_a_page_of_this_site_or_is_refused(address: str) -> None:
    with pytest.raises(BadParameter) as refused:
        save_view(data(), {**VIEW, "address": address})

    assert refused.value.parameter == "address"


@pytest.mark.parametrize("field", ["name", "author"])
def test_what_is_left_out_is_asked_for(field: str) -> None:
    with pytest.raises(BadParameter) as refused:
        save_view(data(), {**VIEW, field: " "})

    assert refused.value.parameter == field


def test_a_view_is_removed_once() -> None:
    now = data()
    made = save_view(now, VIEW)
    remove_view(now, str(made.id), {"author": "Another"})

    assert now.store.saved_views() == ()
    with pytest.raises(UnknownEntry):
        remove_view(now, str(made.id), {"author": "Another"})


def test_a_site_that_only_shows_keeps_none() -> None:
    with pytest.raises(ReadOnly):
        save_view(data_of(FakeStore(), indicator()), VIEW)
