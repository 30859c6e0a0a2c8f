"""Can a reader write beside the figures and withdraw it, and is it said plainly where not?"""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine
from layouts import ids
from tests.app.conftest import Visitor

TREND = "?organisation=10Q&indicator=cancer_2week"
OF = ["cancer_2week", "10Q", "month"]
HOSTILE = '<b>A ward</b> <script>alert("1")</script> & <img src=x onerror=alert(1)>'


@pytest.fixture
def reader(own_url: str) -> Iterator[Visitor]:
    engine = open_engine(own_url)
    yield Visitor(create_app(Settings(database_url=own_url), engine).server.test_client())
    engine.dispose()


def asked(reader: Visitor, what: str, search: str = TREND, **given: object) -> dict[str, Any]:
    """What the page is answered when its script asks."""
    values = {"mark-asked.data": {"do": what, **given}, "url.search": search}
    answer = reader.change("mark-asked.data", "mark-answer.data", values)
    found: dict[str, Any] = answer[ids.MARK_ANSWER]["data"]
    return found


def redrawn(reader: Visitor) -> dict[str, Any]:
    """What the page is answered once something has been written on it."""
    values = {"redraw.data": {"at": 1}, "url.search": TREND, "url.pathname": "/trend"}
    found: dict[str, Any] = reader.change("redraw.data", "redrawn.data", values)[ids.REDRAWN][
        "data"
    ]
    return found


def fields(**typed: str) -> dict[str, str]:
    indicator, organisation, grain = OF
    place = {"indicator": indicator, "organisation": organisation, "grain": grain}
    words = {"kind": "note", "on": "2019-05-01", "text": "A ward opened.", "author": "A. Analyst"}
    return {**place, **words, **typed}


def shown(reader: Visitor, search: str = TREND) -> dict[str, Any]:
    """Title and list beneath the chart."""
    found: dict[str, Any] = reader.open("trend", search)[ids.MARKS]["data"]
    return found


def test_what_is_written_stands_in_the_list_and_on_the_redrawn_page(reader: Visitor) -> None:
    before = shown(reader)

    answer = asked(reader, "add", fields=fields())
    drawn = redrawn(reader)

    assert answer == {"done": "Saved: note, May 19."}
    assert before["title"] == "Notes and marks"
    assert "Nothing is written" in before["list"]
    assert drawn["search"] == TREND
    assert drawn["drawing"][ids.MARKS]["data"] == shown(reader)
    assert shown(reader)["title"] == "Notes and marks (1)"
    assert "A ward opened." in shown(reader)["list"]
    assert "A. Analyst" in shown(reader)["list"]


def test_what_is_withdrawn_is_gone_and_cannot_be_withdrawn_again(reader: Visitor) -> None:
    asked(reader, "add", fields=fields())

    nameless = asked(reader, "withdraw", mark="1", fields={"author": " "})
    done = asked(reader, "withdraw", mark="1", fields={"author": "B. Board"})
    again = asked(reader, "withdraw", mark="1", fields={"author": "B. Board"})

    assert nameless["mistake"]["field"] == "author"
    assert done["done"].startswith("Withdrawn.")
    assert again["mistake"]["field"] == "form"
    assert shown(reader)["title"] == "Notes and marks"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"text": ""}, "text", "the reason, in words"),
        ({"author": "   "}, "author", "your name"),
        ({"on": "1999-01-01"}, "on", "a day of the figures"),
        ({"kind": "ghost", "on": "2020-06-01"}, "on", "a figure to leave out"),
        ({"kind": "baseline", "until": "2019-07-01"}, "until", "at least 12 figures"),
        ({"kind": "cross"}, "kind", "one of note"),
        ({"organisation": "99X"}, "form", ""),
    ],
)
def test_a_mistake_stands_with_the_field_it_is_of(
    reader: Visitor, typed: dict[str, str], field: str, said: str
) -> None:
    answer = asked(reader, "add", fields=fields(**typed))

    assert answer["mistake"]["field"] == field
    assert answer["mistake"]["title"]
    assert said in answer["mistake"]["text"]
    assert shown(reader)["title"] == "Notes and marks"


