"""Is what a person writes of an exception kept as it was typed, beside what it was written of?"""

from dataclasses import replace

import pytest

from dashboard.errors import (
    BadParameter,
    NoFigures,
    ReadOnly,
    UnknownIndicator,
    UnknownOrganisation,
)
from dashboard.services.catalogue import Data
from dashboard.services.desk.narrating import write_narrative
from dashboard.services.desk.narrative import narrative_of, told
from dashboard.written.exceptions import Length
from dashboard.written.ledger import CLOSED_LEDGER
from tests.core.narrated import data_with, exception_of, months, planned, store_of


@pytest.fixture
def data() -> Data:
    return data_with(store_of(months(85), planned()))


def given(**fields: object) -> dict[str, object]:
    return {
        "organisation": "10Q",
        "indicator": "waits",
        "length": "board",
        "text": "We opened a clinic.",
        "author": "A.  Manager",
        **fields,
    }


def test_a_text_is_kept_with_its_author_and_what_stood_there(data: Data) -> None:
    narrative = narrative_of(data, exception_of(data))

    made = write_narrative(data, given())

    assert (made.text, made.author, made.length) == ("We opened a clinic.", "A. Manager", "board")
    assert (made.generated, made.facts) == (narrative.at(Length.BOARD), narrative.facts)
    assert data.store.narratives("10Q") == (made,)


def test_what_was_written_of_other_facts_is_stale_from_the_first(data: Data) -> None:
    write_narrative(data, given(facts="0123456789abcdef"))
    exception = exception_of(data)

    shown = told(data, exception, narrative_of(data, exception), Length.BOARD)

    assert (shown.text, shown.stale) == ("We opened a clinic.", True)


def test_an_empty_text_gives_the_generated_one_its_place_back(data: Data) -> None:
    write_narrative(data, given())
    write_narrative(data, given(text=""))
    exception = exception_of(data)

    shown = told(data, exception, narrative_of(data, exception), Length.BOARD)

    assert shown.text == shown.generated


def test_the_same_words_twice_are_kept_once(data: Data) -> None:
    first = write_narrative(data, given())

    assert write_narrative(data, given()) == first
    assert write_narrative(data, given(length="analyst")) != first


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("length", "short"),
        ("text", "x" * 1001),
        ("text", "\x00"),
        ("author", ""),
        ("facts", "none"),
        ("as_at", "today"),
        ("title", "Not for a person to write"),
    ],
)
def test_what_cannot_be_kept_names_its_field(data: Data, field: str, value: str) -> None:
    with pytest.raises(BadParameter) as refused:
        write_narrative(data, given(**{field: value}))

    assert refused.value.parameter == field
    assert data.store.narratives("10Q") == ()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"organisation": "99X"}, UnknownOrganisation),
        ({"indicator": "none"}, UnknownIndicator),
        ({"organisation": "05C"}, NoFigures),
    ],
)
def test_of_nothing_nothing_is_written(
    data: Data, fields: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        write_narrative(data, given(**fields))


def test_a_site_that_only_shows_keeps_nothing(data: Data) -> None:
    with pytest.raises(ReadOnly):
        write_narrative(replace(data, ledger=CLOSED_LEDGER), given())
