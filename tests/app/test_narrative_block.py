"""Does a page show what is said of an exception, whose words they are and how to say otherwise?"""

import re
from html import unescape

import pytest

from dashboard.selection import Selection
from dashboard.services.desk.model import Told
from dashboard.services.desk.narrative import narrative_of
from dashboard.written.exceptions import Length, WrittenNarrative
from layouts.components.narrative import length_switch, narrative_block
from tests.core.fake_ledger import NOW
from tests.core.narrated import data_with, exception_of, months, planned, store_of

GENERATED = "What follows from the figures."
WRITTEN = WrittenNarrative(
    1, "10Q", "waits", Length.BOARD, "<b>Mine</b>", GENERATED, "", "A. Manager", NOW
)


def block(told: Told, *, writable: bool = True) -> str:
    data = data_with(store_of(months(85), planned()))
    exception = exception_of(data)
    narrative = narrative_of(data, exception)
    return str(narrative_block(told, narrative, exception, Length.BOARD, writable=writable))


def test_a_generated_text_is_called_so_and_can_be_edited() -> None:
    markup = block(Told(GENERATED, GENERATED))

    assert "Generated from the figures." in markup
    assert 'data-post="/api/v1/narratives"' in markup
    assert f">{GENERATED}</textarea>" in markup
    assert "Restore" not in markup


def test_a_written_text_has_its_author_and_the_generated_one_beside_it() -> None:
    markup = block(Told(WRITTEN.text, GENERATED, WRITTEN))

    assert "&lt;b&gt;Mine&lt;/b&gt;" in markup
    assert "Edited by A. Manager, 31 March 2020 at 12:00 UTC." in markup
    assert re.search(rf"Generated text</summary><p>{GENERATED}</p>", markup)
    assert "Stale" not in markup


def test_a_stale_text_says_so_in_word_and_mark() -> None:
    markup = block(Told(WRITTEN.text, GENERATED, WRITTEN, stale=True))

    assert '<span aria-hidden="true">◆</span> Stale: the figures have changed' in markup


def test_restoring_sends_an_empty_text_of_the_same_exception() -> None:
    body = re.search(r'data-body="([^"]*)"', block(Told(WRITTEN.text, GENERATED, WRITTEN)))

    assert body
    assert '"text": ""' in unescape(body[1])
    assert '"organisation": "10Q", "indicator": "waits", "length": "board"' in unescape(body[1])


def test_a_site_that_only_shows_has_no_form() -> None:
    assert "<form" not in block(Told(GENERATED, GENERATED), writable=False)


@pytest.mark.parametrize("length", ["", "analyst"])
def test_the_other_length_is_a_link_that_keeps_the_rest(length: str) -> None:
    markup = str(length_switch(Selection("10Q", length=length)))

    assert 'href="/exceptions?organisation=10Q&amp;length=analyst"' in markup
    assert 'href="/exceptions?organisation=10Q"' in markup
    now = re.findall(r'<a[^>]*aria-current="true"[^>]*>([^<]*)', markup)
    assert now == ["For analysts" if length else "For the board"]