@pytest.mark.parametrize("kind", ["note", "event", "ghost", "rebase"])
@pytest.mark.parametrize("chart", ["", "&chart=spc", "&chart=year_on_year"])
def test_what_people_typed_is_text_wherever_it_is_drawn(
    reader: Visitor, kind: str, chart: str
) -> None:
    asked(reader, "add", fields=fields(kind=kind, text=HOSTILE, author="<i>A</i>"))

    page = reader.open("trend", TREND + chart)

    assert "&lt;script&gt;" in page[ids.MARKS]["data"]["list"]
    for written in (page[ids.MARKS]["data"]["list"], orjson.dumps(page[ids.TREND]).decode()):
        assert not [tag for tag in ("<script", "<img", "<b>A ward", "<i>A") if tag in written]


def test_the_form_offers_the_lines_own_periods_and_starts_at_the_latest_figure(
    reader: Visitor,
) -> None:
    answer = asked(reader, "form", of=OF)

    assert answer["of"] == OF
    assert '<option value="2020-02-01" selected="selected">Feb 20</option>' in answer["form"]
    assert '<option value="2020-06-01">Jun 20 (no figure)</option>' in answer["form"]
    assert '<optgroup label="2019/20">' in answer["form"]
    assert answer["form"].count('type="radio"') == 5


def test_weeks_are_offered_where_weeks_are_drawn(reader: Visitor) -> None:
    search = "?organisation=RTH&view=week"

    of = shown(reader, search)["of"]
    answer = asked(reader, "form", search, of=of)

    assert of == ["ae_4hour", "RTH", "week"]
    assert "week ending" in answer["form"]


def test_marks_are_of_single_periods_where_quarters_are_drawn(reader: Visitor) -> None:
    assert shown(reader, f"{TREND}&view=quarter")["of"] == OF


def test_a_suggested_rebase_is_said_with_its_date_until_it_is_made(reader: Visitor) -> None:
    before = asked(reader, "form", of=OF)["form"]
    asked(reader, "add", fields=fields(kind="rebase", on="2018-07-01"))

    after = asked(reader, "form", of=OF)["form"]

    assert "A rebase from July 2018 could be considered" in before
    assert 'data-use="2018-07-01"' in before
    assert "could be considered" not in after


def test_only_notes_and_events_are_offered_where_nothing_is_judged(reader: Visitor) -> None:
    answer = asked(reader, "form", of=["diagnostics_6week", "10Q", "month"])

    assert answer["form"].count('type="radio"') == 2
    assert (
        "Only a note or an event means something here. A waiting list is a stock" in answer["form"]
    )


def test_a_form_of_nothing_says_why(reader: Visitor) -> None:
    answer = asked(reader, "form", of=["health_checks", "RTH", ""])

    assert "<form" not in answer["form"]
    assert "There are no figures" in answer["form"]


def test_a_part_has_no_marks_and_says_whose_they_are(reader: Visitor) -> None:
    asked(reader, "add", fields=fields(indicator="rtt_18week", organisation="05C"))
    search = "?organisation=05C&indicator=rtt_18week"

    part = shown(reader, f"{search}&breakdown=treatment_function:110")

    assert shown(reader, search)["title"] == "Notes and marks (1)"
    assert (part["title"], part["closed"]) == ("Notes and marks", True)
    assert "of an organisation as a whole" in part["list"]


def test_a_site_that_only_shows_has_the_list_and_no_form(own_url: str, reader: Visitor) -> None:
    asked(reader, "add", fields=fields())
    engine = open_engine(own_url)
    settings = Settings(database_url=own_url, read_only=True)
    looker = Visitor(create_app(settings, engine).server.test_client())

    there = shown(looker)
    answer = asked(looker, "add", fields=fields(text="Another."))
    engine.dispose()

    assert there["closed"]
    assert "A ward opened." in there["list"]
    assert "This site is read-only" in there["list"]
    assert "<form" not in there["list"]
    assert "show only" in answer["mistake"]["title"]
